from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.backends import AccountBackend
from taizhang.apps.accounts.errors import AccountNotFoundError, NotAllowedError, SignInRefusedError
from taizhang.apps.accounts.middleware import SessionLimits
from taizhang.apps.accounts.models import Account, Role, SignedIn
from taizhang.apps.accounts.selectors import own_sessions
from taizhang.apps.accounts.services import (
    change_password,
    disable_account,
    end_all_sessions,
    end_other_sessions,
    end_session,
    reset_password,
    sessions,
    sign_in,
    sign_out,
)
from taizhang.apps.audit.models import Commit
from tests.apps.accounts.conftest import PASSWORD

pytestmark = pytest.mark.both_databases

NEW = "qing cao di shang"


def answered(page: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponseBase:
    response = SessionMiddleware(AuthenticationMiddleware(SessionLimits(page)))(request)
    assert isinstance(response, HttpResponseBase)
    return response


class Browser:
    """Asks pages with its cookies, through the product's session middleware."""

    def __init__(self, address: str = "10.0.0.1") -> None:
        self.cookies: dict[str, str] = {}
        self.address = address

    def ask(self, view: Callable[[HttpRequest], object] = lambda request: request.user.pk) -> object:
        request = RequestFactory(headers={"user-agent": "Firefox\r\n\x1b[31m"}).get("/")
        request.COOKIES.update(self.cookies)
        answer: list[object] = []

        def page(request: HttpRequest) -> HttpResponse:
            answer.append(view(request))
            return HttpResponse()

        response = answered(page, request)
        for name, morsel in response.cookies.items():
            if morsel["max-age"] == 0:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value
        return answer[0]

    def sign_in(self, login: str = "lin", password: str = PASSWORD) -> None:
        self.ask(lambda request: sign_in(request, login, password, self.address))

    @property
    def key(self) -> str:
        return self.cookies.get(settings.SESSION_COOKIE_NAME, "")


@pytest.fixture
def account(somebody: Callable[..., Account]) -> Account:
    return somebody("lin", Role.CLERK, 1)


@pytest.fixture
def browser(account: Account) -> Browser:
    found = Browser()
    found.sign_in()
    return found


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Move the clock on, for sessions and for the signed cookie alike."""
    clock = [timezone.now()]
    monkeypatch.setattr(timezone, "now", lambda: clock[0])

    def move(by: timedelta) -> None:
        clock[0] += by

    return move


def test_signing_in_keeps_the_browser_signed_in(browser: Browser, account: Account) -> None:
    assert browser.ask() == account.pk


def test_a_refused_sign_in_opens_no_session(account: Account) -> None:
    browser = Browser()
    with pytest.raises(SignInRefusedError):
        browser.sign_in(password="wrong")
    assert browser.ask() is None
    assert not SignedIn.objects.exists()


def test_a_key_planted_before_sign_in_is_worth_nothing(account: Account) -> None:
    planted = import_module(settings.SESSION_ENGINE).SessionStore()
    planted["trap"] = 1
    planted.save()
    victim, attacker = Browser(), Browser()
    victim.cookies[settings.SESSION_COOKIE_NAME] = attacker.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    victim.sign_in()
    assert victim.key != planted.session_key
    assert victim.ask(lambda request: "trap" in request.session) is False
    assert attacker.ask() is None


def test_an_idle_session_ends_after_half_an_hour(
    later: Callable[[timedelta], None], browser: Browser, account: Account
) -> None:
    for _ in range(5):
        later(timedelta(minutes=29))
        assert browser.ask() == account.pk
    later(timedelta(minutes=31))
    assert browser.ask() is None


def test_a_busy_session_ends_after_eight_hours(
    later: Callable[[timedelta], None], browser: Browser, account: Account
) -> None:
    for _ in range(31):
        later(timedelta(minutes=15))
        assert browser.ask() == account.pk
    later(timedelta(minutes=16))
    assert browser.ask() is None


def test_a_forged_or_foreign_mark_does_not_keep_a_session_alive(
    later: Callable[[timedelta], None], browser: Browser, account: Account
) -> None:
    other = Browser()
    later(timedelta(minutes=20))
    other.sign_in()
    later(timedelta(minutes=11))
    other.ask()
    browser.cookies[sessions.SEEN_COOKIE] = other.cookies[sessions.SEEN_COOKIE]
    assert browser.ask() is None
    assert other.ask() == account.pk


def test_reading_a_page_writes_nothing(browser: Browser) -> None:
    before = (list(Session.objects.values()), Commit.objects.count(), list(SignedIn.objects.values()))
    browser.ask()
    assert (list(Session.objects.values()), Commit.objects.count(), list(SignedIn.objects.values())) == before


def test_a_changed_password_ends_the_other_browser_and_keeps_this_one(browser: Browser, account: Account) -> None:
    other = Browser("10.0.0.2")
    other.sign_in()

    def change(request: HttpRequest) -> None:
        change_password(account.pk, PASSWORD, NEW, keep_session=request.session.session_key)
        sessions.keep(request)

    before = browser.key
    browser.ask(change)
    assert browser.ask() == account.pk
    assert browser.key != before
    assert other.ask() is None
    assert [row.is_this for row in own_sessions(account, browser.key)] == [True]


def test_signing_out_leaves_nothing_of_the_session(browser: Browser) -> None:
    copied = Browser()
    copied.cookies = dict(browser.cookies)
    browser.ask(sign_out)
    assert browser.ask() is None
    assert copied.ask() is None
    assert not Session.objects.exists()
    assert not SignedIn.objects.exists()
    assert Commit.objects.filter(action="session.sign_out").count() == 1


def test_people_see_their_sessions_and_end_one(browser: Browser, account: Account) -> None:
    other = Browser("10.0.0.2")
    other.sign_in()
    rows = own_sessions(account, browser.key)
    assert [(row.address, row.is_this) for row in rows] == [("10.0.0.2", False), ("10.0.0.1", True)]
    assert all(row.browser.isprintable() for row in rows)
    end_session(account.pk, rows[0].id)
    assert other.ask() is None
    assert browser.ask() == account.pk


def test_somebody_elses_session_is_not_found(
    browser: Browser, account: Account, somebody: Callable[..., Account]
) -> None:
    other = somebody("other")
    with pytest.raises(AccountNotFoundError):
        end_session(other.pk, SignedIn.objects.get(account=account).pk)
    assert browser.ask() == account.pk


def test_people_end_all_their_other_sessions(browser: Browser, account: Account) -> None:
    others = [Browser("10.0.0.2"), Browser("10.0.0.3")]
    for other in others:
        other.sign_in()
    end_other_sessions(account.pk, browser.key)
    assert [one.ask() for one in [*others, browser]] == [None, None, account.pk]


def test_the_security_administrator_ends_all_sessions_of_an_account(
    browser: Browser, account: Account, acting: Callable[..., Actor]
) -> None:
    with pytest.raises(NotAllowedError):
        end_all_sessions(acting("shuji", Role.SECRETARY), account.pk)
    # Not even a session that the list does not know survives.
    SignedIn.objects.all().delete()
    end_all_sessions(acting("anquan", Role.SECURITY), account.pk)
    assert browser.ask() is None


def test_disabling_and_resetting_end_open_sessions(browser: Browser, account: Account, operator: Actor) -> None:
    reset_password(operator, account.pk)
    assert browser.ask() is None
    second = Account.objects.get(pk=account.pk)
    assert second.session_epoch == 1
    disable_account(operator, account.pk)
    assert Browser().ask() is None


def test_a_disabled_account_is_out_with_its_next_request(browser: Browser, account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert browser.ask() is None


def test_the_backend_proves_nobody_and_grants_nothing(account: Account) -> None:
    backend = AccountBackend()
    proven: object = authenticate(None, login="lin", password=PASSWORD)
    assert proven is None
    assert backend.get_all_permissions(account) == set()
    assert not backend.has_perm(account, "anything")
    assert settings.AUTHENTICATION_BACKENDS == ["taizhang.apps.accounts.backends.AccountBackend"]
    assert not AnonymousUser().is_authenticated


def test_cookies_are_out_of_reach_of_scripts(account: Account) -> None:
    request = RequestFactory().get("/")

    def page(request: HttpRequest) -> HttpResponse:
        sign_in(request, "lin", PASSWORD, "10.0.0.1")
        return HttpResponse()

    response = answered(page, request)
    for name in (settings.SESSION_COOKIE_NAME, sessions.SEEN_COOKIE):
        assert response.cookies[name]["httponly"]
        assert response.cookies[name]["samesite"] == "Lax"
    assert datetime.fromisoformat(request.session["began_at"]).tzinfo is not None
