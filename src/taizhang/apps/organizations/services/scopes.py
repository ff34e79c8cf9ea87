"""Named scopes (口径): a relation from an owner down, some types of it, some added, some left out."""

from __future__ import annotations

from collections.abc import Collection

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.organizations.access import may, require
from taizhang.apps.organizations.errors import NotFoundError, OrganizationRefusedError
from taizhang.apps.organizations.models import NamedScope, RelationKind
from taizhang.apps.organizations.services.standing import opened, still_standing
from taizhang.apps.organizations.structure import SUBORDINATION
from taizhang.domain.canonical import canonical
from taizhang.domain.rules.kinds import OrganizationType

_CALLED = "这个口径"


def define_scope(
    actor: Actor,
    owner: int,
    name: str,
    *,
    kind: str = SUBORDINATION,
    types: Collection[str] = (),
    added: Collection[int] = (),
    left_out: Collection[int] = (),
) -> int:
    """Name a set of organisations; whoever reads it still sees only what he may see."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, owner)
    scope = _checked(actor, owner, name, kind, types, added, left_out)
    with writing(actor.label, "scope.define", f"organization:{owner}") as record:
        _written(record, scope)
    return scope.pk


def redefine_scope(
    actor: Actor,
    scope_id: int,
    name: str,
    *,
    kind: str = SUBORDINATION,
    types: Collection[str] = (),
    added: Collection[int] = (),
    left_out: Collection[int] = (),
) -> int:
    """Put a scope together anew; the old one stays as it was known, the new one has a number of its own."""
    old = opened(actor, NamedScope, scope_id, owner="owner_id")
    scope = _checked(actor, old.owner_id, name, kind, types, added, left_out)
    with writing(actor.label, "scope.redefine", f"organization:{old.owner_id}") as record:
        record.close(still_standing(NamedScope, scope_id, _CALLED))
        _written(record, scope)
    return scope.pk


def remove_scope(actor: Actor, scope_id: int) -> None:
    """Do away with a scope."""
    old = opened(actor, NamedScope, scope_id, owner="owner_id")
    with writing(actor.label, "scope.remove", f"organization:{old.owner_id}") as record:
        record.close(still_standing(NamedScope, scope_id, _CALLED))


def _written(record: Writing, scope: NamedScope) -> None:
    if NamedScope.objects.filter(owner_id=scope.owner_id, name=scope.name, known_until__isnull=True).exists():
        raise OrganizationRefusedError(f"已有名为“{scope.name}”的口径，没有保存。换一个名称。")
    record.write(scope)


def _checked(  # noqa: PLR0917 (the parts of a scope, in the order of the form)
    actor: Actor,
    owner: int,
    name: str,
    kind: str,
    types: Collection[str],
    added: Collection[int],
    left_out: Collection[int],
) -> NamedScope:
    if not name.strip() or len(name.strip()) > 60:  # noqa: PLR2004 (the column's length)
        raise OrganizationRefusedError("口径要有名称，最多60个字，没有保存。例如“全县中小学党支部”。")
    if kind not in RelationKind.values:
        raise OrganizationRefusedError(f"没有“{kind}”这种组织关系，没有保存。请从列表里选。")
    wrong = [one for one in types if one not in {each.value for each in OrganizationType}]
    if wrong:
        raise OrganizationRefusedError(f"没有“{wrong[0]}”这种组织类型，没有保存。请从列表里选。")
    if not all(may(actor, Permission.READ_ENTRIES, one) for one in (*added, *left_out)):
        raise NotFoundError
    return NamedScope(
        owner_id=owner,
        name=name.strip(),
        kind=kind,
        types=" ".join(types),
        added=canonical(sorted(added)),
        left_out=canonical(sorted(left_out)),
    )
