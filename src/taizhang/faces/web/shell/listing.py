"""A list over several pages: fifty rows each, the page and the order in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.http import HttpRequest

PER_PAGE = 50
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Page(Generic[RowT]):
    """One page of a list, knowing where it stands in the whole."""

    rows: Sequence[RowT]
    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first_row(self) -> int:
        """The place of the first row in the whole list, from one."""
        return (self.number - 1) * self.per_page + 1

    @property
    def last_row(self) -> int:
        """The place of the last row in the whole list."""
        return min(self.number * self.per_page, self.total)

    @property
    def before(self) -> int | None:
        """The page before, where there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The page after, where there is one."""
        return self.number + 1 if self.number < self.last else None


def page_number(request: HttpRequest) -> int:
    """Read `?page=`; nonsense means the first."""
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= len("999999") else 1


def page_of(request: HttpRequest, rows: Any, per_page: int = PER_PAGE, *, total: int | None = None) -> Page[Any]:
    """Cut the page that the address asks for out of rows (a list or a queryset); the total may be known already."""
    if total is None:
        total = rows.count() if callable(getattr(rows, "all", None)) else len(rows)
    number = min(page_number(request), max(1, -(-total // per_page)))
    start = (number - 1) * per_page
    return Page(rows[start : start + per_page], number, total, per_page)


def page_of_counted(request: HttpRequest, rows: Sequence[RowT], total: int, per_page: int = PER_PAGE) -> Page[RowT]:
    """Wrap rows that a selector has already cut, given `page_number(request)`."""
    return Page(rows, min(page_number(request), max(1, -(-total // per_page))), total, per_page)


def order_of(request: HttpRequest, allowed: Sequence[str], default: str) -> str:
    """Read `?sort=date` or `?sort=-date`; only what is allowed counts."""
    asked = request.GET.get("sort", "")
    return asked if asked.removeprefix("-") in allowed else default
