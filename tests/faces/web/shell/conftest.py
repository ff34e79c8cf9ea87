import copy
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

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
