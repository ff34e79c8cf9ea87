from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import Template
from django.test import Client
from django.test.signals import template_rendered

from taizhang.faces.web import shell
from taizhang.faces.web.shell.templatetags.taizhang_ui import rendered_once

PATHS = (
    "/",
    "/?as_of=2026-06-30&demo=1",
    "/?year=x",
    "/form/",
    "/matrix/",
    "/matrix/cell/0/2/",
    "/shell/organization/",
    "/shell/organization/?find=x",
    "/shell/day/",
    "/shell/keys/",
    "/shell/more/",
    "/shell/late/",
    "/accounts/in/?demo=1",
    "/paper/",
    "/checked/",
    "/trouble/404/",
)


@pytest.fixture
def rendered() -> Iterator[set[str]]:
    names: set[str] = set()
    # What is the same on every page may have been rendered by a test before this one.
    rendered_once.cache_clear()

    def note(template: Template, **_: Any) -> None:
        names.add(str(template.name))

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.mark.usefixtures("gallery")
def test_the_gallery_shows_every_template_of_the_shell(client: Client, rendered: set[str]) -> None:
    for path in PATHS:
        client.get(path)
    client.post("/form/", {"day": "2026-11-31"})
    folder = Path(shell.__file__).parent / "templates"
    all_names = {str(path.relative_to(folder)) for path in folder.rglob("*.html")}
    assert all_names - rendered == set()
