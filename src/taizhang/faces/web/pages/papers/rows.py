"""The paragraphs of a paper as its page shows them: the words with their marks, and beside each what is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from taizhang.apps.papers.selectors.ways import RemarkRow
from taizhang.domain.papers.paper_text import PaperText
from taizhang.domain.reporting.placing import Placed
from taizhang.faces.web.shell.check_panel import Row
from taizhang.faces.web.shell.marked_text import Numbered, marked_text

MOST_FINDINGS = 300
"""So many are listed; the rest only count."""


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """One paragraph."""

    id: str
    style: str
    number: int
    text: str
    marked: SafeString
    findings: tuple[Row, ...]
    remarks: tuple[RemarkRow, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The whole text, with what is about no one paragraph."""

    paragraphs: tuple[ParagraphRow, ...]
    about_all: tuple[Row, ...]
    stray: tuple[RemarkRow, ...]
    """Open remarks whose paragraph is gone."""
    offers: int
    """How many findings can be mended by ticking them."""
    beyond: int


def rows_of(text: PaperText, findings: Sequence[Placed], remarks: Sequence[RemarkRow]) -> Rows:
    """Number the findings in the order of the text, and lay everything beside its paragraph."""
    numbered = [(Row(number, one.finding), one) for number, one in enumerate(findings[:MOST_FINDINGS], 1)]
    beside: dict[str, list[tuple[Row, Placed]]] = defaultdict(list)
    for row, one in numbered:
        beside[one.mark.block if one.mark is not None else ""].append((row, one))
    said: dict[str, list[RemarkRow]] = defaultdict(list)
    for remark in remarks:
        said[remark.block].append(remark)
    paragraphs = tuple(
        ParagraphRow(
            block.id,
            block.style.value,
            number,
            block.text,
            marked_text(block.text, [_within(row, one) for row, one in beside[block.id]]),
            tuple(row for row, _ in beside[block.id]),
            tuple(said.pop(block.id, ())),
        )
        for number, block in enumerate(text.document.blocks)
    )
    return Rows(
        paragraphs,
        tuple(row for row, _ in beside[""]),
        tuple(remark for left in said.values() for remark in left),
        sum(bool(row.offers) for row, _ in numbered),
        max(0, len(findings) - MOST_FINDINGS),
    )


def _within(row: Row, one: Placed) -> Numbered:
    """The finding counted from the beginning of its paragraph, as the marks need it."""
    if one.mark is None:
        return row.number, one.finding
    return row.number, replace(one.finding, start=one.mark.start, end=one.mark.end)
