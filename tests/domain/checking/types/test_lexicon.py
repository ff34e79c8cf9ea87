from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from taizhang.domain.checking.condemned import CondemnedSpans
from taizhang.domain.checking.context import Context
from taizhang.domain.checking.types.lexicon import LexiconRule, build_lexicon
from taizhang.domain.official_text import OfficialText

CONTEXT = Context(today=date(2026, 11, 20))
COMMON: dict[str, Any] = {
    "type": "lexicon",
    "version": 1,
    "category": "typo",
    "severity": "error",
    "confidence": "high",
    "source": {"level": "practice"},
    "zh": "例",
    "message": "例",
    "bad": ["截止目前以来"],
    "good": ["截至目前"],
}


def found(text: str, **said: Any) -> list[tuple[str, tuple[str, ...] | None]]:
    rule = LexiconRule.model_validate({**COMMON, "id": "a/b", **said})
    hits = build_lexicon([rule]).detect(OfficialText(text), CONTEXT, CondemnedSpans())
    return [(text[hit.start : hit.end], hit.suggestions) for hit in hits]


def test_the_longest_term_is_the_one_reported() -> None:
    replace = {"截止": "截至", "截止目前": "截至目前"}
    assert found("截止目前，截止三月", replace=replace) == [("截止目前", ("截至目前",)), ("截止", ("截至",))]


@pytest.mark.parametrize(
    ("said", "text", "count"),
    [
        ({"not_before": ["日期"]}, "截止日期", 0),
        ({"not_before": ["日期"]}, "截止目前", 1),
        ({"not_after": ["报名"]}, "报名截止", 0),
        ({"not_inside": ["报名截止时间"]}, "报名截止时间", 0),
        ({"not_inside": ["报名截止时间"]}, "报名截止了时间", 1),
        ({"only_before": ["目前"]}, "截止目前", 1),
        ({"only_before": ["目前"]}, "截止三月", 0),
        ({"only_after": ["数据"]}, "数据截止", 1),
        ({"only_after": ["数据"]}, "截止", 0),
    ],
)
def test_neighbours_decide_whether_a_term_is_wrong(said: dict[str, Any], text: str, count: int) -> None:
    assert len(found(text, terms=["截止"], **said)) == count
    assert len(found(text, cases=[{"wrong": "截止", **said}])) == count


def test_a_phrase_shields_each_place_where_it_stands() -> None:
    text = "报名截止时间与截止目前、报名截止时间"
    assert found(text, terms=["截止"], not_inside=["报名截止时间"]) == [("截止", None)]


def test_a_term_without_a_right_form_suggests_nothing_of_its_own() -> None:
    assert found("截止目前", terms=["截止"]) == [("截止", None)]
    assert found("截止目前", cases=[{"wrong": "截止", "right": ["截至", "到"]}]) == [("截止", ("截至", "到"))]
