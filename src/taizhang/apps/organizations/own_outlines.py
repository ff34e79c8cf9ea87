"""Which outlines of reports an organisation is offered: the shipped ones, or its unit's own in their place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from taizhang.apps.organizations.own_kinds import unit_slug
from taizhang.apps.organizations.structure import structure
from taizhang.domain.rules.outlines import Outline
from taizhang.domain.rules.rulebook import Rulebook


def offered_outlines(rulebook: Rulebook, organization_id: int, day: date) -> tuple[Outline, ...]:
    """The outlines offered there on that day: in the place of each shipped one those of the nearest unit, if any."""
    slugs = _slugs_upward(organization_id, day)
    shipped = sorted(one for one in rulebook.outlines if not one.startswith("own/"))
    found: list[Outline] = []
    for identifier in shipped:
        found.extend(_in_place(rulebook, identifier, slugs) or (rulebook.outlines[identifier],))
    others = (one for one in rulebook.outlines.values() if one.id.startswith("own/") and one.based_on is None)
    found.extend(one for one in others if one.in_use and _slug_of(one.id) in slugs)
    return tuple(found)


def may_use_outline(outline: Outline, organization_id: int, day: date) -> bool:
    """Say whether a report there may begin by it: a shipped one always, an own one of those above while in use."""
    if not outline.id.startswith("own/"):
        return True
    return outline.in_use and _slug_of(outline.id) in _slugs_upward(organization_id, day)


def _in_place(rulebook: Rulebook, base: str, slugs: Sequence[str]) -> tuple[Outline, ...]:
    own = [one for one in rulebook.outlines.values() if one.id.startswith("own/") and one.based_on == base]
    for slug in slugs:
        found = tuple(one for one in own if one.in_use and _slug_of(one.id) == slug)
        if found:
            return found
    return ()


def _slugs_upward(organization_id: int, day: date) -> tuple[str, ...]:
    """The slugs of the organisation and of all above it, the nearest first."""
    return tuple(unit_slug(one) for one in (organization_id, *structure().above(organization_id, day)))


def _slug_of(identifier: str) -> str:
    return identifier.split("/")[1]
