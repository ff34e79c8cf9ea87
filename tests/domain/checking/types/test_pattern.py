from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from taizhang.domain.checking.condemned import CondemnedSpans
from taizhang.domain.checking.context import Context
from taizhang.domain.checking.types.pattern import PatternRule, build_pattern
from taizhang.domain.official_text import OfficialText

CONTEXT = Context(today=date(2026, 11, 20))
COMMON: dict[str, Any] = {
    "type": "pattern",
    "version": 1,
    "category": "blank",
    "severity": "error",
    "confidence": "high",
    "source": {"level": "practice"},
    "zh": "例",
    "message": "例",
    "good": ["好"],
}


def found(text: str, *patterns: str, **said: Any) -> list[str]:
    rule = PatternRule.model_validate({**COMMON, "id": "a/b", "patterns": patterns, "bad": ["甲XX年乙"], **said})
    return [
        text[hit.start : hit.end] for hit in build_pattern([rule]).detect(OfficialText(text), CONTEXT, CondemnedSpans())
    ]


def test_places_are_told_in_code_points_and_the_group_hit_narrows_them() -> None:
    assert found("𠮷𠮷一XX次𠮷二XXX年", "X+") == ["XX", "XXX"]
    assert found("𠮷党XX年，XX月", "(?P<hit>X+)年") == ["XX"]


@pytest.mark.parametrize(
    ("said", "text", "count"),
    [
        ({"unless_before": "[A-Z]"}, "SUVXX", 0),
        ({"unless_before": "[A-Z]"}, "党XX", 1),
        ({"unless_after": "光"}, "XX光", 0),
        ({"unless_after": "光"}, "XX次光", 1),
        ({"unless_inside": "“[^”]*”"}, "“品牌XX”", 0),
        ({"unless_inside": "“[^”]*”"}, "“品牌”XX“品牌”", 1),
        ({"only_if": "X{3}"}, "XX", 0),
        ({"only_if": "X{3}"}, "XXX", 1),
        ({"where": "title"}, "标题XX\n正文XX", 1),
        ({"where": "paragraph_end"}, "标题XX\n正文XX次\n又XX", 2),
        ({"where": "text_end"}, "标题XX\n正文XX\n", 1),
    ],
)
def test_surroundings_excuse_a_match(said: dict[str, Any], text: str, count: int) -> None:
    assert len(found(text, "X{2,}", **said)) == count


def test_patterns_of_a_rule_that_overlap_report_once() -> None:
    assert found("共XX年", "X+年", "X+") == ["XX年"]


def test_a_replacement_is_filled_from_named_groups() -> None:
    rule = PatternRule.model_validate(
        {**COMMON, "id": "a/b", "patterns": ["(?P<what>责任)至"], "replace": "{what}制", "bad": ["责任至"]}
    )
    (hit,) = build_pattern([rule]).detect(OfficialText("落实责任至。"), CONTEXT, CondemnedSpans())
    assert hit.suggestions == ("责任制",)
    assert hit.words == (("what", "责任"),)


@pytest.mark.parametrize("pattern", ["(?<=a)b", r"(.)\1", "(", ""])
def test_a_pattern_that_cannot_be_linear_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError):
        found("甲", pattern)
