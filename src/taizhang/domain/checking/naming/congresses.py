"""The calendar of congresses and plenums: which one was held when, which one a year looks to."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Final

from pydantic import Field

from taizhang.domain.rules.check_lists import shipped_list
from taizhang.domain.rules.shape import Shape, Text

_DIGITS: Final = "零一二三四五六七八九"
_TEN: Final = 10


class Congress(Shape):
    """One national congress, and the days its committee's plenums began, as far as they are known."""

    number: Annotated[int, Field(ge=1)]
    opened_on: date
    plenums: tuple[date, ...] = ()


class CongressCalendar(Shape):
    """All congresses, in order."""

    zh: Text
    congresses: Annotated[tuple[Congress, ...], Field(min_length=1)]
    most_plenums: int

    def current_in(self, year: int) -> int:
        """Tell the number of the latest congress that had been held when the year ended."""
        held = [congress.number for congress in self.congresses if congress.opened_on.year <= year]
        return max(held, default=0)

    def find(self, number: int) -> Congress | None:
        """Find a congress by its number."""
        return next((congress for congress in self.congresses if congress.number == number), None)

    def is_over_since(self, number: int, year: int) -> bool:
        """Say whether the next congress had been held before the year began."""
        return self.current_in(year - 1) > number

    def plenum_is_impossible(self, number: int, plenum: int) -> bool:
        """Say whether no such plenum was or can be held; only for committees whose plenums are known."""
        congress = self.find(number)
        if congress is None or not congress.plenums:
            return False
        return plenum > self.most_plenums

    def plenum_is_ahead(self, number: int, plenum: int, year: int) -> bool:
        """Say whether the plenum came only after the year; what is not known is not said."""
        congress = self.find(number)
        if congress is None:
            return number > self.current_in(year)
        if plenum <= len(congress.plenums):
            return congress.plenums[plenum - 1].year > year
        return bool(congress.plenums) and congress.plenums[-1].year >= year


def in_chinese(number: int) -> str:
    """Spell a number below a hundred: 二十, 十九."""
    tens, ones = divmod(number, _TEN)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


@cache
def shipped_calendar() -> CongressCalendar:
    """Give the calendar beside the packs."""
    return shipped_list("congresses", CongressCalendar)
