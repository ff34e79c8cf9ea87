"""At least N per window: what is owed until when, and what meets it."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.obligations.answers import Code, Record, Shift, Subject
from taizhang.domain.obligations.cadence import slots_of_year
from taizhang.domain.obligations.explain import explain, explain_year
from taizhang.domain.periods import Window
from taizhang.domain.rules.obligations import Cadence
from tests.domain.worlds import rule_of

BRANCH = Subject(1, "branch", founded_on=date(2010, 1, 1))
SEPTEMBER = Window.of_month(2025, 9)
ALWAYS = Window(date(1, 1, 1), date.max)


def cadence(window: str = "month", *, rule: dict[str, Any] | None = None, **version: Any) -> Cadence:
    content = {"applies_to": {"types": ["branch"]}, "window": window, "figures": ["meeting/count"], **version}
    made = rule_of("meeting_monthly", {"type": "cadence", "version": content, **(rule or {})})
    assert isinstance(made, Cadence)
    return made


def record(day: date, entry: int = 1, figure: str = "meeting/count", **more: Any) -> Record:
    content = {"organization": 1, "year": day.year, "amount": 1, "revision": 1, "title": "会议", **more}
    return Record(figure=figure, day=day, entry=entry, **content)


def code(rule: Cadence, as_of: date, *records: Record, subject: Subject = BRANCH, window: Window = SEPTEMBER) -> Code:
    return explain(rule, subject, window, as_of, records).code


@pytest.mark.parametrize(
    ("held_on", "expected"),
    [
        (date(2025, 8, 31), Code.UNMET),
        (date(2025, 9, 1), Code.MET),
        (date(2025, 9, 30), Code.MET),
        (date(2025, 10, 1), Code.UNMET),
    ],
)
def test_both_ends_of_the_window_belong_to_it(held_on: date, expected: Code) -> None:
    assert code(cadence(), date(2025, 10, 31), record(held_on)) is expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 8, 1), Code.NOT_YET_DUE),
        (date(2025, 9, 30), Code.NOT_YET_DUE),
        (date(2025, 10, 1), Code.UNMET),
    ],
)
def test_it_is_owed_until_the_last_day_is_over(as_of: date, expected: Code) -> None:
    assert code(cadence(), as_of) is expected


def test_what_was_held_after_the_day_asked_is_not_yet_known() -> None:
    held = record(date(2025, 9, 20))
    assert code(cadence(), date(2025, 9, 19), held) is Code.NOT_YET_DUE
    assert code(cadence(), date(2025, 9, 20), held) is Code.MET


@pytest.mark.parametrize(("times", "expected"), [(1, Code.UNMET), (2, Code.MET), (3, Code.MET)])
def test_it_wants_as_many_as_the_article_says(times: int, expected: Code) -> None:
    records = [record(date(2025, 9, day), entry=day) for day in range(1, times + 1)]
    assert code(cadence(at_least=2), date(2025, 10, 1), *records) is expected


def test_a_tally_meets_nothing_and_is_named_as_not_counted() -> None:
    obligation = explain(cadence(), BRANCH, SEPTEMBER, date(2025, 10, 1), [record(date(2025, 9, 30), tally=True)])
    assert obligation.code is Code.UNMET
    assert [one.why for one in obligation.not_counted] == ["汇总登记，无逐条，不能作为做到的依据。"]


@pytest.mark.parametrize(
    ("founded_on", "closed_on", "expected"),
    [
        (date(2025, 9, 1), None, Code.UNMET),
        (date(2025, 9, 2), None, Code.NOT_APPLICABLE),
        (date(2025, 11, 2), None, Code.NOT_APPLICABLE),
        (None, date(2025, 9, 30), Code.UNMET),
        (None, date(2025, 9, 29), Code.NOT_APPLICABLE),
        (None, date(2025, 8, 1), Code.NOT_APPLICABLE),
    ],
)
def test_only_whole_windows_of_its_life_are_owed(
    founded_on: date | None, closed_on: date | None, expected: Code
) -> None:
    subject = Subject(1, "branch", founded_on=founded_on, closed_on=closed_on)
    assert code(cadence(), date(2025, 12, 1), subject=subject) is expected


def test_types_traits_and_profiles_decide_on_the_last_day_of_the_window() -> None:
    applies = {"types": ["branch"], "when": ["has_committee"], "unless": ["village_or_community"]}
    rule = cadence(applies_to=applies, rule={"profile": "strict"})
    as_of = date(2025, 12, 1)

    def asked(**more: Any) -> Code:
        content: dict[str, Any] = {
            "type": "branch",
            "traits": {"has_committee": (ALWAYS,)},
            "profiles": {"strict": ALWAYS},
            **more,
        }
        return code(rule, as_of, subject=Subject(1, **content))

    assert asked() is Code.UNMET
    assert asked(type="committee") is Code.NOT_APPLICABLE
    assert asked(profiles={}) is Code.NOT_APPLICABLE
    assert asked(profiles={"strict": Window(date(2025, 10, 1), date.max)}) is Code.NOT_APPLICABLE
    assert asked(traits={"has_committee": (Window(date(2025, 9, 30), date.max),)}) is Code.UNMET
    assert asked(traits={"has_committee": (Window(date(2025, 10, 1), date.max),)}) is Code.NOT_APPLICABLE
    assert asked(traits={"has_committee": (ALWAYS,), "village_or_community": (ALWAYS,)}) is Code.NOT_APPLICABLE


def test_without_a_version_in_force_there_is_no_basis() -> None:
    obligation = explain(cadence(), BRANCH, Window.of_month(2018, 9), date(2025, 1, 1), [])
    assert obligation.code is Code.NOT_APPLICABLE
    assert obligation.reason.startswith("无现行依据")
    assert obligation.version_from is None


def test_enough_that_may_count_is_insufficient_data() -> None:
    rule = cadence(figures=["meeting/quorate"], unknown=["meeting/unknown"], shown=["meeting/count"])
    unknown = record(date(2025, 9, 3), figure="meeting/unknown")
    held = record(date(2025, 9, 3))
    obligation = explain(rule, BRANCH, SEPTEMBER, date(2025, 10, 1), [held, unknown])
    assert obligation.code is Code.INSUFFICIENT_DATA
    assert [one.why[:8] for one in obligation.not_counted] == ["没有登记到会人员"]
    assert code(rule, date(2025, 10, 1), held) is Code.UNMET
    assert code(rule, date(2025, 9, 30), held, unknown) is Code.NOT_YET_DUE


def test_an_unconfirmed_rule_fails_nobody() -> None:
    rule = cadence(status="unconfirmed")
    obligation = explain(rule, BRANCH, SEPTEMBER, date(2025, 10, 1), [])
    assert obligation.code is Code.INSUFFICIENT_DATA
    assert "规则待核，只提示，不判定" in obligation.reason
    assert not obligation.confirmed
    assert code(rule, date(2025, 10, 1), record(date(2025, 9, 3))) is Code.MET


def test_a_notice_shifts_the_window_for_those_it_names() -> None:
    shift = Shift("meeting_monthly", SEPTEMBER, date(2025, 10, 20), "青禾委发〔2025〕9号", frozenset({1}))
    rule = cadence()

    def asked(as_of: date, *records: Record, subject: Subject = BRANCH) -> Code:
        return explain(rule, subject, SEPTEMBER, as_of, records, shifts=[shift]).code

    assert asked(date(2025, 10, 20)) is Code.EXTENDED
    assert asked(date(2025, 10, 21)) is Code.UNMET
    assert asked(date(2025, 10, 21), record(date(2025, 10, 20))) is Code.MET
    assert asked(date(2025, 10, 22), record(date(2025, 10, 21))) is Code.UNMET
    assert asked(date(2025, 10, 20), subject=Subject(2, "branch")) is Code.UNMET


def test_yearly_windows_count_the_year_of_attribution() -> None:
    rule = cadence("year")
    year = Window.of_year(2025)
    late = record(date(2026, 3, 2), year=2025)
    assert code(rule, date(2026, 3, 1), late, window=year) is Code.UNMET
    assert code(rule, date(2026, 3, 2), late, window=year) is Code.MET
    early = explain(rule, BRANCH, year, date(2026, 4, 1), [record(date(2025, 3, 2), year=2024)])
    assert early.code is Code.UNMET
    assert [one.why for one in early.not_counted] == ["归属2024年度。"]


def test_the_explanation_shows_its_arithmetic() -> None:
    obligation = explain(cadence(general=True), BRANCH, SEPTEMBER, date(2025, 10, 1), [])
    assert obligation.arithmetic == ("9月1日至9月30日 计入 0 次", "一般应有 1 次", "0 ≥ 1 不成立 → 不符合")
    assert obligation.reason == "9月没有可以计入的记录，还差 1 次。"
    assert (obligation.had, obligation.needed, obligation.due_on) == (0, 1, date(2025, 9, 30))


def test_versions_that_follow_each_other_each_answer_for_their_windows() -> None:
    base = {"applies_to": {"types": ["branch"]}, "figures": ["meeting/count"]}
    rule = rule_of(
        "changing",
        {
            "type": "cadence",
            "versions": [
                {**base, "from": "2019-01-01", "until": "2025-06-30", "window": "month"},
                {**base, "from": "2025-07-01", "window": "quarter", "at_least": 2},
            ],
        },
    )
    slots = slots_of_year(rule, 2025)
    assert [slot.window.zh for slot in slots] == ["1月", "2月", "3月", "4月", "5月", "6月", "第三季度", "第四季度"]
    assert [one.needed for one in explain_year(rule, BRANCH, 2025, date(2025, 1, 1), [])] == [1] * 6 + [2] * 2
