"""The names in 《》, and those in 〈〉 inside of them, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.domain.official_text import OfficialText

_LONGEST = 90
_MARKED = re.compile(rf"《([^《》\n]{{1,{_LONGEST}}})》|[〈<]([^《》〈〉<>\n]{{4,{_LONGEST}}})[〉>]")
_INNER = re.compile(rf"[〈<]([^《》〈〉<>\n]{{4,{_LONGEST}}})[〉>]")
_BLANK = re.compile(r"[\s\u3000]+")
_EDITION = re.compile(
    r"（(?:\d{4}年?)?(?:最新)?(?:修订|修正|修订版|修正版|修正案|新版|全文|\d{4}年版|\d{4}版)(?:稿|本)?）$"
)
_AS_PRINTED = str.maketrans({"(": "（", ")": "）", "<": "〈", ">": "〉", "[": "〔", "]": "〕", "「": "“", "」": "”"})


@dataclass(frozen=True, slots=True)
class Citation:
    """One name as it is cited: its marks are part of the place, the name is spelled as printed."""

    start: int
    end: int
    name: str
    nested: bool


def citations(document: OfficialText) -> Iterator[Citation]:
    """Read every name in 《》 from the left; a name that wraps another one gives both."""
    for found in _MARKED.finditer(document.text):
        if found[1] is None:
            # 《关于印发<方案>的通知》 written with 《 missing: the inner name still is one.
            yield Citation(found.start(), found.end(), spelled(found[2]), nested=True)
            continue
        yield Citation(found.start(), found.end(), spelled(found[1]), nested=False)
        for inner in _INNER.finditer(document.text, found.start(1), found.end(1)):
            yield Citation(inner.start(), inner.end(), spelled(inner[1]), nested=True)


def spelled(name: str) -> str:
    """Spell a name as it is printed: no blanks, full-width brackets, turned quotes, no edition at the end."""
    name = _BLANK.sub("", name).translate(_AS_PRINTED)
    if "“" not in name and name.count('"') == 2:  # noqa: PLR2004 (one pair)
        name = name.replace('"', "“", 1).replace('"', "”", 1)
    return _EDITION.sub("", name)
