"""One text checked as a person wants to see it: what stands, what the unit lets stand, what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from taizhang.domain.checking.baseline import new_since
from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding, Confidence
from taizhang.domain.checking.house import Silence
from taizhang.domain.official_text import OfficialText


@dataclass(frozen=True, slots=True)
class Review:
    """The outcome for one document."""

    document: str
    text: OfficialText
    findings: tuple[CheckFinding, ...]
    """What is to be shown: neither silenced nor known, and no mere guess unless hints were asked for."""
    silenced: tuple[tuple[CheckFinding, Silence], ...]
    hints: int
    """How many guesses were held back."""
    known: int
    """How many findings the baseline already had."""


def review(
    checker: Checker,
    text: OfficialText,
    context: Context,
    document: str = "",
    *,
    hints: bool = False,
    baseline: Mapping[str, int] | None = None,
    more: tuple[CheckFinding, ...] = (),
) -> Review:
    """Check a text and sort out what is to be shown; `more` joins findings from elsewhere, such as the layout."""
    found = sorted((*checker.check(text, context), *more), key=lambda finding: (finding.start, finding.end))
    standing, silenced = checker.house.silence(found, document)
    new = new_since(standing, baseline or {})
    shown = tuple(one for one in new if hints or one.confidence is not Confidence.LOW)
    return Review(document, text, shown, silenced, len(new) - len(shown), len(standing) - len(new))
