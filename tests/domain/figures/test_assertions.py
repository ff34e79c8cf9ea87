"""Control totals hold or say why not."""

from dataclasses import replace
from datetime import date
from typing import Any

from taizhang.domain.figures.assertions import reconcile
from taizhang.domain.figures.figure import Figure
from taizhang.domain.obligations.answers import Record
from taizhang.domain.periods import Window

FIGURE = Figure("talk/count", "党课次数", "次", 4, "flow", "", Window.of_year(2025), date(2025, 12, 31), 9)


def record(entry: int, day: date = date(2025, 5, 6), **more: Any) -> Record:
    content = {"organization": 1, "year": 2025, "amount": 1, "revision": 1, "title": f"党课{entry}", **more}
    return Record(figure="talk/count", day=day, entry=entry, **content)


def test_it_holds_where_the_ledger_says_the_same() -> None:
    assert reconcile(4, FIGURE, [record(1)]).holds
    assert reconcile(4, FIGURE).differences == ()


def test_it_fails_with_everything_that_may_explain_it() -> None:
    figure = replace(
        FIGURE, tallied=2, overlap=1, unnamed=30, left_out=(record(900, title="全年汇总", amount=60, tally=True),)
    )
    found = reconcile(6, figure, [record(5), record(5, organization=2), record(6)])
    assert not found.holds
    assert found.differences == (
        "断言 6 次，台账 4 次，少 2 次。",
        "另有 2 条记录待确认，合计 2 次，还没有计入。",
        "其中 2 次是汇总登记，无逐条。",
        "“全年汇总”汇总登记 60 次，时段超出所问的时段，没有计入。",
        "各组织合计 5 次，其中联合 1 次只计一次。",
        "有 30 人次只填了人数、没有名单，去重人数只能得出下限。",
    )


def test_too_many_points_at_what_may_be_double() -> None:
    figure = replace(FIGURE, sources=(record(1), record(2), record(3, date(2025, 6, 1)), record(4, organization=2)))
    assert reconcile(3, figure).differences[1:] == ("2025-05-06有 2 条记录：“党课1”、“党课2”。核对是不是重复登记。",)
    assert len(reconcile(5, figure).differences) == 1
