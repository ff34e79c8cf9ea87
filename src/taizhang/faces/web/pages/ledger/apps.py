from django.apps import AppConfig


class LedgerPagesConfig(AppConfig):
    """The pages of the ledger."""

    name = "taizhang.faces.web.pages.ledger"
    label = "web_ledger"
    verbose_name = "台账页面"
