from django.apps import AppConfig


class OrganizationPagesConfig(AppConfig):
    """The pages about organisations."""

    name = "taizhang.faces.web.pages.organizations"
    label = "web_organizations"
    verbose_name = "组织页面"
