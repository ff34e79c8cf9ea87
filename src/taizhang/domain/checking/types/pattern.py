"""Type `pattern`: what only a pattern can say, matched by RE2 in linear time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.matching import EncodedText, Found, LinearPattern, Sieve
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText

_NEIGHBOURS = 40
"""How far `unless_before` and `unless_after` look."""


def _compiles(pattern: str) -> str:
    try:
        LinearPattern(pattern)
    except ValueError as error:
        raise ValueError(f"这个式子不能用（RE2 写法，不支持前后断言和反向引用）：{error}。") from None
    return pattern


Expression = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(_compiles)]


class Where(StrEnum):
    """Which part of the text a pattern is held against."""

    ANYWHERE = "anywhere"
    TITLE = "title"  # the first paragraph
    PARAGRAPH_END = "paragraph_end"  # hits that touch the end of a paragraph
    TEXT_END = "text_end"  # hits that touch the end of the last paragraph


class PatternRule(CheckRule):
    """Patterns in RE2's syntax; a group named `hit` narrows the finding, other named groups fill the message."""

    type: Literal["pattern"]
    patterns: Annotated[tuple[Expression, ...], Field(min_length=1)]
    unless_before: Expression | None = None
    """No finding where this matches right before it."""
    unless_after: Expression | None = None
    """No finding where this matches right after it."""
    unless_inside: Expression | None = None
    """No finding inside a match of this."""
    only_if: Expression | None = None
    """No finding unless this matches inside it."""
    where: Where = Where.ANYWHERE
    replace: str | None = None
    """What to put in its place; {name} stands for a named group, empty text deletes."""

    @model_validator(mode="after")
    def _matches_its_examples(self) -> PatternRule:
        patterns = [LinearPattern(pattern) for pattern in self.patterns]
        deaf = next((one.text for one in self.bad if not any(pattern.within(one.text) for pattern in patterns)), None)
        if deaf is not None:
            raise ValueError(f"应报的例子“{deaf[:40]}”没有一个式子对得上，这条规则不会起作用。")
        return self


class _Compiled:
    """One rule ready to run."""

    def __init__(self, rule: PatternRule) -> None:
        self.rule = rule
        self.patterns = [LinearPattern(pattern) for pattern in rule.patterns]
        self.before = LinearPattern(f"(?:{rule.unless_before})\\z") if rule.unless_before else None
        self.after = LinearPattern(rule.unless_after) if rule.unless_after else None
        self.inside = LinearPattern(rule.unless_inside) if rule.unless_inside else None
        self.only_if = LinearPattern(rule.only_if) if rule.only_if else None

    def hits(self, document: OfficialText, encoded: EncodedText, patterns: Sequence[LinearPattern]) -> Iterator[Hit]:
        shields: _Shields | None = None
        found = sorted(
            (one for pattern in patterns for one in pattern.find(encoded)),
            key=lambda one: (one.start, -one.end),
        )
        reached = 0
        for one in found:
            if one.start < reached or not self._placed(document, one) or self._excused(document.text, one):
                continue
            if self.inside is not None:
                shields = shields or _Shields(self.inside, encoded)
                if shields.hold(one):
                    continue
            reached = one.end
            yield Hit(self.rule.id, one.start, one.end, one.groups, self._replacement(one))

    def _placed(self, document: OfficialText, one: Found) -> bool:
        paragraphs = document.paragraphs
        match self.rule.where:
            case Where.ANYWHERE:
                return True
            case Where.TITLE:
                return bool(paragraphs) and one.end <= paragraphs[0].end
            case Where.TEXT_END:
                return bool(paragraphs) and one.end >= paragraphs[-1].end
            case Where.PARAGRAPH_END:
                here = document.paragraph_at(one.start)
                return here is not None and one.end >= here.end

    def _excused(self, text: str, one: Found) -> bool:
        if self.only_if is not None and not self.only_if.within(text[one.start : one.end]):
            return True
        if self.before is not None and self.before.within(text[max(0, one.start - _NEIGHBOURS) : one.start]):
            return True
        return self.after is not None and self.after.begins(text[one.end : one.end + _NEIGHBOURS])

    def _replacement(self, one: Found) -> tuple[str, ...] | None:
        if self.rule.replace is None:
            return None
        filled = self.rule.replace
        for name, value in one.groups:
            filled = filled.replace(f"{{{name}}}", value)
        return (filled,)


class _Shields:
    """Stretches inside of which the rule is silent."""

    def __init__(self, pattern: LinearPattern, encoded: EncodedText) -> None:
        found = list(pattern.find(encoded))
        self._starts = [one.start for one in found]
        self._ends = [one.end for one in found]

    def hold(self, one: Found) -> bool:
        at = bisect_right(self._starts, one.start) - 1
        return at >= 0 and one.end <= self._ends[at]


class PatternDetector:
    """All pattern rules of a stage over one encoding of the text."""

    def __init__(self, rules: Sequence[PatternRule]) -> None:
        """Compile every pattern once."""
        self._rules: list[tuple[_Compiled, range]] = []
        every: list[LinearPattern] = []
        for rule in rules:
            compiled = _Compiled(rule)
            self._rules.append((compiled, range(len(every), len(every) + len(compiled.patterns))))
            every += compiled.patterns
        self._sieve = Sieve(every)

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report every match that nothing excuses."""
        encoded = EncodedText(document.text)
        passed = self._sieve.passing(encoded)
        for rule, numbers in self._rules:
            patterns = [rule.patterns[at] for at, number in enumerate(numbers) if number in passed]
            if patterns:
                yield from rule.hits(document, encoded, patterns)


def build_pattern(rules: Sequence[PatternRule]) -> PatternDetector:
    """Build one detector of all pattern rules of a stage."""
    return PatternDetector(rules)
