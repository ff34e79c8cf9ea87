"""One's own account through the client: password, sessions, tokens; nobody else's."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from taizhang.apps.accounts.models import Account, SignedIn, Token
from taizhang.apps.accounts.selectors import actor_of_token
from tests.faces.web.pages.accounts.test_signing_in import (  # noqa: F401 (fixtures)
    IN,
    OWN,
    PASSWORD,
    branch,
    somebody,
)

pytestmark = pytest.mark.django_db


def _in(login: str) -> Client:
    client = Client()
    assert client.post(IN, {"login": login, "password": PASSWORD}).status_code == 302
    return client


def test_it_shows_roles_scope_and_where_one_is_signed_in(somebody: Callable[..., Account]) -> None:
    somebody("lin")
    page = _in("lin").get(OWN).content.decode()
    for word in ("党务工作者", "a党组织", "就是这里", "接口令牌"):
        assert word in page


def test_a_new_password_ends_other_browsers_and_keeps_this_one(somebody: Callable[..., Account]) -> None:
    somebody("lin")
    here, elsewhere = _in("lin"), _in("lin")
    key = here.session.session_key
    wanted = "qing shan lv shui"
    sent = {"current": PASSWORD, "wanted": wanted, "again": wanted}
    assert here.post("/accounts/own/password/", sent | {"again": "x"}).status_code == 422
    wrong = here.post("/accounts/own/password/", sent | {"current": "wrong"})
    assert "现在的密码不对" in wrong.content.decode()
    assert wanted not in wrong.content.decode()
    assert here.post("/accounts/own/password/", sent).status_code == 302
    assert here.get(OWN).status_code == 200
    assert here.session.session_key != key
    assert elsewhere.get(OWN).status_code == 302


def test_one_ends_ones_own_sessions_and_nobody_elses(somebody: Callable[..., Account]) -> None:
    somebody("lin")
    somebody("mei")
    here, elsewhere, foreign = _in("lin"), _in("lin"), _in("mei")
    rows = {row.session_key: row.pk for row in SignedIn.objects.all()}
    assert here.post(f"/accounts/own/sessions/{rows[foreign.session.session_key or '']}/end/").status_code == 404
    assert foreign.get(OWN).status_code == 200
    assert here.post(f"/accounts/own/sessions/{rows[elsewhere.session.session_key or '']}/end/").status_code == 302
    assert elsewhere.get(OWN).status_code == 302
    third = _in("lin")
    here.post("/accounts/own/sessions/end-others/")
    assert third.get(OWN).status_code == 302
    assert here.get(OWN).status_code == 200


def test_a_token_is_shown_once_and_taken_back(somebody: Callable[..., Account], branch: int) -> None:
    somebody("lin")
    client = _in("lin")
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    sent = {"name": "每晚取数", "role": "reader", "organization": str(branch), "expires_on": until}
    page = client.post("/accounts/own/tokens/", sent).content.decode()
    text = page.partition('<code class="secret">')[2].partition("<")[0]
    actor = actor_of_token(text)
    assert actor is not None
    assert [holding.organization for holding in actor.holdings] == [branch]
    assert text not in client.get(OWN).content.decode()
    token = Token.objects.get()
    somebody("mei")
    assert _in("mei").post(f"/accounts/own/tokens/{token.pk}/revoke/").status_code == 404
    assert client.post(f"/accounts/own/tokens/{token.pk}/revoke/").status_code == 302
    assert actor_of_token(text) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "secretary"},
        {"role": "system"},
        {"organization": "all"},
        {"organization": "999"},
        {"organization": "' or 1"},
        {"expires_on": "2001-01-01"},
        {"expires_on": "x"},
        {"expires_on": "9999-12-31"},
        {"name": ""},
        {"name": "长" * 99},
    ],
)
def test_a_token_is_never_more_than_its_owner(
    somebody: Callable[..., Account],
    branch: int,
    wrong: dict[str, str],
) -> None:
    somebody("lin")
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    sent = {"name": "取数", "role": "reader", "organization": str(branch), "expires_on": until} | wrong
    assert _in("lin").post("/accounts/own/tokens/", sent).status_code == 422
    assert not Token.objects.exists()


def test_administrators_get_no_tokens(somebody: Callable[..., Account]) -> None:
    somebody("adm", "system", None)
    client = _in("adm")
    assert "接口令牌" not in client.get(OWN).content.decode()
    sent = {"name": "取数", "role": "reader", "organization": "all", "expires_on": "2030-01-01"}
    assert client.post("/accounts/own/tokens/", sent).status_code in {403, 422}


def test_a_browsers_own_words_are_shown_as_text(somebody: Callable[..., Account]) -> None:
    somebody("lin")
    client = Client(headers={"User-Agent": "<img src=x onerror=alert(1)>"})
    client.post(IN, {"login": "lin", "password": PASSWORD})
    page = client.get(OWN).content.decode()
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
