"""Attack cases that belong to no page alone; docs/security-cases.md says where every other one is."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from taizhang.apps.audit.writing import last_seq
from taizhang.apps.ledger.models import Revision
from taizhang.apps.members.models import MemberDescription
from taizhang.apps.organizations.models import Description
from tests.apps import facts
from tests.faces.rights.walking import address, routes
from tests.faces.rights.world import FOREIGN, SECRET, Rights, build, words_of
from tests.faces.web.routes.conftest import put_away

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.both_databases
"""What may reach the database; columns that nobody looks up, markup and caches are the pages' own business."""
SCRIPT = '"><img src=x onerror=alert(1)><svg/onload=alert(2)>'
PARAMETERS = (
    "sort", "order", "page", "q", "state", "kind", "rule", "answer", "urgency", "type", "scope", "period", "year",
    "as_of", "known_on", "from", "to", "month", "open", "org", "draft", "number", "figure",
)  # fmt: skip
COLUMNS = ("password", "member__id_number", "-x.y", "?")
VALUES = (
    *COLUMNS,
    *(pytest.param(one, marks=BOTH) for one in ("\x1b[31m\r\n", "𠮷\ud800", "\uff19" * 400, "0" * 5000, "-1", "1e9")),
)
LOOKUPS = {
    "_connector": "OR", "_negated": "1", "is_superuser": "True", "account__password__startswith": "a",
    "content__regex": "(a+)+$", "organization_id": "1 OR 1=1",
}  # fmt: skip


@pytest.fixture
def rights(db: None, settings: Any, tmp_path: Any) -> Rights:
    settings.MEDIA_ROOT = str(tmp_path / "attachments")
    return build()


def _body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def _pages(rights: Rights, client: Client, query: dict[str, str], **headers: str) -> Iterator[tuple[str, Any]]:
    client.raise_request_exception = False
    for route in routes():
        answer: Any = client.get(address(rights, route, "own"), query, headers=headers)
        yield route.name, answer
        put_away(answer)


def _form(rights: Rights, **more: object) -> dict[str, object]:
    return {
        "do": "submit",
        "request_key": "one",
        "day": "2025-10-15",
        "title": "主题党日",
        "part-0-kind": "theme_day",
        "part-0-theme": "学习",
        **{f"roll-state-{one}": "present" for one in rights.own.people},
    } | more


@pytest.mark.parametrize("value", VALUES)
def test_no_parameter_of_any_page_breaks_it_or_tells_more(rights: Rights, value: str) -> None:
    client = rights.client("clerk")
    query = dict.fromkeys(PARAMETERS, value.encode("utf-8", "replace").decode())
    for name, answer in _pages(rights, client, query):
        assert answer.status_code < 500, (name, value)
        assert not {FOREIGN, SECRET} & set(words_of(_body(answer))), name


def test_looked_up_columns_in_the_address_are_ignored(rights: Rights) -> None:
    client = rights.client("clerk")
    plain = {name: answer.status_code for name, answer in _pages(rights, client, {})}
    for name, answer in _pages(rights, client, LOOKUPS):
        assert answer.status_code == plain[name], name
        assert not {FOREIGN, SECRET} & set(words_of(_body(answer))), name


@BOTH
def test_keys_that_no_form_has_change_nothing(rights: Rights) -> None:
    client = rights.client("clerk")
    foreign = {"recorder": rights.foreign.branch, "organization": rights.foreign.branch}
    stamps = {"account": rights.accounts["secretary"], "known_from": "1", "confirmed_on": "2020-01-01"}
    sent = _form(rights, **foreign, **stamps, state="confirmed", is_superuser="1")
    assert client.post(address(rights, _route("ledger:record"), "own"), sent).status_code == 302
    recorded = Revision.objects.latest("pk")
    assert recorded.organization_id in {rights.own.branch, rights.own.committee}
    assert recorded.account == rights.accounts["clerk"]
    assert not hasattr(recorded, "confirmation")
    assert recorded.known_from == last_seq()


def test_markup_in_names_stays_text_on_every_page(rights: Rights) -> None:
    described = Description.objects.get(organization_id=rights.own.branch, known_until=None)
    facts.close(described)
    described.pk, described.known_until, described.name, described.short_name = None, None, f"支部{SCRIPT}", SCRIPT[:40]
    person = MemberDescription.objects.get(member_id=rights.own.people[0], known_until=None)
    facts.close(person)
    person.pk, person.known_until, person.name = None, None, f"人{SCRIPT}"
    facts.write(described, person)
    clerk = rights.client("clerk")
    sent = _form(rights, title=f"题{SCRIPT}", place=SCRIPT, summary=f"{SCRIPT}<a hx-get=/x hx-on:click=y>{{{{ 7*7 }}}}")
    answer = clerk.post(address(rights, _route("ledger:record"), "own"), sent)
    assert answer.status_code == 302
    shown = 0
    for role in ("clerk", "secretary"):
        entry = ("entry", clerk.get(answer["Location"]))
        for name, found in [*_pages(rights, rights.client(role), {"year": "2025"}), entry]:
            if "html" in found.headers.get("Content-Type", ""):
                body = _body(found)
                assert b"<img src=x" not in body, name
                assert b"<svg/onload" not in body, name
                assert b"<a hx-get" not in body, name
                shown += b"&lt;img src=x" in body
    assert shown > 10, "the names were hardly shown; the test says nothing"


def test_a_page_and_its_fragment_are_never_mixed_up_by_a_cache(rights: Rights) -> None:
    for name, answer in _pages(rights, rights.client("clerk"), {}):
        if answer.status_code == 200:
            assert "no-store" in answer.headers["Cache-Control"] or name.startswith("api:openapi"), name
    for name, answer in _pages(rights, Client(), {}, **{"hx-request": "true", "hx-target": "list"}):
        assert not set(words_of(_body(answer))), name


@BOTH
@pytest.mark.parametrize("text", ["\x00题", "题\ud800", "𠮷野同志", "第１２次　会议", "\u202e议会", "题\r\n题\x1b[31m"])
def test_strange_characters_are_kept_or_refused_alike_on_both_databases(rights: Rights, text: str) -> None:
    kept = text.encode("utf-8", "replace").decode()
    client = rights.client("clerk")
    client.raise_request_exception = False
    answer = client.post(address(rights, _route("ledger:record"), "own"), _form(rights, title=kept, summary=kept))
    assert answer.status_code in {302, 422}, answer.content.decode()[:300]
    if answer.status_code == 302:
        assert Revision.objects.latest("pk").title.split() == kept.replace("\x00", "").split()
        assert client.get(answer["Location"]).status_code == 200


@BOTH
@pytest.mark.parametrize("text", ["<" * 400_000, "&" * 400_000, "（" * 130_000, "<a>" * 130_000])
def test_a_text_of_unbalanced_tags_takes_no_time(rights: Rights, text: str) -> None:
    client = rights.client("clerk")
    began = time.process_time()
    answer = client.post(address(rights, _route("ledger:record"), "own"), _form(rights, summary=text))
    assert answer.status_code in {302, 400, 413, 422}
    if answer.status_code == 302:
        assert client.get(answer["Location"]).status_code == 200
    assert time.process_time() - began < 10


def _route(name: str) -> Any:
    return next(one for one in routes() if one.name == name)
