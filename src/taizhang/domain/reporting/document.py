"""A report as a document: blocks of runs, where every number stands as a chip that knows what it was asked.

The document is plain data: it is kept as JSON, printed by the formats, edited in the page, and computed again years
later. A chip keeps the question (figure, whose, which days), not only the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from taizhang.domain.figures.approximate import Wording


class Style(StrEnum):
    """What a block is; the formats know how each looks."""

    TITLE = "title"
    SPEAKER = "speaker"
    SALUTATION = "salutation"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    HEADING_3 = "heading_3"
    PARAGRAPH = "paragraph"
    SIGNATURE = "signature"
    DATE = "date"


class Standing(StrEnum):
    """What a stretch of words rests on."""

    FRAMING = "framing"  # set phrases: no figures, no claims
    CLAIM = "claim"  # the words around the figures of a sentence
    TYPED = "typed"  # written by hand


@dataclass(frozen=True, slots=True)
class Ask:
    """The question behind a number: which figure, of which organisations, over which days."""

    figure: str
    scope: str
    """speaker, own, below or all, seen from the reporting organisation."""
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words."""

    text: str
    standing: Standing = Standing.CLAIM
    source: str = ""
    """The finished report below that it is quoted from, see `origins`."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A number in the text, bound to its figure."""

    id: str
    ask: Ask
    value: int
    text: str
    """As it prints, with its unit: 60余次."""
    wording: Wording = Wording.EXACT
    chinese: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A day, a place or a title as an entry has it."""

    id: str
    what: str
    """day, place, title, with."""
    text: str
    entry: int
    revision: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """What the report must have and the ledger does not: printed as 【待补：…】 and in the way of issue."""

    what: str

    @property
    def text(self) -> str:
        """How it prints."""
        return f"【待补：{self.what}】"


Run = Words | Chip | Named | Gap


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its runs, and the part of the outline it came from."""

    id: str
    style: Style
    runs: tuple[Run, ...]
    part: str = ""

    @property
    def text(self) -> str:
        """The block as it prints."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Document:
    """A report, block after block."""

    blocks: tuple[Block, ...]
    about: Mapping[str, str] = field(default_factory=dict)
    """Outline, phrase pack, organisation, year: what the draft was made from."""

    @property
    def text(self) -> str:
        """The plain text, a line for each block."""
        return "\n".join(block.text for block in self.blocks)

    def chips(self) -> Iterator[Chip]:
        """Every bound number, in order."""
        return (run for block in self.blocks for run in block.runs if isinstance(run, Chip))

    def gaps(self) -> Iterator[tuple[Block, Gap]]:
        """What is missing, with its block."""
        return ((block, run) for block in self.blocks for run in block.runs if isinstance(run, Gap))

    def with_block(self, block: Block) -> Document:
        """The document with one block put in the place of the one with its id."""
        return replace(self, blocks=tuple(block if block.id == one.id else one for one in self.blocks))


def to_json(document: Document) -> dict[str, Any]:
    """Plain data, for keeping and for the page."""
    return {
        "about": dict(document.about),
        "blocks": [
            {"id": block.id, "style": block.style.value, "part": block.part, "runs": [_run(run) for run in block.runs]}
            for block in document.blocks
        ],
    }


def _run(run: Run) -> dict[str, Any]:
    said = run_json(run)
    # Left out where there is none: what was kept before keeps its digest.
    return said | {"source": run.source} if not isinstance(run, Gap) and run.source else said


def run_json(run: Run) -> dict[str, Any]:
    """One run as plain data, without where it was quoted from."""
    match run:
        case Words(text, standing, _):
            return {"type": "words", "text": text, "standing": standing.value}
        case Chip():
            ask = run.ask
            return {
                "type": "chip",
                "id": run.id,
                "figure": ask.figure,
                "scope": ask.scope,
                "since": ask.since.isoformat(),
                "until": ask.until.isoformat(),
                "value": run.value,
                "text": run.text,
                "wording": run.wording.value,
                "chinese": run.chinese,
            }
        case Named():
            return {
                "type": "named",
                "id": run.id,
                "what": run.what,
                "text": run.text,
                "entry": run.entry,
                "revision": run.revision,
            }
        case Gap(what):
            return {"type": "gap", "what": what}


def from_json(content: Mapping[str, Any]) -> Document:
    """Read what `to_json` wrote; anything else raises KeyError, ValueError or TypeError."""
    return Document(
        tuple(
            Block(str(one["id"]), Style(one["style"]), tuple(map(_read_run, one["runs"])), str(one.get("part", "")))
            for one in content["blocks"]
        ),
        {str(key): str(value) for key, value in content.get("about", {}).items()},
    )


def _read_run(one: Mapping[str, Any]) -> Run:
    kind, source = one["type"], str(one.get("source", ""))
    if kind == "words":
        return Words(str(one["text"]), Standing(one["standing"]), source)
    if kind == "gap":
        return Gap(str(one["what"]))
    if kind == "named":
        entry, revision = int(one["entry"]), int(one["revision"])
        return Named(str(one["id"]), str(one["what"]), str(one["text"]), entry, revision, source)
    if kind != "chip":
        raise ValueError(f"no such run: {kind}")
    ask = Ask(str(one["figure"]), str(one["scope"]), date.fromisoformat(one["since"]), date.fromisoformat(one["until"]))
    wording, chinese = Wording(one["wording"]), bool(one.get("chinese"))
    return Chip(str(one["id"]), ask, int(one["value"]), str(one["text"]), wording, chinese, source)
