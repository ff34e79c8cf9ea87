"""Names for numbers and back: organisations by code or name, persons by code or name, kinds by id or name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.members.people import People
from taizhang.apps.members.rosters import Rosters
from taizhang.apps.organizations.access import permitted
from taizhang.apps.organizations.structure import structure
from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.rules.rulebook import Rulebook

MOST_NAMED = 5
LONGEST_NAME = 60


class UnnamedError(ValueError):
    """A name in a file that means nothing here, or more than one thing."""

    code = "unnamed"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message for the line's finding."""
        super().__init__(message)
        self.message = message


class Naming:
    """Every name that one import, export or request needs, read once."""

    def __init__(self, actor: Actor, rulebook: Rulebook, people: People, rosters: Rosters) -> None:
        """Take the people and where they stood; read the organisations."""
        self.people = people
        self.rosters = rosters
        self.rulebook = rulebook
        self._structure = structure()
        self._readable = permitted(actor, Permission.READ_MEMBERS)
        self._by_code = {code: one for one, code in self._structure.codes.items()}
        self._by_name = _organizations_by_name(self._structure.descriptions)
        self._kinds = _kinds_by_name(rulebook)

    @classmethod
    def of_everybody(cls, actor: Actor, rulebook: Rulebook, rosters: Rosters | None = None) -> Naming:
        """For many records: everybody is read once."""
        return cls(actor, rulebook, People(), rosters or Rosters())

    @classmethod
    def of_record(cls, actor: Actor, rulebook: Rulebook, record: Mapping[str, Any]) -> Naming:
        """For one record on its way in: only those whom it may mean are read."""
        people = People(texts=set(_texts({key: record.get(key) for key in ("roll", "parts")})))
        return cls(actor, rulebook, people, Rosters(persons=people.numbers))

    @classmethod
    def of_occasions(cls, actor: Actor, rulebook: Rulebook, occasions: Iterable[Occasion]) -> Naming:
        """For a few occasions on their way out: only those in them are read."""
        people = People(numbers={person for one in occasions for person in persons_of_occasion(one)})
        return cls(actor, rulebook, people, Rosters(persons=()))

    def organization(self, text: str) -> int:
        """The organisation with that code, or the only one of that name."""
        text = text.strip()
        if text in self._by_code:
            return self._by_code[text]
        found = self._by_name.get(text, ())
        if len(found) == 1:
            return found[0]
        if not found:
            raise UnnamedError(f"没有代码或名称是“{text}”的党组织。核对 taizhang organizations 列出的代码。")
        codes = "、".join(self._structure.codes[one] for one in found[:MOST_NAMED])
        raise UnnamedError(f"有{len(found)}个党组织叫“{text}”，改写代码：{codes}。")

    def organization_code(self, organization: int) -> str:
        """The code of an organisation."""
        return self._structure.codes.get(organization, "")

    def kind(self, text: str) -> str:
        """The kind with that id, or of that name."""
        text = text.strip()
        if text in self.rulebook.kinds:
            return text
        found = self._kinds.get(text, ())
        if len(found) == 1:
            return found[0]
        if not found:
            raise UnnamedError(f"没有“{text}”这个类别。写类别的名称，如“支部党员大会”。")
        raise UnnamedError(f"有{len(found)}个类别叫“{text}”，改写编号：{'、'.join(found[:MOST_NAMED])}。")

    def person(self, text: str, recorder: int, day: date, taking_part: Iterable[int] = ()) -> int:
        """The person with that code, or the only one of that name: on the recorder's roll, below it, or of a guest."""
        text = text.strip()
        guests = frozenset(taking_part)
        by_code = self.people.with_code(text)
        if by_code is not None and self._is_reachable(by_code, recorder, day, guests):
            return by_code
        called = [one for one in self.people.called(text) if self.rosters.state(one, day).on_the_roll]
        below = frozenset(self._structure.below(recorder, day, closed=True))
        for circle in (frozenset({recorder}), below, guests):
            found = [one for one in called if self._stands_in(one, day, circle)]
            if len(found) == 1:
                return found[0]
            if found:
                codes = "、".join(self.people.code(one) for one in found[:MOST_NAMED])
                raise UnnamedError(f"{day} 的名册上有{len(found)}位“{text}”，改写人员代码：{codes}。")
        raise UnnamedError(f"{day} 的名册上没有“{text}”。核对姓名和日期；外单位的人不写名字，记在“外单位”人数里。")

    def _is_reachable(self, person: int, recorder: int, day: date, guests: frozenset[int]) -> bool:
        state = self.rosters.state(person, day)
        if state.organization is not None and state.organization in self._readable:
            return True
        return self._stands_in(person, day, guests | frozenset(self._structure.below(recorder, day, closed=True)))

    def _stands_in(self, person: int, day: date, organizations: frozenset[int]) -> bool:
        state = self.rosters.state(person, day)
        return state.organization in organizations or state.group in organizations


def persons_of_occasion(occasion: Occasion) -> Iterator[int]:
    """Everybody who stands in an occasion, in whatever place."""
    for one in occasion.roll:
        yield one.person
    for part in occasion.parts:
        for persons in part.roles.values():
            yield from persons
        for value in part.fields.values():
            if isinstance(value, list | tuple):
                for row in value:
                    found = row.get("person") if isinstance(row, Mapping) else row
                    if type(found) is int:
                        yield found


def _texts(value: Any) -> Iterator[str]:
    """Every short text in a JSON value: those that may be a person's name or code."""
    if isinstance(value, str):
        if len(value) <= LONGEST_NAME:
            yield value.strip()
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _organizations_by_name(descriptions: Mapping[int, tuple[object, ...]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for organization, described in descriptions.items():
        names = {name for one in described for name in (getattr(one, "name", ""), getattr(one, "short_name", ""))}
        for name in names - {""}:
            found[name].append(organization)
    return found


def _kinds_by_name(rulebook: Rulebook) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for identifier, kind in rulebook.kinds.items():
        for name in {kind.zh, kind.short} - {""}:
            found[name].append(identifier)
    return found
