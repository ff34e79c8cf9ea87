"""One person's dated facts as a page shows them: events in order, descriptions, posts that can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known as known_at
from taizhang.apps.members.errors import MemberNotFoundError
from taizhang.apps.members.models import EventKind, MemberDescription, MemberEvent
from taizhang.apps.members.selectors import MemberView, member_view
from taizhang.apps.members.transitions import NEEDS_BRANCH, NEEDS_FULL
from taizhang.apps.organizations.access import permitted

FIRST_KINDS = (EventKind.ENTERED_ROLL, EventKind.TRANSFERRED_IN, EventKind.JOINED)
FIRST_EVENTS: tuple[tuple[str, str], ...] = tuple((str(one.value), str(one.label)) for one in FIRST_KINDS)
"""How somebody new comes to a roll."""
LATER_EVENTS: tuple[tuple[str, str], ...] = tuple(
    (str(one.value), str(one.label)) for one in EventKind if one is not EventKind.ENTERED_ROLL
)
"""What may happen to somebody who is or was on a roll."""


@dataclass(frozen=True, slots=True)
class EventView:
    """One event of a person."""

    id: int
    day: date
    kind: str
    organization: int | None
    group: int | None
    full: bool | None
    note: str

    @property
    def kind_zh(self) -> str:
        """The event as a page names it."""
        return EventKind(self.kind).label

    @property
    def asks_branch(self) -> bool:
        """Whether it says to which branch."""
        return self.kind in NEEDS_BRANCH

    @property
    def asks_full(self) -> bool:
        """Whether it says full member or on probation."""
        return self.kind in NEEDS_FULL


@dataclass(frozen=True, slots=True)
class DescriptionView:
    """What the roll says of a person from a day on."""

    begins_on: date
    name: str
    sex: str
    nation: str
    education: str
    born_in: int | None
    occupation: str
    joined_on: date | None
    full_since: date | None


@dataclass(frozen=True, slots=True)
class Course:
    """A person as an actor may see him: as of a day, with what happened and what the roll said."""

    view: MemberView
    events: tuple[EventView, ...]
    descriptions: tuple[DescriptionView, ...]
    is_here: bool
    """Whether he is still on a roll that the actor may see; else only what happened there is shown."""

    @property
    def described(self) -> DescriptionView:
        """What the roll says last."""
        return self.descriptions[-1]


def course(actor: Actor, member_id: int, day: date, known: int | None = None) -> Course:
    """The person, where he is or on that day was on a roll that the actor may see; else there is no such person."""
    seen = permitted(actor, Permission.READ_MEMBERS)
    view = member_view(member_id, day, known)
    now = member_view(member_id, date.max, known)
    is_here = now.organization is not None and now.organization in seen
    was_here = view.organization is not None and view.organization in seen
    if not (is_here or was_here or actor.may_everywhere(Permission.READ_MEMBERS)):
        raise MemberNotFoundError
    rows = MemberEvent.objects.filter(known_at(known), member_id=member_id).order_by("day", "id")
    events = [
        EventView(row.pk, row.day, row.kind, row.organization_id, row.group_id, row.full, row.note)
        for row in rows
        if is_here or row.organization_id in seen
    ]
    said = MemberDescription.objects.filter(known_at(known), member_id=member_id).order_by("begins_on", "id")
    descriptions = tuple(
        DescriptionView(
            row.begins_on,
            row.name,
            row.sex,
            row.nation,
            row.education,
            row.born_in,
            row.occupation,
            row.joined_on,
            row.full_since,
        )
        for row in said
    )
    return Course(view, tuple(events), descriptions, is_here)
