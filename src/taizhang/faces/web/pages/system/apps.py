from django.apps import AppConfig


class SystemPagesConfig(AppConfig):
    """The pages of the administrators."""

    name = "taizhang.faces.web.pages.system"
    label = "web_system"
    verbose_name = "系统页面"
