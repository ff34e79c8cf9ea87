"""The door for reading members: who may read a roll, and one person; foreign and unknown give the same answer."""

from __future__ import annotations

from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.members.errors import MemberNotFoundError
from taizhang.apps.members.selectors import MemberView, find_members, member_view, rolls
from taizhang.apps.organizations.access import may, permitted
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.organizations.structure import structure


def open_member(actor: Actor, member_id: int, day: date, known: int | None = None) -> MemberView:
    """One person as of a day, for an actor who may read the roll on which the person is or last was."""
    found = member_view(member_id, day, known)
    place = found.organization
    if place is None:
        place = member_view(member_id, date.max).organization
    if place is None:
        if not actor.may_everywhere(Permission.READ_MEMBERS):
            raise MemberNotFoundError
    elif not may(actor, Permission.READ_MEMBERS, place):
        raise MemberNotFoundError
    return found


def open_roll(
    actor: Actor, organization_id: int, day: date, known: int | None = None, *, whole: bool = False
) -> tuple[MemberView, ...]:
    """The roll of an organisation on that day; `whole` takes in all below it."""
    if not may(actor, Permission.READ_MEMBERS, organization_id):
        raise NotFoundError
    return rolls(structure(known).below(organization_id, day) if whole else [organization_id], day, known)


def look_for_members(actor: Actor, text: str, day: date, known: int | None = None) -> tuple[MemberView, ...]:
    """Persons by a part of the name, among those whose roll the actor may read."""
    return find_members(permitted(actor, Permission.READ_MEMBERS), text, day, known)
