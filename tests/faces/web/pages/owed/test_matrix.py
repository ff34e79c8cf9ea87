"""The matrix, its cells and the list through the client."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.apps.ledger.selectors import asked
from taizhang.apps.ledger.selectors import owed as owed_selectors
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.shape import Status
from taizhang.faces.web.pages.owed import drawer
from taizhang.faces.web.shell import sources
from taizhang.formats.xlsx_in import read_workbook
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in
from tests.faces.web.pages.recorded import NONSENSE, confirmed, theme_day

pytestmark = pytest.mark.django_db
FRAGMENT = {"hx-request": "true"}
MOST_QUERIES = 40


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "business_day", lambda: TODAY)


@pytest.fixture
def superior(world: World) -> Client:
    return signed_in("above", "superior", world.committee)


def _text(client: Client, name: str = "owed:matrix", **query: str) -> str:
    answer = client.get(reverse(name), query)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return unescape(answer.content.decode())


def _cell(code: str = "a", rule: str = "theme_day_monthly", start: str = "2025-01-01", end: str = "2025-01-31") -> str:
    return reverse("owed:cell", args=[code, start, end, rule])


def test_a_confirmed_theme_day_turns_its_cell(world: World, superior: Client) -> None:
    label = "a党组织 1月 主题党日每月一次：不符合"
    assert label in _text(superior, open="theme_day_monthly")
    confirmed(world, theme_day(world, "2025-01-15"))
    text = _text(superior, open="theme_day_monthly")
    assert label not in text
    assert "a党组织 1月 主题党日每月一次：符合" in text
    assert "b党组织 1月 主题党日每月一次：不符合" in text


def test_more_than_asked_is_counted_in_the_cell(world: World, superior: Client) -> None:
    confirmed(world, theme_day(world, "2025-01-15"))
    confirmed(world, theme_day(world, "2025-01-22"))
    assert "a党组织 1月 主题党日每月一次：符合，2次" in _text(superior, open="theme_day_monthly")


def test_what_the_article_only_asks_softly_is_not_red(superior: Client) -> None:
    text = _text(superior, open="branch_committee_monthly")
    assert "a党组织 1月 支部委员会会议每月一次：未开" in text
    assert "a党组织 1月 支部委员会会议每月一次：不符合" not in text


def test_a_quarter_spans_three_months_and_a_year_twelve(superior: Client) -> None:
    quarterly = _text(superior, open="branch_congress_quarterly")
    rows = [row for row in quarterly.split("<tr>") if "支部党员大会每季度一次：" in row]
    assert len(rows) == 2
    assert all(row.count('colspan="3"') == 4 for row in rows)
    whole = _text(superior, open="organization_life_yearly")
    yearly = [row for row in whole.split("<tr>") if "组织生活会每年一次：" in row]
    assert all(row.count('colspan="12"') == 1 for row in yearly)
    assert yearly


def test_the_legend_counts_every_cell_and_filters(world: World, superior: Client) -> None:
    confirmed(world, theme_day(world, "2025-01-15"))
    text = _text(superior)
    assert re.search(r'class="st met" href="[^"]*answer=met[^"]*">.*?符合 1</a>', text)
    filtered = _text(superior, answer="met")
    assert 'aria-current="true"' in filtered
    assert ">a党组织</th>" in filtered
    assert ">b党组织</th>" not in filtered


def test_only_problems_leaves_out_who_has_none(world: World, superior: Client) -> None:
    for month in range(1, 12):
        confirmed(world, theme_day(world, f"2025-{month:02d}-15"))
    text = _text(superior, problems="1", open="theme_day_monthly")
    assert ">b党组织</th>" in text
    assert ">a党组织</th>" not in text
    assert ">a党组织</th>" in _text(superior, open="theme_day_monthly")


def test_the_last_column_counts_what_fell_due(world: World, superior: Client) -> None:
    confirmed(world, theme_day(world, "2025-01-15"))
    row = next(row for row in _text(superior, open="theme_day_monthly").split("<tr>") if ">a党组织</th>" in row)
    assert '<td class="sum">1/11</td>' in row


def test_about_forty_rows_are_open_and_the_rest_is_folded(world: World) -> None:
    for number in range(45):
        facts.organization(f"n{number:02d}", under=world.committee)
    client = signed_in("above", "superior", world.committee)
    text = _text(client)
    assert text.count('<th scope="row"') <= 47
    assert 'aria-expanded="false"' in text
    one = _text(client, open="theme_day_monthly")
    assert one.count('<th scope="row"') == 40
    assert "分 2 页" in one
    assert _text(client, open="theme_day_monthly", page="2").count('<th scope="row"') == 7


def test_an_approved_shift_shows_as_extended(world: World, superior: Client) -> None:
    from datetime import date  # noqa: PLC0415

    from taizhang.apps.organizations.models import WindowShift  # noqa: PLC0415 (a fact written straight)

    facts.write(
        WindowShift(
            issuer_id=world.committee,
            rule="branch_congress_quarterly",
            window_start=date(2025, 10, 1),
            window_end=date(2025, 12, 31),
            due_on=date(2026, 1, 31),
            notice="青组〔2025〕9号",
            organizations="[]",
        )
    )
    assert "a党组织 第四季度 支部党员大会每季度一次：经批准延期" in _text(superior, open="branch_congress_quarterly")


def test_one_branch_opens_with_its_own_year_and_everything_else_it_owes(world: World) -> None:
    text = _text(signed_in("lin", "clerk", world.branch))
    assert "<h2>a党组织</h2>" in text
    assert "其他要求" in text
    assert "党支部正式党员不少于三人" in text


def test_a_branch_is_chosen_by_its_code(superior: Client) -> None:
    assert "<h2>b党组织</h2>" in _text(superior, by="branch", branch="b")
    assert "<h2>x党组织</h2>" not in _text(superior, by="branch", branch="x")


def test_the_drawer_tells_reason_arithmetic_ground_and_records(world: World, superior: Client) -> None:
    confirmed(world, theme_day(world, "2025-01-15"))
    text = superior.get(_cell(), headers=FRAGMENT).content.decode()
    told = ("a党组织 · 2025年1月", "1月计入 1 次", "怎么算的", "计入的记录 1", "主题党日2025-01-15", "依据", "第十六条")
    for words in told:
        assert words in text, words
    assert "<html" not in text


def test_the_same_is_a_page_of_its_own(superior: Client) -> None:
    text = superior.get(_cell()).content.decode()
    assert "<html" in text
    assert "data-drawer-close" not in text


def test_whoever_may_record_is_led_to_the_form(world: World) -> None:
    text = signed_in("lin", "clerk", world.branch).get(_cell(), headers=FRAGMENT).content.decode()
    assert "kind=theme_day&amp;day=2025-01-31" in text
    assert ">补录</a>" in text


@pytest.mark.parametrize(
    "path",
    [
        ("x", "theme_day_monthly", "2025-01-01", "2025-01-31"),
        ("nowhere", "theme_day_monthly", "2025-01-01", "2025-01-31"),
        ("a", "no_such_rule", "2025-01-01", "2025-01-31"),
        ("a", "branch_at_least_three_full_members", "2025-01-01", "2025-01-31"),
        ("a", "theme_day_monthly", "2025-02-31", "2025-01-31"),
        ("a", "theme_day_monthly", "2025-02-01", "2025-01-31"),
        ("a", "theme_day_monthly", "0001-01-01", "9999-12-31"),
    ],
)
def test_a_foreign_or_impossible_cell_is_not_found(superior: Client, path: tuple[str, str, str, str]) -> None:
    assert superior.get(_cell(*path)).status_code == 404


def test_the_list_holds_every_type_of_rule_and_keeps_its_filters(world: World) -> None:
    client = signed_in("lin", "clerk", world.branch)
    text = _text(client, "owed:list", type="composition")
    assert "党支部正式党员不少于三人" in text
    assert "主题党日每月一次（" not in text
    assert "type=composition" in text


def test_the_list_of_many_names_each_organisation(superior: Client) -> None:
    text = _text(superior, "owed:list", rule="theme_day_monthly", answer="unmet")
    assert "共 22 项" in text
    assert "<td>a党组织</td>" in text
    assert "<td>b党组织</td>" in text


def test_an_unconfirmed_rule_is_marked_and_fails_nobody(superior: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _take_confirmation_from(monkeypatch, "theme_day_monthly")
    text = _text(superior, open="theme_day_monthly")
    head = next(row for row in text.split('<tr class="rule">')[1:] if "主题党日每月一次" in row).split("</tr>")[0]
    assert '<span class="tag lack">待核</span>' in head
    assert "a党组织 1月 主题党日每月一次：数据不足" in text
    assert "规则待核，只提示，不判定。" in superior.get(_cell(), headers=FRAGMENT).content.decode()


def _take_confirmation_from(monkeypatch: pytest.MonkeyPatch, rule: str) -> None:
    """Let the rulebook say that nobody has read the article."""
    rulebook = current_rulebook()
    versions = tuple(one.model_copy(update={"status": Status.UNCONFIRMED}) for one in rulebook.rules[rule].versions)
    changed = {**rulebook.rules, rule: rulebook.rules[rule].model_copy(update={"versions": versions})}
    unread = replace(rulebook, rules=changed)
    for module in (asked, owed_selectors, drawer):
        monkeypatch.setattr(module, "current_rulebook", lambda _known=None: unread)


@pytest.mark.parametrize("query", NONSENSE)
@pytest.mark.parametrize("name", ["owed:matrix", "owed:list"])
def test_nonsense_in_the_address_is_answered(superior: Client, name: str, query: str) -> None:
    assert superior.get(f"{reverse(name)}?{query}").status_code == 200


def test_a_foreign_organisation_in_the_address_shows_ones_own(superior: Client) -> None:
    text = _text(superior, org="x")
    assert "地址里的组织找不到" in text
    assert "x党组织" not in text


def test_the_workbook_holds_every_cell(world: World, superior: Client) -> None:
    confirmed(world, theme_day(world, "2025-01-15"))
    answer = superior.get(reverse("owed:export"))
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    sheets = {sheet.name: [cells for _, cells in sheet.rows] for sheet in read_workbook(answer.content)}
    assert any(row[0] == "主题党日每月一次" and row[2:4] == ("符合", "不符合") for row in sheets["矩阵"])
    assert any(
        (row[0], row[1], row[3], row[6]) == ("主题党日每月一次", "a党组织", "1月", "符合") for row in sheets["逐格"]
    )


def test_the_csv_is_the_same_as_one_table(superior: Client) -> None:
    text = superior.get(reverse("owed:export"), {"form": "csv"}).content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("规则,党组织")
    assert "主题党日每月一次,a党组织,a,1月,2025-01-01,2025-01-31,不符合" in text


def test_whoever_only_reads_does_not_export(world: World) -> None:
    assert signed_in("reader", "reader", world.branch).get(reverse("owed:export")).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_organisations(world: World) -> None:
    client = signed_in("above", "superior", world.committee)
    few = _queries(client)
    for number in range(20):
        facts.organization(f"n{number:02d}", under=world.committee)
    assert _queries(client) <= few
    assert few < MOST_QUERIES


def _queries(client: Client) -> int:
    client.get(reverse("owed:matrix"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("owed:matrix"))
    return len(asked)
