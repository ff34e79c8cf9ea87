"""The address keeps what a page is about: `?org=&year=&as_of=&known_on=` on every link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import get_urlconf, reverse

FIRST_YEAR = 1921
YEARS_AHEAD = 2
MAX_CODE = 40
KEPT = ("org", "year", "as_of", "known_on")
_KEPT = frozenset(KEPT)


@dataclass(frozen=True, slots=True)
class Address:
    """What the address says; None and empty mean that it leaves the choice to the default."""

    organization: str = ""
    year: int | None = None
    as_of: date | None = None
    known_on: date | None = None
    notices: tuple[str, ...] = ()
    """What in the address could not be used, in words for the page."""

    @property
    def kept(self) -> dict[str, str]:
        """The part of the query that every link repeats."""
        found = {
            "org": self.organization,
            "year": str(self.year) if self.year else "",
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "known_on": self.known_on.isoformat() if self.known_on else "",
        }
        return {key: value for key, value in found.items() if value}

    def with_organization(self, code: str) -> Address:
        """Say the same of another organisation."""
        return replace(self, organization=code)

    def of_today(self) -> Address:
        """Say the same of today, with everything known now."""
        return replace(self, as_of=None, known_on=None)

    def link(self, path: str, **query: object) -> str:
        """Write the path with the kept query; a keyword adds to it, replaces it, or with None drops it."""
        text = _kept_text(self) if _KEPT.isdisjoint(query) else ""
        words = {key: _word(value) for key, value in query.items()}
        if not _KEPT.isdisjoint(query):
            words = {**self.kept, **words}
        more = urlencode({key: value for key, value in words.items() if value}) if words else ""
        text = f"{text}&{more}" if text and more else text or more
        return f"{path}?{text}" if text else path

    def to(self, name: str, *args: object, **query: object) -> str:
        """Write the link to a route: positional arguments belong to its path, keywords to the query."""
        return self.link(_path(name, args, get_urlconf()), **query)


@lru_cache(maxsize=256)
def _kept_text(address: Address) -> str:
    """Spell the kept query once: every link of a page repeats it."""
    return urlencode(address.kept)


@lru_cache(maxsize=4096)
def _path(name: str, args: tuple[object, ...], urlconf: str | None) -> str:
    """Remember where routes lie: a page writes hundreds of links, most of them to the same few."""
    return reverse(name, urlconf, args)


def read_address(query: Mapping[str, str], today: date) -> Address:
    """Read the address; what makes no sense is left to the default, and named in `notices`."""
    notices: list[str] = []
    year = _year(query.get("year", ""), today, notices)
    as_of = _day(query.get("as_of", ""), "以某日为准", notices)
    known_on = _day(query.get("known_on", ""), "以某日所知", notices)
    if as_of and not FIRST_YEAR <= as_of.year <= today.year + YEARS_AHEAD:
        notices.append(f"地址里的日子 {as_of.isoformat()} 太远，先按今天显示。")
        as_of = None
    if known_on and known_on > today:
        notices.append(f"地址里的“所知”是 {known_on.isoformat()}，还没到，先按今天知道的显示。")
        known_on = None
    code = query.get("org", "").strip()
    return Address(
        organization=code if len(code) <= MAX_CODE and code.isprintable() else "",
        year=year,
        # Today needs no words: the link stays short, and stays right tomorrow.
        as_of=as_of if as_of != today else None,
        known_on=known_on if known_on != today else None,
        notices=tuple(notices),
    )


def _word(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _year(text: str, today: date, notices: list[str]) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= today.year + YEARS_AHEAD:
        return int(text)
    notices.append("地址里的年份看不懂，先按今年显示。")
    return None


def _day(text: str, what: str, notices: list[str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        notices.append(f"地址里“{what}”的日子看不懂，先按今天显示。日子写成 2025-06-30 这样。")
        return None
