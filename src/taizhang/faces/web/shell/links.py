"""Links to routes that another page area may not have yet: empty while they are missing."""

from __future__ import annotations

from django.urls import NoReverseMatch

from taizhang.faces.web.shell.address import Address
from taizhang.faces.web.shell.frame import Frame


def link_if(address: Address, route: str, *args: object, **query: object) -> str:
    """Write the link to a route, keeping organisation, year and days; empty where there is no such page."""
    try:
        return address.to(route, *args, **query)
    except NoReverseMatch:
        return ""


def entry_link(frame: Frame, entry: int) -> str:
    """Write the link to an entry."""
    return link_if(frame.address, "ledger:entry", entry)


def rule_link(frame: Frame, rule: str) -> str:
    """Write the link to a rule with its article."""
    return link_if(frame.address, "rules:rule", rule)
