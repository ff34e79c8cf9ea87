"""The paragraphs of a typed text: what each is by the rules of official documents, and which one of before it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from taizhang.domain.canonical import digest_text
from taizhang.domain.official_text import OfficialText
from taizhang.domain.reporting.document import Style

_BLANKS = " \t\u3000\u00a0"
_HEADINGS = {1: Style.HEADING_1, 2: Style.HEADING_2, 3: Style.HEADING_3, 4: Style.HEADING_3}
_DATE = re.compile(
    r"[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日|[一二][〇零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_LONGEST_SALUTATION, _LONGEST_SIGNATURE = 40, 30
_MUCH_THE_SAME = 0.5
_ALMOST = 0.999
"""The same letters in another order are not the same words."""
_MOST_COMPARED = 2_500
_NEAR = 12
"""Old lines among which a rewritten one is looked for: a whole new text is not held against a whole old one."""

Known = tuple[str, str]
"""Identity and words of a paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line that somebody typed."""

    identity: str
    style: Style
    text: str


def paragraphs_of(text: str, before: Sequence[Known] = ()) -> tuple[Paragraph, ...]:
    """The lines that hold anything, each with what it is and who it was in the version before."""
    lines = [line for line in (_printed(one) for one in text.split("\n")) if line]
    return tuple(
        Paragraph(identity, style, line)
        for identity, style, line in zip(_identities(lines, before), _styles(lines), lines, strict=True)
    )


def _printed(line: str) -> str:
    """A line without what cannot be printed; a tab is a blank."""
    plain = line.replace("\t", " ")
    return "".join(one for one in plain if one.isprintable() or one in _BLANKS).strip(_BLANKS)


def _styles(lines: Sequence[str]) -> list[Style]:
    styles = [Style.PARAGRAPH] * len(lines)
    for heading in OfficialText("\n".join(lines)).headings:
        if heading.alone:
            styles[heading.paragraph] = _HEADINGS[heading.level]
    if lines and lines[0].endswith(("：", ":")) and len(lines[0]) <= _LONGEST_SALUTATION:
        styles[0] = Style.SALUTATION
    if len(lines) > 1 and _DATE.fullmatch(lines[-1]):
        styles[-1] = Style.DATE
        signs = len(lines) > 2 and len(lines[-2]) <= _LONGEST_SIGNATURE and lines[-2][-1] not in "。；：！？，、"  # noqa: PLR2004 (title aside, something stands above)
        if signs and styles[-2] is Style.PARAGRAPH:
            styles[-2] = Style.SIGNATURE
    return styles


def _identities(lines: Sequence[str], before: Sequence[Known]) -> list[str]:
    """Who each line was before; a new one is named by its words, so that two who write the same write one."""
    found: list[str] = [""] * len(lines)
    left: list[Known] = []
    matcher = SequenceMatcher(None, [words for _, words in before], list(lines), autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            found[c:d] = [identity for identity, _ in before[a:b]]
        else:
            left += _recognised(found, lines, range(c, d), list(before[a:b]))
    _find_moved(found, lines, left)
    taken = {*found, *(identity for identity, _ in before)}
    for place, line in enumerate(lines):
        if not found[place]:
            found[place] = _new(line, taken)
            taken.add(found[place])
    return found


def _find_moved(found: list[str], lines: Sequence[str], left: list[Known]) -> None:
    """Know a line again that stands elsewhere now, the very same words first."""
    for least in (1.0, _MUCH_THE_SAME):
        lost = [place for place, identity in enumerate(found) if not identity]
        if len(lost) * len(left) > _MOST_COMPARED:
            return
        for place in lost:
            like = next((one for one in left if _likeness(one[1], lines[place]) >= least), None)
            if like is not None:
                found[place] = like[0]
                left.remove(like)


def _recognised(found: list[str], lines: Sequence[str], places: range, olds: list[Known]) -> list[Known]:
    """Give lines that were rewritten the identity of the old line that each is most like, in order; what is left."""
    gone: list[Known] = []
    for place in places:
        for at, (identity, words) in enumerate(olds[:_NEAR]):
            if _likeness(words, lines[place]) >= _MUCH_THE_SAME:
                found[place] = identity
                gone += olds[:at]
                del olds[: at + 1]
                break
    return gone + olds


def _likeness(old: str, new: str) -> float:
    return 1.0 if old == new else SequenceMatcher(None, old, new, autojunk=False).quick_ratio() * _ALMOST


def _new(line: str, taken: set[str]) -> str:
    bare = f"p{digest_text(line)[:12]}"
    return next(name for name in (bare, *(f"{bare}_{number}" for number in range(3, 10_000))) if name not in taken)
