from django.apps import AppConfig


class ReportsPagesConfig(AppConfig):
    """The pages about reports: verifying foreign ones, and reviewing many."""

    name = "taizhang.faces.web.pages.reports"
    label = "web_reports"
    verbose_name = "报告页面"
