"""Parts and totals: 党员61名，其中正式党员12人、预备党员49人 · 活动12次（支部大会4次、支委会8次） · …，共计12次."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.arithmetic.belonging import COMPLEMENTS, DISJOINT, is_parallel, things_counted
from taizhang.domain.checking.types.arithmetic.sentences import (
    anchors,
    closing,
    is_exact,
    measured,
    opening,
    same_unit,
    spelled,
)
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.official_text import OfficialText
from taizhang.domain.official_text.quantities import Number, Quantity

_OF_WHICH = re.compile("其中[：:，,]?")
_NEW_SUBJECT = re.compile(
    "召开|开展|组织|全年|今年|累计|共[有计]|另有|此外|同时|新[增发]|比[上去]|较[上去]|转[出入]|发展|收[缴到]|培训|举办|处分|表彰|慰问|[上去]年|截[至止]"
)
_ADDED = re.compile("(?:共计|合计|总计|总共|共)(?=[0-9一二两三四五六七八九十百千])")
_BRACKET = re.compile("（(?=[^（）\\n]{4,200}）)|：(?=[^。；：\\n]{4,200}[。；\\n])")
_SELDOM_SHARED = {"元", "次", "场", "期", "场次", "亩", "公里", "吨", "篇", "份"}
"""Of these, one thing is hardly ever counted in two parts."""
_ACTS = {"次", "场", "期", "场次"}
_IN_BRACKETS = re.compile("（[^（）]{0,200}）")
_FAR = 14
_LEAST = 2
_BOUNDS = (("岁以下", "岁及以下"), ("岁以上", "岁及以上"))


def of_which(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Hold the parts after 其中 against the total in front of it."""
    text = document.text
    for found in anchors(text, _OF_WHICH):
        end = closing(text, found.end())
        bracket = text.find("）", found.end(), end)
        if bracket >= 0 and "（" not in text[found.end() : bracket]:
            end = bracket
        first = next((one for one in measured(text, found.end(), end) if not one.base_unit.startswith("%")), None)
        total = _total(text, found.start(), first) if first else None
        if total is None or not is_exact(total):
            continue
        counted = things_counted(text[opening(text, total.number_start) : total.start], text[total.end : found.start()])
        parts = _parts(text, found.end(), end, total, counted)
        yield from _judged(text, total, parts, found.end())


def _total(text: str, at: int, part: Quantity) -> Quantity | None:
    """The last quantity in front of 其中, where nothing but its noun and one mark stand between.

    In 党支部5个、党员86名，其中在职支部3个 it is the one before, which has the unit of the part.
    """
    before = measured(text, opening(text, at), at)
    if not before and text[at - 1 : at] == "。":
        before = measured(text, opening(text, at - 1), at)
    if not before:
        return None
    if not _is_noun(text[before[-1].end : at].rstrip("，。；：（,:(")):
        return None
    if not same_unit(before[-1], part) and len(before) > 1 and "，" not in text[before[-2].end : before[-1].start]:
        return before[-2]
    return before[-1]


def _parts(text: str, start: int, end: int, total: Quantity, counted: Sequence[str]) -> list[tuple[str, Quantity]]:
    """The quantities of the total's kind with what they count, up to the next subject.

    Behind a comma something new may begin: what counts acts, or comes to more than the total, must speak of the same.
    """
    parts: list[tuple[str, Quantity]] = []
    at = start
    for one in measured(text, start, end):
        label = text[at : one.start]
        if _NEW_SUBJECT.search(label) and parts:
            break
        at = one.end
        if not same_unit(one, total):
            if one.base_unit.endswith(("%", "个百分点")):
                continue
            break
        name = label.strip("，、；：,（） 和及与")
        if not name:
            behind = text[one.end : closing(text, one.end, "，。；、\n")]
            name = behind.removeprefix("为").removeprefix("是")
        behind_comma = "，" in label
        doubted = one.base_unit in _ACTS or one.amount > total.amount
        if behind_comma and doubted and not is_parallel(name.rpartition("，")[2], counted, [said for said, _ in parts]):
            break
        parts.append((name, one))
    return parts


