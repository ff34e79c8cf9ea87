"""Runs every rule over a text, stage by stage, and gives each hit its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

from taizhang.domain.canonical import digest_text
from taizhang.domain.checking.condemned import CondemnedSpans
from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Detector, Stage
from taizhang.domain.checking.doubles import weight, without_doubles
from taizhang.domain.checking.finding import Category, CheckFinding, Hit
from taizhang.domain.checking.house import House
from taizhang.domain.checking.house_style import HOUSE_STYLE, style_rule
from taizhang.domain.checking.packs import Packs
from taizhang.domain.checking.paper import paper_year
from taizhang.domain.checking.protecting import Protection
from taizhang.domain.checking.rule import STAGE_OF, CheckRule
from taizhang.domain.checking.types import TYPES
from taizhang.domain.official_text import MarkdownText, OfficialText

_SLOT = re.compile(r"\{([a-z_]+)\}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = re.compile(r"\s")
_NEIGHBOURS = 12
"""How many characters beside a finding make it the same finding after an edit elsewhere."""
_LONGEST_EXCERPT = 60
MOST_HITS = 20_000
"""Of one rule in one text; what has more is no report, and nobody reads on."""


class Checker:
    """All packs made ready once; safe to share between threads."""

    def __init__(self, packs: Packs, house: House | None = None) -> None:
        """Choose the rules that the unit has not switched off."""
        self.packs = packs
        self.house = house or House()
        chosen: dict[str, CheckRule] = {
            name: rule for name, rule in packs.rules.items() if self.house.allows(name, optional=rule.optional)
        }
        if self.house.style and self.house.allows(HOUSE_STYLE, optional=False):
            chosen[HOUSE_STYLE] = style_rule(self.house.style)
        self.rules: Mapping[str, CheckRule] = chosen

    @cached_property
    def _detectors(self) -> tuple[tuple[Stage, Detector], ...]:
        groups: dict[tuple[Stage, str], list[Any]] = {}
        for rule in self.rules.values():
            stage = TYPES[rule.type].stage or STAGE_OF[rule.category]
            groups.setdefault((stage, rule.type), []).append(rule)
        return tuple((stage, TYPES[name].build(rules)) for (stage, name), rules in sorted(groups.items()))

    def check(self, document: OfficialText, context: Context) -> tuple[CheckFinding, ...]:
        """Report everything found, in the order of the text."""
        if isinstance(document, MarkdownText):
            return tuple(_in_source(found, document) for found in self.check(document.plain, context))
        if context.house_style:
            styled = _with_style(self, tuple(sorted(context.house_style.items())))
            return styled.check(document, replace(context, house_style={}))
        readable = _readable(document)
        protection = Protection(readable.text, context.protected | self.house.protected)
        condemned = CondemnedSpans()
        kept: list[Hit] = []
        for stage in Stage:
            found = self._detected(stage, readable, context, condemned)
            hits = [hit for hit in found if self._stands(hit, stage, condemned, protection)]
            hits = list(without_doubles(hits, self.rules))
            kept += hits
            condemned.add((hit.start, hit.end) for hit in hits)
        kept.sort(key=lambda hit: (hit.start, hit.end, weight(self.rules[hit.rule]), hit.rule))
        return tuple(self._finding(hit, document) for hit in kept)

    def _detected(
        self, stage: Stage, document: OfficialText, context: Context, condemned: CondemnedSpans
    ) -> Iterator[Hit]:
        year = paper_year(document, context) or context.today.year
        counted: Counter[str] = Counter()
        for at, detector in self._detectors:
            if at is not stage:
                continue
            for hit in detector.detect(document, context, condemned):
                counted[hit.rule] += 1
                if counted[hit.rule] <= MOST_HITS and self.rules[hit.rule].in_force_for(year):
                    yield hit

    def _stands(self, hit: Hit, stage: Stage, condemned: CondemnedSpans, protection: Protection) -> bool:
        if stage is Stage.RELEASE:
            return True
        if protection.holds(hit, self.rules[hit.rule].category):
            return False
        return 2 * condemned.share(hit.start, hit.end) < max(1, hit.end - hit.start)

    def _finding(self, hit: Hit, document: OfficialText) -> CheckFinding:
        rule = self.rules[hit.rule]
        line, column = document.line_and_column(hit.start)
        excerpt = document.text[hit.start : hit.end]
        shown = excerpt if len(excerpt) <= _LONGEST_EXCERPT else f"{excerpt[:_LONGEST_EXCERPT]}……"
        offered = rule.offered(hit)
        words = {"excerpt": shown, "right": offered[0] if offered else "", **dict(hit.words)}
        return CheckFinding(
            rule=rule.id,
            version=rule.version,
            category=rule.category,
            severity=hit.severity or rule.severity,
            confidence=rule.confidence,
            start=hit.start,
            end=hit.end,
            line=line,
            column=column,
            # What must not be told is not told again in the list of findings.
            excerpt=words["excerpt"] if rule.category is Category.SECRECY else excerpt,
            message=_filled(rule.message, words),
            suggestions=tuple(_filled(one, words) for one in offered),
            source=rule.source.wording,
            source_level=rule.source.level,
            fixable=rule.fix and bool(hit.suggestions),
            fingerprint=_fingerprint(rule.id, document.text, hit),
            replacing=bool(hit.suggestions),
        )


@lru_cache(maxsize=8)
def _with_style(checker: Checker, style: tuple[tuple[str, str], ...]) -> Checker:
    """Make a checker for callers that bring wording of their own; kept, for it is costly to make."""
    both = {**checker.house.style, **dict(style)}
    return Checker(checker.packs, checker.house.model_copy(update={"style": both}))


def _in_source(finding: CheckFinding, document: MarkdownText) -> CheckFinding:
    """Put a finding about what a reader sees where it stands in the source, its marks with it."""
    start, end = document.span(finding.start, finding.end)
    line, column = document.line_and_column(start)
    seen, source = document.plain.text[finding.start : finding.end], document.text[start:end]
    excerpt = source if finding.excerpt == seen else finding.excerpt
    # What would tear marks apart is left to a person.
    whole = seen == source
    return replace(
        finding, start=start, end=end, line=line, column=column, excerpt=excerpt,
        fixable=finding.fixable and whole, replacing=finding.replacing and whole,
    )  # fmt: skip


def _readable(document: OfficialText) -> OfficialText:
    """Put a mark in the place of lone surrogates, which no library takes; every offset stays."""
    clean = _SURROGATE.sub("\ufffd", document.text)
    return document if clean == document.text else OfficialText(clean)


def _filled(template: str, words: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: words.get(slot[1], slot[0]), template)


def _fingerprint(rule: str, text: str, hit: Hit) -> str:
    before = text[max(0, hit.start - _NEIGHBOURS) : hit.start].rpartition("\n")[2]
    after = text[hit.end : hit.end + _NEIGHBOURS].partition("\n")[0]
    around = "\x1f".join((rule, before, text[hit.start : hit.end], after))
    return digest_text(_BLANK.sub("", around))[:32]
