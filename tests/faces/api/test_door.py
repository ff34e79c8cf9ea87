"""Who gets in: tokens in force, and sessions with the token of our own pages."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.test import Client
from django.utils import timezone

from taizhang.apps.accounts.actors import Role
from tests.apps.ledger.conftest import World
from tests.faces.api.conftest import ROOT, Caller, record_of, token_for

pytestmark = pytest.mark.django_db


def test_nobody_reads_anything_not_even_the_description(nobody: Caller) -> None:
    for path in ("/me", "/openapi.json", "/organizations", "/entries", "/kinds"):
        answer = nobody.get(path)
        assert answer.status_code == 401, path
        assert answer.json()["code"] == "not_signed_in"
    assert nobody.client.get(f"{ROOT}/docs").status_code == 404


def test_the_product_serves_it_under_its_version() -> None:
    product = import_module("taizhang.config.urls")
    assert str(product.urlpatterns[0].pattern) == "api/v1/"


def test_a_token_opens_the_description(clerk: Caller) -> None:
    assert clerk.get("/me").json() == {"name": "clerk", "roles": ["clerk"], "token": True}
    assert "/api/v1/entries" in clerk.get("/openapi.json").json()["paths"]


def test_an_expired_token_is_none(world: World) -> None:
    over = token_for(world.clerk, Role.CLERK, world.branch, expires_on=timezone.localdate() - timedelta(days=1))
    assert Caller(Client(), over).get("/me").status_code == 401


@pytest.mark.parametrize("token", ["", " ", "tz_nobody", "x" * 5000, "Bearer", "é"])
def test_a_token_that_nobody_gave_is_none(clerk: Caller, token: str) -> None:
    answer = clerk.client.get(f"{ROOT}/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_a_wrong_token_is_not_rescued_by_a_session(signed_in_browser: Client) -> None:
    assert signed_in_browser.get(f"{ROOT}/me", headers={"Authorization": "Bearer tz_wrong"}).status_code == 401


def test_a_session_reads(signed_in_browser: Client) -> None:
    assert signed_in_browser.get(f"{ROOT}/me").json() == {"name": "clerk", "roles": ["clerk"], "token": False}


def test_a_session_writes_only_with_the_token_of_our_pages(world: World, signed_in_browser: Client) -> None:
    body = record_of(world)
    foreign = signed_in_browser.post(f"{ROOT}/entries", body, content_type="application/json")
    assert (foreign.status_code, foreign.json()["code"]) == (403, "csrf")
    token = "a" * 32
    signed_in_browser.cookies["taizhang_csrf"] = token
    ours = signed_in_browser.post(
        f"{ROOT}/entries", body, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert ours.status_code == 201, ours.content.decode()


def test_json_disguised_as_a_plain_form_is_refused(clerk: Caller, world: World) -> None:
    answer = clerk.client.post(
        f"{ROOT}/entries",
        '{"organization": "a"}',
        content_type="text/plain",
        headers={"Authorization": f"Bearer {clerk.token}"},
    )
    assert answer.status_code == 415


def test_too_many_calls_are_slowed_down(clerk: Caller) -> None:
    codes = [clerk.get("/organizations/a/figures", year=2025).status_code for _ in range(62)]
    assert codes[:60] == [200] * 60
    assert codes[60:] == [429] * 2
