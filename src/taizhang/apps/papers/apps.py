from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Registers the app papers (送审稿)."""

    name = "taizhang.apps.papers"
    label = "papers"
    verbose_name = "送审稿"
    default_auto_field = "django.db.models.BigAutoField"
