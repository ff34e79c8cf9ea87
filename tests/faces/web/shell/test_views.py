import re
from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from taizhang.apps.accounts.actors import operator_at_machine
from taizhang.apps.accounts.models import Account, Role
from taizhang.apps.accounts.services import grant_role
from taizhang.domain.obligations.owed import Urgency
from taizhang.faces.web.shell import sources
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.faces.web.shell.product_urls")]
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "business_day", lambda: TODAY)


@pytest.fixture
def signed_in(client: Client) -> Callable[[int], Client]:
    def sign_in(organization: int) -> Client:
        account = Account.objects.create(
            login="lin", name="林穗", password=make_password("x"), must_change_password=False
        )
        grant_role(
            operator_at_machine("test", Role.SYSTEM, Role.SECURITY),
            account_id=account.pk,
            role=Role.CLERK,
            organization_id=organization,
            begins_on=date(2020, 1, 1),
        )
        client.force_login(account)
        return client

    return sign_in


@pytest.fixture
def clerk(signed_in: Callable[[int], Client]) -> Client:
    district = facts.organization("D", "committee", name="青禾区水务局党委")
    facts.organization("D01", under=district, name="供水中心党支部")
    facts.organization("X", name="丹顶鹤党支部")
    return signed_in(district)


PATHS = ("/shell/choose/organization/", "/shell/choose/day/", "/shell/keys/", "/shell/more/", "/shell/late/")


@pytest.mark.parametrize("path", PATHS)
def test_whoever_has_not_signed_in_is_led_to_it_and_back(client: Client, path: str) -> None:
    answer = client.get(path, {"org": "D"})
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/in/?next={path.replace('/', '%2F')}%3Forg%3DD"


@pytest.mark.parametrize("path", PATHS)
def test_a_fragment_sends_the_whole_browser_to_sign_in(client: Client, path: str) -> None:
    answer = client.get(path, headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Redirect"], answer.content) == (401, "/accounts/in/", b"")


@pytest.mark.parametrize("path", PATHS[:-1])
def test_each_choice_is_a_page_and_a_dialog(clerk: Client, path: str) -> None:
    assert "<h1>" in clerk.get(path).content.decode()
    assert "<h2>" in clerk.get(path, headers={"hx-request": "true"}).content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_a_choice_writes_nothing(clerk: Client, path: str) -> None:
    assert clerk.post(path).status_code == 405


def test_only_organisations_that_may_be_seen_are_listed(clerk: Client) -> None:
    text = clerk.get("/shell/choose/organization/").content.decode()
    assert "供水中心党支部" in text
    assert "丹顶鹤" not in text
    assert "丹顶鹤党支部" not in clerk.get("/shell/choose/organization/", {"find": "鹤"}).content.decode()


def test_typing_finds_by_part_of_the_name(clerk: Client) -> None:
    answer = clerk.get("/shell/choose/organization/", {"find": "供水", "back": "/"}, headers={"hx-request": "true"})
    assert answer.content.decode().count("<li>") == 1
    assert 'href="/?org=D01"' in answer.content.decode()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/nowhere/", "x"])
def test_the_way_back_leads_nowhere_else(clerk: Client, back: str) -> None:
    text = clerk.get("/shell/choose/organization/", {"back": back}).content.decode()
    assert 'href="/?org=D01"' in text
    assert re.findall(r'(?:href|action|value)="(?:https?:|//|javascript:)[^"]*"', text) == []


def test_the_day_keeps_organisation_and_year(clerk: Client) -> None:
    text = clerk.get("/shell/choose/day/", {"org": "D01", "year": "2025", "back": "/"}).content.decode()
    assert 'name="org" value="D01"' in text
    assert 'name="year" value="2025"' in text
    assert 'max="2026-11-20"' in text


def test_the_badge_counts_what_is_late_by_law_only(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    states = [Urgency.LATE, Urgency.LATE, Urgency.MISSED, Urgency.SOON, Urgency.DONE]
    monkeypatch.setattr(sources, "owed_of", lambda *_: list(states))
    monkeypatch.setattr(sources, "urgency", lambda state, _day: state)
    assert "本组织逾期 2 项" in clerk.get("/shell/late/", headers={"hx-request": "true"}).content.decode()


def test_without_anything_late_there_is_no_badge(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "owed_of", lambda *_: [])
    assert clerk.get("/shell/late/", headers={"hx-request": "true"}).content.strip() == b""
