"""The work bench through the client: what is late, what waits, what changed, and what stands below a committee."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.apps.accounts.models import Account
from taizhang.apps.accounts.selectors import actor_by_id
from taizhang.apps.audit.writing import as_if_on
from taizhang.apps.ledger.services import record_entry
from taizhang.apps.organizations.models import Description
from taizhang.faces.web.shell import sources
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in
from tests.faces.web.pages.recorded import NONSENSE, confirmed, theme_day

pytestmark = pytest.mark.django_db
MOST_QUERIES = 110


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "business_day", lambda: TODAY)


@pytest.fixture
def clerk(world: World) -> Client:
    return signed_in("lin", "clerk", world.branch)


def _text(client: Client, path: str = "", **query: str) -> str:
    answer = client.get(path or reverse("desk:index"), query)
    assert answer.status_code == 200, answer.content.decode()[:400]
    return answer.content.decode()


def test_a_new_branch_is_told_what_to_do_first(clerk: Client) -> None:
    text = _text(clerk)
    assert "还没有登记过" in text
    assert "主题党日每月一次" in text


def test_what_is_late_stands_first_and_says_why_and_what_to_do(clerk: Client) -> None:
    text = _text(clerk)
    late, missed, later = text.index("逾期 "), text.index("当期未开、未办"), text.index("年底前 ")
    assert late < missed < later
    row = text[late:missed]
    assert "1月没有可以计入的记录，还差 1 次。" in row
    assert re.search(r"过期 \d+ 天", row)
    assert ">补录</a>" in row


def test_the_button_opens_the_form_with_kind_and_day(clerk: Client) -> None:
    text = _text(clerk)
    assert "kind=theme_day&amp;day=2025-01-31" in text


def test_a_confirmed_meeting_leaves_the_list_and_a_draft_one_does_not(world: World, clerk: Client) -> None:
    before = _text(clerk)
    record_entry(world.clerk, theme_day(world, "2025-01-15"), TODAY)
    assert "主题党日每月一次（1月）" in _text(clerk)
    confirmed(world, theme_day(world, "2025-01-16"))
    assert "主题党日每月一次（1月）" in before
    assert "主题党日每月一次（1月）" not in _text(clerk)


@pytest.mark.parametrize(("role", "place"), [("clerk", "branch"), ("superior", "committee")])
def test_every_count_opens_the_list_with_just_as_many(world: World, role: str, place: str) -> None:
    confirmed(world, theme_day(world, "2025-01-16"))
    clerk = signed_in("some", role, getattr(world, place))
    text = _text(clerk)
    counts = dict(re.findall(r'<a class="st (\w+)" href="[^"]*answer=\w+[^"]*">.*?</svg>\S+ (\d+)</a>', text))
    assert {"met", "unmet", "missed", "due"} <= counts.keys()
    for answer, number in counts.items():
        listed = _text(clerk, reverse("owed:list"), answer=answer)
        assert f"共 {number} 项" in listed, answer


def test_the_strip_shows_what_was_recorded_and_opens_the_day(world: World, clerk: Client) -> None:
    confirmed(world, theme_day(world, "2025-12-03"))
    assert "12月3日 已登记1条" in _text(clerk)
    day = _text(clerk, reverse("desk:day", args=["2025-12-03"]))
    assert "主题党日2025-12-03" in day
    assert "逾期" in _text(clerk, month="2025-01")


@pytest.mark.parametrize("day", ["2025-02-30", "x", "0", "9999-99-99"])
def test_a_day_that_does_not_exist_is_not_found(clerk: Client, day: str) -> None:
    assert clerk.get(reverse("desk:day", args=[day])).status_code == 404


def test_what_waits_for_me_is_not_what_i_recorded(world: World, clerk: Client) -> None:
    record_entry(world.clerk, theme_day(world, "2025-12-03"), TODAY)
    assert "等我确认 1" in _text(clerk)
    record_entry(actor_by_id(Account.objects.get(login="lin").pk), theme_day(world, "2025-12-04"), TODAY)
    text = _text(clerk)
    assert "等我确认 1" in text
    assert "我登记的 1 条在等别人确认" in text


def test_a_number_changed_after_the_fact_names_old_and_new(world: World) -> None:
    from taizhang.apps.rulebooks.models import Adoption  # noqa: PLC0415 (a fact to be put into the past)

    with as_if_on(date(2025, 4, 1)):
        confirmed(world, theme_day(world, "2025-03-10"))
    _backdate(Adoption.objects.get().known_from)
    confirmed(world, theme_day(world, "2025-05-12"))
    text = _text(signed_in("lin", "clerk", world.branch), reverse("desk:changes"))
    assert re.search(r"“主题党日次数”由 1次 变为 <a [^>]*>2次</a>", text)
    assert "主题党日2025-05-12" in text


def _backdate(seq: int) -> None:
    """Let the first commits lie in spring, as those of a real year do."""
    from taizhang.apps.audit.models import Commit  # noqa: PLC0415

    Commit.objects.filter(seq__lte=seq).update(day=date(2025, 1, 1))


def test_party_groups_within_a_branch_make_it_no_committee(world: World) -> None:
    facts.organization("g1", "subgroup", under=world.branch)
    client = signed_in("lin", "clerk", world.branch)
    assert "所属党组织" not in _text(client)
    assert "党支部正式党员不少于三人" in _text(client, reverse("owed:list"), type="composition")


def test_a_committee_sees_its_branches_by_name_and_opens_the_matrix(world: World) -> None:
    text = _text(signed_in("above", "superior", world.committee))
    assert "所属党组织" in text
    table = text[text.index('id="below"') :]
    assert table.index("a党组织") < table.index("b党组织")
    assert "by=branch&amp;answer=unmet" in table
    assert "x党组织" not in text


def test_what_is_kept_of_a_committee_is_not_shown_to_a_reader_of_less_or_of_another(world: World) -> None:
    other = facts.organization("d", "committee")
    facts.organization("e", under=other)
    readers = {place: signed_in(f"of{place}", "superior", place) for place in (world.committee, other, world.branch)}
    for _ in range(2):
        here, there, below = (_text(reader) for reader in readers.values())
        assert "a党组织" in here
        assert "e党组织" not in here
        assert "e党组织" in there
        assert "a党组织" not in there
        assert "b党组织" not in below


def test_the_rows_below_follow_each_confirmation_and_each_new_name(world: World) -> None:
    reader = signed_in("above", "superior", world.committee)
    before = _row_of(_text(reader), "a党组织")
    confirmed(world, theme_day(world, "2025-01-16"))
    after = _row_of(_text(reader), "a党组织")
    assert int(after[0]) == int(before[0]) - 1
    assert after[-1] != before[-1]
    facts.write(
        Description(
            organization_id=world.branch,
            name="甲<i>支部",
            type="branch",
            founded_on=facts.LONG_AGO,
            begins_on=date(2025, 12, 1),
        )
    )
    text = _text(reader)
    assert _row_of(text, "甲&lt;i&gt;支部") == after
    assert "甲<i>" not in text


def test_the_links_of_the_rows_keep_the_year_of_whoever_looks(world: World) -> None:
    reader = signed_in("above", "superior", world.committee)
    for year in ("2024", "2025", "2024"):
        text = _text(reader, year=year)
        links = re.findall(r'<a [^>]*href="([^"]*)"', text[text.index('id="below"') : text.index("打开应办矩阵")])
        assert links
        assert all(f"year={year}" in link for link in links)


def _row_of(text: str, name: str) -> list[str]:
    """The numbers of one row of those below, as they are read."""
    row = text[text.index(f">{name}</a></th>") :]
    return re.findall(r">([\d/]+)</(?:a|span|td)>", row[: row.index("</tr>")])


def test_whoever_may_not_record_gets_explanations_instead_of_buttons(world: World) -> None:
    text = _text(signed_in("reader", "reader", world.branch))
    assert ">补录</a>" not in text
    assert "btn-primary" not in text
    assert ">看说明</a>" in text


def test_on_another_day_nothing_can_be_recorded(clerk: Client) -> None:
    text = _text(clerk, as_of="2025-06-30")
    assert ">补录</a>" not in text
    assert "6月30日" in text


def test_an_administrator_finds_no_business_here(world: World) -> None:
    answer = signed_in("root", "system").get(reverse("desk:index"))
    assert answer.status_code in {200, 302}
    assert "应办" not in answer.content.decode().replace("应办矩阵", "")


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_address_is_answered(clerk: Client, query: str) -> None:
    assert clerk.get(f"{reverse('desk:index')}?{query}").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_records(world: World, clerk: Client) -> None:
    for day in ("2025-01-16", "2025-02-16"):
        confirmed(world, theme_day(world, day))
    few = _queries(clerk)
    for month in range(3, 12):
        confirmed(world, theme_day(world, f"2025-{month:02d}-16"))
    assert _queries(clerk) <= few + 4
    assert few < MOST_QUERIES


def _queries(client: Client) -> int:
    client.get(reverse("desk:index"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("desk:index"))
    return len(asked)
