"""The people of the story: who is on which roll at the start of 2023, and what happens to them afterwards."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.workdays import CLOCK, workday_near
from taizhang.faces.demo.world.atlas import atlas, branches, existed, groups_of
from taizhang.faces.demo.world.names import NameMaker, nation
from taizhang.faces.demo.world.plan import Happening, OrganizationPlan, PersonPlan

OFFICERS = 10
"""The first so many of a roll hold posts, here or above; chance does not move them."""
HEALTH_ARRIVALS, HEALTH_DEPARTURES = 18, 5
"""办理18名党员的组织关系转入和5名转出, in 2023."""
_STATED_JOINERS = {("YY", 2022): 8, ("YY", 2023): 6, ("WJ", 2022): 3, ("WJ", 2023): 0}
"""Probationary members taken in, where a report states how many (or how many were confirmed a year later)."""
_EDUCATION = ("大学本科", "大学本科", "大学本科", "硕士研究生", "大学专科", "大学专科", "中专及以下")
_OCCUPATIONS = {
    "QH": "机关干部",
    "JY": "教师",
    "SW": "水务工作人员",
    "YY": "医务人员",
    "WJ": "卫生健康工作人员",
    "RM": "新闻工作者",
}
_RETIREMENT = 60


@cache
def people() -> dict[str, PersonPlan]:
    """Everybody by code, with the events of their membership in order of days."""
    maker = _PeopleMaker()
    for branch in branches():
        maker.settle(branch)
    for year in range(2023, CLOCK.year + 1):
        for branch in branches():
            maker.live_through(branch, year)
        maker.move_health_members(year)
    maker.merge_and_split()
    for person in maker.people.values():
        person.happenings.sort(key=lambda happening: happening.day)
    return maker.people


class _PeopleMaker:
    """Makes the people branch by branch, remembering who is where."""

    def __init__(self) -> None:
        self.people: dict[str, PersonPlan] = {}
        self.rolls: dict[str, list[str]] = {}
        self._names = NameMaker(chance("names"))

    def settle(self, branch: OrganizationPlan) -> None:
        """Put on the roll whoever was there at the end of 2022, some of them still on probation."""
        stream = chance("settle", branch.code)
        roll = self.rolls[branch.code] = []
        on_probation = _share(branch, 2022)
        retired = "离退休" in branch.name
        for number in range(branch.size):
            person = self._person(branch, stream, retired=retired, officer=number < OFFICERS)
            roll.append(person.code)
            if number >= branch.size - on_probation:
                self._join(
                    person,
                    branch.code,
                    workday_near(2022, 7 if branch.parent == "WJ" else 6 + number % 2, 5 + stream.randint(0, 20)),
                )
                continue
            first = self._entered_on(branch, number, person.born_on.year, stream)
            person.happenings.append(
                Happening("entered_roll", first, branch.code, self._group(branch, number), full=True)
            )
            if retired:
                person.happenings.append(Happening("retired", max(first, date(2022, 12, 30)), branch.code))

    @staticmethod
    def _entered_on(branch: OrganizationPlan, number: int, born: int, stream: random.Random) -> date:
        """When somebody came to the branch: holders of posts at its founding, others since, and not before 25."""
        if number < OFFICERS:
            return branch.founded_on
        days = (date(2022, 12, 30) - branch.founded_on).days
        grown = min(date(born + 25, 1, 10), date(2022, 12, 30))
        return max(grown, branch.founded_on + timedelta(days=stream.randint(0, days)))

    def live_through(self, branch: OrganizationPlan, year: int) -> None:
        """Let a year pass: some are taken in, come, go, retire or die."""
        if not branch.size or not existed(branch, date(year, 12, 1)):
            return
        stream = chance("year", branch.code, year)
        stated = (branch.parent, 2023) in _STATED_JOINERS and year == 2023
        for _ in range(_share(branch, year)):
            person = self._person(branch, stream)
            self.rolls[branch.code].append(person.code)
            self._join(person, branch.code, workday_near(year, stream.choice((6, 7, 11)), stream.randint(1, 25)))
        if not stated and stream.random() < 0.45:
            self._arrive(branch, _some_day(stream, year), stream)
        if not stated and stream.random() < 0.4:
            self._leave(branch, "transferred_out", _some_day(stream, year), stream)
        if branch.parent != "WJ" or not stated:
            if stream.random() < (0.3 if "离退休" in branch.name else 0.04):
                self._leave(branch, "died", _some_day(stream, year), stream)
            elif stream.random() < 0.03:
                self._note(branch, "floating_out", _some_day(stream, year), stream)
        self._retire(branch, year, stream)

    def move_health_members(self, year: int) -> None:
        """Bring 2023's arrivals to the health commission's branches and let its departures go, as its report says."""
        if year != 2023:
            return
        stream, own = chance("health moves"), branches("WJ")
        for number in range(HEALTH_ARRIVALS):
            self._arrive(own[number % len(own)], workday_near(year, 1 + number % 11, 4 + number), stream)
        for number in range(HEALTH_DEPARTURES):
            self._leave(own[number], "transferred_out", workday_near(year, 3 + 2 * number, 9 + number), stream)

    def merge_and_split(self) -> None:
        """Move whole rolls where branches merge, and a few people each to the branch set up in mid-year."""
        for branch in branches():
            if branch.merged_into and branch.closed_on:
                for code in self.rolls[branch.code]:
                    self._move(code, branch.merged_into, branch.closed_on + timedelta(days=1))
        for source, number in (("JY-06", 4), ("JY-02", 4), ("JY-03", 3)):
            leaving = [code for code in self.rolls[source][OFFICERS:] if self._is_settled(code, source)][:number]
            for code in leaving:
                self._move(code, "JY-16", atlas()["JY-16"].founded_on)
                self.rolls["JY-16"].append(code)

    def _person(
        self,
        branch: OrganizationPlan,
        stream: random.Random,
        *,
        retired: bool = False,
        officer: bool = False,
    ) -> PersonPlan:
        woman = stream.random() < (0.62 if branch.code[:2] in {"JY", "YY", "WJ"} else 0.38)
        first, last = (1944, 1961) if retired else (1970, 1982) if officer else (1967, 1998)
        born = date(stream.randint(first, last), 1, 1)
        person = PersonPlan(
            code=f"DY{len(self.people) + 1:04}",
            name=self._names.name(woman=woman),
            sex="女" if woman else "男",
            nation=nation(stream),
            education=stream.choice(_EDUCATION),
            born_on=born + timedelta(days=stream.randint(0, 364)),
            occupation="离退休人员"
            if retired
            else "社区工作者"
            if branch.code.startswith("QH-HY")
            else _OCCUPATIONS[branch.code[:2]],
        )
        self.people[person.code] = person
        return person

    def _join(self, person: PersonPlan, branch: str, day: date) -> None:
        """Take somebody in on probation, and confirm him a year later (one of many half a year after that)."""
        number = int(person.code[2:])
        person.happenings.append(Happening("joined_probationary", day, branch, self._group(atlas()[branch], number)))
        due = workday_near(day.year + 1, day.month, day.day)
        is_extended = number % 29 == 0 and not branch.startswith(("YY", "WJ"))
        if is_extended and due <= CLOCK:
            person.happenings.append(Happening("extended", due, branch, note="延长预备期半年"))
            due = due + timedelta(days=183)
        if due <= CLOCK - timedelta(days=40):  # Those due in the last weeks still wait for the branch's congress.
            person.happenings.append(Happening("confirmed", due, branch))

    def _arrive(self, branch: OrganizationPlan, day: date, stream: random.Random) -> None:
        person = self._person(branch, stream, retired="离退休" in branch.name)
        self.rolls[branch.code].append(person.code)
        group = self._group(branch, len(self.rolls[branch.code]))
        person.happenings.append(Happening("transferred_in", day, branch.code, group, full=True, note="持介绍信转入"))

    def _leave(self, branch: OrganizationPlan, kind: str, day: date, stream: random.Random) -> None:
        code = self._somebody(branch, stream)
        if code:
            note = "转往区外" if kind == "transferred_out" else ""
            self.people[code].happenings.append(Happening(kind, day, branch.code, note=note))
            self.rolls[branch.code].remove(code)

    def _note(self, branch: OrganizationPlan, kind: str, day: date, stream: random.Random) -> None:
        code = self._somebody(branch, stream)
        if code:
            self.people[code].happenings.append(Happening(kind, day, branch.code))

    def _retire(self, branch: OrganizationPlan, year: int, stream: random.Random) -> None:
        for code in self.rolls[branch.code][OFFICERS:]:
            person = self.people[code]
            day = workday_near(year, person.born_on.month, stream.randint(5, 25))
            if person.born_on.year + _RETIREMENT == year and "离退休" not in branch.name and day < CLOCK:
                person.happenings.append(Happening("retired", day, branch.code))

    def _move(self, code: str, to: str, day: date) -> None:
        person = self.people[code]
        person.happenings = (
            [one for one in person.happenings if one.day < day]
            + [Happening("moved", day, to)]
            + [
                Happening(one.kind, one.day, to, full=one.full, note=one.note)
                for one in person.happenings
                if one.day >= day
            ]
        )

    def _somebody(self, branch: OrganizationPlan, stream: random.Random) -> str:
        """Somebody of the roll who holds no post and has no history but having entered it."""
        ready = [code for code in self.rolls[branch.code][OFFICERS:] if self._is_settled(code, branch.code)]
        return stream.choice(ready) if ready else ""

    def _is_settled(self, code: str, branch: str) -> bool:
        happenings = self.people[code].happenings
        return {one.kind for one in happenings} <= {"entered_roll", "retired"} and happenings[0].organization == branch

    @staticmethod
    def _group(branch: OrganizationPlan, number: int) -> str:
        groups = groups_of(branch.code)
        return groups[number % len(groups)] if groups else ""


def _share(branch: OrganizationPlan, year: int) -> int:
    """How many the branch took in that year; where a report states the unit's number, that number spread out."""
    stated = _STATED_JOINERS.get((branch.parent, year))
    if stated is None:
        return int(chance("joiners", branch.code, year).random() < min(0.75, branch.size / 50))
    able = [plan for plan in branches(branch.parent) if "离退休" not in plan.name]
    if branch not in able:
        return 0
    place = able.index(branch)
    return sum(1 for number in range(stated) if number % len(able) == place)


def _some_day(stream: random.Random, year: int) -> date:
    last = 11 if year == CLOCK.year else 12
    return workday_near(year, stream.randint(1, last), stream.randint(1, 27))
