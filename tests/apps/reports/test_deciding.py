"""What is decided beside the text: shortfalls, intentions, remarks."""

from datetime import date

import pytest

from taizhang.apps.ledger.services.explaining import explain
from taizhang.apps.reports.errors import ReportError, ReportNotFoundError
from taizhang.apps.reports.selectors.explained import said_about
from taizhang.apps.reports.selectors.texts import self_check
from taizhang.apps.reports.services.beginning import draft_again
from taizhang.apps.reports.services.deciding import decide, intend, remark, settle
from taizhang.domain.periods import Window
from taizhang.domain.reporting import Choice
from tests.apps.ledger.conftest import World
from tests.apps.reports.written import begun

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_only_the_secretary_sees_the_self_check(world: World) -> None:
    report = begun(world)
    found = self_check(world.secretary, report.pk)
    assert any(one.rule == "branch_congress_quarterly" for one, _ in found)
    with pytest.raises(ReportNotFoundError):
        self_check(world.clerk, report.pk)


def test_what_was_said_at_the_time_stands_beside_the_self_check(world: World) -> None:
    window = Window(date(2025, 1, 1), date(2025, 3, 31))
    explain(world.clerk, world.branch, "branch_congress_quarterly", window, "书记外出学习", date(2025, 4, 2))
    report = begun(world)
    (line,) = said_about(world.secretary, report.pk)["branch_congress_quarterly"]
    assert line.endswith("第一季度：书记外出学习")
    with pytest.raises(ReportNotFoundError):
        said_about(world.clerk, report.pk)


def test_a_shortfall_is_left_out_only_with_a_reason(world: World) -> None:
    report = begun(world)
    with pytest.raises(ReportError, match="理由"):
        decide(world.secretary, report.pk, "branch_congress_quarterly", Choice(write=False))
    decide(world.secretary, report.pk, "branch_congress_quarterly", Choice(write=False, reason="已单独报告"))
    _, made = draft_again(world.clerk, report.pk)
    assert "按季度召开" not in made.document.text
    decide(world.secretary, report.pk, "branch_congress_quarterly", Choice(cause="安排不周", measure="年初排好日子"))
    _, again = draft_again(world.clerk, report.pk)
    assert "按季度召开" in again.document.text
    assert "安排不周" in again.document.text
    assert "年初排好日子" in again.document.text


def test_an_intention_comes_back_next_year(world: World) -> None:
    report = begun(world)
    intend(world.clerk, report.pk, "讲党课", figure="party_lecture/count", target=4, due_on=date(2026, 11, 30))
    _, made = draft_again(world.clerk, report.pk)
    assert "讲党课，全年达到4次，11月30日前完成" in made.document.text
    with pytest.raises(ReportError, match="目标"):
        intend(world.clerk, report.pk, "讲党课", target=4)


def test_a_remark_is_made_and_settled(world: World) -> None:
    report = begun(world)
    number = remark(world.superior, report.pk, "opening", "这一句再实一点")
    settle(world.clerk, report.pk, number)
    with pytest.raises(ReportNotFoundError):
        settle(world.clerk, report.pk, number)
