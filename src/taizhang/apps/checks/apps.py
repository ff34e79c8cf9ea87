from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """Registers the app checks (审校)."""

    name = "taizhang.apps.checks"
    label = "checks"
    verbose_name = "审校"
    default_auto_field = "django.db.models.BigAutoField"
