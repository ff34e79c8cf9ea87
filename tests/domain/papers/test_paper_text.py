"""Typed lines are known again: who they were before, what they are, and nothing lost between two writers."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.papers.paper_text import PaperText, decided, merged, typed
from taizhang.domain.papers.paragraphs import paragraphs_of
from taizhang.domain.reporting.differences import differences
from taizhang.domain.reporting.document import Style

BODY = (
    "各党支部：\n12月5日，机关党委召开会议，研究年度工作。\n一、抓学习\n全年组织集中学习12次。\n机关党委\n2025年12月8日"
)


def paper(body: str = BODY, base: PaperText | None = None, **more: object) -> PaperText:
    words = {"title": "关于做好年底工作的通知", "destination": "各党支部", "goes_out_on": None} | more
    return typed(**words, body=body, base=base)  # type: ignore[arg-type]


def test_each_line_is_set_as_what_it_is() -> None:
    styles = [block.style for block in paper().document.blocks]
    assert styles == [
        Style.TITLE,
        Style.SALUTATION,
        Style.PARAGRAPH,
        Style.HEADING_1,
        Style.PARAGRAPH,
        Style.SIGNATURE,
        Style.DATE,
    ]


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("（一）压实责任。", Style.HEADING_2),
        ("1.开展培训。", Style.HEADING_3),
        ("一、抓学习。全年组织集中学习12次，覆盖全部党员。", Style.PARAGRAPH),
        ("一是抓学习。", Style.PARAGRAPH),
    ],
)
def test_a_heading_is_one_only_where_it_has_its_line_to_itself(line: str, style: Style) -> None:
    assert paragraphs_of(f"开头一句。\n{line}\n后面一句。")[1].style is style


def test_blank_lines_indents_and_what_cannot_be_printed_are_left_out() -> None:
    assert paper("　　第一句。\n\n \t第二\u202e句。\u200b\n").body == "第一句。\n第二句。"


def test_a_line_that_was_changed_moved_or_kept_is_still_the_same_paragraph() -> None:
    first = paper("甲段写学习情况，共三次。\n乙段写走访。\n丙段写培训。")
    before = {block.text[0]: block.id for block in first.document.blocks}
    second = paper("丙段写培训。\n新写的一段。\n甲段写学习情况，共四次。", first)
    after = {block.text[0]: block.id for block in second.document.blocks}
    assert (after["甲"], after["丙"]) == (before["甲"], before["丙"])
    assert after["新"] not in before.values()
    assert len({block.id for block in second.document.blocks}) == len(second.document.blocks)


def test_what_one_changed_and_the_other_did_not_needs_no_question() -> None:
    base = paper("甲段。\n乙段写走访，共三户。")
    mine = paper("甲段。\n乙段写走访，共四户。", base)
    theirs = paper("甲段。\n乙段写走访，共三户。\n丙段。", base, destination="机关网站", goes_out_on=date(2025, 12, 9))
    found = merged(base, mine, theirs)
    whole = decided(found, {})
    assert not found.conflicts
    assert whole is not None
    assert (whole.body, whole.destination, whole.goes_out_on) == (
        "甲段。\n乙段写走访，共四户。\n丙段。",
        "机关网站",
        date(2025, 12, 9),
    )


def test_what_both_changed_is_asked_and_both_can_be_kept() -> None:
    base = paper("甲段写走访，共三户。")
    mine = paper("甲段写走访，共四户。", base, title="我的标题", destination="机关网站")
    theirs = paper("甲段写走访，共五户。", base, title="别人的标题", destination="公众号")
    found = merged(base, mine, theirs)
    assert decided(found, {}) is None
    whole = decided(found, {one.block: "both" for one in found.conflicts})
    assert whole is not None
    assert (whole.title, whole.destination) == ("我的标题", "机关网站、公众号")
    assert whole.body == "别人的标题\n甲段写走访，共四户。\n甲段写走访，共五户。"
    other = decided(found, {one.block: "theirs" for one in found.conflicts})
    assert other is not None
    assert (other.title, other.body, other.destination) == ("别人的标题", "甲段写走访，共五户。", "公众号")


def test_a_changed_destination_is_among_the_differences() -> None:
    base = paper()
    said = [
        "".join(text for _, text in one.pieces)
        for one in differences(base.whole, paper(base=base, destination="公众号").whole)
    ]
    assert any("公众号" in one for one in said)


_LINES = st.lists(st.sampled_from(["甲段写学习。", "乙段写走访三户。", "丙段写培训。", "丁段。"]), max_size=6)


@given(_LINES, _LINES, _LINES)
def test_no_words_are_lost_between_two_writers(first: list[str], own: list[str], other: list[str]) -> None:
    base = paper("\n".join(first) or "空")
    mine, theirs = paper("\n".join(own) or "空", base), paper("\n".join(other) or "空", base)
    found = merged(base, mine, theirs)
    whole = decided(found, {one.block: "both" for one in found.conflicts})
    assert whole is not None
    added = {*own, *other} - set(first)
    assert added <= set(whole.body.split("\n"))
    identities = [block.id for block in whole.document.blocks]
    assert len(identities) == len(set(identities))


def test_a_whole_new_text_takes_no_longer_than_it_should() -> None:
    old = paper("\n".join(f"第{number}项工作由综合科牵头办理，{number}月底前办结。" for number in range(600)))
    began = perf_counter()
    new = paper("\n".join(f"{chr(0x4E00 + number)}队巡河" for number in range(600)), old)
    assert perf_counter() - began < 5
    assert len(new.document.blocks) == 601
