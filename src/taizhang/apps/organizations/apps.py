from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Registers the app organizations (党组织)."""

    name = "taizhang.apps.organizations"
    label = "organizations"
    verbose_name = "党组织"
    default_auto_field = "django.db.models.BigAutoField"
