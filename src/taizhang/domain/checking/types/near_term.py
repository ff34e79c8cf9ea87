"""Type `near_term`: terms of a closed lexicon with one character lost, doubled, moved or changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import Field

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.naming.nearness import Edit, NearTerms
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.checking.spelling.likeness import shipped_likeness
from taizhang.domain.official_text import OfficialText
from taizhang.domain.rules.check_lists import shipped_list
from taizhang.domain.rules.shape import Shape, Text


class TermList(Shape):
    """The closed lexicon of the genre, by what the terms name; a blank parts the words of a term."""

    zh: Text
    terms: dict[Text, tuple[Text, ...]]
    right: tuple[Text, ...] = ()
    """What stands for itself, though it looks near to a term."""


class NearTermRule(CheckRule):
    """Which kinds of slips the rule speaks for; the lexicon lies beside the packs, more terms may stand here."""

    type: Literal["near_term"]
    edits: Annotated[tuple[Edit, ...], Field(min_length=1)]
    terms: tuple[Annotated[str, Field(min_length=5, max_length=60)], ...] = ()


class NearTermDetector:
    """Asks the lexicon once for all rules."""

    def __init__(self, rules: Sequence[NearTermRule], listed: TermList) -> None:
        """Build the lexicon."""
        self._rules = {edit: rule.id for rule in rules for edit in rule.edits}
        shipped = [term for terms in listed.terms.values() for term in terms]
        own = [term for rule in rules for term in rule.terms]
        self._lexicon = NearTerms([*shipped, *own], listed.right, _alike)

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report what is nearly a term."""
        for near in self._lexicon.find(document.text):
            rule = self._rules.get(near.edit)
            if rule is not None:
                yield Hit(rule, near.start, near.end, suggestions=(near.term,))


def _alike(written: str, meant: str) -> bool:
    return shipped_likeness().cost(written, meant) is not None


def build_near_term(rules: Sequence[NearTermRule]) -> NearTermDetector:
    """Build one detector of all rules about near misses."""
    return NearTermDetector(rules, shipped_list("terms", TermList))
