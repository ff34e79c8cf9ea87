from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Registers the app ledger (台账)."""

    name = "taizhang.apps.ledger"
    label = "ledger"
    verbose_name = "台账"
    default_auto_field = "django.db.models.BigAutoField"
