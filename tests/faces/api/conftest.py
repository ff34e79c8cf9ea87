"""Callers of the API: each with a token of his own, over the ledger's small world with canaries in every corner."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.accounts.models import Account, Grant, Token
from taizhang.apps.accounts.services.sessions import begin_session
from taizhang.apps.audit.writing import writing
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.domain.canonical import digest_text
from taizhang.faces.api import limits
from tests.apps.ledger.conftest import TODAY, World, world

__all__ = ["world"]

CANARY_FOREIGN = "金丝雀外支部"
CANARY_RESTRICTED = "金丝雀限定议题"
ROOT = "/api/v1"


@dataclass
class Caller:
    """A program that calls with a token, or without one."""

    client: Client
    token: str = ""

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"{ROOT}{path}", query, headers=self._headers())

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.client.post(
            f"{ROOT}{path}", body, content_type="application/json", headers={**self._headers(), **headers}
        )

    def upload(self, path: str, fields: dict[str, Any]) -> Any:
        return self.client.post(f"{ROOT}{path}", fields, headers=self._headers())

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    yield
    for each in (limits.READING, limits.COSTLY, limits.WRITING):
        each.forget()


@pytest.fixture(autouse=True)
def _served(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.faces.api.served"


@pytest.fixture(autouse=True)
def _business_day(settings: Any) -> None:
    """The world stands in December 2025."""
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, business_day=TODAY)


def token_for(actor: Actor, role: Role, organization: int | None, expires_on: date | None = None) -> str:
    """Give an account a grant and a token of that role, straight into the tables."""
    assert actor.account is not None
    text = f"tz_test_{actor.account}_{role}_{organization}"
    Account.objects.filter(pk=actor.account).update(must_change_password=False, password_changed_at=timezone.now())
    with writing("test", "test.token") as record:
        record.write(
            Grant(
                account_id=actor.account,
                role=role,
                organization_id=organization,
                begins_on=date(2020, 1, 1),
            )
        )
        record.write(
            Token(
                account_id=actor.account,
                name="试验",
                token_digest=digest_text(text),
                role=role,
                organization_id=organization,
                root_id=organization,
                expires_on=expires_on or timezone.localdate() + timedelta(days=30),
            )
        )
    return text


@pytest.fixture
def clerk(world: World) -> Caller:
    return Caller(Client(), token_for(world.clerk, Role.CLERK, world.branch))


@pytest.fixture
def secretary(world: World) -> Caller:
    return Caller(Client(), token_for(world.secretary, Role.SECRETARY, world.branch))


@pytest.fixture
def stranger(world: World) -> Caller:
    return Caller(Client(), token_for(world.stranger, Role.CLERK, world.foreign))


@pytest.fixture
def nobody(db: None) -> Caller:
    return Caller(Client())


def caller_with(role: Role, organization: int | None) -> Caller:
    """A caller with just this role."""
    account = Account.objects.create(login=f"{role}-{organization}", name=f"{role}")
    return Caller(Client(), token_for(Actor(account.pk, role, (Holding(role, organization),)), role, organization))


def record_of(world: World, **more: Any) -> dict[str, Any]:
    """A branch congress as a program sends it."""
    return {
        "organization": "a",
        "day": "2025-03-05",
        "title": "第一季度支部党员大会",
        "place": "三楼会议室",
        "roll": [{"person": f"p{number:03}"} for number in range(8)],
        "parts": [
            {
                "kind": "支部党员大会",
                "fields": {"agenda": [{"title": "学习全会精神", "tags": [], "form": "study"}]},
                "roles": {"chair": ["p000"]},
            }
        ],
    } | more


@pytest.fixture
def planted(world: World) -> dict[str, int]:
    """An entry with a restricted item at home, and one elsewhere; both confirmed."""
    content = world.congress()
    content["parts"][0]["fields"]["agenda"].append(
        {"title": CANARY_RESTRICTED, "tags": ["personnel"], "form": "discuss"}
    )
    content["summary"] = f"会上讨论了{CANARY_RESTRICTED}"
    home = record_entry(world.clerk, content, TODAY)
    confirm_entry(world.secretary, home.revision, TODAY)
    foreign = dict(world.congress(title=CANARY_FOREIGN, place=CANARY_FOREIGN), recorder=world.foreign, roll=[])
    foreign["parts"][0]["roles"] = {}
    elsewhere = record_entry(world.stranger, foreign, TODAY)
    return {"home": home.entry, "foreign": elsewhere.entry}


@pytest.fixture
def signed_in_browser(world: World) -> Client:
    """The clerk's browser, signed in as on the page, with CSRF checks as in the product."""
    token_for(world.clerk, Role.CLERK, world.branch)
    browser = Client(enforce_csrf_checks=True)
    request = HttpRequest()
    request.session = SessionStore()
    begin_session(request, Account.objects.get(login="clerk"), "127.0.0.1")
    browser.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""
    return browser
