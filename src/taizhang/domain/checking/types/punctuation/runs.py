"""Marks that stand together: doubled ones, dots for ……, hyphens for ——, 、 between quotations or titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting, is_chinese
from taizhang.domain.official_text import OfficialText

_DOUBLED = re.compile("[，。、；：][，。、；：]{1,8}|[！？][，。、；：]|[，、；：][！？]")
_DOTS = re.compile("[.。·．…]{1,12}")
_FEWEST_DOTS = 3
_DASHES = re.compile("－{2,6}|-{2,6}|─{2,6}|—-|-—|－—|—－")
_ANY_DOTS = ("...", "。。。", "···", "．．．", "…")
_ANY_DASH = ("－－", "--", "──", "—-", "-—", "－—", "—－")
_RANGE = re.compile("[-－~]{1,2}[0-9]")
_RANGE_DASH = re.compile("——(?=[0-9]{1,4}[年月日时])")
_BEFORE_RANGE = "0123456789月日号年%％"
_ETC = re.compile("等{1,2}(?:……|…)|(?:……|…)等")
_NEAR = 8
_BETWEEN = ("”、“", "》、《")
_TITLE_COMMAS = re.compile("》，《(?:[^《》\n]{1,60}》，《[^《》\n]{1,60}》|[^《》\n]{1,60}》等)")
_STRAY = re.compile(
    "、(?:等(?![级额候待于同高距一次比差边外])|以及|及(?![时早第格其])|和(?![谐平睦解美气风煦善蔼县顺硕田龙静政])"
    "|或(?![者许]))"
)
_SENTENCE_MARKS = "。！？"


def doubled_marks(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Two marks where one can stand: ，， 。； 、。."""
    for found in _DOUBLED.finditer(document.text):
        run = found[0]
        if set(run) == {"。"} and len(run) > 2:  # noqa: PLR2004 (three are meant as an ellipsis)
            continue
        right = next((mark for mark in run if mark in _SENTENCE_MARKS), run[0])
        yield Sighting("doubled_mark", found.start(), found.end(), suggestions=(right,))


def ellipses(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Dots that are no ellipsis, half an ellipsis, 等 beside an ellipsis."""
    text = document.text
    if not any(dots in text for dots in _ANY_DOTS):
        return
    for found in _DOTS.finditer(text):
        start, end, run = found.start(), found.end(), found[0]
        if run == "……" or not ("…" in run or (len(run) >= _FEWEST_DOTS and len(set(run)) == 1)):
            continue
        if run[0] == "." and not _beside_chinese(text, start, end):
            continue
        if run[0] in "·．." and _is_leader(text, end):
            continue
        yield Sighting("wrong_ellipsis", start, end, suggestions=("……",))
    for found in _ETC.finditer(text) if "…" in text else ():
        yield Sighting("etc_with_ellipsis", found.start(), found.end(), suggestions=("等", "……"))


def _is_leader(text: str, end: int) -> bool:
    """Dots of a table of contents lead to a page number."""
    return text[end : end + 3].strip()[:1].isdigit()


def _beside_chinese(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return any(is_chinese(one) or one in "”》）、，" for one in (before, after) if one)


def dashes(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Hyphens and broken lines in the place of a dash, hyphens in the place of a range's line."""
    text = document.text
    for found in _DASHES.finditer(text) if any(dash in text for dash in _ANY_DASH) else ():
        start, end = found.start(), found.end()
        if found[0][0] == "-" and not (_beside_chinese(text, start, start) or _beside_chinese(text, end, end)):
            continue
        if _is_rule(text, start, end):
            continue
        yield Sighting("wrong_dash", start, end, suggestions=("——",))
    for found in _RANGE_DASH.finditer(text) if "——" in text else ():
        if text[found.start() - 1 : found.start()] in _BEFORE_RANGE[:13] and found.start():
            yield Sighting("range_dash", found.start(), found.end(), suggestions=("—",))
    for found in _RANGE.finditer(text):
        at = found.start()
        before = text[at - 1 : at]
        if not before or before not in _BEFORE_RANGE or (before.isdigit() and not _is_span(text, at)):
            continue
        yield Sighting("range_hyphen", at, found.end() - 1, suggestions=("—", "～"))


def _is_rule(text: str, start: int, end: int) -> bool:
    """A line of hyphens: nothing else stands near on the same line."""
    before = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
    after = text[end : end + _NEAR].partition("\n")[0]
    return not before.strip("-－─— ") and not after.strip("-－─— ")


def _is_span(text: str, at: int) -> bool:
    """1-7月 is a span; 2023-05-01, 010-8888 and A-3 are codes or days."""
    end = at + 1
    while end < len(text) and text[end].isdigit():
        end += 1
    start = at
    while start > 0 and text[start - 1].isdigit():
        start -= 1
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before in {"-", ".", "/", "～"} or after in {"-", "/", "~"} or (before.isascii() and before.isalpha()):
        return False
    return bool(after) and (after in "月日年名人次个场期万亿%％元岁分") and text[start] != "0"


def stray_marks(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """A 、 in front of 等, 和 or 以及 has nothing to part."""
    for found in _STRAY.finditer(document.text):
        yield Sighting("stray_mark", found.start(), found.end(), suggestions=(found[0][1:],))


def title_commas(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Titles in a row are not parted by commas."""
    for found in _TITLE_COMMAS.finditer(document.text):
        yield Sighting("title_comma", found.start(), found.end(), suggestions=(found[0].replace("》，《", "》《"),))


def joined_items(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """、 between two quotations or two titles that nothing separates."""
    text = document.text
    for between in _BETWEEN:
        at = text.find(between)
        while at >= 0:
            yield Sighting("joined_items", at, at + 3, suggestions=(between[0] + between[2],))
            at = text.find(between, at + 2)
