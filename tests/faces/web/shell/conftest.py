import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from playwright.sync_api import Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

GALLERY = "tests.faces.web.shell.gallery"
TEMPLATES = Path(__file__).parent / "gallery" / "templates"


@pytest.fixture
def gallery(settings: Settings) -> None:
    """Serve the gallery in place of the product."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [str(TEMPLATES)]
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = f"{GALLERY}.urls"


@pytest.fixture
def asked(rf: RequestFactory) -> HttpRequest:
    return rf.get("/")


@pytest.fixture
def open_page(live_server: LiveServer, page: Page) -> Callable[[str], Page]:
    def visit(path: str) -> Page:
        page.goto(f"{live_server.url}{path}")
        return page

    return visit
