"""Every route × every role: who reaches it, and that no word of a foreign district ever stands in an answer.

`routes.toml` names for each route who it is for. A route that is not in it fails; so does one that is no more.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.http.response import HttpResponseBase
from django.test import Client

from taizhang.apps.audit.writing import last_seq
from tests.faces.rights.walking import Route, address, routes
from tests.faces.rights.world import FOREIGN, OWN, ROLES, SECRET, Rights, build, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TABLE: dict[str, str] = tomllib.loads((Path(__file__).parent / "routes.toml").read_text(encoding="utf-8"))["routes"]

READERS = {"secretary", "clerk", "superior", "discipline", "reader"}
AUDIENCES = {
    "public": {"anonymous", *ROLES},
    "signed_in": set(ROLES),
    "readers": READERS,
    "recorders": {"secretary", "clerk"},
    "exporters": {"secretary", "clerk", "superior"},
    "adopters": {"secretary", "clerk"},
    "system": {"system"},
    "security": {"security"},
    "accounts": {"system", "security"},
    "account_readers": {"system", "security", "auditor"},
    "auditor": {"auditor"},
    "administrators": {"system", "security", "auditor"},
}
REFUSED = {301, 302, 401, 403, 404}


@pytest.fixture
def rights(db: None, settings: LazySettings, tmp_path: Path) -> Rights:
    settings.MEDIA_ROOT = str(tmp_path / "attachments")
    return build()


def _body(answer: HttpResponseBase) -> bytes:
    found: Any = answer
    return b"".join(found.streaming_content) if found.streaming else bytes(found.content)


def _answers(rights: Rights, whose: str, role: str) -> Iterator[tuple[Route, int, set[str]]]:
    client = rights.client(role)
    client.raise_request_exception = False
    for route in routes():
        if whose != "own" and not route.opens_something:
            continue
        query = {} if route.name.startswith("api:") else {"year": "2025"}
        answer = client.get(address(rights, route, whose), query)
        yield route, answer.status_code, set(words_of(_body(answer)))


def test_the_table_names_every_route_and_no_other() -> None:
    assert sorted(TABLE) == [route.name for route in routes()]
    assert set(TABLE.values()) <= AUDIENCES.keys()


@pytest.mark.parametrize("role", ["anonymous", *ROLES])
def test_nobody_sees_a_word_that_is_not_for_him(rights: Rights, role: str) -> None:
    before = last_seq()
    scanned = 0
    for whose in ("own", "foreign", "unknown"):
        for route, status, words in _answers(rights, whose, role):
            scanned += 1
            assert status < 500, (route.name, whose, status)
            if role not in READERS:
                assert OWN not in words, (route.name, whose)
            if role != "stranger":
                assert FOREIGN not in words, (route.name, whose)
            if role != "secretary":
                assert SECRET not in words, (route.name, whose)
    assert scanned > len(TABLE)
    assert last_seq() == before, "a GET wrote something"


@pytest.mark.parametrize("role", ["anonymous", *ROLES])
def test_a_route_opens_for_whom_the_table_says(rights: Rights, role: str) -> None:
    for route, status, words in _answers(rights, "own", role):
        expected = role in AUDIENCES[TABLE[route.name]] and not (role == "stranger" and route.opens_something)
        if role == "stranger":
            continue  # He is the secretary of the other district; what he must not see is tested above.
        if expected:
            assert status not in {401, 403}, (route.name, status)
        else:
            # Elsewhere one is refused, or finds a page with nothing on it.
            assert status in REFUSED | {405, 409, 422} or not words, (route.name, status, words)


@pytest.mark.parametrize("role", sorted(READERS))
def test_foreign_and_unknown_are_answered_alike(rights: Rights, role: str) -> None:
    foreign = {route.name: status for route, status, _ in _answers(rights, "foreign", role)}
    unknown = {route.name: status for route, status, _ in _answers(rights, "unknown", role)}
    assert foreign == unknown


def test_no_write_is_taken_without_the_token_of_the_form(rights: Rights) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = rights.client("secretary").cookies
    client.raise_request_exception = False
    before = last_seq()
    for route in routes():
        answer = client.post(address(rights, route, "own"), {"do": "submit", "reason": "x", "base_number": "1"})
        assert answer.status_code in {302, 400, 401, 403, 404, 405, 415, 422}, (route.name, answer.status_code)
    assert last_seq() == before


@pytest.mark.parametrize("role", ["stranger", "system", "security", "auditor", "anonymous"])
def test_no_write_reaches_a_foreign_thing(rights: Rights, role: str) -> None:
    client = rights.client(role)
    client.raise_request_exception = False
    before = last_seq()
    for route in routes():
        if not route.opens_something or route.name.startswith("accounts:"):
            continue
        answer = client.post(
            address(rights, route, "own"), {"reason": "x", "base_number": "1", "name": "改名", "day": "2025-05-05"}
        )
        assert answer.status_code in {302, 401, 403, 404, 405, 415, 422}, (route.name, answer.status_code)
    assert last_seq() == before
