from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Registers templates, styles, scripts and tags of the shell (页面外壳)."""

    name = "taizhang.faces.web.shell"
    label = "shell"
    verbose_name = "页面外壳"
