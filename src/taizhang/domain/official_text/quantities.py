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

from taizhang.domain.figures.approximate import Wording
from taizhang.domain.official_text.measures import SCALES
from taizhang.domain.official_text.numbering import chinese_number
from taizhang.domain.official_text.quantity_grammar import (
    AFTER,
    BEFORE,
    CHINESE_DIGIT,
    DIGITS,
    FULL_WIDTH,
    NOT_AFTER_NEARLY,
    QUANTITY,
    RUN,
    SET_WORDS,
    START,
    UNITLESS_CENT,
    WIDE_DIGITS,
    Qualifier,
)

Number = int | Decimal


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


def quantities(text: str, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Read every quantity of a stretch of text, in order, without overlap."""
    stop = len(text) if end is None else end
    at = start
    while found := START.search(text, at, stop):
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
    latin = written.translate(FULL_WIDTH)
    if latin[:1].isdigit() and latin.isascii():
        return plain(Decimal(latin.replace(",", "")))
    whole, _, fraction = written.partition("点")
    value = chinese_number(whole)
    if value is None or not fraction:
        return value
    return Decimal(f"{value}.{''.join(str(chinese_number(digit)) for digit in fraction)}")


def _past(text: str, at: int, stop: int) -> int:
    """Pass over the rest of a number that is no quantity: a year, a telephone number, a set word."""
    run = RUN.match(text, at, stop)
    return run.end() if run and _same_script(text[at - 1], text[at]) else at


def _same_script(left: str, right: str) -> bool:
    return (left in DIGITS + WIDE_DIGITS) == (right in DIGITS + WIDE_DIGITS + ".．,，")


def _read(text: str, start: int, stop: int) -> Quantity | None:
    found = QUANTITY.match(text, start, stop)
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
    if numeral and any(text.startswith(word, number_start) for word in SET_WORDS.get(text[number_start], ())):
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


def _is_part_of_another(text: str, found: re.Match[str], number_start: int) -> bool:
    """Tell ordinals, years, codes and blanks from numbers: 第三次, 2023年, a107, 2xxxx人."""
    before = text[number_start - 1] if number_start else ""
    if before and (before in "第几〔[" or (before.isascii() and (before.isalnum() or before in "_."))):
        return True
    if before and before in DIGITS + WIDE_DIGITS + CHINESE_DIGIT + "十百千万亿":
        return True
    if before == "数" and found["low"][:1] not in DIGITS + WIDE_DIGITS:
        return True  # 数十次, but 人数3人.
    unit = found["unit"]
    return unit == "年" and (len(found["low"]) >= 4 or bool(found["high"] and len(found["high"]) >= 4))  # noqa: PLR2004


def _scaled(value: Number, scale: str, tail: str, *, numeral: bool) -> tuple[Number, int]:
    """Keep 1500万 as 1500 × 万; fold 三万五千 into one number."""
    factor = SCALES.get(scale, 1)
    if not tail:
        return value, factor
    rest = int(tail[0]) * 1000 if tail[0].isascii() else chinese_number(tail) or 0
    if numeral and scale == "万" and len(tail) == 1 and tail in CHINESE_DIGIT:
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
    if len(low) != 2 or any(character not in CHINESE_DIGIT for character in low):  # noqa: PLR2004
        return None, None
    first, second = chinese_number(low[0]), chinese_number(low[1])
    return (first, second) if first is not None and second is not None and 0 < first < second else (None, None)


def _qualified(text: str, found: re.Match[str]) -> tuple[Qualifier, str, int]:
    """The qualifier, its word, and where the quantity begins with it."""
    begin = found.start("cent") if found["cent"] else found.start("low")
    more = found["more"] or found["more2"]
    after, before = found["after"], found["before"]
    if before and not (before in "近上" and _belongs_before(text, found.start("before"), before, found["low"])):
        return BEFORE[before], before, found.start("before")
    if more:
        return Qualifier.AT_LEAST, more, begin
    if after:
        return AFTER[after], after, begin
    return Qualifier.EXACT, "", begin


def _belongs_before(text: str, at: int, word: str, low: str) -> bool:
    """Say whether 近 or 上 is the end of another word: 最近三次, 会上2人."""
    if word == "上":
        return low not in {"百", "千", ""}
    return bool(at) and text[at - 1] in NOT_AFTER_NEARLY


def _bare_cent(text: str, start: int, stop: int) -> Quantity | None:
    """Read 百分之三十, which carries its unit in front."""
    found = UNITLESS_CENT.match(text, start, stop)
    if found is None:
        return None
    value = written_number(found["low"])
    if value is None:
        return None
    word = found["before"] or ""
    qualifier = BEFORE[word] if word else Qualifier.EXACT
    numeral = not found["low"][0].isdigit()
    return Quantity(found.start(), found.end(), value, "%", qualifier, word, None, numeral, found.start("low"), 1)
