"""A number of a foreign report is mapped to figures by name and unit, and held against what is recorded."""

from datetime import date

import pytest

from taizhang.domain.periods import Window
from taizhang.domain.reading import read_report
from taizhang.domain.reading.claimed import rates_claimed
from taizhang.domain.reading.figures import StatedFigure
from taizhang.domain.reading.holding import (
    Answer,
    Held,
    Known,
    can_be_held,
    hold,
    is_of_those_below,
    possible,
    windows_of,
)
from taizhang.domain.reading.naming_figures import FigureNames
from taizhang.domain.rules import shipped

NAMES = FigureNames(shipped())
AS_OF = date(2024, 3, 1)


def _figure(said: str) -> StatedFigure:
    figures = read_report(f"2023年工作总结\n{said}\n").figures
    assert len(figures) == 1
    return figures[0]


def _held(said: str, *values: int, at_least: bool = False) -> Held:
    """Hold one sentence against a ledger that knows these values of whatever is asked, window by window."""
    figure = _figure(said)
    windows = windows_of(figure, 2023, AS_OF)
    known = list(values) * len(windows) if len(values) == 1 else list(values)
    choices = []
    for candidate in NAMES.candidates(figure):
        told = {
            (one, window): Known(value if place == 0 else 0, at_least)
            for place, one in enumerate(candidate.ids)
            for window, value in zip(windows, known, strict=True)
        }
        choices.append(possible(candidate, "本级", windows, told))
    return hold(figure, windows, choices)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("召开支委会12次。", ("branch_committee_meeting/count",)),
        ("上党课4次。", ("party_lecture/count",)),
        ("约谈党支部书记2次。", ("interview/secretaries",)),
        ("年内召开专题会议研究党建工作3次。", ("special_meetings_on_party_building",)),
        ("开展例行廉政谈话、新任干部履新谈话、日常廉政谈话100余次。", (
            "interview/routine", "interview/new_post", "interview/daily",
        )),
        ("共有中共党员142名。", ("members_at_end",)),
        ("为全体党员干部讲党课2次。", ("party_lecture/for_all_members",)),
        ("结合“七一”等重要节点开展红色研学活动120余场。", ("study_visit/red_study",)),
    ],
)  # fmt: skip
def test_a_number_finds_its_figures_by_name_and_unit(said: str, meant: tuple[str, ...]) -> None:
    assert NAMES.candidates(_figure(said))[0].ids == meant


@pytest.mark.parametrize("said", ["预备党员转正8名。", "收缴党费66945元。", "8家公司注册。", "征地750亩。"])
def test_what_the_ledger_does_not_count_is_not_forced_into_it(said: str) -> None:
    assert _held(said, 5).answer is Answer.NOT_COUNTED


@pytest.mark.parametrize(
    ("said", "recorded", "answer"),
    [
        ("召开支委会12次。", 12, Answer.AGREES),
        ("召开支委会12次。", 11, Answer.DIFFERS),
        ("召开支委会12次。", 0, Answer.NO_RECORD),
        ("召开支委会10余次。", 13, Answer.AGREES),
        ("召开支委会10余次。", 21, Answer.DIFFERS),
        ("召开支委会近20次。", 19, Answer.AGREES),
        ("召开支委会近20次。", 21, Answer.DIFFERS),
        ("召开支委会不少于12次。", 20, Answer.AGREES),
        ("召开支委会不超过12次。", 13, Answer.DIFFERS),
        ("召开支委会约20次。", 21, Answer.AGREES),
        ("召开支委会10至12次。", 11, Answer.AGREES),
    ],
)
def test_the_qualifier_decides_what_agrees(said: str, recorded: int, answer: Answer) -> None:
    assert _held(said, recorded).answer is answer


def test_a_difference_says_by_how_much() -> None:
    assert _held("召开支委会12次。", 9).difference == -3


def test_a_rate_is_held_in_every_window() -> None:
    assert _held("每季度上1次党课。", 1, 2, 1, 1).answer is Answer.AGREES
    held = _held("每季度上1次党课。", 1, 0, 1, 1)
    assert (held.answer, held.missing) == (Answer.DIFFERS, (Window(date(2023, 4, 1), date(2023, 6, 30)),))


def test_a_lower_bound_below_the_number_leaves_it_open() -> None:
    assert _held("召开支委会12次。", 10, at_least=True).answer is Answer.UNSURE


@pytest.mark.parametrize(
    ("said", "window"),
    [
        ("召开支委会12次。", Window.of_year(2023)),
        ("上半年召开支委会6次。", Window(date(2023, 1, 1), date(2023, 6, 30))),
        ("二季度召开支委会3次。", Window(date(2023, 4, 1), date(2023, 6, 30))),
        ("7月份召开支委会1次。", Window(date(2023, 7, 1), date(2023, 7, 31))),
        ("2022年共召开支委会12次。", Window.of_year(2022)),
    ],
)
def test_the_period_is_read_from_the_clause(said: str, window: Window) -> None:
    figure = next(one for one in read_report(f"2023年工作总结\n{said}\n").figures if "支委会" in one.label)
    assert windows_of(figure, 2023, AS_OF) == (window,)


def test_ranks_months_and_shares_are_not_held() -> None:
    report = read_report("2023年工作总结\n在全县排名第二。9月份，组织参观纪念馆。占比30%。\n")
    assert len(report.figures) == 3
    assert not any(can_be_held(one) for one in report.figures)


def test_a_claim_of_a_cadence_is_held_like_a_rate() -> None:
    (figure,) = rates_claimed(read_report("2023年工作总结\n坚持按月召开支委会，定期开展活动，按季度讲党课4次。\n"))
    assert (figure.label, figure.unit) == ("支委会", "次/月")
    assert len(windows_of(figure, 2023, AS_OF)) == 12
    assert NAMES.candidates(figure)[0].ids == ("branch_committee_meeting/count",)


def test_a_kind_is_found_by_the_longest_of_its_names() -> None:
    assert NAMES.kind_in("7月1日，在纪念馆开展主题党日活动") == "theme_day"
    assert NAMES.kind_in("天气晴好") == ""


@pytest.mark.parametrize(
    "said",
    ["部分党支部有8次没有按月开展主题党日。", "支部委员会会议有6次没有按月召开。", "未按季度召开支部党员大会1次。"],
)
def test_what_was_missed_is_not_held_against_what_was_done(said: str) -> None:
    assert not can_be_held(_figure(said))


@pytest.mark.parametrize(
    ("said", "below"),
    [
        ("各党支部讲党课27次。", True),
        ("各级党组织开展主题党日40次。", True),
        ("所属支部组织集体学习22次。", True),
        ("我主持党委会议12次。", False),
        ("组织各类党员培训3次。", False),
    ],
)
def test_a_clause_says_whether_it_speaks_of_those_below(said: str, below: bool) -> None:  # noqa: FBT001 (a case)
    assert is_of_those_below(_figure(said)) is below
