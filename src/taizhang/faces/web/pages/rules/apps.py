from django.apps import AppConfig


class RulePagesConfig(AppConfig):
    """The pages about rules."""

    name = "taizhang.faces.web.pages.rules"
    label = "web_rules"
    verbose_name = "制度页面"
