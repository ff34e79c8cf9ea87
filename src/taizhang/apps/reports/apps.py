from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Registers the app reports (述职报告)."""

    name = "taizhang.apps.reports"
    label = "reports"
    verbose_name = "述职报告"
    default_auto_field = "django.db.models.BigAutoField"
