from django.apps import AppConfig


class OwedPagesConfig(AppConfig):
    """What is owed: the matrix, its cells and the list."""

    name = "taizhang.faces.web.pages.owed"
    label = "web_owed"
    verbose_name = "应办页面"
