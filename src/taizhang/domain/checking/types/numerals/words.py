"""Numbers in words and the words around them: 二零二三年, 百分之30, 约…左右, 减少三倍, 七八年级."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.official_text import OfficialText, chinese_number

_DIGITS = "一二三四五六七八九"
_WRONG_ZEROS = "零○\uff2fOo0"
_ZERO_YEAR = re.compile(f"[一二][〇{_WRONG_ZEROS}{_DIGITS}]{{3}}年")
_WIDE = re.compile("[\uff10-\uff19][\uff10-\uff19．，]{0,14}")
_TO_NARROW = {0xFF10 + digit: str(digit) for digit in range(10)} | {ord("．"): ".", ord("，"): ","}
_NUMBER = "(?:[0-9][0-9.,]{0,11}|[一二两三四五六七八九十百千]{1,8})"
_DOUBLED = re.compile(
    f"(?P<before>大约|大概|约|将近|接近|近|超过|逾|至少|不少于|不低于)(?P<number>{_NUMBER})"
    "(?:(?P<more>[余多])(?=[万亿]?[名人个次位场期件家户份条项篇元亩公米平吨年天])"
    "|(?P<unit>[万亿]?[\u4e00-\u9fff%％]{0,3}?)(?P<after>左右|上下|以上(?!级)))"
)
_DOTTED = re.compile("((?:19|20)[0-9]{2})[./](0?[1-9]|1[0-2])[./](0?[1-9]|[12][0-9]|3[01])(?![0-9./])")
_THINGS = "[万亿]?[名人个次位场期件家户份条项篇元亩公米平吨年天]"
_MORE_TWICE = re.compile(
    f"(?P<number>[0-9]{{1,8}})(?P<more>[余多])(?:(?P<second>[余多])(?={_THINGS})|{_THINGS}(?P<after>左右|上下))"
)
_PER_CENT = re.compile("百分之(?P<number>[0-9]{1,3}(?:\\.[0-9]{1,2})?)")
_TIMES = re.compile(f"(?:减少|下降|降低|缩小|缩短)(?:了|为|到)?{_NUMBER}倍")
_NEIGHBOURS = re.compile(f"(?P<first>[{_DIGITS}])(?P<second>[{_DIGITS}])(?P<what>年级|季度|产业|党支部)")
_PARTED = re.compile(f"(?P<first>[{_DIGITS}])、(?P<second>[{_DIGITS}])(?P<what>天|个人|个小时|公里|米|百|千|万|倍)")
_ESTIMATES = {"大约", "大概", "约", "将近", "接近", "近"}


def numeral_words(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Read years in Chinese numerals, full-width digits, per cents, and pairs of neighbouring numerals."""
    text = document.text
    for found in _ZERO_YEAR.finditer(text):
        if any(zero in found[0] for zero in _WRONG_ZEROS):
            right = re.sub(f"[{_WRONG_ZEROS}]", "〇", found[0])
            yield Sighting("zero_in_year", found.start(), found.end(), suggestions=(right,))
    for found in _WIDE.finditer(text):
        yield Sighting("wide_digits", found.start(), found.end(), suggestions=(found[0].translate(_TO_NARROW),))
    for found in _PER_CENT.finditer(text) if "百分之" in text else ():
        yield Sighting("per_cent_digits", found.start(), found.end(), suggestions=(f"{found['number']}%",))
    for found in _TIMES.finditer(text) if "倍" in text else ():
        yield Sighting("fewer_by_times", found.start(), found.end(), suggestions=())
    for found in _DOTTED.finditer(text):
        year, month, day = found.groups()
        yield Sighting("dotted_day", found.start(), found.end(), suggestions=(f"{year}年{int(month)}月{int(day)}日",))
    yield from _pairs(text)


def _pairs(text: str) -> Iterator[Sighting]:
    for found in _NEIGHBOURS.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if _follow(found) and before not in set("十百千零〇、" + _DIGITS):
            right = f"{found['first']}、{found['second']}{found['what']}"
            yield Sighting("joined_grades", found.start(), found.end(), suggestions=(right,))
    for found in _PARTED.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if _follow(found) and before not in set("十第、" + _DIGITS):
            right = f"{found['first']}{found['second']}{found['what']}"
            yield Sighting("parted_estimate", found.start(), found.end(), suggestions=(right,))


def _follow(found: re.Match[str]) -> bool:
    first, second = chinese_number(found["first"]), chinese_number(found["second"])
    return first is not None and second == first + 1


def _after_more(text: str) -> Iterator[Sighting]:
    """30余名左右, 50多余人."""
    for found in _MORE_TWICE.finditer(text):
        words = (("first", found["more"]), ("second", found["second"] or found["after"]))
        right = found[0].removesuffix(found["second"] or found["after"])
        yield Sighting("doubled_estimate", found.start(), found.end(), words, (right,))


def doubled_estimates(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """约…左右, 近…余, 超过…多, 至少…以上 say the same thing twice."""
    text = document.text
    yield from _after_more(text)
    for found in _DOUBLED.finditer(text):
        before, more, after = found["before"], found["more"], found["after"]
        if before == "近" and text[found.start() - 1 : found.start()] in set("最附远靠临邻亲新"):
            continue
        if before in _ESTIMATES:
            doubled = True
        elif before in {"超过", "逾"}:
            doubled = after != "上下"
        else:
            doubled = after == "以上"
        if doubled:
            words = (("first", before), ("second", more or after))
            right = f"{before}{found['number']}{found['unit'] or ''}"
            yield Sighting("doubled_estimate", found.start(), found.end(), words, (right,))
