"""The one door for reading and writing by organisation: what an actor may see, and may do, on the real day.

Rights use the real clock and the relations as they are now, never the day that a question is asked for. What an actor
may not see does not exist for him: foreign and unknown give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils import timezone

from taizhang.apps.accounts.actors import EVERYWHERE, Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.errors import NotAllowedError, NotFoundError
from taizhang.apps.organizations.structure import structure


class Everything:
    """The whole installation, as a set that holds every organisation."""

    def __contains__(self, organization: object) -> bool:
        """Hold whatever is asked for."""
        return True

    def __bool__(self) -> bool:
        """There is always something in it."""
        return True

    def __repr__(self) -> str:
        """Show what it is."""
        return "ALL"


ALL: Final = Everything()

Visible = frozenset[int] | Everything
"""A set of organisations, or all of them."""

_WORDS: Mapping[Permission, str] = {
    Permission.READ_ENTRIES: "查看记录",
    Permission.READ_RESTRICTED: "查看限定内容",
    Permission.READ_TALKS: "查看谈话内容",
    Permission.RECORD: "登记",
    Permission.CONFIRM: "确认",
    Permission.CORRECT: "更正",
    Permission.READ_MEMBERS: "查看党员",
    Permission.MANAGE_MEMBERS: "管理党员名册",
    Permission.REVEAL_SEALED: "显示身份证号、电话",
    Permission.ERASE_PERSON: "清除个人信息",
    Permission.MANAGE_ORGANIZATIONS: "管理组织",
    Permission.ADOPT_RULES: "采用制度",
    Permission.ASSERT_TOTALS: "登记对账断言",
    Permission.WRITE_REPORTS: "写报告",
    Permission.REVIEW_REPORTS: "审校报告",
    Permission.SELF_CHECK: "看自查",
    Permission.EXPORT: "导出",
}


def visible_to(actor: Actor) -> Visible:
    """The organisations whose records the actor may read."""
    return permitted(actor, Permission.READ_ENTRIES)


def permitted(actor: Actor, permission: Permission) -> Visible:
    """The organisations over which the actor has a right; closed ones stay with those above them."""
    roots = actor.roots(permission)
    if EVERYWHERE in roots:
        return ALL
    if not roots:
        return frozenset()
    return structure().under(frozenset(one for one in roots if one is not None), timezone.localdate())


def may(actor: Actor, permission: Permission, organization_id: int) -> bool:
    """Say whether the actor has the right over that organisation; unknown ones give no right to anybody."""
    roots = actor.roots(permission)
    if not roots:
        return False
    of = structure()
    if organization_id not in of:
        return False
    if EVERYWHERE in roots or organization_id in roots:
        return True
    return not roots.isdisjoint(of.above(organization_id, timezone.localdate()))


def require_visible(actor: Actor, organization_id: int) -> None:
    """Let pass who may read the organisation's records; for everybody else it is not there."""
    if not may(actor, Permission.READ_ENTRIES, organization_id):
        raise NotFoundError


def require(actor: Actor, permission: Permission, organization_id: int) -> None:
    """Let pass who has the right; who may not even see the organisation is told that it is not there."""
    if may(actor, permission, organization_id):
        return
    require_visible(actor, organization_id)
    raise NotAllowedError(_WORDS.get(permission, ""))


def require_everywhere(actor: Actor, permission: Permission) -> None:
    """Let pass who has the right over the whole installation: a release of the rulebook, the first organisation."""
    if not actor.may_everywhere(permission):
        raise NotAllowedError(_WORDS.get(permission, ""))


def visible_among(actor: Actor, ids: Iterable[int]) -> tuple[int, ...]:
    """Those of the organisations that the actor may read, in the order given."""
    allowed, asked = visible_to(actor), tuple(ids)
    if isinstance(allowed, Everything) or allowed.issuperset(asked):
        return asked
    return tuple(one for one in asked if one in allowed)
