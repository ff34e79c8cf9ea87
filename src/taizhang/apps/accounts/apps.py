from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the app accounts (账号与权限)."""

    name = "taizhang.apps.accounts"
    label = "accounts"
    verbose_name = "账号与权限"
    default_auto_field = "django.db.models.BigAutoField"
