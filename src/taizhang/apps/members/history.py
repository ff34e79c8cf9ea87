"""The history of a person: every event and description, with what was corrected or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhang.apps.audit.models import known as known_at
from taizhang.apps.members.models import EventKind, MemberDescription, MemberEvent


@dataclass(frozen=True, slots=True)
class EventView:
    """An event of a person."""

    id: int
    day: date
    kind: str
    organization: int | None
    group: int | None
    full: bool | None
    note: str
    known_from: int
    known_until: int | None
    """The commit that corrected it or took it back; None: it stands."""

    @property
    def kind_zh(self) -> str:
        """The event as a page names it."""
        return EventKind(self.kind).label

    @property
    def stands(self) -> bool:
        """Say whether nobody has taken it back."""
        return self.known_until is None


@dataclass(frozen=True, slots=True)
class DescriptionView:
    """What the roll said about a person from a day on."""

    begins_on: date
    name: str
    sex: str
    nation: str
    education: str
    born_in: int | None
    occupation: str
    joined_on: date | None
    full_since: date | None
    known_from: int
    known_until: int | None


@dataclass(frozen=True, slots=True)
class MemberHistory:
    """Everything dated about a person, oldest first."""

    events: tuple[EventView, ...]
    descriptions: tuple[DescriptionView, ...]


_EVENT = (
    "id", "day", "kind", "organization_id", "group_id", "full", "note", "known_from", "known_until",
)  # fmt: skip
_DESCRIPTION = (
    "begins_on", "name", "sex", "nation", "education", "born_in", "occupation", "joined_on", "full_since",
    "known_from", "known_until",
)  # fmt: skip


def history_of_member(member_id: int, known: int | None = None, *, corrected: bool = False) -> MemberHistory:
    """What is known of a person; `corrected` also tells what no longer stands. Ask `doors.open_member` first."""
    events = MemberEvent.objects.filter(member_id=member_id).order_by("day", "id")
    descriptions = MemberDescription.objects.filter(member_id=member_id).order_by("begins_on", "id")
    if not corrected:
        events, descriptions = events.filter(known_at(known)), descriptions.filter(known_at(known))
    elif known is not None:
        events, descriptions = events.filter(known_from__lte=known), descriptions.filter(known_from__lte=known)
    return MemberHistory(
        tuple(EventView(*row) for row in events.values_list(*_EVENT)),
        tuple(DescriptionView(*row) for row in descriptions.values_list(*_DESCRIPTION)),
    )
