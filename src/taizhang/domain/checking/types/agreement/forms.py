"""One thing in two forms: 平方米 and ㎡, “十佳人才” and “十佳*”, 名 and 人."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.arithmetic.sentences import anchors, closing, opening
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.official_text import OfficialText

_STARRED = re.compile("“(?P<head>[\u4e00-\u9fff]{2,6})(?:\\*{1,3}|[Xx×]{1,3})”")
_SPELLED = re.compile("[三四五六七八九十]{1,3}(?P<unit>次|场|期|名|篇|项|份)")
_PART_OF_A_WORD = tuple("第“每之百千万余多几数一二三四五六七八九十")
_QUOTED = re.compile("“(?P<name>[\u4e00-\u9fff]{3,12})”")
_SHORTEST_HEAD = 2
_UNITS = (("平方米", "㎡", "平米"), ("公里", "千米"), ("公斤", "千克"), ("人次", "人/次"))
_BEFORE_UNIT = re.compile("[0-9余多万亿]$")
_PERSONS = re.compile(
    "(?P<total>[0-9]{1,6})(?P<unit>[名人])[，（](?:其中)?[^，。；0-9]{1,10}(?P<part>[0-9]{1,6})(?P<other>[名人])(?![次份])"
)


def forms(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """One thing in two forms: 平方米 and ㎡, “十佳人才” and “十佳*”, 名 and 人 in one enumeration."""
    text = document.text
    for same in _UNITS:
        places = [(text.find(unit), unit) for unit in same if unit in text]
        if len(places) > 1:
            (_, first), (at, unit) = sorted(places)[:2]
            if _BEFORE_UNIT.search(text, max(0, at - 1), at):
                yield Sighting("two_units", at, at + len(unit), (("first", first), ("second", unit)), (first,))
    yield from _starred(text)
    for found in _PERSONS.finditer(text):
        if found["unit"] != found["other"]:
            words = (("first", found["unit"]), ("second", found["other"]))
            yield Sighting("mixed_measure_words", found.start("part"), found.end(), words, ())


def mixed_numerals(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """板报四期 beside 专刊5期 in one sentence: one kind of figure in two scripts."""
    text = document.text
    for found in anchors(text, _SPELLED):
        start, end = opening(text, found.start()), closing(text, found.end())
        other = re.compile(f"[0-9]{{1,6}}{found['unit']}(?![以之])").search(text, start, end)
        if other and text[found.start() - 1 : found.start()] not in _PART_OF_A_WORD:
            words = (("first", other[0]), ("second", found[0]))
            yield Sighting("mixed_numerals", found.start(), found.end(), words, ())


def _starred(text: str) -> Iterator[Sighting]:
    """“十佳*” beside “十佳人才”."""
    starred = list(_STARRED.finditer(text))
    if not starred:
        return
    heads: dict[str, str] = {}
    for found in _QUOTED.finditer(text):
        for length in range(_SHORTEST_HEAD, len(found["name"])):
            heads.setdefault(found["name"][:length], found[0])
    for found in starred:
        whole = heads.get(found["head"])
        if whole:
            yield Sighting("two_forms", found.start(), found.end(), (("first", whole),), (whole,))
