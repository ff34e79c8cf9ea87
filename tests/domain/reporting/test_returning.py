"""A text that comes back: figures unchanged, altered or gone, paragraphs changed, new or gone, and nothing trusted."""

from dataclasses import replace
from datetime import date

import pytest

from taizhang.domain.reporting import Ask, Block, Chip, Document, Gap, Named, Standing, Style, Words
from taizhang.domain.reporting.returning import Comparison, Fate, Marked, Returned, came_from, compare, is_of

ASK = Ask("theme_day/count", "below", date(2025, 1, 1), date(2025, 12, 31))
FIRST, SECOND = Chip("tz_0001", ASK, 101, "101次"), Chip("tz_0003", replace(ASK, figure="lecture/count"), 4, "4次")
PLACE = Named("tz_0002", "place", "活动室", 7, 1)
BASE = Document(
    (
        Block("title", Style.TITLE, (Words("述职报告", Standing.FRAMING),)),
        Block("a", Style.PARAGRAPH, (Words("开展主题党日"), FIRST, Words("，在"), PLACE, Words("讲党课"), SECOND), "p"),
        Block("b", Style.PARAGRAPH, (Words("提前安排，抓好落实。", Standing.TYPED),), "p"),
        Block("c", Style.PARAGRAPH, (Gap("上级点评"),), "q"),
    ),
    {"organization": "jy", "year": "2025", "about": "person"},
)
SAME = (
    (Marked("述职报告"),),
    (Marked("开展主题党日"), Marked("101次", "tz_0001"), Marked("，在活动室讲党课"), Marked("4次", "tz_0003")),
    (Marked("提前安排，抓好落实。"),),
    (Marked("【待补：上级点评】"),),
)


def came_back(*paragraphs: tuple[Marked, ...]) -> Comparison:
    return compare(BASE, Returned(paragraphs))


def fates(found: Comparison) -> list[tuple[str, str]]:
    return [(one.chip.id, one.fate.value) for one in found.figures]


def test_a_text_that_nobody_touched_is_the_version_itself() -> None:
    found = came_back(*SAME)
    assert found.document == BASE
    assert fates(found) == [("tz_0001", "unchanged"), ("tz_0003", "unchanged")]
    assert not found.differences
    assert not found.unfounded


def test_words_around_a_figure_may_change_and_the_figure_stays_bound() -> None:
    changed = (Marked("组织主题党日"), Marked("101次", "tz_0001"), Marked("，在活动室上党课"), Marked("4次", "tz_0003"))
    found = came_back(SAME[0], changed, *SAME[2:])
    assert list(found.document.chips()) == [FIRST, SECOND]
    assert PLACE in found.document.blocks[1].runs
    assert [one.block for one in found.differences] == ["a"]
    typed = [run.text for run in found.document.blocks[1].runs if isinstance(run, Words) and run.standing == "typed"]
    assert typed == ["组织", "上"]


@pytest.mark.parametrize(
    ("piece", "fate", "text"),
    [
        (Marked("110次", "tz_0001"), Fate.ALTERED, "110次"),
        (Marked("101次"), Fate.MISSING, ""),
        (Marked("101次", "tz_0009"), Fate.MISSING, ""),
        (Marked("", "tz_0001"), Fate.MISSING, ""),
    ],
)
def test_a_number_altered_or_without_its_mark_is_typed_and_has_no_ground(piece: Marked, fate: Fate, text: str) -> None:
    found = came_back(SAME[0], (SAME[1][0], piece, *SAME[1][2:]), *SAME[2:])
    assert [(one.chip, one.text) for one in found.of(fate)] == [(FIRST, text)]
    assert list(found.document.chips()) == [SECOND]
    assert [one.text for one in found.unfounded] == [one for one in [piece.text] if one]


def test_a_figure_copied_twice_is_bound_once() -> None:
    found = came_back(*SAME, (Marked("再写："), Marked("101次", "tz_0001")))
    assert [chip.id for chip in found.document.chips()] == ["tz_0001", "tz_0003"]
    assert [one.text for one in found.unfounded] == ["101次"]


def test_a_paragraph_may_come_go_and_take_its_figure_elsewhere() -> None:
    moved = (Marked("全年讲党课"), Marked("4次", "tz_0003"), Marked("，比上年多2次。"))
    found = came_back(SAME[0], (*SAME[1][:2], Marked("，在活动室。")), moved)
    assert [block.id for block in found.document.blocks] == ["title", "a", "returned_1"]
    assert list(found.document.chips()) == [FIRST, SECOND]
    assert [one.text for one in found.unfounded] == ["2次"]
    assert {one.block for one in found.differences if one.is_gone} == {"b", "c"}
    assert {one.block for one in found.differences if one.is_new} == {"returned_1"}


def test_a_named_place_that_was_altered_is_typed() -> None:
    found = came_back(SAME[0], (*SAME[1][:2], Marked("，在会议室讲党课"), SAME[1][3]), *SAME[2:])
    assert not any(isinstance(run, Named) for run in found.document.blocks[1].runs)


def test_the_map_tells_the_report_and_the_version() -> None:
    newer = BASE.with_block(replace(BASE.blocks[1], runs=(Words("开展主题党日"), replace(FIRST, text="102次"))))
    told = Returned(SAME, BASE.about, {"tz_0001": "101次", "tz_0003": "4次"})
    assert came_from(told, (newer, BASE)) == 1
    assert came_from(replace(told, figures={}), (newer, BASE)) is None
    assert is_of(told, BASE)
    assert is_of(Returned(SAME), BASE)
    assert not is_of(replace(told, about={**BASE.about, "organization": "sw"}), BASE)
