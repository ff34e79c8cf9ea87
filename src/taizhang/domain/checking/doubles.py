"""One place, one finding: where two rules of a stage speak of the same characters, the surer one stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from taizhang.domain.checking.finding import Category, Confidence, Hit
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.findings import Severity

_CONFIDENCES = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}
_SEVERITIES = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
_WORDS = "words"
_OF_WORDS = frozenset({
    Category.PAYWALL, Category.ADVERTISING, Category.GARBLE, Category.BLANK, Category.FIXED_EXPRESSION,
    Category.TYPO, Category.GRAMMAR,
})  # fmt: skip
"""Rules about the same words see one fault from two sides."""


def weight(rule: CheckRule) -> tuple[int, int]:
    """Rank a rule: the smaller the surer."""
    return _CONFIDENCES[rule.confidence], _SEVERITIES[rule.severity]


def without_doubles(hits: Iterable[Hit], rules: Mapping[str, CheckRule]) -> Iterator[Hit]:
    """Walk the hits of one stage from the left and drop what says the same again."""
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        category = rules[hit.rule].category
        groups.setdefault(_WORDS if category in _OF_WORDS else category.value, []).append(hit)
    for name, group in groups.items():
        yield from _apart(group, _touch if name == _WORDS else _nearly_same, rules)


def _apart(hits: list[Hit], same: Callable[[Hit, Hit], bool], rules: Mapping[str, CheckRule]) -> Iterator[Hit]:
    held: Hit | None = None
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, weight(rules[hit.rule]), hit.rule)):
        if held is not None and same(held, hit):
            # On equal footing the longer one says more; it began no later, so it is the one held.
            if _rank(hit, rules) < _rank(held, rules):
                held = hit
            continue
        if held is not None:
            yield held
        held = hit
    if held is not None:
        yield held


def _rank(hit: Hit, rules: Mapping[str, CheckRule]) -> tuple[tuple[int, int], int]:
    return weight(rules[hit.rule]), hit.start - hit.end


def _touch(first: Hit, second: Hit) -> bool:
    return second.start < first.end


def _nearly_same(first: Hit, second: Hit) -> bool:
    shared = min(first.end, second.end) - second.start
    longer = max(first.end - first.start, second.end - second.start)
    return 2 * shared > longer
