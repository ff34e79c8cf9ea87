"""The stretch of text around an anchor, and the quantities in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from taizhang.domain.official_text.quantities import Quantity, quantities
from taizhang.domain.official_text.quantity_grammar import Qualifier

_FARTHEST = 300
_MOST = 4
_PERSONS = {"人", "名", "位"}
_THINGS = {"个", "家", "所", "处", "座"}


def anchors(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Find the places worth a look: a few a sentence, none in a sentence that never ends."""
    last, count = -1, 0
    for found in pattern.finditer(text):
        at = found.start()
        start = opening(text, at)
        if start and start == at - _FARTHEST:
            continue
        count = count + 1 if start == last else 1
        last = start
        if count <= _MOST:
            yield found


def opening(text: str, at: int, marks: str = "。！？\n；") -> int:
    """Where the stretch begins that holds a place."""
    low = max(0, at - _FARTHEST)
    return max(low, *(text.rfind(mark, low, at) + 1 for mark in marks))


def closing(text: str, at: int, marks: str = "。！？\n；") -> int:
    """Where it ends, in front of its last mark."""
    high = min(len(text), at + _FARTHEST)
    return min(high, *(found for mark in marks if (found := text.find(mark, at, high)) >= 0), high)


def measured(text: str, start: int, end: int) -> list[Quantity]:
    """The quantities of a stretch; lengths of time and ages are none of the things that are added up."""
    return [one for one in quantities(text, start, end) if one.unit not in {"岁", "年", "周年", "天", "小时", "分钟"}]


def same_unit(one: Quantity, other: Quantity) -> bool:
    """人, 名 and 位 count the same; 个 and 家 do too."""
    left, right = one.base_unit, other.base_unit
    return left == right or {left, right} <= _PERSONS or {left, right} <= _THINGS


def is_exact(one: Quantity) -> bool:
    """Say whether the number claims to be exact."""
    return one.qualifier is Qualifier.EXACT and one.high is None


def spelled(value: int | Decimal) -> str:
    """Spell an amount without an idle fraction."""
    written = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return written.rstrip("0").rstrip(".") if "." in written else written
