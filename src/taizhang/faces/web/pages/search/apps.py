from django.apps import AppConfig


class SearchPagesConfig(AppConfig):
    """The search page."""

    name = "taizhang.faces.web.pages.search"
    label = "web_search"
    verbose_name = "搜索页面"
