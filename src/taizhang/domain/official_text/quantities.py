"""Numbers with unit and qualifier in running text: 近3万元, 120余场, 十二次, 百分之三十, 不少于4次, 3—5名.

What has no unit, an ordinal (第三次), a day, a year and the number of a document is no quantity. Places are code points
of the text as it is. The value is the one that is written, the scale belongs to the unit (1.5亿元 is 1.5 亿元), and
`amount` multiplies both for who wants to compute. One expression reads all; its repetitions are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from taizhang.domain.figures.approximate import Wording
from taizhang.domain.official_text.measures import SCALES, unit_pattern
from taizhang.domain.official_text.numbering import chinese_number

Number = int | Decimal


class Qualifier(StrEnum):
    """How exact a written number claims to be."""

    EXACT = "exact"
    AT_LEAST = "at_least"  # 余 多 超过 不少于 以上
    AT_MOST = "at_most"  # 不超过 以内
    NEARLY = "nearly"  # 近
    ABOUT = "about"  # 约 左右
    RANGE = "range"  # 3至5次


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number as it is written, from its qualifier to the end of its unit."""

    start: int
    end: int
    value: Number
    unit: str
    qualifier: Qualifier
    word: str
    """The qualifying word as it stands there: 余, 近, 不少于; empty for an exact number."""
    high: Number | None
    """The upper end of a range."""
    numeral: bool
    """Whether it is written in Chinese numerals."""
    number_start: int
    scale: int

    @property
    def amount(self) -> Number:
        """The value in the unit without its scale: 1.5亿元 → 150000000."""
        return plain(self.value * self.scale)

    @property
    def base_unit(self) -> str:
        """The unit without its scale: 亿元 → 元."""
        return self.unit.lstrip("百千万亿") if self.scale > 1 else self.unit

    @property
    def wording(self) -> Wording | None:
        """The word of `figures.approximate` that says the same; None where that knows none."""
        return _WORDINGS.get(self.word)


