"""Type `lexicon`: terms that are wrong wherever they stand, found by one automaton over all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from ahocorasick_rs import AhoCorasick, Implementation
from pydantic import Field, model_validator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText
from taizhang.domain.rules.shape import Shape

Term = Annotated[str, Field(min_length=1, max_length=200)]


class Surroundings(Shape):
    """Beside what a term is right after all, or beside what alone it is wrong; plain strings, no patterns."""

    not_before: tuple[Term, ...] = ()
    """Right where one of these follows."""
    not_after: tuple[Term, ...] = ()
    """Right where one of these stands before."""
    not_inside: tuple[Term, ...] = ()
    """Right as a part of one of these."""
    only_before: tuple[Term, ...] = ()
    """Wrong only where one of these follows."""
    only_after: tuple[Term, ...] = ()
    """Wrong only where one of these stands before."""

    def condemn(self, text: str, start: int, end: int) -> bool:
        """Say whether the neighbours leave the term wrong."""
        if self.not_before and text.startswith(self.not_before, end):
            return False
        if self.not_after and text.endswith(self.not_after, 0, start):
            return False
        if self.only_before and not text.startswith(self.only_before, end):
            return False
        return not self.only_after or text.endswith(self.only_after, 0, start)


class LexiconCase(Surroundings):
    """One wrong term with its right forms and its own surroundings."""

    wrong: Term
    right: tuple[Term, ...] | Term = ()


class LexiconRule(CheckRule, Surroundings):
    """Wrong terms: a list, wrong → right, or cases with surroundings of their own; those of the rule hold for all."""

    type: Literal["lexicon"]
    terms: tuple[Term, ...] = ()
    replace: dict[Term, Term] = Field(default_factory=dict)
    cases: tuple[LexiconCase, ...] = ()

    @model_validator(mode="after")
    def _has_terms(self) -> LexiconRule:
        if not (self.terms or self.replace or self.cases):
            raise ValueError("没有一个词，这条规则永远不会起作用：至少写 terms、replace、cases 之一。")
        same = next((wrong for wrong, right in self.replace.items() if wrong == right), None)
        if same is not None:
            raise ValueError(f"“{same}”改成了它自己。")
        words = (*self.terms, *self.replace, *(case.wrong for case in self.cases))
        deaf = next((one.text for one in self.bad if not any(word in one.text for word in words)), None)
        if deaf is not None:
            raise ValueError(f"应报的例子“{deaf[:40]}”里没有这条规则的词。")
        return self


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term in the automaton: wrong for a rule, or a phrase that shields what stands inside it."""

    rule: str
    suggestions: tuple[str, ...] | None
    surroundings: tuple[Surroundings, ...]
    shielded: bool


def _entries(rule: LexiconRule) -> Iterator[tuple[str, _Entry]]:
    own = Surroundings(**{key: getattr(rule, key) for key in Surroundings.model_fields})
    for term in rule.terms:
        yield term, _Entry(rule.id, None, (own,), bool(rule.not_inside))
    for wrong, right in rule.replace.items():
        yield wrong, _Entry(rule.id, (right,), (own,), bool(rule.not_inside))
    for case in rule.cases:
        right_forms = (case.right,) if isinstance(case.right, str) else case.right
        shielded = bool(rule.not_inside or case.not_inside)
        yield case.wrong, _Entry(rule.id, right_forms or None, (own, case), shielded)


class LexiconDetector:
    """One automaton over every term and every shielding phrase of the rules."""

    def __init__(self, rules: Sequence[LexiconRule]) -> None:
        """Build the automaton once."""
        self._by_term: dict[str, list[_Entry]] = {}
        for rule in rules:
            for term, entry in _entries(rule):
                self._by_term.setdefault(term, []).append(entry)
        phrases = {
            phrase for rule in rules for around in (rule, *rule.cases) for phrase in around.not_inside
        } - self._by_term.keys()
        self._terms = [*self._by_term, *phrases]
        self._automaton = AhoCorasick(self._terms, implementation=Implementation.ContiguousNFA)

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report the longest wrong terms of each rule."""
        matches = self._automaton.find_matches_as_indexes(document.text, overlapping=True)
        matches.sort(key=lambda match: (match[1], -match[2]))
        shields: _Shields | None = None
        taken: dict[str, int] = {}
        for number, start, end in matches:
            for entry in self._by_term.get(self._terms[number], ()):
                if start < taken.get(entry.rule, 0):
                    continue
                if not all(around.condemn(document.text, start, end) for around in entry.surroundings):
                    continue
                if entry.shielded:
                    shields = shields or _Shields(self._terms, matches)
                    if shields.hold(entry.surroundings, start, end):
                        continue
                taken[entry.rule] = end
                yield Hit(entry.rule, start, end, suggestions=entry.suggestions)


class _Shields:
    """Where the shielding phrases stand, by phrase."""

    def __init__(self, terms: Sequence[str], matches: Iterable[tuple[int, int, int]]) -> None:
        self._starts: dict[str, list[int]] = {}
        for number, start, _end in matches:
            self._starts.setdefault(terms[number], []).append(start)

    def hold(self, surroundings: Iterable[Surroundings], start: int, end: int) -> bool:
        for around in surroundings:
            for phrase in around.not_inside:
                starts = self._starts.get(phrase, ())
                first = bisect_left(starts, end - len(phrase))
                if first < bisect_right(starts, start):
                    return True
        return False


def build_lexicon(rules: Sequence[LexiconRule]) -> LexiconDetector:
    """Build one detector of all lexicon rules of a stage."""
    return LexiconDetector(rules)
