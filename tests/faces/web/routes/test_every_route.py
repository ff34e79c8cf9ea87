"""Every route of the pages × every role: what is foreign is not there, nothing is written by reading, and so on.

A route that is added walks along by itself.
"""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client

from taizhang.apps.accounts.actors import Role, operator_at_machine
from taizhang.apps.accounts.models import Grant
from taizhang.apps.accounts.rights import ADMINISTRATORS
from taizhang.apps.accounts.services import end_grant
from tests.faces.web.routes.conftest import FOREIGN, RESTRICTED, Corner, Corners, browser_of, filled, put_away, routes

pytestmark = pytest.mark.django_db

PUBLIC = {"accounts:sign_in"}
"""What answers to somebody who is not signed in."""
CURIOUS = {
    "org": "x",
    "organization": "x",
    "branch": "x",
    "find": FOREIGN,
    "q": FOREIGN,
    "text": FOREIGN,
    "all": "1",
    "page": "1",
    "figure": "branch_congress/count",
    "day": "2025-03-05",
    "month": "2025-03",
    "year": "2025",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
BUSINESS = sorted(set(Role) - ADMINISTRATORS)
BOTH = pytest.mark.both_databases


FRAGMENT = {"HX-Request": "true", "HX-Target": "body"}
FORM_WRITERS = {Role.CLERK, Role.SECRETARY}


def ways_of_asking(role: Role) -> list[tuple[dict[str, str], dict[str, str]]]:
    """Query and headers: a fragment is the part that its page includes, so only who has forms asks for all."""
    ways: list[tuple[dict[str, str], dict[str, str]]] = [({}, {}), (CURIOUS, FRAGMENT)]
    return [*ways, (CURIOUS, {}), ({}, FRAGMENT)] if role in FORM_WRITERS else ways


def clerk_on_both(roles: list[Role]) -> list[Any]:
    """Who may see what does not depend on the database: on PostgreSQL the clerk, who has most forms, stands for all."""
    return [pytest.param(role, marks=BOTH) if role is Role.CLERK else role for role in roles]


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    put_away(response)
    headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    return headers + body.decode("utf-8", "replace")


def addresses(corner: Corner) -> list[tuple[str, str]]:
    found = [(filled(address, route, corner), name) for address, name, route in routes()]
    assert len(found) > 50
    return found


def everything() -> dict[str, list[str]]:
    """Every row of ours; sessions apart."""
    return {
        model._meta.db_table: sorted(map(repr, model._default_manager.values_list()))
        for model in apps.get_models()
        if model is not Session and model._meta.db_table != "accounts_account"
    }


def test_nobody_gets_anything_but_the_way_to_sign_in(corners: Corners) -> None:
    nobody = Client()
    for corner in (corners.own, corners.foreign, corners.unknown):
        for address, name in addresses(corner):
            for ask in (nobody.get, nobody.post):
                for headers in ({}, {"HX-Request": "true"}):
                    response = ask(address, CURIOUS, headers=headers)
                    assert name in PUBLIC or response.status_code in {302, 401, 403, 404, 405}, (address, response)
                    if response.status_code == 302:
                        assert "/accounts/in/" in response["Location"], address
                    text = text_of(response)
                    assert FOREIGN not in text.replace("%E9%87%91%E4%B8%9D%E9%9B%80", ""), address
                    assert RESTRICTED not in text, address


@pytest.mark.parametrize("role", clerk_on_both(BUSINESS))
def test_no_page_of_one_branch_shows_anything_of_another(corners: Corners, role: Role) -> None:
    browser = browser_of(role, corners.world.branch)
    looked_at = 0
    for corner in (corners.own, corners.foreign):
        for address, name in addresses(corner):
            for query, headers in ways_of_asking(role):
                response = browser.get(address, query, headers=headers)
                assert response.status_code < 500, (address, response)
                # What one has typed oneself comes back in the field it was typed into.
                text = text_of(response).replace(f'value="{FOREIGN}"', "").replace(f"“{FOREIGN}”", "")
                assert FOREIGN not in text, (name, address, query)
                looked_at += response.status_code == 200
    assert looked_at > 50


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_see_nothing_of_the_business(corners: Corners, role: Role) -> None:
    browser = browser_of(role, None)
    for corner in (corners.own, corners.foreign):
        for address, name in addresses(corner):
            response = browser.get(address, headers={})
            assert response.status_code < 500, (address, response)
            text = text_of(response)
            if role is Role.SECURITY and name.startswith("system:"):
                # Who grants over an organisation must be able to name it; nothing else of it is shown.
                text = text.replace(f"{FOREIGN}组织", "").replace(f"{FOREIGN}简称", "")
            assert FOREIGN not in text, (name, address)
            assert RESTRICTED not in text, (name, address)
            assert "第一季度支部党员大会" not in text, (name, address)


@pytest.mark.parametrize("role", clerk_on_both(sorted(set(BUSINESS) - {Role.SECRETARY})))
def test_restricted_texts_are_nowhere_for_others(corners: Corners, role: Role) -> None:
    for where in (corners.world.branch, corners.world.committee):
        browser = browser_of(role, where)
        for address, name in addresses(corners.own):
            for query in ({}, {"find": RESTRICTED, "q": RESTRICTED}):
                response = browser.get(address, query)
                text = text_of(response).replace(f'value="{RESTRICTED}"', "").replace(f"“{RESTRICTED}”", "")
                assert RESTRICTED not in text, (name, address, query)


def test_the_secretary_and_a_named_keeper_do_see_restricted_texts(corners: Corners) -> None:
    """The control: the canary is there to be found."""
    for browser in (
        browser_of(Role.SECRETARY, corners.world.branch),
        browser_of(Role.CLERK, corners.world.branch, keeper=True),
    ):
        seen = [name for address, name in addresses(corners.own) if RESTRICTED in text_of(browser.get(address))]
        assert "ledger:entry" in seen


def test_the_foreign_branch_sees_its_own(corners: Corners) -> None:
    """The control of the other canary."""
    browser = browser_of(Role.SECRETARY, corners.world.foreign)
    seen = {name for address, name in addresses(corners.foreign) if FOREIGN in text_of(browser.get(address))}
    assert {"ledger:entry", "ledger:index", "organizations:show"} <= seen


@pytest.mark.parametrize("role", clerk_on_both(BUSINESS))
def test_foreign_is_answered_like_unknown(corners: Corners, role: Role) -> None:
    browser = browser_of(role, corners.world.branch)
    compared = 0
    for (address, name), (unknown, _) in zip(addresses(corners.foreign), addresses(corners.unknown), strict=True):
        if address == unknown:
            continue
        for ask in (browser.get, browser.post):
            answers = [ask(one, {"reason": "试", "number": "1", "base_number": "1"}) for one in (address, unknown)]
            assert answers[0].status_code == answers[1].status_code, (name, address, unknown)
            compared += 1
    assert compared > 20


@pytest.mark.parametrize("role", clerk_on_both(BUSINESS))
def test_nothing_foreign_is_changed_by_any_post(corners: Corners, role: Role) -> None:
    browser = browser_of(role, corners.world.branch)
    before = everything()
    sent = {
        "reason": "试",
        "number": "1",
        "base_number": "1",
        "recorder": str(corners.world.foreign),
        "org": "x",
        "organization": str(corners.world.foreign),
        "entry": str(corners.foreign.numbers["entry"]),
        "name": "改",
        "day": "2025-05-01",
        "text": "改",
        "amount": "9",
    }
    for (address, _), (plain, _) in zip(addresses(corners.foreign), addresses(corners.unknown), strict=True):
        if address != plain:
            assert browser.post(address, sent).status_code in {302, 400, 403, 404, 405, 422}, address
    assert everything() == before


@BOTH
def test_reading_writes_nothing(corners: Corners) -> None:
    browser = browser_of(Role.SECRETARY, corners.world.branch)
    before = everything()
    for address, name in addresses(corners.own):
        text_of(browser.get(address, CURIOUS))
        put_away(browser.head(address))
        now = everything()
        if name.partition(":")[2].startswith("export"):
            # That somebody took a copy out is in the log, and nothing else is written.
            before |= {table: rows for table, rows in now.items() if table in {"audit_commit", "audit_chainhead"}}
        assert now == before, name


def test_every_answer_carries_the_headers(corners: Corners) -> None:
    browser = browser_of(Role.SECRETARY, corners.world.branch)
    answers = [(address, browser.get(address)) for address, _ in addresses(corners.own)]
    answers += [(address, Client().get(address)) for address, _ in addresses(corners.unknown)]
    answers += [("none", browser.get("/nowhere/")), ("method", browser.put("/ledger/"))]
    for address, response in answers:
        for name, value in HEADERS.items():
            assert response.headers.get(name) == value, (address, name)
        put_away(response)
        policy = response.headers["Content-Security-Policy"]
        if response.headers.get("Content-Disposition", "").startswith("attachment"):
            assert "sandbox" in policy or "default-src 'none'" in policy or "object-src 'none'" in policy, address
            continue
        assert all(f"{word} 'none'" in policy for word in ("object-src", "base-uri", "frame-ancestors")), address
        assert "unsafe" not in policy
        assert "no-store" in response.headers.get("Cache-Control", ""), address
        if response.headers.get("Content-Type", "").startswith("text/html"):
            assert "charset=utf-8" in response.headers["Content-Type"], address


def test_no_change_without_the_token_of_our_pages(corners: Corners) -> None:
    browser = browser_of(Role.SECRETARY, corners.world.branch, csrf=True)
    before = everything()
    for address, name in addresses(corners.own):
        for kind in ("application/x-www-form-urlencoded", "text/plain", "application/json"):
            for headers in ({}, {"Origin": "https://evil.example"}, {"X-CSRFToken": "x" * 64}):
                response = browser.generic("POST", address, '{"a":"b"}', kind, headers=headers)
                assert response.status_code in {403, 404, 405}, (name, address, response)
    assert everything() == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_other_methods_are_refused(corners: Corners, method: str) -> None:
    browser = browser_of(Role.SECRETARY, corners.world.branch)
    for address, name in addresses(corners.own):
        assert browser.generic(method, address).status_code in {404, 405}, (name, method)


def test_a_role_that_was_taken_away_is_gone_with_the_next_page(corners: Corners) -> None:
    browser = browser_of(Role.CLERK, corners.world.branch)
    pages = [address for address, name in addresses(corners.own) if name in {"ledger:entry", "organizations:show"}]
    assert [browser.get(page).status_code for page in pages] == [200] * len(pages)
    grant = Grant.objects.order_by("-pk").first()
    assert grant is not None
    end_grant(operator_at_machine("test", Role.SECURITY), grant.pk)
    assert {browser.get(page).status_code for page in pages} <= {403, 404}
    assert FOREIGN not in "".join(text_of(browser.get(address)) for address, _ in addresses(corners.own))
