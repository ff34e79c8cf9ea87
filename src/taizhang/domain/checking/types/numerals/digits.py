"""Numbers in Arabic digits: what stands behind them, read in one pass from number to number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.figures.approximate import numeral
from taizhang.domain.official_text import OfficialText

_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?")
_THINGS = "名人个次位场期件家户份条项篇元亩公米平吨台套所天"
_BEHIND = re.compile(
    rf"(?P<few>几(?=[十百千万]?[{_THINGS}岁年月斤里届]))"
    r"|(?P<range>(?:～|~|—{1,2}|–|-)(?P<high>[0-9]{1,8}(?:\.[0-9]{1,4})?)(?P<scale>[万亿%％]))"
    r"|(?P<scaled>千(?![米克瓦卡伏焦帕字赫吨分里])|百(?![分姓货强家度日年米科合]))"
    rf"|(?P<odd>[余多](?=[{_THINGS}]))"
    r"|(?P<short>年(?=[0-9]{1,2}月|度(?![过假])|底(?![蕴气线色数子稿层])|初(?![心衷步级中次始])|上半年|下半年))"
    r"|(?P<years>年 ?(?:—{1,2}|–|-|~|～|至|到) ?(?P<until>(?:19|20)[0-9]{2})(?![0-9年.度学级届余多个名人次户家元件]))"
    r"|(?P<zero>年0[1-9]月(?:0?[0-9]{1,2}日)?|月0[1-9]日)"
    r"|(?P<day>月(?P<number>[0-9]{1,2})号(?![楼线文令院店车桌门台机]))"
    rf"|(?P<comma>(?:，[0-9]{{3}}){{1,3}}(?=[元]|万元))"
)
_LARGEST_ROUND = 99
_YEAR = 4
_SHORT_YEAR = 2
_LASTS = "近约满第历经过整足达仅"


def digits(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Look behind every number."""
    text = document.text
    for number in _NUMBER.finditer(text):
        behind = _BEHIND.match(text, number.end())
        if behind is None or behind.lastgroup is None:
            continue
        before = text[number.start() - 1] if number.start() else "\n"
        if before.isascii() and (before.isalnum() or before in "./-_:"):
            continue
        kind = next(name for name in _READERS if behind[name] is not None)
        yield from _READERS[kind](number[0], before, number.start(), behind)


def _few(written: str, _before: str, start: int, behind: re.Match[str]) -> Iterator[Sighting]:
    if written.isdigit() and int(written) <= _LARGEST_ROUND and written.endswith("0"):
        yield Sighting("digits_with_few", start, behind.end(), suggestions=(f"{numeral(int(written))}几",))


def _range(written: str, _before: str, start: int, behind: re.Match[str]) -> Iterator[Sighting]:
    if float(written) >= float(behind["high"]) or (written.startswith("0") and "." not in written):
        return
    scale = behind["scale"]
    right = f"{written}{scale}～{behind['high']}{scale}"
    yield Sighting("range_without_unit", start, behind.end(), suggestions=(right,))


def _scaled(written: str, _before: str, start: int, behind: re.Match[str]) -> Iterator[Sighting]:
    if "." in written or len(written) > 2:  # noqa: PLR2004 (120百 is no number anybody writes)
        return
    factor = 1000 if behind["scaled"] == "千" else 100
    yield Sighting("mixed_numeral", start, behind.end(), suggestions=(str(int(written) * factor),))


def _odd(written: str, _before: str, start: int, behind: re.Match[str]) -> Iterator[Sighting]:
    if not written.endswith("0") or "." in written:
        yield Sighting("odd_with_more", start, behind.end(), (("more", behind["odd"]),), (written,))


def _short(written: str, before: str, start: int, behind: re.Match[str]) -> Iterator[Sighting]:
    if len(written) == _SHORT_YEAR and before not in _LASTS:
        century = "19" if written >= "50" else "20"
        yield Sighting("short_year", start, behind.end(), suggestions=(f"{century}{written}年",))


def _years(written: str, _before: str, start: int, behind: re.Match[str]) -> Iterator[Sighting]:
    if len(written) == _YEAR and written[:2] in {"19", "20"}:
        right = f"{written}年至{behind['until']}年"
        yield Sighting("half_range_of_years", start, behind.end(), suggestions=(right,))


def _zero(written: str, _before: str, start: int, behind: re.Match[str]) -> Iterator[Sighting]:
    right = re.sub("(?<![0-9])0(?=[0-9])", "", behind["zero"])
    yield Sighting("leading_zero", start, behind.end(), suggestions=(written.lstrip("0") + right,))


def _day(written: str, _before: str, start: int, behind: re.Match[str]) -> Iterator[Sighting]:
    if written.isdigit() and 1 <= int(written) <= 12 and 1 <= int(behind["number"]) <= 31:  # noqa: PLR2004
        yield Sighting("day_as_number", start, behind.end(), suggestions=(f"{written}月{behind['number']}日",))


def _comma(written: str, _before: str, start: int, behind: re.Match[str]) -> Iterator[Sighting]:
    if len(written) <= 3:  # noqa: PLR2004 (a group of thousands)
        right = written + behind["comma"].replace("，", "")
        yield Sighting("wide_thousands", start, behind.end(), suggestions=(right,))


_READERS: dict[str, Callable[[str, str, int, re.Match[str]], Iterator[Sighting]]] = {
    "few": _few,
    "range": _range,
    "scaled": _scaled,
    "odd": _odd,
    "short": _short,
    "years": _years,
    "zero": _zero,
    "day": _day,
    "comma": _comma,
}
