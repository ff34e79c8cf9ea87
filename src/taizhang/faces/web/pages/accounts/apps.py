from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    """The pages about signing in and one's own account."""

    name = "taizhang.faces.web.pages.accounts"
    label = "web_accounts"
    verbose_name = "账号页面"
