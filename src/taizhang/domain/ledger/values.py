"""What a filled-in field says: whole numbers, persons, items and votes, out of the JSON that a part carries.

Posting runs over drafts too, for the panel that shows the effect; so what is not yet well filled in reads as nothing
here, and it is `validate` that complains.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from taizhang.domain.ledger.occasion import Occasion, Part
from taizhang.domain.rules.kinds import FormField

Wanted = str | bool | tuple[str, ...]

ATTENDEE = "attendee"
"""The role that everybody present on the roll has unless the part names others."""
ABSENTEE = "absentee"
"""The role that everybody missing on the roll has unless the part names others."""


def whole(value: Any) -> int:
    """Read a whole number, or nought."""
    return value if type(value) is int else 0


def items_of(value: Any) -> list[Mapping[str, Any]]:
    """List the rows of an items, papers or amounts field."""
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def has_tag(item: Mapping[str, Any], tag: str) -> bool:
    """Say whether the row carries the tag."""
    return tag in tags_of(item)


def tags_of(item: Mapping[str, Any]) -> list[str]:
    """List the tags of a row."""
    tags = item.get("tags")
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list | tuple) else []


def holds(value: Any, wanted: Wanted) -> bool:
    """Say whether a field has the wanted value: one of several, yes or no, or among the choices made."""
    if isinstance(wanted, bool):
        return bool(value) is wanted
    chosen = value if isinstance(value, list | tuple) else (value,)
    return any(one in chosen for one in (wanted if isinstance(wanted, tuple) else (wanted,)))


def persons_in(occasion: Occasion, part: Part, role: str) -> tuple[int, ...]:
    """List the persons in a role; whoever is present on the roll attends, unless the part names its own attendees."""
    named = part.roles.get(role)
    if named is None and role == ATTENDEE:
        return occasion.present
    if named is None and role == ABSENTEE:
        return tuple(one.person for one in occasion.roll if not one.present)
    return tuple(dict.fromkeys(named or ()))


def attending(occasion: Occasion, part: Part, roles: Iterable[str]) -> tuple[int, ...]:
    """Everybody who attended, each once however many roles he had."""
    return tuple(dict.fromkeys(person for role in roles for person in persons_in(occasion, part, role)))


class VoteCount(NamedTuple):
    """A vote as counted by hand; None where nothing was entered."""

    due: int | None = None
    present: int | None = None
    written: int | None = None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    in_favour: int | None = None
    against: int | None = None
    abstain: int | None = None
    secret: bool | None = None
    scrutineer: Any = None

    @property
    def is_empty(self) -> bool:
        """Say whether nothing at all was entered."""
        return all(one is None or one == "" for one in self)


_VOTE_NUMBERS = {
    **{key: key for key in ("due", "present", "written", "issued", "returned", "valid", "against", "abstain")},
    "for": "in_favour",
}
VOTE_KEYS = frozenset((*_VOTE_NUMBERS, "secret", "scrutineer"))


def vote_of(value: Any) -> VoteCount:
    """Read the numbers of a vote field."""
    if not isinstance(value, Mapping):
        return VoteCount()
    numbers = {name: value.get(key) if type(value.get(key)) is int else None for key, name in _VOTE_NUMBERS.items()}
    return VoteCount(**numbers, secret=value.get("secret"), scrutineer=value.get("scrutineer"))


def is_row_restricted(field: FormField, row: Mapping[str, Any]) -> bool:
    """Say whether a row carries a tag that keeps its words for the keepers."""
    return any(tag in field.restricted_tags for tag in tags_of(row))