_WORDINGS = {"": Wording.EXACT, "余": Wording.MORE_ARABIC, "多": Wording.MORE, "近": Wording.NEARLY}
_BEFORE = {
    "不少于": Qualifier.AT_LEAST,
    "不低于": Qualifier.AT_LEAST,
    "不下": Qualifier.AT_LEAST,
    "至少": Qualifier.AT_LEAST,
    "最少": Qualifier.AT_LEAST,
    "超过": Qualifier.AT_LEAST,
    "突破": Qualifier.AT_LEAST,
    "超": Qualifier.AT_LEAST,
    "逾": Qualifier.AT_LEAST,
    "上": Qualifier.AT_LEAST,
    "不超过": Qualifier.AT_MOST,
    "不多于": Qualifier.AT_MOST,
    "不高于": Qualifier.AT_MOST,
    "至多": Qualifier.AT_MOST,
    "最多": Qualifier.AT_MOST,
    "接近": Qualifier.NEARLY,
    "将近": Qualifier.NEARLY,
    "近": Qualifier.NEARLY,
    "大约": Qualifier.ABOUT,
    "大概": Qualifier.ABOUT,
    "约": Qualifier.ABOUT,
}
_AFTER = {
    "以上": Qualifier.AT_LEAST,
    "以下": Qualifier.AT_MOST,
    "以内": Qualifier.AT_MOST,
    "之内": Qualifier.AT_MOST,
    "左右": Qualifier.ABOUT,
    "上下": Qualifier.ABOUT,
}
_NOT_AFTER_NEARLY = "附最亲靠临邻贴相新晚"
"""最近5次 is no 近5次."""
_DIGITS = "0123456789"
_WIDE_DIGITS = "".join(chr(0xFF10 + digit) for digit in range(10))
_BLANK = "[ \u3000\u00a0]{0,2}"
_DIGIT = "[0-9０-\uff19]"
_DECIMALS = f"(?:[.．]{_DIGIT}{{1,4}})?"
_ARABIC = f"{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}}){{1,4}}{_DECIMALS}|{_DIGIT}{{1,12}}{_DECIMALS}"
_CHINESE_DIGIT = "〇零一二两三四五六七八九"
_CHINESE = f"[{_CHINESE_DIGIT}十百千]{{1,9}}(?:点[{_CHINESE_DIGIT}]{{1,4}})?"
_WRITTEN = f"(?:{_ARABIC})|(?:{_CHINESE})"
_QUANTITY = re.compile(
    rf"(?P<before>{'|'.join(sorted(_BEFORE, key=len, reverse=True))})?{_BLANK}"
    rf"(?:(?P<cent>百分之){_BLANK})?"
    rf"(?P<low>{_WRITTEN}|(?=[万亿][余多]?[^一万亿]))"
    rf"(?:{_BLANK}(?P<lowunit>%|％)?{_BLANK}(?:至|到|-|－|—{{1,2}}|–|～|~){_BLANK}(?P<high>{_WRITTEN}))?"
    rf"{_BLANK}(?P<more>余|多|来|几)?(?P<scale>[十百千]?万|亿|千(?=[元名人余多])|百(?=[元名人余多]))?"
    rf"(?P<tail>[{_CHINESE_DIGIT}十百千]{{1,7}}|[0-9]千)?(?P<more2>余|多)?"
    rf"{_BLANK}(?P<unit>(?:{unit_pattern()})|成(?![为立功员效果绩长本就熟])(?P<half>[{_CHINESE_DIGIT}])?)"
    r"(?P<after>(?:以上|以下|以内|之内|左右|上下)(?!级))?"
)
_UNITLESS_CENT = re.compile(rf"(?P<before>近|约|超过|超)?百分之(?P<low>{_WRITTEN})")
_START = re.compile(
    rf"(?:{'|'.join(sorted(_BEFORE, key=len, reverse=True))}){_BLANK}(?=[0-9０-\uff19{_CHINESE_DIGIT}十百千万亿])"
    rf"|百分之|[0-9０-\uff19]|[{_CHINESE_DIGIT}十百千]|(?<=[上近约])[万亿]"
)
_RUN = re.compile(rf"[0-9０-\uff19.．,，]{{1,64}}|[{_CHINESE_DIGIT}十百千万亿点]{{1,64}}")
_FULL_WIDTH = str.maketrans(_WIDE_DIGITS + "．，", _DIGITS + ".,")
_SET = """
一起 一方面 一部分 一点 一面 一对一 一块 一处 一门 一节 一条心 一张网 一张图 一盘棋 一类 一种 一首 一字
一方 一分 一度 一周 一天天 一年一度 千家万户 千万家 百家争鸣 一站 一版 一套人马 万分 十分 百分 千分 一头 一组
一支 百年 千年 万年 百岁 一只 一里 一升 一克
"""
_NUMERAL_NEVER = frozenset(_SET.split())
"""Chinese numerals that are part of a set word and count nothing."""


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Read every quantity of a stretch of text, in order, without overlap."""
    stop = len(text) if end is None else end
    at = start
    while found := _START.search(text, at, stop):
        quantity = _read(text, found.start(), stop)
        if quantity is not None:
            yield quantity
            at = quantity.end
        else:
            at = _past(text, found.end(), stop)


def quantity_at(text: str, start: int) -> Quantity | None:
    """Read the quantity that begins at a place."""
    return _read(text, start, len(text))


def plain(value: Number) -> Number:
    """Turn a decimal without fraction into a whole number."""
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


def written_number(written: str) -> Number | None:
    """Read a number in digits (full-width ones too, with thousands' commas) or in Chinese numerals."""
    latin = written.translate(_FULL_WIDTH)
    if latin[:1].isdigit() and latin.isascii():
        return plain(Decimal(latin.replace(",", "")))
    whole, _, fraction = written.partition("点")
    value = chinese_number(whole)
    if value is None or not fraction:
        return value
    return Decimal(f"{value}.{''.join(str(chinese_number(digit)) for digit in fraction)}")


def _past(text: str, at: int, stop: int) -> int:
    """Pass over the rest of a number that is no quantity: a year, a telephone number, a set word."""
    run = _RUN.match(text, at, stop)
    return run.end() if run and _same_script(text[at - 1], text[at]) else at


def _same_script(left: str, right: str) -> bool:
    return (left in _DIGITS + _WIDE_DIGITS) == (right in _DIGITS + _WIDE_DIGITS + ".．,，")


def _read(text: str, start: int, stop: int) -> Quantity | None:
    found = _QUANTITY.match(text, start, stop)
    if found is None:
        return _bare_cent(text, start, stop)
    low = found["low"]
    number_start = found.start("low")
    if _is_part_of_another(text, found, number_start):
        return None
    value = 1 if not low else written_number(low)
    if value is None:
        return None
    numeral = not low[:1].isdigit()
    if numeral and any(text.startswith(word, number_start) for word in _set_words(text[number_start])):
        return None
    value, scale = _scaled(value, found["scale"] or "", found["tail"] or "", numeral=numeral)
    high = written_number(found["high"]) if found["high"] else None
    unit, value = _unit(found, value)
    if found["cent"] and unit not in {"%", "%点"}:
        return _bare_cent(text, start, stop)
    low_pair, high_pair = _neighbours(low) if numeral and high is None else (None, None)
    if low_pair is not None:
        value, high = low_pair, high_pair
    qualifier, word, begin = _qualified(text, found)
    if high is not None:
        qualifier, word = Qualifier.RANGE, word or text[number_start : found.start("unit")]
    scale_word = found["scale"] or "" if scale > 1 else ""
    return Quantity(
        begin, found.end(), value, f"{scale_word}{unit}", qualifier, word, high, numeral, number_start, scale
    )


def _set_words(first: str) -> tuple[str, ...]:
    return _SET_WORDS.get(first, ())


_SET_WORDS = {
    first: tuple(word for word in sorted(_NUMERAL_NEVER) if word[0] == first)
    for first in {word[0] for word in _NUMERAL_NEVER}
}


def _is_part_of_another(text: str, found: re.Match[str], number_start: int) -> bool:
    """Tell ordinals, years, codes and blanks from numbers: 第三次, 2023年, a107, 2xxxx人."""
    before = text[number_start - 1] if number_start else ""
    if not before:
        return False
    if before in "第数几〔[" or (before.isascii() and (before.isalnum() or before in "_.")):
        return True
    if before in _DIGITS + _WIDE_DIGITS + _CHINESE_DIGIT + "十百千万亿":
        return True
    unit = found["unit"]
    return unit == "年" and (len(found["low"]) >= 4 or bool(found["high"] and len(found["high"]) >= 4))  # noqa: PLR2004


def _scaled(value: Number, scale: str, tail: str, *, numeral: bool) -> tuple[Number, int]:
    """Keep 1500万 as 1500 × 万; fold 三万五千 into one number."""
    factor = SCALES.get(scale, 1)
    if not tail:
        return value, factor
    rest = int(tail[0]) * 1000 if tail[0].isascii() else chinese_number(tail) or 0
    if numeral and scale == "万" and len(tail) == 1 and tail in _CHINESE_DIGIT:
        rest *= 1000
    return plain(value * factor + rest), 1


def _unit(found: re.Match[str], value: Number) -> tuple[str, Number]:
    unit = found["unit"]
    if unit.startswith("成"):
        half = chinese_number(found["half"]) if found["half"] else 0
        return "%", plain(Decimal(value) * 10 + (half or 0))
    if unit in {"%", "％"}:
        return "%", value
    if unit == "百分点":
        return "个百分点", value
    return unit, value


def _neighbours(low: str) -> tuple[int | None, int | None]:
    """Read 三五, 七八, 两三 as a range, and leave years and other rows of digits alone."""
    if len(low) != 2 or any(character not in _CHINESE_DIGIT for character in low):  # noqa: PLR2004
        return None, None
    first, second = chinese_number(low[0]), chinese_number(low[1])
    return (first, second) if first is not None and second is not None and 0 < first < second else (None, None)


def _qualified(text: str, found: re.Match[str]) -> tuple[Qualifier, str, int]:
    """The qualifier, its word, and where the quantity begins with it."""
    begin = found.start("cent") if found["cent"] else found.start("low")
    more = found["more"] or found["more2"]
    after, before = found["after"], found["before"]
    if before and not (before in "近上" and _belongs_before(text, found.start("before"), before, found["low"])):
        return _BEFORE[before], before, found.start("before")
    if more:
        return Qualifier.AT_LEAST, more, begin
    if after:
        return _AFTER[after], after, begin
    return Qualifier.EXACT, "", begin


def _belongs_before(text: str, at: int, word: str, low: str) -> bool:
    """Say whether 近 or 上 is the end of another word: 最近三次, 会上2人."""
    if word == "上":
        return low not in {"百", "千", ""}
    return bool(at) and text[at - 1] in _NOT_AFTER_NEARLY


def _bare_cent(text: str, start: int, stop: int) -> Quantity | None:
    """Read 百分之三十, which carries its unit in front."""
    found = _UNITLESS_CENT.match(text, start, stop)
    if found is None:
        return None
    value = written_number(found["low"])
    if value is None:
        return None
    word = found["before"] or ""
    qualifier = _BEFORE[word] if word else Qualifier.EXACT
    numeral = not found["low"][0].isdigit()
    return Quantity(found.start(), found.end(), value, "%", qualifier, word, None, numeral, found.start("low"), 1)
