"""Reads of organisations: by day, and as known at a commit."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from weakref import WeakKeyDictionary

from taizhang.apps.audit.models import known as known_at
from taizhang.apps.audit.standing import Standing, standing
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.organizations.leadership import PostRow, TermRow, leadership
from taizhang.apps.organizations.models import Description, NamedScope, Relation, RelationKind, WindowShift
from taizhang.apps.organizations.structure import SUBORDINATION, Described, Structure, structure
from taizhang.domain.obligations.answers import Shift
from taizhang.domain.periods import Window
from taizhang.domain.rules.wording import TYPE_NAMES
from taizhang.domain.scopes import Link

_KINDS = tuple(RelationKind.values)
_MOST_VIEWS = 10_000


@dataclass(frozen=True, slots=True)
class OrganizationView:
    """An organisation as it was on a day."""

    id: int
    code: str
    name: str
    short_name: str
    type: str
    unit: str
    traits: tuple[str, ...]
    founded_on: date | None
    closed_on: date | None
    exists: bool
    """Whether it existed on the day asked for."""
    parents: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """The organisations directly above, by kind of relation."""

    @property
    def parent(self) -> int | None:
        """The organisation it is subordinate to."""
        above = self.parents.get(SUBORDINATION, ())
        return above[0] if above else None

    @property
    def type_zh(self) -> str:
        """The type as a page shows it."""
        return TYPE_NAMES.get(self.type, self.type)

    @property
    def called(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True)
class OrganizationHistory:
    """Everything dated that is known of one organisation, oldest first."""

    descriptions: tuple[Described, ...]
    links: tuple[Link, ...]
    terms: tuple[TermRow, ...]
    posts: tuple[PostRow, ...]


@dataclass(frozen=True, slots=True)
class ScopeView:
    """A named scope (口径): whose it is and how it is put together."""

    id: int
    owner: int
    name: str
    kind: str
    types: tuple[str, ...]
    added: tuple[int, ...]
    left_out: tuple[int, ...]

    @property
    def kind_zh(self) -> str:
        """The relation it follows."""
        return RelationKind(self.kind).label


def organization_view(organization_id: int, day: date, known: int | None = None) -> OrganizationView:
    """One organisation as of a day; unknown ones are not found."""
    return _view(structure(known), organization_id, day)


def list_organizations(
    ids: Iterable[int] | None,
    day: date,
    known: int | None = None,
    *,
    closed: bool = False,
) -> tuple[OrganizationView, ...]:
    """The organisations (None: all) as of a day, in the order asked for; those not existing then only where asked."""
    of = structure(known)
    wanted = sorted(of.descriptions, key=lambda one: of.codes[one]) if ids is None else ids
    views = (_view(of, one, day) for one in wanted if one in of)
    return tuple(view for view in views if closed or view.exists)


def organization_by_code(code: str, known: int | None = None) -> int:
    """The number of the organisation with that code; unknown ones are not found."""
    for organization, its_code in structure(known).codes.items():
        if its_code == code:
            return organization
    raise NotFoundError


def names_of(ids: Iterable[int], day: date, known: int | None = None) -> dict[int, str]:
    """What these organisations were called on that day; unknown ones are left out."""
    of = structure(known)
    found = {one: of.described(one, day) for one in ids}
    return {one: described.name for one, described in found.items() if described is not None}


def below(
    organization_id: int,
    day: date,
    known: int | None = None,
    kind: str = SUBORDINATION,
) -> tuple[int, ...]:
    """The organisation and all below it that existed on that day, level by level."""
    return structure(known).below(organization_id, day, kind)


def above(organization_id: int, day: date, known: int | None = None, kind: str = SUBORDINATION) -> tuple[int, ...]:
    """All above it on that day, the nearest first."""
    return structure(known).above(organization_id, day, kind)


def children_of(
    organization_id: int,
    day: date,
    known: int | None = None,
    kind: str = SUBORDINATION,
) -> tuple[int, ...]:
    """The organisations directly under it that existed on that day, by code."""
    of = structure(known)
    return tuple(child for child in of.children(organization_id, day, kind) if of.exists(child, day))


def of_types(ids: Iterable[int], types: Collection[str], day: date, known: int | None = None) -> tuple[int, ...]:
    """Those of the organisations that were of one of these types on that day."""
    wanted = structure(known).of_types(frozenset(types), day)
    return tuple(one for one in ids if one in wanted) if wanted else ()


def same_unit(organization_id: int, day: date, known: int | None = None) -> tuple[int, ...]:
    """All organisations of the same unit (所在单位): 党组, 机关党委 and branches of one bureau."""
    of = structure(known)
    here = of.described(organization_id, day)
    if here is None or not here.unit:
        return (organization_id,)
    others = sorted((one for one in of.descriptions if of.exists(one, day)), key=lambda one: of.codes[one])
    return tuple(one for one in others if (there := of.described(one, day)) and there.unit == here.unit)


def history_of(organization_id: int, known: int | None = None) -> OrganizationHistory:
    """Everything dated about one organisation."""
    of, leading = structure(known), leadership(known)
    if organization_id not in of:
        raise NotFoundError
    return OrganizationHistory(
        of.descriptions[organization_id],
        of.links_of(organization_id),
        leading.terms.get(organization_id, ()),
        leading.posts.get(organization_id, ()),
    )


def posts_of(organization_id: int, day: date, known: int | None = None) -> tuple[PostRow, ...]:
    """The posts held in the organisation on that day."""
    return tuple(post for post in leadership(known).posts.get(organization_id, ()) if post.holds(day))


def posts_of_person(person: int, day: date, known: int | None = None) -> tuple[PostRow, ...]:
    """Every post that a person held on that day, in all lines of the bureau."""
    everywhere = leadership(known).posts.values()
    return tuple(post for posts in everywhere for post in posts if post.person == person and post.holds(day))


def term_of(organization_id: int, day: date, known: int | None = None) -> TermRow | None:
    """The term of office running on that day."""
    return leadership(known).term(organization_id, day)


def list_scopes(owners: Collection[int] | None = None, known: int | None = None) -> tuple[ScopeView, ...]:
    """The named scopes of these owners (None: all), by name."""
    found = NamedScope.objects.filter(known_at(known)).order_by("name", "id")
    if owners is not None:
        found = found.filter(owner_id__in=owners)
    return tuple(_scope_view(one) for one in found)


def scope(scope_id: int, day: date, known: int | None = None) -> tuple[int, ...]:
    """The organisations that a named scope (口径) holds on that day."""
    found = NamedScope.objects.filter(known_at(known), pk=scope_id).first()
    if found is None:
        raise NotFoundError
    view, of = _scope_view(found), structure(known)
    ids = [one for one in of.below(view.owner, day, view.kind) if one not in view.left_out]
    if view.types:
        ids = [one for one in ids if (described := of.described(one, day)) and described.type in view.types]
    ids += [one for one in view.added if of.exists(one, day)]
    return tuple(dict.fromkeys(ids))


def shifts(known: int | None = None) -> tuple[Shift, ...]:
    """Every window shifted by a superior's notice, with the organisations it reaches named one by one."""
    at = standing((WindowShift, Description, Relation), known)
    return _kept_shifts(at) if at.is_settled else _shifts(at)


