"""A template filled in again: each XX has the figures that the words around it name, or stays marked."""

from datetime import date

import pytest

from taizhang.domain.reading import read_report
from taizhang.domain.reading.holding import Known, can_be_held, hold, possible, windows_of
from taizhang.domain.reading.naming_figures import FigureNames
from taizhang.domain.reporting.refilling import Filling, Slot, fillings, readable, refilled, slots_of
from taizhang.domain.rules.rulebook import shipped

YEAR = 2025
NAMES = FigureNames(shipped())
VALUES = {
    "theme_day/count": 12,
    "party_lecture/count": 4,
    "branch_committee_meeting/count": 0,
}


def slots(template: str, *scopes: dict[str, int]) -> tuple[Slot, ...]:
    held = []
    for figure in read_report(readable(template)).figures:
        windows = windows_of(figure, YEAR, date(YEAR, 12, 31))
        choices = [
            possible(
                candidate,
                f"scope{at}",
                windows,
                {(one, window): Known(values.get(one, 0)) for one in candidate.ids for window in windows},
            )
            for candidate in (NAMES.candidates(figure) if can_be_held(figure) else ())
            for at, values in enumerate(scopes or (VALUES,))
        ]
        held.append(hold(figure, windows, choices))
    return slots_of(template, held)


def texts(slot: Slot) -> list[str]:
    return [one.text for one in slot.proposals]


def test_each_place_has_the_figure_that_its_words_name() -> None:
    template = "XX党支部XX年总结\n全年开展主题党日XX次，讲党课XX次；植树XX棵。\nXX年XX月XX日"
    found = slots(template)
    assert [(slot.said, texts(slot)) for slot in found] == [("XX次", ["12次"]), ("XX次", ["4次"]), ("XX棵", [])]
    assert found[0].proposals[0].zh == "主题党日次数"
    chosen = {number: slot.sure for number, slot in enumerate(found) if slot.sure is not None}
    assert refilled(template, found, chosen) == template.replace("主题党日XX次", "主题党日12次").replace(
        "讲党课XX次", "讲党课4次"
    ).replace("XX棵", "【待补：XX棵】")


@pytest.mark.parametrize(
    "template",
    [
        "召开支部委员会会议XX次。",  # nought is not proposed
        "主题党日有XX次没有按月开展。",
        "每月开展主题党日XX次。",
        "开展主题党日XX—XX次。",
    ],
)
def test_what_the_ledger_cannot_say_stays_marked(template: str) -> None:
    found = slots(template)
    assert all(not slot.proposals for slot in found)
    assert "12" not in refilled(template, found, {0: 0, 1: 0})


def test_a_word_that_qualifies_goes_with_its_mask() -> None:
    for said in ("近XX次", "XX余次", "不少于XX次"):
        template = f"全年开展主题党日{said}。"
        found = slots(template)
        assert refilled(template, found, {0: 0}) == "全年开展主题党日12次。"


def test_two_scopes_with_other_values_are_two_proposals_and_nothing_is_sure() -> None:
    (slot,) = slots("开展主题党日XX次。", {"theme_day/count": 12}, {"theme_day/count": 3})
    assert texts(slot) == ["12次", "3次"]
    assert slot.sure is None
    (same,) = slots("开展主题党日XX次。", {"theme_day/count": 12}, {"theme_day/count": 12})
    assert texts(same) == ["12次"]


def test_a_choice_that_is_none_of_the_proposals_is_not_taken() -> None:
    found = slots("开展主题党日XX次。")
    assert refilled("开展主题党日XX次。", found, {0: 7}) == "开展主题党日【待补：XX次】。"


def test_in_the_template_s_own_file_only_what_differs_is_written_and_the_rest_has_its_reason() -> None:
    template = "XX党支部\n开展主题党日近XX余次，讲党课XX次；植树XX棵。XXL码，EXXON。"
    made = fillings(template, slots(template), {0: 0})
    assert [(template[one.start : one.end], one.text, one.remark) for one in made] == [
        ("XX", "", ""),
        ("近XX余", "12", ""),
        ("XX次", "", "没有选。台账里可能是：4次（党课次数）。"),
        ("XX棵", "", "台账里没有对得上的数。查实以后自己填。"),
    ]
    assert isinstance(made[0], Filling)
