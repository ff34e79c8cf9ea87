"""Numbers that the office program counts itself: 一、 （一） 1. stand in no text node, yet every reader sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from taizhang.domain.figures.approximate import numeral
from taizhang.formats.texts.word_package import WordPackage, attribute, local_name

_MOST_LEVELS = 9
_CHINESE_NAMES = (
    "chineseCounting chineseCountingThousand ideographDigital japaneseCounting taiwaneseCounting "
    "taiwaneseCountingThousand ideographLegalTraditional chineseLegalSimplified"
)
_CHINESE = frozenset(_CHINESE_NAMES.split())
_CIRCLED_FROM = {1: 0x2460, 21: 0x3251, 36: 0x32B1}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its numbers look and where they begin."""

    style: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of one document, counting as the paragraphs come."""

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def number_of(self, paragraph: Any) -> str:
        """The number that the paragraph shows, and count it; bullets and foreign counting say nothing."""
        named = self._list_of(paragraph)
        found = self.lists.get(named[0]) if named else None
        if named is None or found is None or named[1] not in found[1]:
            return ""
        counts = self._counts.setdefault(found[0], {})
        levels, at = found[1], named[1]
        for level in range(at):
            counts.setdefault(level, levels[level].start if level in levels else 1)
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        return _shown(levels, at, counts)

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:
        properties = next((child for child in paragraph if local_name(child) == "pPr"), None)
        if properties is None:
            return self.styles.get("")
        own = _named(properties)
        style = next((attribute(one, "val") or "" for one in properties if local_name(one) == "pStyle"), "")
        by_style = self.styles.get(style)
        if own is None:
            return by_style
        number, level = own
        if number == "0":  # The paragraph leaves the list of its style.
            return None
        return (number or (by_style[0] if by_style else ""), level)


def numbering_of(package: WordPackage) -> Numbering:
    """Read the lists of a document and which styles belong to them."""
    numbering = Numbering()
    for name in package.related("numbering"):
        root = package.xml(name)
        if root is not None:
            _read_lists(root, numbering)
    for name in package.related("styles"):
        root = package.xml(name)
        if root is not None:
            _read_styles(root, numbering)
    return numbering


def _read_lists(root: Any, numbering: Numbering) -> None:
    abstract: dict[str, dict[int, Level]] = {}
    for one in root:
        if local_name(one) == "abstractNum":
            abstract[attribute(one, "abstractNumId") or ""] = _levels(one)
    for one in root:
        if local_name(one) != "num":
            continue
        number = attribute(one, "numId") or ""
        based = next((attribute(child, "val") or "" for child in one if local_name(child) == "abstractNumId"), "")
        restarted = {child_level: level for child in one for child_level, level in _restarted(child)}
        levels = abstract.get(based, {})
        changed = {
            at: Level(level.style, level.pattern, restarted.get(at, level.start)) for at, level in levels.items()
        }
        # Lists on the same ground count on together unless one begins anew.
        numbering.lists[number] = (f"num {number}" if restarted else f"abstract {based}", changed)


def _restarted(child: Any) -> list[tuple[int, int]]:
    if local_name(child) != "lvlOverride":
        return []
    starts = [_whole(attribute(one, "val"), 1) for one in child if local_name(one) == "startOverride"]
    return [(_whole(attribute(child, "ilvl"), 0), start) for start in starts]


def _levels(abstract: Any) -> dict[int, Level]:
    levels = {}
    for one in abstract:
        if local_name(one) != "lvl":
            continue
        said = {local_name(child): attribute(child, "val") or "" for child in one}
        at = _whole(attribute(one, "ilvl"), 0)
        if at < _MOST_LEVELS:
            start = _whole(said.get("start"), 1)
            levels[at] = Level(said.get("numFmt", "decimal"), said.get("lvlText", "")[:40], start)
    return levels


def _read_styles(root: Any, numbering: Numbering) -> None:
    for style in root:
        if local_name(style) != "style":
            continue
        properties = next((child for child in style if local_name(child) == "pPr"), None)
        named = _named(properties) if properties is not None else None
        if named and named[0]:
            numbering.styles[attribute(style, "styleId") or "-"] = named


def _named(properties: Any) -> tuple[str, int] | None:
    for one in properties:
        if local_name(one) == "numPr":
            said = {local_name(child): attribute(child, "val") for child in one}
            return said.get("numId") or "", _whole(said.get("ilvl"), 0)
    return None


def _shown(levels: dict[int, Level], at: int, counts: dict[int, int]) -> str:
    level = levels[at]
    if level.style in {"bullet", "none"}:
        return ""
    shown = level.pattern
    for place in range(_MOST_LEVELS):
        if f"%{place + 1}" in shown:
            style = levels[place].style if place in levels else "decimal"
            shown = shown.replace(f"%{place + 1}", _number(counts.get(place, 1), style))
    return shown


def _number(value: int, style: str) -> str:
    if style in _CHINESE:
        return numeral(value)
    if style == "decimalEnclosedCircle":
        first = max((one for one in _CIRCLED_FROM if one <= value), default=1)
        return chr(_CIRCLED_FROM[first] + value - first) if value <= 50 else str(value)  # noqa: PLR2004 (as far as Unicode goes)
    if style in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("A") + (value - 1) % 26)
        return letter if style == "upperLetter" else letter.lower()
    return str(value)


def _whole(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 6 else otherwise  # noqa: PLR2004
