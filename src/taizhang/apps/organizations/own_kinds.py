"""Which kinds an organisation may record: the shipped ones, its own, and those of the units above it."""

from __future__ import annotations

from datetime import date

from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.organizations.structure import structure
from taizhang.apps.rulebooks.own import slug_for
from taizhang.domain.rules.rulebook import Rulebook


def unit_slug(organization_id: int) -> str:
    """The part of a path that stands for this organisation; two codes that would share one are told apart."""
    codes = structure().codes
    if organization_id not in codes:
        raise NotFoundError
    slug = slug_for(codes[organization_id])
    sharing = sorted(one for one, code in codes.items() if slug_for(code) == slug)
    return slug if sharing[0] == organization_id else f"{slug}_{organization_id}"


def own_slugs(organization_id: int, day: date, known: int | None = None) -> frozenset[str]:
    """The slugs of the organisation and of all above it, in every kind of relation that makes rules count below."""
    lineage = (organization_id, *structure(known).above(organization_id, day))
    return frozenset(unit_slug(one) for one in lineage)


def usable_kinds(rulebook: Rulebook, organization_id: int, day: date) -> tuple[str, ...]:
    """The kinds that the organisation may record on that day, in the order of groups."""
    described = structure().described(organization_id, day)
    if described is None:
        raise NotFoundError
    slugs = own_slugs(organization_id, day)
    ordered = sorted(rulebook.groups, key=lambda group: (rulebook.groups[group].order, group))
    return tuple(
        kind
        for group in ordered
        for kind in rulebook.kinds_of(group)
        if (not kind.startswith("own/") or kind.split("/")[1] in slugs)
        and (not rulebook.kinds[kind].recorded_by or described.type in set(rulebook.kinds[kind].recorded_by))
    )
