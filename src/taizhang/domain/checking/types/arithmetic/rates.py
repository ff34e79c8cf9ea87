"""Percentages against their base, and changes from one number to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
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
from taizhang.domain.official_text.quantities import Quantity

_SHARE = re.compile(
    "占(?P<base>[^，。；、\n%％]{0,16}?)(?:比|的比例为|比例为|比为|的)?(?=[0-9]{1,3}(?:[.][0-9]{1,2})?[%％])"
)
_BARE_BASES = ("", "总数", "总人数", "总量", "全部", "全体", "总", "总额")
_AMOUNT = "[0-9][0-9.,]{0,12}"
_WORDS = "[^，。；\n0-9]"
_CHANGE = (
    f"(?P<change>净增|增加|增长|提高|提升|上升|减少|下降|降低|增幅|降幅)(?:了|达|为)?(?P<by>{_AMOUNT}{_WORDS}{{0,6}})"
)
_FROM_TO = re.compile(
    f"(?:由|从){_WORDS}{{0,12}}(?P<from>{_AMOUNT}{_WORDS}{{0,6}}?)"
    "(?P<how>增加|增长|提高|提升|上升|扩大|减少|下降|降低|缩减|降|增|升)(?:到|至|为)"
    f"(?P<to>{_AMOUNT}{_WORDS}{{0,6}})(?:，(?:同比|净|共|累计)?{_CHANGE})?"
)
_YEARS = re.compile(
    f"(?:去年|上年)(?:同期)?{_WORDS}{{0,8}}(?P<from>{_AMOUNT}{_WORDS}{{0,4}})，"
    f"(?:今年|本年){_WORDS}{{0,8}}(?P<to>{_AMOUNT}{_WORDS}{{0,4}})，"
    f"(?:同比|净|共|累计|比去年|较上年|比上年)?{_CHANGE}"
)
_LAST_YEAR = re.compile(
    f"(?P<to>{_AMOUNT}{_WORDS}{{1,6}})，(?:比|较)(?:去年|上年|上年度)(?:同期)?的?"
    f"(?P<from>{_AMOUNT}{_WORDS}{{1,6}}?){_CHANGE}"
)
_STATED = re.compile("(?:共有|现有|总数|总计|共)[\u4e00-\u9fff]{0,8}$")
_RATE = re.compile(
    "(?:参[学会与训]率|到会率|出勤率|满意[率度]|合格率|覆盖率|办结率|整改率|参与率|知晓率|收缴率"
    f"|占比|占{_WORDS}{{1,10}}的)"
    "(?:均|已)?(?:为|达|达到|是|到)?(?P<rate>[0-9]{1,4}(?:[.][0-9]{1,2})?)[%％]"
)
_DONE = re.compile(
    "(?P<verb>办结|整改|化解|调处|完成|解决|采纳|答复|回复|处置|兑现|销号|转化|达标)率(?:均|已)?(?:达到|达|为|是)?"
    "(?P<rate>[0-9]{1,3}(?:[.][0-9]{1,2})?)[%％]"
)
_ATTENDED = re.compile(
    "应(?:到|参会|出席)(?:会)?(?:党员|会员|人数|代表|委员)?(?P<base>[0-9]{1,5})(?P<unit>名|人)(?:党员|会员|代表|委员)?，?"
    "(?:会议)?实(?:到|际到会|际参会|际出席)(?:会)?(?:党员|会员|人数|代表|委员)?(?P<part>[0-9]{1,5})(?P=unit)(?:党员|会员|代表|委员)?，?"
    "(?:到会|出勤|参会|出席)率(?:为|达|达到|是)?(?P<rate>[0-9]{1,3}(?:[.][0-9]{1,2})?)[%％]"
)
_UP = ("增", "提", "上升", "升", "扩")
_HUNDRED = 100


def shares(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """党员83名，其中在职57人，占68.7%: hold a share against the part and the total in front of it."""
    text = document.text
    for found in anchors(text, _SHARE):
        start = opening(text, found.start())
        every = measured(text, start, min(len(text), found.end() + 12))
        rate = next((one for one in every if one.number_start >= found.end()), None)
        before = [one for one in every if one.end <= found.start()]
        if rate is None or rate.unit != "%" or not before:
            continue
        part = before[-1]
        base = _base(text, found, before, every)
        if base is None or not is_exact(base) or not is_exact(part) or not same_unit(base, part) or not base.amount:
            continue
        if text[part.end : found.start()].strip("，、（,") and len(text[part.end : found.start()]) > len("党员同志，"):
            continue
        right = Decimal(part.amount) * _HUNDRED / Decimal(base.amount)
        if not is_exact(rate) or _agrees(Decimal(rate.value), right, text[rate.number_start : rate.end]):
            continue
        words = (
            ("part", text[part.number_start : part.end]),
            ("base", text[base.number_start : base.end]),
            ("right", f"{spelled(round(right, 1))}%"),
        )
        yield Sighting("share", found.start(), rate.end, words, ())


def _base(text: str, found: re.Match[str], before: list[Quantity], every: list[Quantity]) -> Quantity | None:
    """The whole that a share is of: stated behind 占, or the total in front of 其中 if 占 names no other."""
    inside = [one for one in every if found.start() < one.start and one.end <= found.end()]
    if inside:
        return inside[0] if same_unit(inside[0], before[-1]) else None
    if len(before) < 2:  # noqa: PLR2004 (a total and a part)
        return None
    which = text.find("其中", before[0].end, before[-1].start)
    totals = [one for one in before if which >= 0 and one.end <= which]
    if not totals and len(before) == 2 and _STATED.search(text, max(0, before[0].start - 14), before[0].start):  # noqa: PLR2004
        totals, which = [before[0]], before[0].end
    if not totals:
        return None
    total = totals[-1]
    named = found["base"].strip("的比例为")
    bare = named
    for word in ("总人数", "总数", "总量", "全体", "全部", "总"):
        bare = bare.replace(word, "")
    around = text[max(0, total.start - 10) : which]
    return total if named in _BARE_BASES or (bare and bare in around) else None


def _agrees(stated: Decimal, right: Decimal, written: str) -> bool:
    """A rounded or cut share agrees; one in the last written place either way is let pass."""
    decimals = len(written.split(".")[1].rstrip("%％")) if "." in written else 0
    return abs(stated - right) < Decimal(1).scaleb(-decimals)


def rates(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """参学率102%: a share of a whole is never more than all of it."""
    for found in _RATE.finditer(document.text):
        if float(found["rate"]) > _HUNDRED:
            yield Sighting("rate_above_hundred", found.start(), found.end(), (), ())


def attendance_rate(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """应到60人，实到55人，到会率95%: those who came against those who should have."""
    for found in _ATTENDED.finditer(document.text):
        base, part = int(found["base"]), int(found["part"])
        if not base or part > base:
            continue
        right = Decimal(part) * _HUNDRED / base
        if not _agrees(Decimal(found["rate"]), right, found["rate"]):
            told = (
                ("part", f"{part}{found['unit']}"),
                ("base", f"{base}{found['unit']}"),
                ("right", f"{spelled(round(right, 1))}%"),
            )
            yield Sighting("share", found.start(), found.end(), told, ())


def completion(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """收到意见50条，办结45条，办结率90%: a rate of doing against what was done and what there was to do."""
    text = document.text
    for found in anchors(text, _DONE):
        start = opening(text, found.start())
        before = [one for one in measured(text, start, found.start()) if is_exact(one)]
        if len(before) < 2:  # noqa: PLR2004 (a total and a part)
            continue
        total, part = before[-2:]
        labels = text[start : total.start], text[total.end : part.end + 1]
        if found["verb"] in labels[0] or found["verb"] not in labels[1] or not same_unit(total, part):
            continue
        if not total.amount or part.amount > total.amount or text[part.end : found.start()].strip("，、"):
            continue
        right = Decimal(part.amount) * _HUNDRED / Decimal(total.amount)
        if not _agrees(Decimal(found["rate"]), right, found["rate"]):
            words = (
                ("part", text[part.number_start : part.end]),
                ("base", text[total.number_start : total.end]),
                ("right", f"{spelled(round(right, 1))}%"),
            )
            yield Sighting("share", found.start(), found.end(), words, ())


def changes(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """由80人增加到95人，增加15人: the direction, and the difference."""
    text = document.text
    for pattern in (_FROM_TO, _YEARS, _LAST_YEAR):
        for found in pattern.finditer(text):
            yield from _change(text, found)


def _read(text: str, found: re.Match[str], name: str) -> Quantity | None:
    if found[name] is None:
        return None
    every = measured(text, found.start(name), min(closing(text, found.start(name)), found.end(name) + 4))
    return every[0] if every and every[0].number_start == found.start(name) else None


def _change(text: str, found: re.Match[str]) -> Iterator[Sighting]:
    one, other = _read(text, found, "from"), _read(text, found, "to")
    if one is None or other is None or not (is_exact(one) and is_exact(other)) or not same_unit(one, other):
        return
    how = found.groupdict().get("how") or found["change"]
    rises = how.startswith(_UP)
    if one.amount == other.amount or (one.amount < other.amount) != rises:
        yield Sighting("wrong_direction", found.start(), other.end, (("how", how),), ())
        return
    by = _read(text, found, "by")
    if by is None or not is_exact(by):
        return
    difference = abs(Decimal(other.amount) - Decimal(one.amount))
    written = text[by.number_start : by.end]
    if by.unit == "%" and one.unit != "%":
        right = difference * _HUNDRED / Decimal(one.amount) if one.amount else Decimal(0)
        wrong, shown = not _agrees(Decimal(by.value), right, written), f"{spelled(round(right, 1))}%"
    elif by.unit in {"个百分点", "%"} or same_unit(by, one):
        wrong, shown = Decimal(by.amount) != difference, f"{spelled(difference)}"
    else:
        return
    if wrong:
        yield Sighting("wrong_change", found.start(), by.end, (("right", shown), ("stated", written)), ())
