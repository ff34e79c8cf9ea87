"""A report as it was read: who reports on what, its outline, sections, figures, acts and claims."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from taizhang.domain.official_text import Heading, OfficialText
from taizhang.domain.official_text.length import official_length
from taizhang.domain.official_text.quantities import Number
from taizhang.domain.reading.acts import Act, acts_of
from taizhang.domain.reading.claims import Claim, claims_of
from taizhang.domain.reading.figures import StatedFigure, stated_figures
from taizhang.domain.reading.naming import Naming, naming_of
from taizhang.domain.reading.sections import PART_WORDS, Part, Section, sections_of, shares


@dataclass(frozen=True, slots=True)
class ReportRead:
    """Everything that reading one report gives; places are code points of its text."""

    text: OfficialText
    naming: Naming
    sections: tuple[Section, ...]
    figures: tuple[StatedFigure, ...]
    acts: tuple[Act, ...]
    claims: tuple[Claim, ...]

    @property
    def outline(self) -> tuple[Heading, ...]:
        """The numbered headings in their order."""
        return self.text.headings

    @property
    def shares(self) -> dict[Part, float]:
        """The share of each part in the whole, in hundredths."""
        return shares(self.sections)

    @property
    def length(self) -> int:
        """Characters as the organiser of a report counts them."""
        return official_length(self.text.text)


def read_report(text: str) -> ReportRead:
    """Read the prose of a report; linear in its length, nothing is repaired and nothing is guessed beyond its words."""
    official = OfficialText(text)
    naming = naming_of(official)
    return ReportRead(
        text=official,
        naming=naming,
        sections=sections_of(official),
        figures=stated_figures(official),
        acts=acts_of(official, naming.year),
        claims=claims_of(official),
    )


def as_json(report: ReportRead, file: str = "") -> dict[str, Any]:
    """Tell a report as the contract of `taizhang read --format json` says it; offsets count code points."""
    naming = report.naming
    parts = report.shares
    return {
        "file": file,
        "title": naming.title,
        "kind": naming.kind.value,
        "year": naming.year,
        "unit": naming.unit,
        "post": naming.post,
        "characters": report.length,
        "outline": [_heading(heading) for heading in report.outline],
        "sections": [_section(section) for section in report.sections],
        "shares": {part.value: share for part, share in parts.items()},
        "figures": [_figure(figure) for figure in report.figures],
        "acts": [
            {"day": one.day, "place": one.place, "text": one.text, "start": one.start, "end": one.end}
            for one in report.acts
        ],
        "claims": [
            {"kind": one.kind.value, "word": one.word, "text": one.clause, "start": one.start, "end": one.end}
            for one in report.claims
        ],
    }


def number_as_json(value: Number | str) -> int | float | str:
    """Write a number as JSON knows it."""
    return float(value) if isinstance(value, Decimal) else value


def _heading(heading: Heading) -> dict[str, Any]:
    ordinal = heading.ordinal.written.strip("、.．，,（）()")
    return {"level": heading.level, "number": ordinal, "text": heading.text, "start": heading.start, "end": heading.end}


def _section(section: Section) -> dict[str, Any]:
    return {
        "part": section.part.value,
        "word": PART_WORDS[section.part],
        "heading": section.heading,
        "start": section.start,
        "end": section.end,
        "characters": section.length,
    }


def _figure(figure: StatedFigure) -> dict[str, Any]:
    told: dict[str, Any] = {
        "label": figure.label,
        "value": number_as_json(figure.value),
        "unit": figure.unit,
        "qualifier": figure.qualifier.value,
        "kind": figure.nature.value,
        "start": figure.start,
        "end": figure.end,
        "excerpt": figure.excerpt,
    }
    if figure.high is not None:
        told["high"] = number_as_json(figure.high)
    if figure.parts:
        told["parts"] = [number_as_json(part) for part in figure.parts]
    return told
