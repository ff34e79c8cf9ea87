from django.apps import AppConfig


class PapersPagesConfig(AppConfig):
    """The pages about texts that go out: sending one on its way, reviewing it, issuing it."""

    name = "taizhang.faces.web.pages.papers"
    label = "web_papers"
    verbose_name = "送审稿页面"
