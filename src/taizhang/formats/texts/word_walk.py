"""The walk through one story of a .docx (body, notes, a running head) in reading order, node by node."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from taizhang.formats.texts.found import UnreadableError
from taizhang.formats.texts.word_numbering import Numbering
from taizhang.formats.texts.word_package import attribute, local_name

_PASSED_NAMES = (
    # Deleted, moved away, written by fields, or no text at all.
    "del moveFrom delText delInstrText instrText pPr rPr tblPr tblGrid trPr tcPr sectPr sdtPr sdtEndPr rt object "
    "commentReference annotationRef bookmarkStart bookmarkEnd proofErr oMathParaPr numPicBullet"
)
_PASSED = frozenset(_PASSED_NAMES.split())
MOST_DEPTH = 150
"""A table in a table in a box comes to forty; beyond this nobody wrote it, and a walk would exhaust the stack."""
_SPOKEN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Piece:
    """The text of one node, where it begins in the whole, and what a comment about it can hang on."""

    start: int
    text: str
    part: str
    node: Any
    number: int
    anchor: Any
    """The run of the main part that shows it: its own, or the one that carries its box or note mark."""


@dataclass(slots=True)
class Writing:
    """The text as it grows, with the pieces that came out of nodes."""

    pieces: list[Piece] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    length: int = 0

    def say(self, text: str) -> None:
        """Add text that no node holds: a line end, a number that the office program counts."""
        self.spoken.append(text)
        self.length += len(text)

    def end_line(self) -> None:
        """End the line, unless it has just ended."""
        if self.spoken and not self.spoken[-1].endswith("\n"):
            self.say("\n")


class StoryWalk:
    """Walks one story; boxes inside a paragraph are read after it."""

    def __init__(self, writing: Writing, part: str, numbering: Numbering) -> None:
        """Write into what is there already."""
        self.writing = writing
        self.notes: dict[tuple[str, str], Any] = {}
        self.boxes: list[tuple[int, int]] = []
        self.hidden = self.embedded = False
        self._part = part
        self._numbering = numbering
        self._anchor: Any = None
        self._counted = self._depth = 0
        self._waiting: list[tuple[Any, Any]] = []

    def hang_on(self, anchor: Any) -> None:
        """Let everything read from now on hang on one run of the main part."""
        self._anchor = anchor

    def walk(self, element: Any, run: Any = None) -> None:
        """Read an element and all below it."""
        name = local_name(element)
        if name in _PASSED or not name:
            return
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise UnreadableError("文档套了太多层，不像正常的文稿，没有读。把正文复制到新文档里再试。")
        self._step(name, element, run)
        self._depth -= 1

    def _step(self, name: str, element: Any, run: Any) -> None:
        if name == "t":
            self._text(element, run)
        elif name in _SPOKEN:
            # A tab stop in a list of stops is named as a tab in a line is.
            self.writing.say(_SPOKEN[name])
        elif name == "p":
            self._paragraph(element, run)
        elif name == "AlternateContent":
            self._alternative(element, run)
        elif name == "txbxContent":
            self._waiting.append((element, run))
        elif name in {"footnoteReference", "endnoteReference"}:
            self.notes[name.removesuffix("Reference"), attribute(element, "id") or ""] = run
        else:
            self._other(name, element, run)

    def _other(self, name: str, element: Any, run: Any) -> None:
        if name == "altChunk":
            self.embedded = True
        if name == "r":
            run = element
            self.hidden = self.hidden or _is_hidden(element)
        for position, child in enumerate(element):
            if name == "tr" and position and local_name(child) == "tc" and self.writing.spoken:
                self._next_cell()
            self.walk(child, run)
        if name in {"tr", "tbl"}:
            self.writing.end_line()

    def _next_cell(self) -> None:
        spoken = self.writing.spoken
        if spoken[-1] == "\n":
            spoken.pop()
            self.writing.length -= 1
        self.writing.say("\t")

    def _text(self, element: Any, run: Any) -> None:
        text = element.text or ""
        if not text:
            return
        anchor = self._anchor if self._anchor is not None else run
        self.writing.pieces.append(Piece(self.writing.length, text, self._part, element, self._counted, anchor))
        self._counted += 1
        self.writing.say(text)

    def _paragraph(self, element: Any, run: Any) -> None:
        number = self._numbering.number_of(element)
        if number:
            self.writing.say(number)
        before, self._waiting = self._waiting, []
        for child in element:
            self.walk(child, run)
        self.writing.say("\n")
        waiting, self._waiting = self._waiting, before
        for box, carrier in waiting:
            self._box(box, carrier)

    def _box(self, box: Any, carrier: Any) -> None:
        began, outside = self.writing.length, self._anchor
        self._anchor = outside if outside is not None else carrier
        for child in box:
            self.walk(child, carrier)
        self.writing.end_line()
        self._anchor = outside
        if outside is None:
            self.boxes.append((began, self.writing.length))

    def _alternative(self, element: Any, run: Any) -> None:
        # The same content twice, for new programs and for old ones: read once.
        chosen = next((child for child in element if local_name(child) == "Choice" and len(child)), None)
        if chosen is None:
            chosen = next((child for child in element if local_name(child) == "Fallback"), None)
        for child in () if chosen is None else chosen:
            self.walk(child, run)


def _is_hidden(run: Any) -> bool:
    properties = next((child for child in run if local_name(child) == "rPr"), None)
    if properties is None:
        return False
    return any(local_name(one) == "vanish" and attribute(one, "val") not in {"0", "false", "off"} for one in properties)
