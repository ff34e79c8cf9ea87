from django.apps import AppConfig


class CheckingPagesConfig(AppConfig):
    """The pages of the checker."""

    name = "taizhang.faces.web.pages.checking"
    label = "web_checking"
    verbose_name = "审校页面"
