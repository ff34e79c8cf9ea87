"""An occasion as a JSON value and back, exactly: the canonical spelling of it is what a revision stores."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from taizhang.domain.ledger.occasion import Occasion, Part, Participant, Roster, TakingPart, Tally

MOST_NUMBER = 10**15
"""Larger ones no database of ours would keep."""
_WHOLE = {int}
_TEXT = {str}


YEARS = range(1921, 2201)
"""Days outside are slips of the pen, and would run over in sums of days."""


class ContentUnreadableError(ValueError):
    """A stored or imported content that is no occasion; says at which place and why."""

    code = "content_unreadable"

    def __init__(self, place: str, why: str) -> None:
        self.place, self.why = place, why
        super().__init__(f"读不出这条记录的内容：{place or '最外层'}{why}")


def occasion_from(content: Mapping[str, Any]) -> Occasion:
    """Read an occasion from its JSON value; an unknown key, or a value of the wrong type, is an error."""
    reader = _Reader(content, "", Occasion)
    return Occasion(
        recorder=reader.whole("recorder"),
        day=reader.day("day"),
        year=reader.whole("year"),
        end_day=reader.day("end_day") if reader.has("end_day") else None,
        title=reader.text("title"),
        place=reader.text("place"),
        begins=reader.text("begins"),
        ends=reader.text("ends"),
        summary=reader.text("summary"),
        organizations=tuple(_taking_part(one) for one in reader.rows("organizations", TakingPart)),
        roll=tuple(map(_participant, reader.items("roll"), count())),
        heads={key: reader.number(f"heads.{key}", value) for key, value in reader.mapping("heads").items()},
        parts=tuple(_part(one) for one in reader.rows("parts", Part)),
        tallies=tuple(_tally(one) for one in reader.rows("tallies", Tally)),
        attachments=reader.texts("attachments"),
        source=reader.text("source"),
        campaign=reader.whole("campaign") if reader.has("campaign") else None,
        roster=_roster(reader.row("roster", Roster)) if reader.has("roster") else Roster(),
    )


def content_of(occasion: Occasion) -> dict[str, Any]:
    """Write an occasion as a JSON value; what has its default is left out, so that old contents keep their digest."""
    content = _changed(occasion)
    content["day"] = occasion.day.isoformat()
    if occasion.end_day is not None:
        content["end_day"] = occasion.end_day.isoformat()
    for name in ("organizations", "roll", "tallies"):
        if name in content:
            content[name] = [_changed(one) for one in content[name]]
    if "parts" in content:
        content["parts"] = [_content_of_part(part) for part in occasion.parts]
    if "heads" in content:
        content["heads"] = dict(occasion.heads)
    if "attachments" in content:
        content["attachments"] = list(occasion.attachments)
    roster = _content_of_roster(occasion.roster)
    content.pop("roster", None)
    return content | {"roster": roster} if roster else content


def _content_of_part(part: Part) -> dict[str, Any]:
    content: dict[str, Any] = {"kind": part.kind}
    if part.fields:
        content["fields"] = dict(part.fields)
    if part.roles:
        content["roles"] = {role: list(persons) for role, persons in part.roles.items()}
    return content


def _content_of_roster(roster: Roster) -> dict[str, Any]:
    content = _changed(roster)
    for name in ("voters", "committee", "deputies"):
        if name in content:
            content[name] = list(content[name])
    if "branch_of" in content:
        content["branch_of"] = {str(person): branch for person, branch in roster.branch_of.items()}
    return content


def _changed(value: Any) -> dict[str, Any]:
    """List the fields of a dataclass that differ from their default."""
    return {
        name: given
        for name, default in _defaults(value.__class__)
        if (given := getattr(value, name)) != default or default is MISSING
    }


@cache
def _defaults(shape: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (one.name, one.default_factory() if one.default_factory is not MISSING else one.default)
        for one in fields(shape)
    )


@cache
def _names(shape: Any) -> frozenset[str]:
    return frozenset(one.name for one in fields(shape))


@dataclass(frozen=True, slots=True)
class _Reader:
    """One JSON object, read key by key, every value held against the type it must have."""

    content: Any
    place: str
    shape: type

    def __post_init__(self) -> None:
        if not isinstance(self.content, dict):
            raise ContentUnreadableError(self.place, "应是一组“名称: 值”。")
        if not self.content.keys() <= _names(self.shape):
            unknown = sorted(str(key) for key in self.content.keys() - _names(self.shape))
            raise ContentUnreadableError(self.place, f"有不认识的项：{'、'.join(unknown)}。")

    def at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def has(self, key: str) -> bool:
        return self.content.get(key) is not None

    def number(self, key: str, value: Any) -> int:
        if type(value) is not int or not -MOST_NUMBER <= value <= MOST_NUMBER:
            raise ContentUnreadableError(self.at(key), "应是整数，且不能太大。")
        return value

    def whole(self, key: str) -> int:
        return self.number(key, self.content.get(key))

    def text(self, key: str) -> str:
        value = self.content.get(key, "")
        if not isinstance(value, str):
            raise ContentUnreadableError(self.at(key), "应是文字。")
        return value

    def truth(self, key: str, *, default: bool | None = None) -> bool:
        value = self.content.get(key, default)
        if not isinstance(value, bool):
            raise ContentUnreadableError(self.at(key), "应是“是”或“否”。")
        return value

    def day(self, key: str) -> date:
        text = self.text(key)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = None
        # One day has one spelling, or the same content would have two digests.
        if day is None or day.isoformat() != text:
            raise ContentUnreadableError(self.at(key), "应是日期，如 2025-11-20。")
        if day.year not in YEARS:
            raise ContentUnreadableError(self.at(key), f"是 {day}，离现在太远，核对年份。")
        return day

    def items(self, key: str) -> list[Any]:
        value = self.content.get(key, ())
        if not isinstance(value, list | tuple):
            raise ContentUnreadableError(self.at(key), "应是列表。")
        return list(value)

    def texts(self, key: str) -> tuple[str, ...]:
        items = self.items(key)
        if not all(isinstance(one, str) for one in items):
            raise ContentUnreadableError(self.at(key), "各项应是文字。")
        return tuple(items)

    def persons(self, key: str) -> tuple[int, ...]:
        items = self.items(key)
        return _whole_numbers(items, self.at(key))

    def mapping(self, key: str) -> dict[str, Any]:
        value = self.content.get(key, {})
        if not isinstance(value, dict) or set(map(type, value)) - _TEXT:
            raise ContentUnreadableError(self.at(key), "应是一组“名称: 值”。")
        return dict(value)

    def row(self, key: str, shape: type) -> _Reader:
        return _Reader(self.content[key], self.at(key), shape)

    def rows(self, key: str, shape: type) -> list[_Reader]:
        return [_Reader(one, f"{self.at(key)}.{index}", shape) for index, one in enumerate(self.items(key))]


def _whole_numbers(items: Sequence[Any], place: str) -> tuple[int, ...]:
    """Numbers of persons or organisations, looked at all at once: a roster has many."""
    if set(map(type, items)) - _WHOLE or max(items, default=0) > MOST_NUMBER:
        raise ContentUnreadableError(place, "各项应是整数，且不能太大。")
    return tuple(items)


def _taking_part(reader: _Reader) -> TakingPart:
    return TakingPart(
        organization=reader.whole("organization") if reader.has("organization") else None,
        name=reader.text("name"),
        how=reader.text("how") or "joint",
    )


def _participant(content: Any, index: int) -> Participant:
    # The roll is most of an occasion: the plain row "person, present" is read without a reader.
    if isinstance(content, dict) and len(content) == 2:  # noqa: PLR2004 (two keys)
        person, present = content.get("person"), content.get("present")
        if type(person) is int and type(present) is bool:
            return Participant(person, present)
    reader = _Reader(content, f"roll.{index}", Participant)
    return Participant(
        person=reader.whole("person"),
        present=reader.truth("present"),
        reason=reader.text("reason"),
        written_opinion=reader.truth("written_opinion", default=False),
    )


def _part(reader: _Reader) -> Part:
    roles = {}
    for role, persons in reader.mapping("roles").items():
        if not isinstance(persons, list | tuple):
            raise ContentUnreadableError(reader.at(f"roles.{role}"), "应是人员编号的列表。")
        roles[role] = _whole_numbers(persons, reader.at(f"roles.{role}"))
    return Part(kind=reader.text("kind"), fields=reader.mapping("fields"), roles=roles)


def _tally(reader: _Reader) -> Tally:
    return Tally(figure=reader.text("figure"), amount=reader.whole("amount"), keeper=reader.text("keeper"))


def _roster(reader: _Reader) -> Roster:
    branches = reader.mapping("branch_of")
    _whole_numbers(list(branches.values()), reader.at("branch_of"))
    if not all(map(str.isdecimal, branches)):
        raise ContentUnreadableError(reader.at("branch_of"), "应是“人员编号: 支部编号”。")
    return Roster(
        due=reader.whole("due") if reader.has("due") else None,
        voters=reader.persons("voters"),
        committee=reader.persons("committee"),
        secretary=reader.whole("secretary") if reader.has("secretary") else None,
        deputies=reader.persons("deputies"),
        branch_of={int(person): branch for person, branch in branches.items()},
    )


def occasion_of(text: str) -> Occasion:
    """Read an occasion from the canonical text that a revision holds.

    Such a text was written from an occasion and has a digest, so it is read in one pass, types and names of keys being
    held to the shapes; `verify` reads hundreds of thousands. What does not pass is read again, to say where and why.
    """
    try:
        return _in_one_pass()(text, strict=True)
    except ValueError:
        return occasion_from(json.loads(text))


@cache
def _in_one_pass() -> Callable[..., Occasion]:
    from pydantic import TypeAdapter  # noqa: PLC0415 (whoever reads no stored text does not wait for it)

    return TypeAdapter(Occasion).validate_json
