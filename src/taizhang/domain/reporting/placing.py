"""Findings of the checker at their places in a document: the checker counts in the text, people in paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.reporting.document import Document


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a paragraph, counted in its printed text, and what is to be said about it."""

    block: str
    start: int
    end: int
    kind: str
    """hand: typed and unfounded; checked: a finding of the checker."""
    message: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding of the checker with its place in a paragraph; none where it is about the whole."""

    finding: CheckFinding
    mark: Mark | None

    @property
    def offers(self) -> tuple[str, ...]:
        """What can take its place with one click."""
        return self.finding.suggestions if self.finding.replacing and self.mark is not None else ()


def placed(document: Document, findings: Sequence[CheckFinding]) -> Iterator[Placed]:
    """The checker counts from the beginning of the text, the editor from that of the paragraph."""
    starts, at = [], 0
    for block in document.blocks:
        starts.append(at)
        at += len(block.text) + 1
    for one in findings:
        index = bisect_right(starts, one.start) - 1
        if index < 0 or one.end <= one.start:
            yield Placed(one, None)
            continue
        block = document.blocks[index]
        start, end = one.start - starts[index], min(one.end - starts[index], len(block.text))
        yield Placed(one, Mark(block.id, start, end, "checked", one.message) if start < end else None)
