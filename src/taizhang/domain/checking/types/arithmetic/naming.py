"""Lists against their count: 10名同学（甲、乙…） · 甲、乙、丙分别为1人、2人、3人."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.arithmetic.sentences import anchors, is_exact, measured, opening
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.official_text import OfficialText
from taizhang.domain.official_text.quantities import Number

_LISTED = re.compile("（(?P<list>[^（）\\n]{3,400})）")
_NAMED = re.compile(
    "(?<=[名位人])(?P<noun>[\u4e00-\u9fff]{0,8})：(?P<list>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){2,60})[。；\\n]"
)
_SPELLED = re.compile(
    "，?(?:分别是|分别为|即)：?(?P<list>[^，。；：、（）\\n]{2,14}(?:、[^，。；：、（）\\n]{2,14}){1,20})(?=[。；，\\n])"
)
_COUNTED = {"名", "位", "人", "个", "家", "所", "项", "部", "本", "篇", "种", "类", "条", "支", "门"}
_RESPECTIVELY = re.compile("分别(?:是|为|有|达|达到|占|完成)?")
_LINK = re.compile("[和及与]|以及")
_LONGEST = 12
_LEAST = 3
_VERB = 4
_FARTHEST = 120
_NAME = re.compile("[\u4e00-\u9fff·]{1,4}$")


def listed_names(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Count what a bracket or a colon lists, and hold it against the number right in front."""
    text = document.text
    for found in (*anchors(text, _LISTED), *anchors(text, _NAMED), *anchors(text, _SPELLED)):
        if "、" not in found["list"]:
            continue
        before = measured(text, opening(text, found.start(), "。！？\n；，、："), found.start())
        if not before or not is_exact(before[-1]) or before[-1].base_unit not in _COUNTED or before[-1].scale > 1:
            continue
        count = before[-1]
        noun = text[count.end : found.start()]
        if len(noun) > _LONGEST or (noun and not noun.isalpha()):
            continue
        listed = _counted(found["list"])
        if listed and not listed[0] <= count.value <= listed[1] and _is_near(count.value, listed):
            words = (
                ("count", text[count.number_start : count.end]),
                ("listed", str(listed[0]) if listed[0] == listed[1] else f"{listed[0]}至{listed[1]}"),
            )
            yield Sighting("names_and_count", count.number_start, found.end(), words, ())


def _is_near(count: Number, listed: tuple[int, int]) -> bool:
    """A list that is far from the count explains what is counted, and does not name every one."""
    near = max(_LEAST - 1, int(count) // 4)
    return listed[0] - near <= count <= listed[1] + near


def _counted(written: str) -> tuple[int, int] | None:
    """The fewest and the most that a list holds; None where it is no plain list."""
    if written.endswith(("等", "等人", "等地", "等等", "……")) or any(
        mark in written for mark in "，。；：《“0123456789"
    ):
        return None
    items = written.split("、")
    if len(items) < _LEAST or any(not item or len(item) > _LONGEST for item in items):
        return None
    if all(_NAME.match(item) for item in items):
        return len(items), len(items) + sum(len(_LINK.findall(item)) for item in items if len(item) > _LEAST)
    return len(items), len(items) + sum(len(_LINK.findall(item)) for item in items)


def respectively(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Count the names in front of 分别 and the numbers behind it."""
    text = document.text
    for found in anchors(text, _RESPECTIVELY):
        names = text[opening(text, found.start(), "。！？\n；，：（") : found.start()].removesuffix("的")
        if "、" not in names or any(mark in names for mark in "“”《》") or "等" in names[-2:]:
            continue
        numbers = re.split("[，。；\n）]", text[found.end() : found.end() + _FARTHEST], maxsplit=1)[0]
        chunks = re.split("[、和]", numbers)
        if len(chunks) < _LEAST - 1 or not all(_is_number(chunk, at) for at, chunk in enumerate(chunks)):
            continue
        low = names.count("、") + 1
        high = low + len(_LINK.findall(names))
        if not low <= len(chunks) <= high:
            words = (("names", str(low) if low == high else f"{low}至{high}"), ("numbers", str(len(chunks))))
            yield Sighting("respectively", found.start(), found.end() + len(numbers), words, ())


def _is_number(chunk: str, at: int) -> bool:
    """A number and its unit, nothing else; the first may follow its verb: 分别收缴100元、200元."""
    read = measured(chunk, 0, len(chunk))
    return len(read) == 1 and read[0].end == len(chunk) and read[0].start <= (0 if at else _VERB)
