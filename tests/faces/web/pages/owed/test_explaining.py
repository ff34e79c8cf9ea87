"""Why something was not done: said in its cell, seen by whoever opens it, taken back; the answer stays as it is."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.apps.ledger.models import Explanation
from taizhang.faces.web.shell import sources
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in
from tests.faces.web.pages.recorded import confirmed, theme_day

pytestmark = pytest.mark.django_db
PLACE = ["a", "2025-01-01", "2025-01-31", "theme_day_monthly"]
SAID = "节前值班的人多，凑不齐；二月补上了两次。"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "business_day", lambda: TODAY)


@pytest.fixture
def clerk(world: World) -> Client:
    return signed_in("own", "clerk", world.branch)


def page(client: Client) -> str:
    return unescape(client.get(reverse("owed:cell", args=PLACE)).content.decode())


def say(client: Client, text: str) -> int:
    return client.post(reverse("owed:explain", args=PLACE), {"text": text}).status_code


def test_a_reason_is_seen_by_whoever_opens_the_cell_and_changes_no_answer(world: World, clerk: Client) -> None:
    assert say(clerk, SAID) == 302
    superior = signed_in("above", "superior", world.committee)
    for text in (page(clerk), page(superior)):
        assert SAID in text
        assert "不符合" in text
    assert "记下原因" not in page(superior)


def test_a_second_reason_replaces_the_first_which_stays_known(clerk: Client) -> None:
    say(clerk, "第一次写的原因")
    say(clerk, SAID)
    assert [row.text for row in Explanation.objects.filter(known_until__isnull=True)] == [SAID]
    assert Explanation.objects.count() == 2


@pytest.mark.parametrize(("text", "told"), [("  ", "没有写原因"), ("长" * 301, "最多300个字")])
def test_a_reason_that_is_refused_stays_in_its_field(clerk: Client, text: str, told: str) -> None:
    answer = clerk.post(reverse("owed:explain", args=PLACE), {"text": text})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert text.strip() in answer.content.decode()
    assert not Explanation.objects.exists()


def test_what_was_done_needs_no_reason(world: World, clerk: Client) -> None:
    confirmed(world, theme_day(world, "2025-01-15"))
    assert "记下原因" not in page(clerk)
    assert say(clerk, SAID) == 422
    assert not Explanation.objects.exists()


def test_it_can_be_taken_back(clerk: Client) -> None:
    say(clerk, SAID)
    row = Explanation.objects.get()
    assert clerk.post(reverse("owed:unexplain", args=[row.pk])).status_code == 302
    assert SAID not in page(clerk)
    assert clerk.post(reverse("owed:unexplain", args=[row.pk])).status_code == 404


def test_only_who_records_there_says_why(world: World, clerk: Client) -> None:
    say(clerk, SAID)
    row = Explanation.objects.get()
    stranger = signed_in("else", "clerk", world.foreign)
    assert stranger.post(reverse("owed:explain", args=PLACE), {"text": "别人写的"}).status_code == 404
    assert stranger.post(reverse("owed:unexplain", args=[row.pk])).status_code == 404
    superior = signed_in("above", "superior", world.committee)
    assert superior.post(reverse("owed:explain", args=PLACE), {"text": "别人写的"}).status_code == 403
    assert [one.text for one in Explanation.objects.filter(known_until__isnull=True)] == [SAID]