def _shifts(at: Standing) -> tuple[Shift, ...]:
    rows = list(WindowShift.objects.filter(known_at(at.seq)).order_by("known_from", "id"))
    of = structure(at.seq)
    found = []
    for row in rows:
        named = json.loads(row.organizations)
        if not named:
            named = [one for one in of.below(row.issuer_id, row.window_end) if one != row.issuer_id]
        found.append(
            Shift(
                row.rule,
                Window(row.window_start, row.window_end),
                row.due_on,
                row.notice,
                frozenset(named),
            )
        )
    return tuple(found)


_kept_shifts = lru_cache(maxsize=8)(_shifts)


def _view(of: Structure, organization: int, day: date) -> OrganizationView:
    kept = _VIEWS.setdefault(of, {})
    found = kept.get((organization, day))
    if found is None:
        if len(kept) >= _MOST_VIEWS:
            kept.clear()
        found = kept[organization, day] = _seen(of, organization, day)
    return found


_VIEWS: WeakKeyDictionary[Structure, dict[tuple[int, date], OrganizationView]] = WeakKeyDictionary()
"""The views made so far of each structure; a structure never changes, so each is made once."""


def _seen(of: Structure, organization: int, day: date) -> OrganizationView:
    described = of.described(organization, day)
    if described is None:
        raise NotFoundError
    parents = {kind: of.parents(organization, day, kind) for kind in _KINDS}
    return OrganizationView(
        id=organization,
        code=of.codes[organization],
        name=described.name,
        short_name=described.short_name,
        type=described.type,
        unit=described.unit,
        traits=described.traits,
        founded_on=of.founded_on(organization),
        closed_on=of.closed_on(organization),
        exists=of.exists(organization, day),
        parents={kind: above for kind, above in parents.items() if above},
    )


def _scope_view(row: NamedScope) -> ScopeView:
    return ScopeView(
        row.pk,
        row.owner_id,
        row.name,
        row.kind,
        tuple(row.types.split()),
        tuple(json.loads(row.added)),
        tuple(json.loads(row.left_out)),
    )
