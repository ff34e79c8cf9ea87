"""What can be measured of a document's look, in the units that the standard speaks: millimetres, points, characters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """A section's paper and margins in millimetres, and its line grid in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    line_pitch: float | None = None

    @property
    def area_height(self) -> float:
        """The height of the type area in points."""
        return (self.height - self.top - self.bottom) / 25.4 * 72

    @property
    def area_width(self) -> float:
        """The width of the type area in points."""
        return (self.width - self.left - self.right) / 25.4 * 72


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of a paragraph looks; None: the document does not say."""

    length: int
    face: str | None
    size: float | None
    bold: bool = False
    colour: str | None = None
    """Six hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class MeasuredParagraph:
    """One paragraph of the body: where it stands in the text, how it is set, how its runs look."""

    start: int
    end: int
    text: str
    looks: tuple[Look, ...]
    indent: float | None
    """Of the first line, in characters; blanks at its head are counted in."""
    centred: bool
    line_spacing: float | None
    """In points, where it is fixed."""
    in_table: bool = False

    @property
    def main_look(self) -> Look | None:
        """The look that most characters have."""
        lengths: dict[tuple[str | None, float | None], int] = {}
        for look in self.looks:
            lengths[look.face, look.size] = lengths.get((look.face, look.size), 0) + look.length
        if not lengths:
            return None
        face, size = max(lengths, key=lambda key: lengths[key])
        return next(look for look in self.looks if (look.face, look.size) == (face, size))


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The page number as the foot of the first section shows it."""

    face: str | None
    size: float | None
    dashed: bool
    """Whether a one-character dash stands on each side."""
    varied: bool
    """Whether odd and even pages differ."""


@dataclass(frozen=True, slots=True)
class MeasuredDocument:
    """Everything measured in one document."""

    pages: tuple[MeasuredPage, ...]
    paragraphs: tuple[MeasuredParagraph, ...]
    page_number: PageNumber | None
