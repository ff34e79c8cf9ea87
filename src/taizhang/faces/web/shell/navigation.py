"""The ten groups of the side bar; a group shows when its page exists and the account may see it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

BUSINESS = frozenset({"secretary", "clerk", "superior", "discipline", "reader"})
"""Roles that see business data; the three administrators do not."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its word, icon and entrance, and the page areas that belong to it."""

    word: str
    icon: str
    route: str
    areas: tuple[str, ...]
    """Namespaces of the routes under which the group is marked as the current one."""
    roles: frozenset[str] = field(default=BUSINESS)
    """Who sees it; empty: everybody who is signed in."""
    on_phone: bool = False
    """Whether it stands in the bottom bar of a phone."""


GROUPS = (
    Group("工作台", "home", "desk:index", ("desk",), on_phone=True),
    Group("台账", "notebook", "ledger:index", ("ledger", "entries", "drafts", "kinds")),
    Group("应办", "list-check", "owed:index", ("owed",), on_phone=True),
    Group("数据", "chart-bar", "figures:index", ("figures", "assertions"), on_phone=True),
    Group("组织与党员", "users-group", "organizations:index", ("organizations", "members")),
    Group("责任与整改", "target-arrow", "duties:index", ("duties", "problems")),
    Group("报告与审校", "file-text", "reports:index", ("reports", "papers", "checks")),
    Group("素材库", "books", "library:index", ("library",)),
    Group("制度", "gavel", "rules:index", ("rules",), frozenset()),
    Group("系统", "settings", "system:index", ("system",), frozenset()),
)
RECORD_ROUTE = "ledger:record"
SEARCH_ROUTE = "search:index"
BADGE_AREA = "owed"
"""The only badge: late items on 应办."""
BADGE_ROUTE = "shell:late"
HOME_ROUTE = "desk:index"
ACCOUNT_ROUTE = "accounts:own"
SIGN_OUT_ROUTE = "accounts:sign_out"


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A group as one request shows it."""

    word: str
    icon: str
    href: str
    is_current: bool
    badge: str = ""
    """Address that answers with the badge; it is asked after the page, which so need not wait for it."""
    on_phone: bool = False


def path_of(route: str) -> str:
    """Find the path of a route; empty while no such page exists."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def groups_for(roles: frozenset[str]) -> tuple[Group, ...]:
    """List the groups whose pages exist and that somebody with these roles may see."""
    return tuple(group for group in GROUPS if (not group.roles or group.roles & roles) and path_of(group.route))
