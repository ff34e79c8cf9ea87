"""Passages that two texts share are drawn out to their full length and told in places of both."""

import time

import pytest

from taizhang.domain.official_text.passages import LEAST, Passages

SAME = "围绕中心工作组织党员深入一线走访企业和群众，收集意见建议，逐条研究并落实到责任人，形成台账和闭环管理机制。"


def test_an_equal_passage_is_found_whatever_marks_stand_in_it() -> None:
    passages = Passages()
    first, second = f"甲单位。{SAME}甲的结尾", f"乙的另一个更长的开头！{SAME.replace('，', ' ')}乙的结尾"
    passages.add("a", first)
    passages.add("b", second)
    (found,) = passages.shared("a")
    assert first[found.start : found.end] == SAME.rstrip("。")
    assert second[found.other_start : found.other_end] == SAME.replace("，", " ").rstrip("。")
    assert (found.other, found.length >= LEAST) == ("b", True)


def test_a_short_likeness_is_none() -> None:
    passages = Passages()
    passages.add("a", "坚持以习近平新时代中国特色社会主义思想为指导，甲")
    passages.add("b", "坚持以习近平新时代中国特色社会主义思想为指导，乙")
    assert passages.shared("a") == ()


@pytest.mark.parametrize("piece", ["一", "一二", SAME])
def test_texts_that_repeat_themselves_cost_no_more_than_their_length(piece: str) -> None:
    passages = Passages()
    begin = time.perf_counter()
    for name in "ab":
        passages.add(name, (piece * 60_000)[:60_000])
    assert passages.shared("a")
    assert time.perf_counter() - begin < 5