def _judged(text: str, total: Quantity, parts: list[tuple[str, Quantity]], start: int) -> Iterator[Sighting]:
    if not parts or not all(is_exact(one) for _, one in parts):
        return
    for _, one in parts:
        if one.amount > total.amount:
            words = (("total", text[total.number_start : total.end]), ("part", text[one.number_start : one.end]))
            yield Sighting("part_above_total", one.number_start, one.end, words, ())
            return
    names = [name for name, _ in parts]
    added = sum(one.amount for _, one in parts)
    if (is_partition(names) and added != total.amount) or (_are_disjoint(names) and added > total.amount):
        words = (("total", text[total.number_start : total.end]), ("added", spelled(added)))
        yield Sighting("parts_and_total", total.number_start, max(start, parts[-1][1].end), words, ())
    elif added > total.amount and total.base_unit in _SELDOM_SHARED:
        words = (("total", text[total.number_start : total.end]), ("added", spelled(added)))
        yield Sighting("parts_exceed_total", total.number_start, max(start, parts[-1][1].end), words, ())


def is_partition(names: Sequence[str]) -> bool:
    """Say whether the parts leave nothing out and share nothing: 男 and 女, an age scale without gaps."""
    if len(names) < _LEAST:
        return False
    for keys in COMPLEMENTS:
        if len(names) == len(keys):
            hits = [[any(word in name for word in key) for key in keys] for name in names]
            if all(sum(row) == 1 for row in hits) and all(any(row[at] for row in hits) for at in range(len(keys))):
                return True
    ages = [name for name in names if "岁" in name]
    return (
        len(ages) == len(names) > _LEAST
        and any(bound in name for name in names for bound in _BOUNDS[0])
        and any(bound in name for name in names for bound in _BOUNDS[1])
    )


def _are_disjoint(names: Sequence[str]) -> bool:
    """Say whether each part is another of things that exclude each other."""
    for words in DISJOINT:
        kinds = [next((word for word in words if word in name), None) for name in names]
        if len(names) >= _LEAST and all(kinds) and len(set(kinds)) == len(names):
            return True
    return False


def bracketed(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """A total right in front of a bracket in which every item has a number of the same unit."""
    text = document.text
    for found in anchors(text, _BRACKET):
        at = found.start()
        if not any(character.isdigit() for character in text[max(0, at - _FAR) : at]):
            continue
        end = min(
            place for mark in ("）" if found[0] == "（" else "。；\n") if (place := text.find(mark, at, at + 202)) >= 0
        )
        inside = text[at + 1 : end]
        before = measured(text, opening(text, at, "。！？\n；，、："), at)
        if not before or not is_exact(before[-1]) or not _is_noun(text[before[-1].end : at]) or "其中" in inside:
            continue
        chunks = re.split("[、，；]", inside)
        every = [measured(text, start, start + len(chunk)) for start, chunk in _placed(chunks, at + 1)]
        if len(chunks) < _LEAST or any(len(one) != 1 or not is_exact(one[0]) for one in every):
            continue
        parts = [one[0] for one in every]
        total = before[-1]
        if all(one.base_unit == total.base_unit for one in parts):
            added = sum(one.amount for one in parts)
            if added != total.amount:
                words = (("total", text[total.number_start : total.end]), ("added", spelled(added)))
                yield Sighting("bracket_and_total", total.number_start, end, words, ())


def _is_noun(between: str) -> bool:
    return len(between) <= _FAR and (not between or between.isalpha())


def _placed(chunks: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
    for chunk in chunks:
        yield start, chunk
        start += len(chunk) + 1


def added_up(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """支部大会4次、支委会12次，共计16次: the sum of what stands in front."""
    text = document.text
    for found in anchors(text, _ADDED):
        if text[found.start() - 1 : found.start()] not in set("，、（,"):
            continue
        behind = measured(text, found.end(), min(len(text), found.end() + 20))
        if not behind or behind[0].number_start != found.end() or not is_exact(behind[0]):
            continue
        total = behind[0]
        if found[0] == "共" and text[total.end : total.end + 1] not in set("，。；、）\n"):
            continue
        start = opening(text, found.start())
        bare = _IN_BRACKETS.sub(lambda inside: " " * len(inside[0]), text[start : found.start()])
        before = measured(bare, 0, len(bare))
        parts = [one for one in before if same_unit(one, total)]
        if len(parts) < _LEAST or len(parts) != len(before) or not all(is_exact(one) for one in parts):
            continue
        if bare[parts[-1].end :].strip("，、（, ") or "其中" in bare:
            continue
        added = sum(one.amount for one in parts)
        if added != total.amount and total.amount not in _running(parts):
            words = (("total", text[total.number_start : total.end]), ("added", spelled(added)))
            yield Sighting("sum_and_total", found.start(), total.end, words, ())


def _running(parts: Sequence[Quantity]) -> list[Number]:
    """A total may stand for the last items only, or be one of them said again."""
    return [sum(one.amount for one in parts[at:]) for at in range(len(parts))] + [one.amount for one in parts]
