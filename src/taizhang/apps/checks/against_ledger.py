"""A text's numbers held against the ledger, as findings beside the others: only what differs is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from taizhang.apps.ledger.selectors.holding import Standpoint, held_figures, scopes_of
from taizhang.domain.canonical import digest_text
from taizhang.domain.checking.finding import Category, CheckFinding, Confidence, SourceLevel
from taizhang.domain.findings import Severity
from taizhang.domain.official_text import OfficialText
from taizhang.domain.reading import read_report
from taizhang.domain.reading.holding import Answer, Held
from taizhang.domain.reading.telling import figure_words

RULE = "ledger/differs"


def ledger_findings(at: Standpoint, document: OfficialText) -> tuple[CheckFinding, ...]:
    """Each number that the ledger has otherwise; what it does not count, or cannot tell, is passed over in silence."""
    report = read_report(document.text)
    year = report.naming.year or at.as_of.year
    held = held_figures(at, report, _within(year, at.as_of), scopes_of(at, year))
    return tuple(_findings(held, document))


def _within(year: int, today: date) -> int:
    return year if 1921 <= year <= today.year else today.year  # noqa: PLR2004 (the first year there can be a ledger of)


def _findings(held: tuple[Held, ...], document: OfficialText) -> Iterator[CheckFinding]:
    for one in held:
        if one.answer is Answer.DIFFERS and one.chosen is not None and one.difference is not None:
            yield _finding(one, document)


def _finding(one: Held, document: OfficialText) -> CheckFinding:
    figure = one.figure
    line, column = document.line_and_column(figure.start)
    excerpt = document.text[figure.start : figure.end]
    difference = one.difference or 0
    named = one.chosen.candidate.figures[0] if one.chosen else None
    zh = named.zh if named else ""
    said = "台账多" if difference > 0 else "台账少"
    recorded = f"{one.chosen.value / named.scale:g}{figure.unit}" if one.chosen and named else ""
    return CheckFinding(
        rule=RULE,
        version=1,
        category=Category.LEDGER,
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        start=figure.start,
        end=figure.end,
        line=line,
        column=column,
        excerpt=excerpt,
        message=f"写的是“{figure_words(figure)}”，台账里“{zh}”是 {recorded}，{said}。补录、更正台账，或改这个数。",
        suggestions=(),
        source="本单位台账",
        source_level=SourceLevel.PRACTICE,
        fixable=False,
        fingerprint=digest_text(f"{RULE}\n{zh}\n{excerpt}")[:16],
    )
