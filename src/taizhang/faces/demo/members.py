"""Putting the people of the story on their rolls, and letting happen to them what the story tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from taizhang.apps.members.sealing import Sensitive, seal_field
from taizhang.apps.members.services import Newcomer, add_member, close_organization, merge_organizations, record_event
from taizhang.faces.demo.accounts import OPERATOR
from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.telling import Telling
from taizhang.faces.demo.world.atlas import atlas
from taizhang.faces.demo.world.people import people
from taizhang.faces.demo.world.plan import Happening, PersonPlan

_SEALED_UNIT = "WJ-"
"""Whose identity numbers and telephones are kept, so that the pages have something to mask."""
_NOWHERE = "990101"
"""A region code that the standard gives to no place: the numbers can be nobody's."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def enrol_everybody(organizations: Mapping[str, int], told: Telling) -> dict[str, int]:
    """Put everybody on the roll by the first event; return their numbers by code."""
    numbers: dict[str, int] = {}
    for person in told.each(tuple(people().values())):
        numbers[person.code] = add_member(OPERATOR, _newcomer(person, organizations))
    return numbers


def let_things_happen(organizations: Mapping[str, int], numbers: Mapping[str, int], told: Telling) -> None:
    """Record what came afterwards in order of days, the merger with everybody that it moved."""
    acts = sorted(
        [(happening.day, person.code, happening) for person in people().values() for happening in person.happenings[1:]],
        key=lambda act: act[:2],
    )
    merged: set[str] = set()
    for day, person, happening in told.each(acts):
        source = _merged_on(day)
        if source and happening.kind == "moved" and happening.organization == source[1]:
            if source[0] not in merged:
                merged.add(source[0])
                merge_organizations(OPERATOR, [organizations[source[0]]], organizations[source[1]], day)
            continue
        _record(numbers[person], happening, organizations)
    for plan in atlas().values():
        if plan.closed_on and not plan.merged_into:
            close_organization(OPERATOR, organizations[plan.code], plan.closed_on)


def seal_numbers(numbers: Mapping[str, int], told: Telling) -> None:
    """Seal an identity number and a telephone for the people of one unit."""
    chosen = [one for one in people().values() if one.happenings[0].organization.startswith(_SEALED_UNIT)]
    for place, person in enumerate(told.each(chosen)):
        seal_field(OPERATOR, numbers[person.code], Sensitive.ID_NUMBER, _identity_number(person, place))
        seal_field(OPERATOR, numbers[person.code], Sensitive.PHONE, f"1990000{place:04}")


def _newcomer(person: PersonPlan, organizations: Mapping[str, int]) -> Newcomer:
    first = person.happenings[0]
    joined_on = _joined_on(person, first)
    return Newcomer(
        name=person.name,
        organization=organizations[first.organization],
        day=first.day,
        full=bool(first.full),
        kind=first.kind,
        code=person.code,
        group=organizations[first.group] if first.group else None,
        sex=person.sex,
        nation=person.nation,
        education=person.education,
        born_in=person.born_on.year,
        occupation=person.occupation,
        joined_on=joined_on,
        full_since=_a_year_after(joined_on) if first.full and joined_on else None,
        note=first.note,
    )


def _joined_on(person: PersonPlan, first: Happening) -> date | None:
    """When somebody who came as a full member had been admitted: a few years after coming of age."""
    if not first.full:
        return None
    grown = person.born_on.replace(year=person.born_on.year + 20)
    latest = first.day - timedelta(days=500)
    if latest <= grown:
        return None
    return grown + timedelta(days=chance("joined", person.code).randint(0, min(5000, (latest - grown).days)))


def _a_year_after(day: date) -> date:
    return day + timedelta(days=366)


def _record(member: int, happening: Happening, organizations: Mapping[str, int]) -> None:
    arrives = happening.kind in {"moved", "transferred_in", "joined_probationary"}
    record_event(
        OPERATOR,
        member,
        happening.kind,
        happening.day,
        organization=organizations[happening.organization] if arrives else None,
        group=organizations[happening.group] if arrives and happening.group else None,
        full=happening.full,
        note=happening.note,
    )


def _merged_on(day: date) -> tuple[str, str] | None:
    """The branch that went into another one on that day, and which one."""
    for plan in _mergers():
        if plan[0] == day:
            return plan[1:]
    return None


def _mergers() -> Iterator[tuple[date, str, str]]:
    for plan in atlas().values():
        if plan.merged_into and plan.closed_on:
            yield plan.closed_on + timedelta(days=1), plan.code, plan.merged_into


def _identity_number(person: PersonPlan, place: int) -> str:
    """A number of the right form with a region code that no place has."""
    serial = 2 * place + (1 if person.sex == "男" else 0)
    body = f"{_NOWHERE}{person.born_on:%Y%m%d}{serial % 1000:03}"
    check = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]
    return body + check
