from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the web face (网页)."""

    name = "taizhang.faces.web"
    label = "web"
    verbose_name = "网页"
    default_auto_field = "django.db.models.BigAutoField"
