from django.apps import AppConfig


class MemberPagesConfig(AppConfig):
    """The pages about members."""

    name = "taizhang.faces.web.pages.members"
    label = "web_members"
    verbose_name = "党员页面"
