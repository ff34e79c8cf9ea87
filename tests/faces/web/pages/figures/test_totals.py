"""Control totals through the client: entered, held against the ledger, withdrawn."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.apps.ledger.models import Assertion
from taizhang.apps.ledger.services import record_entry
from taizhang.faces.web.shell import sources
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in
from tests.faces.web.pages.recorded import NONSENSE, confirmed, theme_day

pytestmark = pytest.mark.django_db
PAGE, ENTER = "figures:assertions", "figures:enter"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "business_day", lambda: TODAY)


@pytest.fixture
def clerk(world: World) -> Client:
    return signed_in("lin", "clerk", world.branch)


def _said(**more: str) -> dict[str, str]:
    return {
        "figure": "theme_day/count",
        "amount": "2",
        "starts_on": "2025-01-01",
        "ends_on": "2025-12-31",
        "source": "水利年报表3",
    } | more


def _text(client: Client) -> str:
    return unescape(client.get(reverse(PAGE)).content.decode())


def test_a_total_that_holds_says_so(world: World, clerk: Client) -> None:
    confirmed(world, theme_day(world, "2025-03-10"))
    confirmed(world, theme_day(world, "2025-04-10"))
    assert clerk.post(reverse(ENTER), _said()).status_code == 302
    text = _text(clerk)
    assert "主题党日次数 2次" in text
    assert "水利年报表3" in text
    assert re.search(r'class="st met">.*?一致</span>', text)


def test_a_total_that_fails_lists_what_may_explain_it(world: World, clerk: Client) -> None:
    confirmed(world, theme_day(world, "2025-03-10"))
    clerk.post(reverse(ENTER), _said())
    record_entry(world.clerk, theme_day(world, "2025-04-10"), TODAY)
    text = _text(clerk)
    assert "断言 2 次，台账 1 次，少 1 次。" in text
    assert "另有 1 条记录待确认，合计 1 次，还没有计入。" in text
    assert "主题党日2025-04-10</a>（待确认）" in text
    assert re.search(r'class="st unmet">.*?不一致</span>', text)


def test_it_turns_by_itself_when_the_ledger_changes(world: World, clerk: Client) -> None:
    confirmed(world, theme_day(world, "2025-03-10"))
    clerk.post(reverse(ENTER), _said())
    assert "不一致" in _text(clerk)
    confirmed(world, theme_day(world, "2025-04-10"))
    assert "不一致</span>" not in _text(clerk)


def test_a_withdrawn_total_is_no_longer_held(clerk: Client) -> None:
    clerk.post(reverse(ENTER), _said())
    number = Assertion.objects.get().pk
    assert clerk.post(reverse("figures:withdraw", args=[number])).status_code == 302
    assert "还没有对账断言" in _text(clerk)
    assert clerk.post(reverse("figures:withdraw", args=[number])).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"amount": ""}, "还没有填"),
        ({"amount": "两次"}, "要填一个数"),
        ({"amount": "1.5"}, "要填整数"),
        ({"amount": "-1"}, "数目要在0到一万亿之间"),
        ({"amount": "9" * 20}, "数目要在0到一万亿之间"),
        ({"amount": "NaN"}, "要填一个数"),
        ({"amount": "Infinity"}, "要填一个数"),
        ({"amount": "1e9999999"}, "要填一个数"),
        ({"figure": "no/such"}, "没有这项数据"),
        ({"starts_on": "2025-02-31"}, "日子看不懂"),
        ({"starts_on": "2025-12-31", "ends_on": "2025-01-01"}, "截止日早于起始日"),
    ],
)
def test_what_cannot_be_is_refused_in_words(clerk: Client, wrong: dict[str, str], words: str) -> None:
    answer = clerk.post(reverse(ENTER), _said(**wrong))
    assert answer.status_code == 422
    assert words in unescape(answer.content.decode())
    assert not Assertion.objects.exists()


def test_money_is_entered_in_yuan(clerk: Client) -> None:
    from taizhang.apps.rulebooks.selectors import current_rulebook  # noqa: PLC0415
    from taizhang.domain.rules.figures import figure_catalogue  # noqa: PLC0415
    from taizhang.domain.rules.kinds import Amount  # noqa: PLC0415

    money = next(
        key for key, info in figure_catalogue(current_rulebook()).items() if info.amount is Amount.FEN and info.shown
    )
    assert clerk.post(reverse(ENTER), _said(figure=money, amount="1,286.50")).status_code == 302
    assert Assertion.objects.get().amount == 128650
    text = _text(clerk)
    assert "1,286.50元" in text
    assert re.search(r"断言 1,286\.50 元，台账 0\.00 元，少 1,286\.50 元。", text)


def test_whoever_only_reads_has_no_form_and_enters_nothing(world: World) -> None:
    reader = signed_in("reader", "reader", world.branch)
    assert "登记一条断言" not in _text(reader)
    assert reader.post(reverse(ENTER), _said()).status_code == 403
    assert not Assertion.objects.exists()


def test_a_stranger_neither_sees_nor_withdraws_it(world: World, clerk: Client) -> None:
    clerk.post(reverse(ENTER), _said())
    stranger = signed_in("far", "clerk", world.foreign)
    assert "水利年报表3" not in _text(stranger)
    assert stranger.post(reverse("figures:withdraw", args=[Assertion.objects.get().pk])).status_code == 404
    assert Assertion.objects.get().known_until is None


@pytest.mark.parametrize("query", [*NONSENSE, "figure=%27%22%3E", "figure=x&from=x&to=y"])
def test_nonsense_in_the_address_is_answered(clerk: Client, query: str) -> None:
    assert clerk.get(f"{reverse(PAGE)}?{query}").status_code == 200
