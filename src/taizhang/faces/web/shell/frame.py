"""What stands around every page, worked out once a request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor
from taizhang.faces.web.shell import sources
from taizhang.faces.web.shell.address import Address, read_address
from taizhang.faces.web.shell.backup_line import BackupLine, backup_line
from taizhang.faces.web.shell.navigation import (
    ACCOUNT_ROUTE,
    BADGE_AREA,
    BADGE_ROUTE,
    HOME_ROUTE,
    RECORD_ROUTE,
    SEARCH_ROUTE,
    SIGN_OUT_ROUTE,
    NavigationItem,
    groups_for,
    path_of,
)
from taizhang.faces.web.shell.sources import OrganizationChoice

YEARS_BACK = 6
LARGE_TEXT_COOKIE = "taizhang_text"
_KEPT_ON = "taizhang_frame"


@dataclass(frozen=True, slots=True)
class Frame:
    """The organisation, year and days a page is about, who looks at it, and where else one can go."""

    actor: Actor | None
    """Who is signed in, with today's rights: hand it to services and selectors."""
    organization: OrganizationChoice | None
    address: Address
    year: int
    years: tuple[int, ...]
    as_of: date
    known_on: date | None
    """The day whose knowledge is asked for; None means everything known now."""
    known: int | None
    """The same as a commit number: hand it to selectors."""
    today: date
    """The business day; in a demonstration it stands still."""
    real_today: date
    navigation: tuple[NavigationItem, ...]
    backup: BackupLine
    home: str
    record: str
    """Address of the page that records; empty where there is none, or the account may not record here."""
    search: str
    own_page: str
    sign_out: str
    path: str
    is_demo: bool = False
    large_text: bool = False

    @property
    def is_past(self) -> bool:
        """Whether another day shows than today, or older knowledge: then nothing can be recorded."""
        return self.as_of != self.today or self.known_on is not None

    @property
    def may_record(self) -> bool:
        """Whether recording is on."""
        return bool(self.record) and not self.is_past

    @property
    def role_words(self) -> tuple[str, ...]:
        """The roles of whoever is signed in, as words."""
        return tuple(sorted({str(role.label) for role in self.actor.roles})) if self.actor else ()

    @property
    def phone_items(self) -> tuple[NavigationItem, ...]:
        """The groups in a phone's bottom bar."""
        return tuple(item for item in self.navigation if item.on_phone)

    @property
    def is_ahead(self) -> bool:
        """Whether the day shown has not come yet."""
        return self.as_of > self.today

    @property
    def here_today(self) -> str:
        """This page as of today."""
        return self.address.of_today().link(self.path)

    @property
    def here_as_known_then(self) -> str:
        """This page with only what was known on the day it shows."""
        return self.address.link(self.path, known_on=self.as_of)

    @property
    def here_as_known_now(self) -> str:
        """This page as of its day, with everything known now."""
        return self.address.link(self.path, known_on=None)


def frame_of(request: HttpRequest) -> Frame:
    """Work out the frame of this request, once."""
    found = getattr(request, _KEPT_ON, None)
    if found is None:
        found = _build(request)
        setattr(request, _KEPT_ON, found)
    return cast("Frame", found)


def _build(request: HttpRequest) -> Frame:
    today = sources.business_day()
    address = read_address(request.GET, today)
    as_of = address.as_of or today
    actor = sources.signed_in(request)
    organization = None
    if actor is not None:
        organization, address = _organization(actor, address, as_of)
    year = address.year or as_of.year
    return Frame(
        actor=actor,
        organization=organization,
        address=address,
        year=year,
        years=_years(year, today),
        as_of=as_of,
        known_on=address.known_on,
        known=sources.known_until(address.known_on) if address.known_on else None,
        today=today,
        real_today=timezone.localdate(),
        navigation=_navigation(request, actor, address) if actor else (),
        backup=backup_line(sources.last_backup_at(), timezone.now()),
        home=address.link(path_of(HOME_ROUTE) or "/"),
        record=_linked(address, RECORD_ROUTE) if actor and sources.may_record(actor, organization) else "",
        search=path_of(SEARCH_ROUTE),
        own_page=_linked(address, ACCOUNT_ROUTE),
        sign_out=path_of(SIGN_OUT_ROUTE),
        path=request.path,
        is_demo=sources.is_demo(),
        large_text=request.COOKIES.get(LARGE_TEXT_COOKIE) == "large",
    )


def _organization(actor: Actor, address: Address, as_of: date) -> tuple[OrganizationChoice | None, Address]:
    """Take the organisation of the address where the actor may see it, else the actor's own."""
    if address.organization:
        chosen = sources.organization_choice(actor, address.organization, as_of)
        if chosen is not None:
            return chosen, address
        # An unknown organisation and a foreign one read alike: nobody learns that it exists.
        notice = "地址里的组织找不到，先显示你所在的组织。"
        address = replace(address, organization="", notices=(*address.notices, notice))
    return sources.home_organization(actor, as_of), address


def _years(year: int, today: date) -> tuple[int, ...]:
    """Offer this year and those before it, and the one being looked at."""
    return tuple(sorted({year, *range(today.year - YEARS_BACK, today.year + 1)}, reverse=True))


def _linked(address: Address, route: str) -> str:
    path = path_of(route)
    return address.link(path) if path else ""


def _navigation(request: HttpRequest, actor: Actor, address: Address) -> tuple[NavigationItem, ...]:
    area = request.resolver_match.namespace if request.resolver_match else ""
    return tuple(
        NavigationItem(
            word=group.word,
            icon=group.icon,
            href=address.link(path_of(group.route)),
            is_current=area in group.areas,
            on_phone=group.on_phone,
            badge=_linked(address, BADGE_ROUTE) if BADGE_AREA in group.areas else "",
        )
        for group in groups_for(frozenset(role.value for role in actor.roles))
    )
