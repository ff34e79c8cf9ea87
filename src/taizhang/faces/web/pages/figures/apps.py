from django.apps import AppConfig


class FiguresPagesConfig(AppConfig):
    """Figures down to their records, and control totals."""

    name = "taizhang.faces.web.pages.figures"
    label = "web_figures"
    verbose_name = "数据页面"
