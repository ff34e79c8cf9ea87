from django.apps import AppConfig


class RulebooksConfig(AppConfig):
    """Registers the app rulebooks (制度)."""

    name = "taizhang.apps.rulebooks"
    label = "rulebooks"
    verbose_name = "制度"
    default_auto_field = "django.db.models.BigAutoField"
