"""A paper as its writers have it: title, 去向, the day it is to go out, and paragraphs that keep their identity.

People type a paper as one text. So that remarks stay at their paragraph, versions compare, and two writers are merged,
each typed line is held against the version before: what stayed, or stayed much the same, keeps its identity.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.domain.papers.paragraphs import paragraphs_of
from taizhang.domain.reporting.document import Block, Document, Standing, Style, Words
from taizhang.domain.reporting.merging import Merged, merge, resolved

TITLE, DESTINATION, DAY = "title", "destination", "goes_out_on"
"""Identities of what every paper has once."""
_DESTINATION_SAID, _DAY_SAID = "去向：", "拟发日期："


@dataclass(frozen=True, slots=True)
class PaperText:
    """One text of a paper."""

    document: Document
    """The title, then the paragraphs: what is printed, checked and issued."""
    destination: str
    """去向: where it goes out."""
    goes_out_on: date | None = None

    @property
    def title(self) -> str:
        """The title."""
        return self.document.blocks[0].text

    @property
    def body(self) -> str:
        """Everything below the title, a line for each paragraph."""
        return "\n".join(block.text for block in self.document.blocks[1:])

    @property
    def whole(self) -> Document:
        """The text with where and when it goes, as paragraphs too: what is merged and compared."""
        day = f"{_DAY_SAID}{self.goes_out_on.isoformat()}" if self.goes_out_on else ""
        about = (
            _block(DESTINATION, Style.PARAGRAPH, f"{_DESTINATION_SAID}{self.destination}"),
            _block(DAY, Style.PARAGRAPH, day),
        )
        return Document((*about, *self.document.blocks))


def typed(
    title: str, destination: str, goes_out_on: date | None, body: str, base: PaperText | None = None
) -> PaperText:
    """A paper as somebody typed it, its paragraphs known again from the version that he had before him."""
    before = base.document.blocks[1:] if base else ()
    head = _block(TITLE, Style.TITLE, _in_one_line(title))
    paragraphs = tuple(
        _block(one.identity, one.style, one.text) for one in paragraphs_of(body, [(one.id, one.text) for one in before])
    )
    return PaperText(Document((head, *paragraphs)), _in_one_line(destination), goes_out_on)


def merged(base: PaperText, mine: PaperText, theirs: PaperText) -> Merged:
    """Put two changes of one version together, where and when it goes out among them."""
    return merge(base.whole, mine.whole, theirs.whole)


def decided(found: Merged, choices: Mapping[str, str]) -> PaperText | None:
    """The paper once each conflict is decided; None while one is open."""
    whole = resolved(found, choices)
    return _from_whole(whole) if whole is not None else None


def _from_whole(whole: Document) -> PaperText:
    destinations = [block.text for block in whole.blocks if block.id.removesuffix("_2") == DESTINATION]
    days = [block.text for block in whole.blocks if block.id.removesuffix("_2") == DAY and block.text]
    day = date.fromisoformat(days[0].removeprefix(_DAY_SAID)) if days else None
    said = "、".join(one.removeprefix(_DESTINATION_SAID) for one in destinations)
    return PaperText(Document(tuple(_title_first(whole))), said, day)


def _title_first(whole: Document) -> Iterator[Block]:
    """The title and the paragraphs; a second title, where both were kept, goes on as a paragraph."""
    titles = [block for block in whole.blocks if block.style is Style.TITLE]
    yield _block(TITLE, Style.TITLE, titles[0].text)
    yield from (_block(block.id, Style.PARAGRAPH, block.text) for block in titles[1:])
    apart = {DESTINATION, DAY, f"{DESTINATION}_2", f"{DAY}_2"}
    yield from (block for block in whole.blocks if block.style is not Style.TITLE and block.id not in apart)


def _block(identity: str, style: Style, text: str) -> Block:
    return Block(identity, style, (Words(text, Standing.TYPED),))


def _in_one_line(text: str) -> str:
    return " ".join("".join(one for one in text if one.isprintable() or one.isspace()).split())
