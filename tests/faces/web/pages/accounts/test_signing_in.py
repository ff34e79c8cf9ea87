"""Signing in and out through the client: rotation, slowing down, `next`, one-time passwords, ended sessions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from taizhang.apps.accounts.actors import Role, operator_at_machine
from taizhang.apps.accounts.models import Account, Attempt
from taizhang.apps.accounts.services import create_account, disable_account, grant_role
from tests.apps import facts

pytestmark = pytest.mark.django_db
PASSWORD = "lang lang de yi ju hua"
IN, OWN = "/accounts/in/", "/accounts/own/"


@pytest.fixture
def branch(db: None) -> int:
    return facts.organization("a")


@pytest.fixture
def somebody(branch: int) -> Callable[..., Account]:
    def make(login: str, role: str = "clerk", organization: int | None = branch) -> Account:
        account = Account.objects.create(
            login=login, name=f"{login}同志", password=make_password(PASSWORD), must_change_password=False
        )
        operator = operator_at_machine("test", Role.SYSTEM, Role.SECURITY)
        grant_role(
            operator, account_id=account.pk, role=Role(role), organization_id=organization, begins_on=date(2020, 1, 1)
        )
        return account

    return make


def _enter(client: Client, login: str = "lin", password: str = PASSWORD, **more: str) -> Any:
    return client.post(IN, {"login": login, "password": password, **more})


def test_the_page_says_that_no_secret_belongs_here_and_names_nobody(somebody: Callable[..., Account]) -> None:
    somebody("zhao.wuyou")
    page = Client().get(IN).content.decode()
    assert "不得录入国家秘密" in page
    assert "zhao.wuyou" not in page


def test_name_and_password_lead_to_the_root_and_from_there_on(somebody: Callable[..., Account]) -> None:
    somebody("lin")
    client = Client()
    answer = client.post(IN, {"login": " lin ", "password": PASSWORD})
    assert answer.status_code == 302
    assert answer["Location"] in {"/desk/", "/ledger/"}
    assert client.get("/")["Location"] == answer["Location"]
    assert client.get(OWN).status_code == 200


@pytest.mark.parametrize("role", ["system", "security", "auditor"])
def test_administrators_start_away_from_business_pages(somebody: Callable[..., Account], role: str) -> None:
    somebody("adm", role, None)
    client = Client()
    assert client.post(IN, {"login": "adm", "password": PASSWORD})["Location"] in {"/system/", OWN}


def test_the_session_gets_a_fresh_key(somebody: Callable[..., Account]) -> None:
    somebody("lin")
    client = Client()
    fixed = client.session
    fixed["planted"] = "by somebody else"
    fixed.save()
    client.cookies["taizhang_session"] = fixed.session_key or ""
    _enter(client)
    assert client.cookies["taizhang_session"].value != fixed.session_key
    assert "planted" not in client.session
    attacker = Client()
    attacker.cookies["taizhang_session"] = fixed.session_key or ""
    assert attacker.get(OWN).status_code == 302


def test_unknown_wrong_and_disabled_see_the_same_page(somebody: Callable[..., Account]) -> None:
    somebody("lin")
    disable_account(operator_at_machine("test", Role.SYSTEM), somebody("gone").pk)
    pages = set()
    for login, password in (("nobody", PASSWORD), ("lin", "wrong"), ("gone", PASSWORD)):
        answer = Client().post(IN, {"login": login, "password": password})
        assert answer.status_code == 422
        pages.add(answer.content.decode().partition("登录名或密码不对")[2][:40])
        assert password not in answer.content.decode()
    assert len(pages) == 1
    assert pages != {""}


def test_many_wrong_tries_are_slowed_with_the_time_to_wait(somebody: Callable[..., Account]) -> None:
    somebody("lin")
    client = Client()
    answers = [client.post(IN, {"login": "lin", "password": "wrong"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert int(answers[-1]["Retry-After"]) >= 1
    assert "后再试。账号没有被锁" in answers[-1].content.decode()


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "/%0a/evil",
        "/\n//evil.example",
        "///evil.example",
        "/no/such/page/",
        "/accounts/out/",
        "/" + "a" * 700,
    ],
)
def test_next_leads_nowhere_but_to_our_own_pages(somebody: Callable[..., Account], wanted: str) -> None:
    somebody("lin")
    home = Client().post(IN, {"login": "lin", "password": PASSWORD})["Location"]
    for client in (Client(), Client()):
        assert client.post(IN, {"login": "lin", "password": PASSWORD, "next": wanted})["Location"] == home
        assert client.get(IN, {"next": wanted})["Location"] == home


def test_next_leads_back_with_its_query(somebody: Callable[..., Account]) -> None:
    somebody("lin")
    client = Client()
    asked = client.get("/ledger/?year=2025&q=a%26b")
    assert asked.status_code == 302
    page = client.get(asked["Location"]).content.decode()
    assert 'value="/ledger/?year=2025&amp;q=a%26b"' in page
    assert _enter(client, next="/ledger/?year=2025&q=a%26b")["Location"] == "/ledger/?year=2025&q=a%26b"


def test_a_one_time_password_opens_nothing_but_the_page_for_ones_own(branch: int) -> None:
    operator = operator_at_machine("test", Role.SYSTEM, Role.SECURITY)
    account, once = create_account(operator, login="new.one", name="新来的")
    grant_role(operator, account_id=account, role=Role.CLERK, organization_id=branch, begins_on=timezone.localdate())
    client = Client()
    assert client.post(IN, {"login": "new.one", "password": once, "next": "/ledger/"}).status_code == 302
    for path in ("/", "/ledger/", "/shell/keys/"):
        assert client.get(path)["Location"] == "/accounts/password/", path
    assert client.post("/ledger/record/", {"do": "submit"})["Location"] == "/accounts/password/"
    fragment = client.get("/ledger/", headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment["HX-Redirect"]) == (401, "/accounts/password/")
    assert "一次性密码" in client.get("/accounts/password/").content.decode()
    refused = client.post("/accounts/password/", {"current": once, "wanted": "12345678", "again": "12345678"})
    assert refused.status_code == 422
    assert "最常见的密码" in refused.content.decode()
    own = {"current": once, "wanted": "qing shan lv shui", "again": "qing shan lv shui"}
    assert client.post("/accounts/password/", own).status_code == 302
    assert client.get("/shell/keys/").status_code == 200
    assert Client().post(IN, {"login": "new.one", "password": once}).status_code == 422


def test_an_ended_session_is_explained_and_a_signed_out_one_is_not(somebody: Callable[..., Account]) -> None:
    somebody("lin")
    client = Client()
    _enter(client)
    client.get(OWN)
    Account.objects.update(session_epoch=1)
    led = client.get("/ledger/")
    assert "登录已经结束" in client.get(led["Location"]).content.decode()
    _enter(client)
    client.get(OWN)
    left = client.post("/accounts/out/")
    assert left["Location"] == IN
    assert client.get(OWN).status_code == 302
    assert "登录已经结束" not in client.get(IN).content.decode()


def test_an_idle_session_is_over(somebody: Callable[..., Account], monkeypatch: pytest.MonkeyPatch) -> None:
    somebody("lin")
    client = Client()
    _enter(client)
    assert client.get(OWN).status_code == 200
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get(OWN).status_code == 302


def test_signing_out_needs_a_post_with_its_token(somebody: Callable[..., Account]) -> None:
    somebody("lin")
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(login="lin"))
    assert client.get("/accounts/out/").status_code == 405
    assert client.post("/accounts/out/").status_code == 403
    assert client.get(OWN).status_code == 200
    assert client.post(IN, {"login": "lin", "password": PASSWORD}).status_code == 403


@pytest.mark.parametrize(
    "sent", [{}, {"login": "lin"}, {"login": "x" * 5000, "password": "\x00"}, {"password": "p" * 9000}]
)
def test_odd_forms_are_answered(somebody: Callable[..., Account], sent: dict[str, str]) -> None:
    somebody("lin")
    assert Client().post(IN, sent).status_code == 422


def test_the_demonstration_names_its_logins(somebody: Callable[..., Account], settings: Settings) -> None:
    somebody("lin")
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, mode="demo")
    page = Client().get(IN).content.decode()
    assert "lin同志" in page
    assert "党务工作者" in page
    assert 'value="lin"' in Client().get(IN, {"login": "lin"}).content.decode()


def test_behind_a_front_end_only_its_own_word_counts(somebody: Callable[..., Account], settings: Settings) -> None:
    somebody("lin")
    forged = {"X-Forwarded-For": "1.2.3.4, 10.9.8.7"}
    Client().post(IN, {"login": "lin", "password": "wrong"}, headers=forged)
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, https=True)
    Client().post(IN, {"login": "lin", "password": "wrong"}, headers=forged)
    assert list(Attempt.objects.order_by("pk").values_list("address", flat=True)) == ["127.0.0.1", "10.9.8.7"]
