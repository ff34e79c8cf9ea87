"""A unit's own wording (wrong → right) as one more rule of the lexicon."""

from __future__ import annotations

from collections.abc import Mapping

from taizhang.domain.checking.finding import Category, Confidence, SourceLevel
from taizhang.domain.checking.rule import RuleExample, RuleSource
from taizhang.domain.checking.types.lexicon import LexiconRule
from taizhang.domain.findings import Severity

HOUSE_STYLE = "house/style"


def style_rule(style: Mapping[str, str]) -> LexiconRule:
    """Make the rule; its examples are the words themselves."""
    wrong, right = next(iter(style.items()))
    return LexiconRule(
        id=HOUSE_STYLE,
        type="lexicon",
        version=1,
        category=Category.FIXED_EXPRESSION,
        severity=Severity.WARNING,
        confidence=Confidence.HIGH,
        source=RuleSource(level=SourceLevel.PRACTICE, title="本单位用语"),
        zh="本单位用语",
        message="本单位不写“{excerpt}”，写“{right}”。",
        fix=True,
        replace=dict(style),
        bad=(RuleExample(text=wrong),),
        good=(RuleExample(text=right),),
    )
