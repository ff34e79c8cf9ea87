"""Figures through the client: every number opens, and what stands below it adds up to it."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.apps.ledger.services import record_entry
from taizhang.faces.web.shell import sources
from taizhang.formats.xlsx_in import read_workbook
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in
from tests.faces.web.pages.recorded import NONSENSE, confirmed, theme_day

pytestmark = pytest.mark.django_db
COUNT = "theme_day/count"
MOST_QUERIES = 80


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "business_day", lambda: TODAY)


@pytest.fixture
def superior(world: World) -> Client:
    return signed_in("above", "superior", world.committee)


def _text(client: Client, figure: str = COUNT, **query: str) -> str:
    path = reverse("figures:figure", args=[figure]) if figure else reverse("figures:index")
    answer = client.get(path, query)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return unescape(answer.content.decode())


def _joint(world: World, day: str) -> dict[str, Any]:
    """A theme day of both branches together."""
    beside = [{"organization": world.neighbour, "how": "joint"}]
    return theme_day(world, day, title=f"联合主题党日{day}", organizations=beside)


def test_nothing_recorded_yet_says_what_will_appear(superior: Client) -> None:
    text = _text(superior, figure="")
    assert "上年同期" in text or "这一段还没有记录" in text
    assert "主题党日次数" not in text.split("没有记录的")[0]


def test_the_list_shows_what_has_records_and_folds_the_rest(world: World, superior: Client) -> None:
    confirmed(world, theme_day(world, "2025-03-10"))
    text = _text(superior, figure="")
    group = text[text.index('id="three_meetings_one_lecture"') :]
    assert re.search(r'主题党日次数</th><td[^>]*><a class="num" href="[^"]*of/theme_day/count/', group)
    assert "没有记录的" in group


def test_the_value_the_rows_and_the_sentence_agree(world: World, superior: Client) -> None:
    for day in ("2025-03-10", "2025-04-10", "2025-05-10"):
        confirmed(world, theme_day(world, day))
    text = _text(superior)
    assert '<p class="big-number">3次</p>' in text
    assert "各行相加 = 3次，与上面一致" in text
    table = text[text.index('id="record-table"') :]
    assert table.count("主题党日2025-") == 3
    assert "主题党日次数3次（c党组织及所属，2025年1月1日—12月10日，以2025年12月10日为准）" in text


def test_heads_add_up_over_the_entries(world: World, superior: Client) -> None:
    for day in ("2025-03-10", "2025-04-10"):
        confirmed(world, theme_day(world, day))
    text = _text(superior, figure="theme_day/attendance")
    assert "16人次</p>" in text
    assert "记录 2 条" in text
    assert "各行相加 = 16人次，与上面一致" in text


def test_distinct_people_say_that_each_counts_once(world: World, superior: Client) -> None:
    for day in ("2025-03-10", "2025-04-10"):
        confirmed(world, theme_day(world, day))
    text = _text(superior, figure="theme_day/people")
    assert "8人</p>" in text
    assert "各行相加 16 次，同一个只计一次，合 8人" in text


def test_a_joint_event_is_counted_once_and_the_overlap_is_shown(world: World, superior: Client) -> None:
    confirmed(world, theme_day(world, "2025-03-10"))
    confirmed(world, _joint(world, "2025-04-10"))
    text = _text(superior)
    assert '<p class="big-number">2次</p>' in text
    assert "各党组织合计 3次 − 重复 1次 = 2次" in text


def test_branches_stand_by_name(world: World, superior: Client) -> None:
    confirmed(world, _joint(world, "2025-04-10"))
    confirmed(world, _joint(world, "2025-05-10"))
    table = _text(superior).split('id="branches"')[1]
    assert table.index("a党组织") < table.index("b党组织")


def test_what_waits_is_not_counted_and_is_named(world: World, superior: Client) -> None:
    confirmed(world, theme_day(world, "2025-03-10"))
    record_entry(world.clerk, theme_day(world, "2025-04-10"), TODAY)
    text = _text(superior)
    assert '<p class="big-number">1次</p>' in text
    assert "待确认的 1 条" in text


def test_the_year_before_opens_as_of_its_day(world: World, superior: Client) -> None:
    confirmed(world, theme_day(world, "2024-12-05"))
    confirmed(world, theme_day(world, "2024-12-20"))
    confirmed(world, theme_day(world, "2025-03-10"))
    text = _text(superior)
    link = re.search(r'上年同期 <a class="num" href="([^"]+)" title="打开记录">1次</a>，持平', text)
    assert link
    before = unescape(superior.get(link[1]).content.decode())
    assert '<p class="big-number">1次</p>' in before
    assert "2024-12-05" in before


def test_each_month_opens_its_own_value(world: World, superior: Client) -> None:
    confirmed(world, theme_day(world, "2025-03-10"))
    confirmed(world, theme_day(world, "2025-04-10"))
    table = _text(superior).split('id="months"')[1]
    link = re.search(r'3月</th><td class="r"><a class="num" href="([^"]+)"', table)
    assert link
    month = unescape(superior.get(link[1]).content.decode())
    assert '<p class="big-number">1次</p>' in month
    assert "2025年3月1日—3月31日" in month


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ({"period": "q1"}, "1次"),
        ({"period": "h2"}, "1次"),
        ({"period": "m4"}, "0次"),
        ({"from": "2025-03-01", "to": "2025-07-31"}, "2次"),
        ({"scope": "own"}, "0次"),
        ({"as_of": "2025-04-01"}, "1次"),
    ],
)
def test_period_scope_and_day_choose_the_records(
    world: World,
    superior: Client,
    query: dict[str, str],
    value: str,
) -> None:
    confirmed(world, theme_day(world, "2025-03-10"))
    confirmed(world, theme_day(world, "2025-07-10"))
    assert f'<p class="big-number">{value}</p>' in _text(superior, **query)


def test_a_stock_is_told_by_branch_without_records(superior: Client) -> None:
    text = _text(superior, figure="members_at_end")
    assert "11名</p>" in text
    assert "存量取自组织和党员名册" in text


def test_titles_of_talks_are_for_the_keepers(world: World) -> None:
    confirmed(
        world,
        theme_day(
            world,
            "2025-03-10",
            title="与丹顶鹤同志谈处分",
            parts=[
                {
                    "kind": "interview",
                    "fields": {"kind": "reminder", "people": 1},
                    "roles": {"chair": [world.people[0]]},
                }
            ],
        ),
    )
    reader = _text(signed_in("reader", "reader", world.branch), figure="interview/count")
    assert "1次</p>" in reader
    assert "丹顶鹤" not in reader
    assert "丹顶鹤" in _text(signed_in("sec", "secretary", world.branch), figure="interview/count")


def test_an_unknown_figure_is_not_found_in_words(superior: Client) -> None:
    answer = superior.get(reverse("figures:figure", args=["no/such"]))
    assert answer.status_code == 404
    assert "没有这项数据" in answer.content.decode()


def test_a_foreign_branch_sees_none_of_it(world: World) -> None:
    confirmed(world, theme_day(world, "2025-03-10"))
    stranger = signed_in("far", "clerk", world.foreign)
    assert '<p class="big-number">0次</p>' in _text(stranger, org="a")
    assert "主题党日2025" not in _text(stranger, org="a")


@pytest.mark.parametrize("query", NONSENSE)
@pytest.mark.parametrize("figure", ["", COUNT])
def test_nonsense_in_the_address_is_answered(superior: Client, figure: str, query: str) -> None:
    path = reverse("figures:figure", args=[figure]) if figure else reverse("figures:index")
    assert superior.get(f"{path}?{query}").status_code == 200


def test_the_workbook_holds_value_and_records(world: World, superior: Client) -> None:
    confirmed(world, theme_day(world, "2025-03-10"))
    answer = superior.get(reverse("figures:export", args=[COUNT]))
    sheets = {sheet.name: [cells for _, cells in sheet.rows] for sheet in read_workbook(answer.content)}
    assert ("数", 1) in [(row[0], row[1]) for row in sheets["数据"]]
    assert [row[2] for row in sheets["记录"]] == ["主题党日2025-03-10"]
    listed = superior.get(reverse("figures:export_index"))
    rows = [cells for sheet in read_workbook(listed.content) for _, cells in sheet.rows]
    assert any(row[1] == "主题党日次数" and row[2] == 1 for row in rows)


def test_whoever_only_reads_does_not_export(world: World) -> None:
    reader = signed_in("reader", "reader", world.branch)
    assert reader.get(reverse("figures:export", args=[COUNT])).status_code == 403
    assert reader.get(reverse("figures:export_index")).status_code == 403


def test_the_number_of_queries_does_not_grow_with_records_or_organisations(
    world: World,
    superior: Client,
) -> None:
    confirmed(world, theme_day(world, "2025-01-10"))
    few = [_queries(superior, path) for path in _paths()]
    for month in range(2, 12):
        confirmed(world, theme_day(world, f"2025-{month:02d}-10"))
    for number in range(10):
        facts.organization(f"n{number}", under=world.committee)
    assert [_queries(superior, path) for path in _paths()] <= [one + 3 for one in few]
    assert max(few) < MOST_QUERIES


def _paths() -> list[str]:
    return [reverse("figures:index"), reverse("figures:figure", args=[COUNT])]


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)
