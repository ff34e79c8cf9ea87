"""How a value may print (约数): exact, 余, 近, 多, in digits or in Chinese numerals, as long as it is true of it."""

from __future__ import annotations

from enum import StrEnum

_DIGITS = "〇一二三四五六七八九"
_SMALL = ("", "十", "百", "千")
_LARGE = ("", "万", "亿", "万亿")
_TEN_THOUSAND = 10_000
_NEARLY = 10
"""近: no more than a tenth below the round number."""


class Wording(StrEnum):
    """The word beside a round number."""

    EXACT = ""
    MORE_ARABIC = "余"
    MORE = "多"
    NEARLY = "近"


def numeral(value: int) -> str:
    """Spell a whole number in Chinese numerals, as it stands in running text: 一百零五, 十二, 三万."""
    if value < 0:
        return f"负{numeral(-value)}"
    if value == 0:
        return "零"
    groups: list[int] = []
    rest = value
    while rest:
        rest, group = divmod(rest, _TEN_THOUSAND)
        groups.append(group)
    if len(groups) > len(_LARGE):
        raise ValueError(f"{value} is too large to be spelt")
    text = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group:
            gap = text and (group < _TEN_THOUSAND // 10 or text.endswith("零"))
            text += ("零" if gap and not text.endswith("零") else "") + _group(group) + _LARGE[place]
    return text.removeprefix("一") if text.startswith("一十") else text


def _group(value: int) -> str:
    """Spell a number below ten thousand."""
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _SMALL[place]
            gap = False
        else:
            gap = True
    return text


def is_true_of(value: int, stated: int, wording: Wording) -> bool:
    """Say whether "stated with that word" is true of the value: 余 and 多 above it, 近 a little below, else the same.

    余 and 多 leave no room for the next round number: 120余 is 121 to 129, 100余 is 101 to 199.
    """
    if wording is Wording.EXACT:
        return value == stated
    step = _step(stated)
    if wording is Wording.NEARLY:
        return stated > 0 and stated - max(1, stated // _NEARLY) <= value < stated
    return step > 1 and stated < value < stated + step


def rounded(value: int, wording: Wording) -> int | None:
    """Find the roundest number that is true of the value with that word; None where there is none."""
    if wording is Wording.EXACT:
        return value
    candidates = []
    step = 10
    while step <= value * 10:
        base = value // step * step + (step if wording is Wording.NEARLY else 0)
        if base > 0 and is_true_of(value, base, wording):
            candidates.append(base)
        step *= 10
    return candidates[-1] if candidates and wording is Wording.NEARLY else candidates[0] if candidates else None


def worded(value: int, unit: str, wording: Wording = Wording.EXACT, *, chinese: bool = False) -> str:
    """Print a value with its unit; where the word would not be true of it, the exact value."""
    stated = rounded(value, wording)
    if stated is None or not is_true_of(value, stated, wording):
        stated, wording = value, Wording.EXACT
    digits = numeral(stated) if chinese else str(stated)
    return f"近{digits}{unit}" if wording is Wording.NEARLY else f"{digits}{wording.value}{unit}"


def _step(stated: int) -> int:
    """How round a number is: the power of ten that it is a multiple of."""
    step = 1
    while stated and stated % (step * 10) == 0:
        step *= 10
    return step
