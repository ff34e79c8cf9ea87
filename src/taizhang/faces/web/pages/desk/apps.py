from django.apps import AppConfig


class DeskPagesConfig(AppConfig):
    """The work bench: what is late, what falls due, what waits."""

    name = "taizhang.faces.web.pages.desk"
    label = "web_desk"
    verbose_name = "工作台页面"
