"""Announced and listed counts: 三个方面 with four items, 五个方面，如… with six, 以下4点 with three paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.checking.types.structure.numbering import numbered
from taizhang.domain.official_text import OfficialText, chinese_number
from taizhang.domain.official_text.items import runs

_COUNT = "(?P<count>[0-9一二两三四五六七八九十]{1,3})"
_ANNOUNCED = re.compile(
    rf"{_COUNT}(?P<unit>个?(?:[^，。；：、！？“”《》（）\n0-9]{{0,6}}的)?方面|"
    "点(?=[：:。，]|建议|意见|要求|体会|做法|措施|不足)|"
    "(?:个|项|条)(?:[^，。；：、！？“”《》（）\n0-9]{0,6})(?:问题|措施|举措|做法|工作|建议|任务|特点|环节|不足|原因|体会|重点|要求|内容))"
)
_LISTED = re.compile("[^，。；：、！？“”《》\n]{0,12}[，：]?(?:如|即|包括|分别是|分别为|主要是|：)")
_LINK = re.compile("[和及与]|以及")
_LONGEST_ITEM = 14
_NEAR = 40
_NEVER_BEFORE = tuple("第0123456789一二三四五六七八九十之每数几“.年月")
_LEAST = 2


def announced_counts(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Hold every announced number against what follows it, or stands in front of it, where that can be counted."""
    text = document.text
    for found in _ANNOUNCED.finditer(text):
        count = _number(found["count"])
        if count is None or count < _LEAST or text[found.start() - 1 : found.start()] in _NEVER_BEFORE:
            continue
        listed = (
            _in_front(text, found) or _behind(text, found) or _items(document, found) or _paragraphs(document, found)
        )
        if listed and not listed[0] <= count <= listed[1]:
            low, high = listed
            counted = str(low) if low == high else f"{low}至{high}"
            words = (("announced", str(count)), ("listed", counted))
            yield Sighting("announced_count", found.start(), found.end(), words, ())


def _number(written: str) -> int | None:
    return int(written) if written.isascii() else chinese_number(written)


def _range(chunks: list[str], *, open_ended: bool, count_links: bool = True) -> tuple[int, int] | None:
    """The fewest and the most items: 和, 及 and 与 may join two items or belong to one."""
    if len(chunks) < _LEAST or any(not chunk or len(chunk) > _LONGEST_ITEM + 10 for chunk in chunks):
        return None
    links = sum(len(_LINK.findall(chunk)) for chunk in chunks) if count_links else 0
    return len(chunks), 99 if open_ended else len(chunks) + links


def _in_front(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """从甲、乙、丙三个方面."""
    if "方面" not in found["unit"]:
        return None
    start = max(text.rfind(mark, max(0, found.start() - 150), found.start()) for mark in "，。；：！？\n") + 1
    before = text[start : found.start()]
    if "、" not in before or start == 0 or any(mark in before for mark in "“”《》（）"):
        return None
    etc = before.endswith("等")
    listed = before.removesuffix("等")
    if not etc and not any(
        listed.startswith(lead) for lead in ("从", "围绕", "就", "对", "在", "聚焦", "按照", "包括")
    ):
        return None
    return _range(listed.split("、"), open_ended=etc)


def _behind(text: str, found: re.Match[str]) -> tuple[int, int] | None:
    """五个方面，如甲、乙以及丙."""
    lead = _LISTED.match(text, found.end(), min(len(text), found.end() + 16))
    if lead is None or lead[0].endswith("主要是"):
        return None
    ends = [at for at in (text.find(mark, lead.end(), lead.end() + 200) for mark in "。；：\n") if at >= 0]
    end = min(ends, default=len(text))
    listed = text[lead.end() : end]
    if "、" not in listed or re.match("[一1](?:是|、|\\.|要)|[（(①]|首先|第一", listed):
        return None
    etc = listed.endswith(("等", "等等", "……"))
    chunks = re.split("[，、]|以及", listed.rstrip("等…").removesuffix("等"))
    if any(len(chunk) > _LONGEST_ITEM for chunk in chunks):
        return None
    low_high = _range(chunks, open_ended=False)
    if low_high is None:
        return None
    example = lead[0].endswith("如")
    return (low_high[0], 99) if example or (etc and "、" in listed) else low_high


def _items(document: OfficialText, found: re.Match[str]) -> tuple[int, int] | None:
    """三个方面：一是…二是…."""
    every = runs(document)
    at = bisect_left(every, found.end(), key=lambda run: run.items[0].start)
    if at == len(every) or every[at].items[0].start - found.end() > _NEAR:
        return None
    between = document.text[found.end() : every[at].items[0].start].rstrip()
    if any(mark in between[:-1] for mark in "。；：\n") or not between.endswith(("：", "。", "，", ":")):
        return None
    numbers = every[at].numbers
    if numbers != tuple(range(1, len(numbers) + 1)) or len(numbers) < _LEAST:
        return None
    return numbers[-1], numbers[-1]


def _paragraphs(document: OfficialText, found: re.Match[str]) -> tuple[int, int] | None:
    """以下4点： at the end of a paragraph, numbered paragraphs below it."""
    paragraph = document.paragraph_at(found.start())
    if paragraph is None or paragraph.end - found.end() > _LONGEST_ITEM or paragraph.text[-1] not in "：:。":
        return None
    tail = document.text[found.end() : paragraph.end]
    if paragraph.text[-1] == "。" and "以下" not in document.text[paragraph.start : found.end()] and "下" not in tail:
        return None
    every = numbered(document)
    at = bisect_left(every, paragraph.end, key=lambda one: one.start)
    if at == len(every) or every[at].paragraph.index != paragraph.index + 1:
        return None
    first = every[at]
    if first.ordinal.number != 1 or (paragraph.ordinal is not None and first.level <= 1):
        return None
    last = 1
    for one in every[at + 1 :]:
        if one.level < first.level or (one.level == first.level and one.ordinal.number != last + 1):
            break
        last += one.level == first.level
    return (last, last) if last >= _LEAST else None
