from __future__ import annotations

import time

import pytest

from taizhang.domain.checking.naming.clauses import Sections, clause_around, clause_before, sentence_around
from taizhang.domain.official_text import OfficialText

TEXT = "上一句。账目清楚，2022年共收缴党费66945元，手续齐备。下一句。"


def test_it_finds_sentence_clause_and_what_stands_before() -> None:
    at = TEXT.index("2022")
    sentence, clause = sentence_around(TEXT, at, at + 4), clause_around(TEXT, at, at + 4)
    assert TEXT[sentence.start : sentence.end] == "账目清楚，2022年共收缴党费66945元，手续齐备"
    assert TEXT[clause.start : clause.end] == "2022年共收缴党费66945元"
    assert clause_before(TEXT, at, 20) == "账目清楚，"


def test_an_endless_sentence_is_cut_off() -> None:
    text = "党" * 5000
    span = sentence_around(text, 2500, 2501)
    assert 2500 in range(span.start, span.end)
    assert span.end - span.start < 400


@pytest.mark.parametrize(
    ("heading", "ahead"),
    [("三、下一步工作安排", True), ("二、存在的问题", False), ("三、2024年工作打算", True), ("一、主要成效", False)],
)
def test_it_knows_which_sections_look_ahead(heading: str, ahead: bool) -> None:  # noqa: FBT001
    document = OfficialText(f"标题\n{heading}\n把党建工作抓实。")
    assert Sections(document).look_ahead(document.text.index("抓实")) is ahead


def test_many_questions_about_one_endless_line_stay_quick() -> None:
    text = "学习贯彻" * 50_000
    began = time.perf_counter()
    for at in range(0, len(text), 40):
        sentence_around(text, at, at + 2)
    assert time.perf_counter() - began < 5
