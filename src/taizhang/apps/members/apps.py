from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Registers the app members (党员)."""

    name = "taizhang.apps.members"
    label = "members"
    verbose_name = "党员"
    default_auto_field = "django.db.models.BigAutoField"
