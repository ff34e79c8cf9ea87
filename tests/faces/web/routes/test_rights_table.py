"""`routes.toml` says for every route which roles it lets in; a route that is not in it fails, and so does one too open.

Let in means: asked for a thing of one's own, the answer is neither "not there" nor "not allowed", nor the way to sign
in. Routes with an empty list open things that this small world does not have (a run, a draft of one's own, an own kind)
or lead to signing in by themselves; the tests of their pages ask for them.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse_lazy

from taizhang.apps.accounts.actors import Role
from tests.faces.web.routes.conftest import Corners, browser_of, filled, put_away, routes

pytestmark = [pytest.mark.django_db]
FILE = Path(__file__).parent / "routes.toml"
REFUSED = {401, 403, 404}
NOT_BY_GET, MOVED = 405, 302
SIGN_IN = reverse_lazy("accounts:sign_in")
SYSTEM_WIDE = {Role.SYSTEM, Role.SECURITY, Role.AUDITOR}


def let_in(corners: Corners, role: Role) -> set[str]:
    """The routes that let this role in."""
    client = browser_of(role, None if role in SYSTEM_WIDE else corners.world.branch)
    client.raise_request_exception = False
    session = client.cookies["taizhang_session"].value
    found = set()
    for address, name, route in routes():
        client.cookies["taizhang_session"] = session  # Signing out is one of the routes.
        if _is_let_in(client, filled(address, route, corners.own)):
            found.add(name)
    return found


def _is_let_in(client: Client, place: str) -> bool:
    """Ask by GET, or with an empty POST where a route takes nothing else; whatever it writes is undone."""
    with transaction.atomic():
        answer: Any = client.get(place)
        if answer.status_code == NOT_BY_GET:
            answer = client.post(place, {})
        put_away(answer)
        transaction.set_rollback(True)
    sent_to_sign_in = answer.status_code == MOVED and answer.headers["Location"].startswith(str(SIGN_IN))
    return answer.status_code not in REFUSED and not sent_to_sign_in


def table() -> dict[str, set[str]]:
    """Route → roles, as written down."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["routes"]
    return {name: set(roles.split()) for name, roles in rows.items()}


def test_the_table_names_every_route_and_no_other() -> None:
    assert set(table()) == {name for _, name, _ in routes()}
    assert set.union(*table().values()) <= set(Role.values)


@pytest.fixture(autouse=True)
def _no_long_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a POST would start in the background is not part of the question."""
    monkeypatch.setattr("taizhang.apps.runs.services.in_background", lambda *_: None)


@pytest.mark.parametrize("role", list(Role))
def test_a_route_lets_in_whom_the_table_names(corners: Corners, role: Role) -> None:
    written = {name for name, roles in table().items() if role.value in roles}
    assert let_in(corners, role) == written
