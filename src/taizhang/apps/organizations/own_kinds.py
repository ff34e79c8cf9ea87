"""Which kinds an organisation may record: the shipped ones, its own, and those of the units above it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.organizations.structure import Structure, structure
from taizhang.apps.rulebooks.own import slug_for
from taizhang.domain.rules.rulebook import Rulebook


def unit_slug(organization_id: int) -> str:
    """The part of a path that stands for this organisation; two codes that would share one are told apart."""
    found = _slugs(structure()).get(organization_id)
    if found is None:
        raise NotFoundError
    return found


def slugs_among(organizations: Iterable[int]) -> frozenset[str]:
    """The slugs of many organisations at once."""
    slugs = _slugs(structure())
    return frozenset(slugs[one] for one in organizations if one in slugs)


def own_slugs(organization_id: int, day: date, known: int | None = None) -> frozenset[str]:
    """The slugs of the organisation and of all above it: whose own files count here."""
    slugs = _slugs(structure())
    lineage = (organization_id, *structure(known).above(organization_id, day))
    return frozenset(slugs[one] for one in lineage if one in slugs)


@lru_cache(maxsize=4)
def _slugs(of: Structure) -> dict[int, str]:
    """The slug of each organisation: the one set up first has it plain."""
    found: dict[int, str] = {}
    taken: set[str] = set()
    for organization in sorted(of.codes):
        slug = slug_for(of.codes[organization])
        found[organization] = f"{slug}_{organization}" if slug in taken else slug
        taken.add(slug)
    return found


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
