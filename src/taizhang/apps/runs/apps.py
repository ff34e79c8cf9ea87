from django.apps import AppConfig


class RunsConfig(AppConfig):
    """Registers the app runs (运行任务)."""

    name = "taizhang.apps.runs"
    label = "runs"
    verbose_name = "运行任务"
    default_auto_field = "django.db.models.BigAutoField"
