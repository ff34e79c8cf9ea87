"""A 述职通知 that is changed or withdrawn: the reports begun by it stay, and say what became of it."""

from datetime import date, timedelta

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.organizations.errors import NotAllowedError, NotFoundError
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.models import Notice as NoticeRow
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.lists import list_reports
from taizhang.apps.reports.selectors.notices import (
    history_of,
    history_since,
    latest_of,
    list_notices,
    owed_reports,
    withdrawn_notices,
)
from taizhang.apps.reports.selectors.texts import notice_of
from taizhang.apps.reports.services.beginning import Wanted, begin_report, issue_notice
from taizhang.apps.reports.services.noticing import change_notice, withdraw_notice
from taizhang.domain.reporting import Notice
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
UNTIL, DUE = date(2025, 11, 30), date(2025, 12, 20)
ASKED = Notice(2025, UNTIL, 2500, 30, ("上级点评问题整改情况",))
TITLE = "关于述职的通知"


@pytest.fixture
def superior(world: World) -> Actor:
    return Actor(None, "上级", (Holding(Role.CLERK, world.committee),), operator="test")


@pytest.fixture
def notice(world: World, superior: Actor) -> int:
    return issue_notice(superior, world.committee, TITLE, ASKED, "青发〔2025〕1号", DUE)


def begun(world: World, notice: int, most: int = 2500) -> Report:
    wanted = Wanted(world.branch, "organization_report", 2025, UNTIL, notice=notice, most_characters=most)
    return Report.objects.get(pk=begin_report(world.clerk, wanted)[0])


def change(actor: Actor, notice: int, reason: str = "提早交", due_on: date = DUE - timedelta(days=5)) -> int:
    return change_notice(
        actor, notice, TITLE, Notice(2025, UNTIL, 2000, 30, ("新要求",)), "青发〔2025〕2号", due_on, reason
    )


def test_a_change_is_a_new_version_and_is_told_with_what_it_changes(world: World, superior: Actor, notice: int) -> None:
    report = begun(world, notice)
    number = change(superior, notice)
    (line,) = list_notices(world.clerk, world.branch, TODAY)
    assert (line.id, line.version, line.due_on) == (number, 2, DUE - timedelta(days=5))
    assert report.notice is not None
    (step,) = history_since(report.notice)
    assert not step.withdrawn
    assert (step.who, step.reason) == ("本机操作", "提早交")
    assert [word for word, _, _ in step.changes] == ["文号", "交稿日期", "限定字数", "必写内容"]
    assert ("限定字数", "2500", "2000") in step.changes
    assert history_of(NoticeRow.objects.get(pk=number)) == (step,)
    assert latest_of(report.notice).pk == number


def test_a_report_begun_before_is_held_against_the_notice_as_it_counts_now(
    world: World, superior: Actor, notice: int
) -> None:
    followed, other = begun(world, notice), begun(world, notice, most=2600)
    change(superior, notice)
    assert notice_of(followed) == Notice(2025, UNTIL, 2000, 30, ("新要求",))
    assert notice_of(other).most_characters == 2600
    assert {row.due_on for row in list_reports(world.clerk, [world.branch])} == {DUE - timedelta(days=5)}


def test_a_withdrawn_notice_is_gone_from_the_lists_and_its_reports_stay(
    world: World, superior: Actor, notice: int
) -> None:
    report = begun(world, notice)
    withdraw_notice(superior, change(superior, notice), "改在明年述职")
    assert list_notices(world.clerk, world.branch, TODAY) == []
    assert owed_reports(world.clerk, world.branch, TODAY) == []
    ((line, last),) = withdrawn_notices(world.clerk, world.branch, TODAY)
    assert (line.version, last.withdrawn, last.reason) == (2, True, "改在明年述职")
    assert report.notice is not None
    assert [step.withdrawn for step in history_since(report.notice)] == [False, True]
    assert notice_of(report).required == ("新要求",)
    with pytest.raises(ReportError, match="没有这份述职通知"):
        begun(world, notice)
    assert withdrawn_notices(world.stranger, world.foreign, TODAY) == []


def test_what_is_owed_stands_by_the_day_it_is_due(world: World, superior: Actor, notice: int) -> None:
    later = issue_notice(superior, world.committee, "后交的", ASKED, due_on=DUE + timedelta(days=9))
    issue_notice(superior, world.committee, "没写日子的", ASKED)
    first, second = owed_reports(world.clerk, world.branch, TODAY)
    assert [first.notice.id, second.notice.id] == [notice, later]
    assert (first.report, first.is_issued) == (None, False)
    report = begun(world, notice)
    number = change(superior, notice, due_on=DUE + timedelta(days=30))
    assert [(one.notice.id, one.report) for one in owed_reports(world.clerk, world.branch, TODAY)] == [
        (later, None),
        (number, report.pk),
    ]
    assert [one.title for one in list_notices(world.clerk, world.branch, TODAY)] == ["后交的", TITLE, "没写日子的"]
    assert owed_reports(superior, world.committee, TODAY) == []
    assert owed_reports(world.superior, world.branch, TODAY) == []
    assert owed_reports(world.clerk, world.branch, TODAY.replace(year=2028)) == []


def test_a_change_must_be_one_and_have_a_reason(world: World, superior: Actor, notice: int) -> None:
    with pytest.raises(ReportError, match="和原来的一样"):
        change_notice(superior, notice, TITLE, ASKED, "青发〔2025〕1号", DUE, "没改")
    with pytest.raises(ReportError, match="写明理由"):
        change(superior, notice, reason="  ")
    with pytest.raises(ReportError, match="写明理由"):
        withdraw_notice(superior, notice, "长" * 301)
    with pytest.raises(ReportError, match="年度不能改"):
        change_notice(superior, notice, TITLE, Notice(2024, UNTIL), "", DUE, "换年度")
    with pytest.raises(ReportError, match="交稿日期应在2025年或2026年里"):
        change(superior, notice, due_on=date(2052, 1, 1))
    change(superior, notice)
    for again in (change, withdraw_notice):
        with pytest.raises(ReportError, match="已经改过或撤回了"):
            again(superior, notice, "再来一次")


def test_only_who_issued_it_may(world: World, notice: int) -> None:
    with pytest.raises(NotAllowedError):
        withdraw_notice(world.superior, notice, "越权")
    for actor in (world.clerk, world.stranger):
        with pytest.raises((NotFoundError, NotAllowedError)):
            withdraw_notice(actor, notice, "越权")
    assert NoticeRow.objects.get(pk=notice).known_until is None
