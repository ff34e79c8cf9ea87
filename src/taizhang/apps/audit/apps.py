from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the app audit (审计日志)."""

    name = "taizhang.apps.audit"
    label = "audit"
    verbose_name = "审计日志"
    default_auto_field = "django.db.models.BigAutoField"
