"""Putting the people of the story on their rolls, and letting happen to them what the story tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial

from taizhang.apps.members.people import People
from taizhang.apps.members.services import Newcomer, add_member, import_roll, record_event
from taizhang.faces.demo.accounts import OPERATOR
from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.chronicle import SETTING_UP, Act, Chapter, World
from taizhang.faces.demo.workdays import next_day
from taizhang.faces.demo.world.atlas import atlas
from taizhang.faces.demo.world.people import people
from taizhang.faces.demo.world.plan import Happening, PersonPlan

_SEALED_UNIT = "WJ-"
"""Whose identity numbers and telephones are kept, so that the pages have something to mask."""
_NOWHERE = "990101"
"""A region code that the standard gives to no place: the numbers can be nobody's."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_GROWN = 20
_AT_LEAST_A_MEMBER_FOR = timedelta(days=500)
_PROBATION = timedelta(days=366)


def member_acts() -> Iterator[Act]:
    """The roll as it stood when the ledger was set up, and everything that happened to members since."""
    yield Act(SETTING_UP, Chapter.MEMBERS, _import_roll)
    merged = {(plan.merged_into, next_day(plan.closed_on)) for plan in atlas().values() if plan.closed_on}
    for person in people().values():
        for place, happening in enumerate(person.happenings):
            if happening.kind == "entered_roll" or (happening.organization, happening.day) in merged:
                continue  # The sheet holds the one, the merger moves the others.
            act = _enter if place == 0 else _happen
            yield Act(max(happening.day, SETTING_UP), Chapter.MEMBERS, partial(act, person=person, happening=happening))


def _import_roll(world: World) -> None:
    """The roll of the whole district as a sheet of the end of 2022."""
    listed = [person for person in people().values() if person.happenings[0].kind == "entered_roll"]
    rows = [_line(person, place) for place, person in enumerate(listed)]
    import_roll(OPERATOR, world.organizations["QH"], rows, SETTING_UP)
    found = People()
    world.people.update({person.code: number for person in listed if (number := found.with_code(person.code))})


def _enter(world: World, person: PersonPlan, happening: Happening) -> None:
    world.people[person.code] = add_member(OPERATOR, _newcomer(person, happening, world.organizations))


def _happen(world: World, person: PersonPlan, happening: Happening) -> None:
    arrives = happening.kind in {"moved", "transferred_in", "joined_probationary"}
    organizations = world.organizations
    record_event(
        OPERATOR,
        world.people[person.code],
        happening.kind,
        happening.day,
        organization=organizations[happening.organization] if arrives else None,
        group=organizations[happening.group] if arrives and happening.group else None,
        full=happening.full,
        note=happening.note,
    )


def _line(person: PersonPlan, place: int) -> dict[str, str]:
    """One line of the sheet, under the headings that such sheets have."""
    first = person.happenings[0]
    joined_on = _joined_on(person)
    line = {
        "编号": person.code,
        "姓名": person.name,
        "性别": person.sex,
        "民族": person.nation,
        "学历": person.education,
        "出生年份": str(person.born_on.year),
        "职业": person.occupation,
        "党支部": first.organization,
        "党小组": first.group,
        "人员类别": "正式党员",
        "进入支部日期": first.day.isoformat(),
        "入党日期": joined_on.isoformat() if joined_on else "",
        "转正日期": (joined_on + _PROBATION).isoformat() if joined_on else "",
    }
    if first.organization.startswith(_SEALED_UNIT):
        line |= {"身份证号": _identity_number(person, place), "电话": f"1990000{place:04}"}
    return line


def _newcomer(person: PersonPlan, first: Happening, organizations: Mapping[str, int]) -> Newcomer:
    joined_on = _joined_on(person)
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
        full_since=joined_on + _PROBATION if joined_on else None,
        note=first.note,
    )


def _joined_on(person: PersonPlan) -> date | None:
    """When somebody who came as a full member had been admitted: some years after coming of age."""
    first = person.happenings[0]
    if not first.full:
        return None
    grown = person.born_on.replace(year=person.born_on.year + _GROWN, day=min(person.born_on.day, 28))
    latest = first.day - _AT_LEAST_A_MEMBER_FOR
    if latest <= grown:
        return None
    return grown + timedelta(days=chance("joined", person.code).randint(0, min(5000, (latest - grown).days)))


def _identity_number(person: PersonPlan, place: int) -> str:
    """A number of the right form with a region code that no place has."""
    serial = 2 * (place % 499) + (1 if person.sex == "男" else 0)
    body = f"{_NOWHERE}{person.born_on:%Y%m%d}{serial:03}"
    check = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]
    return body + check
