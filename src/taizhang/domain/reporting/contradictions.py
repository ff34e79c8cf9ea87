"""The text may not contradict the ledger: 按月召开, 全部, 严格落实 beside an unmet obligation block issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from taizhang.domain.findings import Finding, Severity
from taizhang.domain.reporting.document import Document
from taizhang.domain.reporting.facts import Shortfall
from taizhang.domain.rules.answering import kinds_answering
from taizhang.domain.rules.rulebook import Rulebook

_SENTENCES = re.compile(r"[^。；！？]+")
_CONFESSING = frozenset({"problems", "causes", "plans"})
"""Where a shortfall is owned up to, or a promise made, nothing is claimed."""
_SHORTEST_TOPIC = 2


def contradictions(
    document: Document, shortfalls: Sequence[Shortfall], rulebook: Rulebook, absolutes: Sequence[str], day: date
) -> Iterator[Finding]:
    """Each sentence that claims no exception where the ledger has one; rules not confirmed contradict nobody."""
    topics = [(one, _topics(one, rulebook, day)) for one in shortfalls if one.confirmed]
    for block in document.blocks:
        if block.part in _CONFESSING:
            continue
        for sentence in _SENTENCES.findall(block.text):
            claim = next((word for word in absolutes if word in sentence), None)
            if claim is None:
                continue
            for one, words in topics:
                if any(word in sentence for word in words):
                    yield _finding(block.id, sentence, claim, one)
                    break


def _topics(one: Shortfall, rulebook: Rulebook, day: date) -> frozenset[str]:
    """What the rule's work is called in a text."""
    rule = rulebook.rules.get(one.rule)
    kinds = kinds_answering(rulebook, rule, day) if rule else ()
    said = {word for kind in kinds for word in (rulebook.kinds[kind].zh, rulebook.kinds[kind].short)}
    found = {word for kind in kinds for word in rulebook.kinds[kind].find if not word.isascii()}
    return frozenset(word for word in said | found if len(word) >= _SHORTEST_TOPIC)


def _finding(block: str, sentence: str, claim: str, one: Shortfall) -> Finding:
    return Finding(
        code="report.contradiction",
        message=f"“{sentence.strip()[:60]}”说了“{claim}”，但台账里“{one.zh}”有 {one.times} 次没有做到。",
        severity=Severity.ERROR,
        place=block,
        rule=one.rule,
        suggestion="改写这一句；确实做了的，先补录。",
    )
