"""Type `sensitive`: secrets and personal data; an error where the text is about to leave the house, else a warning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.checking.secrecy import Sensitive, burdened_names, personal_numbers, secrecy_marks
from taizhang.domain.checking.secrecy.sighting import SensitiveKind
from taizhang.domain.findings import Severity
from taizhang.domain.official_text import OfficialText

_ABOUT_PEOPLE = frozenset({SensitiveKind.BURDENED_NAME, SensitiveKind.MINOR})


class SensitiveRule(CheckRule):
    """Which kind is found."""

    type: Literal["sensitive"]
    finds: SensitiveKind


class SensitiveDetector:
    """Looks for each kind that a rule asks for; a message never quotes more than the masked form."""

    def __init__(self, rules: Sequence[SensitiveRule]) -> None:
        """Take the ids of the rules by what they find."""
        self._rules = {rule.finds: rule for rule in rules}

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report every sighting, whatever an earlier stage condemned."""
        for seen in self._seen(document):
            rule = self._rules.get(seen.kind)
            if rule is not None:
                severity = rule.severity if context.release else Severity.WARNING
                words = (("excerpt", seen.shown), ("matter", seen.matter))
                yield Hit(rule.id, seen.start, seen.end, words, severity=severity)

    def _seen(self, document: OfficialText) -> Iterator[Sensitive]:
        people = burdened_names(document) if _ABOUT_PEOPLE & self._rules.keys() else ()
        return chain(personal_numbers(document.text), secrecy_marks(document), people)


def build_sensitive(rules: Sequence[SensitiveRule]) -> SensitiveDetector:
    """Build one detector of all kinds."""
    return SensitiveDetector(rules)
