"""Posting (入账): what an occasion counts for, derived from its content and a rulebook and nothing else.

Each kind is compiled once per rulebook into a plan. Every part posts `kind/count` (1) and `kind/attendance` (1 for each
named person who attended, and the sum of the head counts for nobody in particular), then what its kind says. Distinct
people, organisations and places are never posted: they are counted over these postings and their entries when asked.

Credit says whose account it goes to. *recorder*: the recording organisation. *taking_part*: the recorder and every
organisation that held it jointly; a person counts for his own branch where that took part, so nobody is counted twice.
*attendee_branch*: a person for his own branch; what belongs to nobody in particular goes to the recorder and to each
branch that had somebody there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from taizhang.domain.ledger.named import NAMED, Arguments
from taizhang.domain.ledger.occasion import Occasion, Part, Posting
from taizhang.domain.ledger.values import ATTENDEE, attending, has_tag, holds, items_of, persons_in, whole
from taizhang.domain.rules.kinds import Credit, Kind, Post
from taizhang.domain.rules.rulebook import Rulebook


class KindUnknownError(LookupError):
    """An occasion of a kind that the rulebook does not have."""

    code = "kind_unknown"

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"制度里没有“{kind}”这一类别，不能入账。核对所采用的制度版本。")


class Share(NamedTuple):
    """An amount for one person, or for nobody in particular (0)."""

    person: int
    amount: int


Ground = Callable[[Occasion, Part], Iterable[Share]]


@dataclass(frozen=True, slots=True)
class Step:
    """One figure that a kind posts to."""

    figure: str
    credit: Credit
    ground: Ground
    when: Mapping[str, str | bool | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """A kind, ready for posting."""

    count: str
    attendance: str
    roles: tuple[str, ...]
    heads: bool
    credit: Credit
    steps: tuple[Step, ...]


def post(occasion: Occasion, rulebook: Rulebook) -> tuple[Posting, ...]:
    """Derive the postings of an occasion, in an order that depends on its content alone."""
    if occasion.tallies:
        return _tallied(occasion)
    plans = plans_of(rulebook)
    postings: list[Posting] = []
    for index, part in enumerate(occasion.parts):
        plan = plans.get(part.kind)
        if plan is None:
            raise KindUnknownError(part.kind)
        _post_part(occasion, index, part, plan, postings)
    return tuple(postings)


@lru_cache(maxsize=16)
def plans_of(rulebook: Rulebook) -> Mapping[str, Plan]:
    """Compile every kind into its plan; a rulebook is kept by its digest."""
    return {identifier: _plan(identifier, kind) for identifier, kind in rulebook.kinds.items()}


def _post_part(occasion: Occasion, index: int, part: Part, plan: Plan, postings: list[Posting]) -> None:
    day, year = occasion.day, occasion.year
    persons = attending(occasion, part, plan.roles)
    accounts = _Accounts(occasion, persons)
    postings.extend(
        [Posting(plan.count, account, index, 0, day, year, 1) for account in accounts.of_nobody(plan.credit)]
    )
    if plan.credit is Credit.RECORDER:
        figure, recorder = plan.attendance, occasion.recorder
        postings.extend([Posting(figure, recorder, index, person, day, year, 1) for person in persons])
    else:
        account_of = accounts.of_person(plan.credit)
        postings.extend(
            [Posting(plan.attendance, account_of(person), index, person, day, year, 1) for person in persons]
        )
    if plan.heads and occasion.heads and (heads := sum(occasion.heads.values())):
        postings.append(Posting(plan.attendance, occasion.recorder, index, 0, day, year, heads))
    for step in plan.steps:
        if step.when and not all(holds(part.fields.get(name), wanted) for name, wanted in step.when.items()):
            continue
        for person, amount in step.ground(occasion, part):
            if amount:
                owners = (accounts.of_person(step.credit)(person),) if person else accounts.of_nobody(step.credit)
                postings.extend([Posting(step.figure, owner, index, person, day, year, amount) for owner in owners])


class _Accounts:
    """Whose account an amount goes to."""

    __slots__ = ("_branches", "_occasion", "_persons")

    def __init__(self, occasion: Occasion, persons: tuple[int, ...]) -> None:
        self._occasion = occasion
        self._persons = persons
        self._branches = occasion.roster.branch_of

    def of_nobody(self, credit: Credit) -> tuple[int, ...]:
        """Name the accounts of what belongs to nobody in particular."""
        recorder = self._occasion.recorder
        if credit is Credit.RECORDER:
            return (recorder,)
        if credit is Credit.TAKING_PART:
            return self._holders()
        present = {self._branches.get(person, recorder) for person in self._persons}
        return (recorder, *sorted(present - {recorder}))

    def of_person(self, credit: Credit) -> Callable[[int], int]:
        """Name the account of what one person did."""
        recorder, branches = self._occasion.recorder, self._branches
        if credit is Credit.RECORDER:
            return lambda _person: recorder
        if credit is Credit.ATTENDEE_BRANCH:
            return lambda person: branches.get(person, recorder)
        holders = frozenset(self._holders())
        return lambda person: branch if (branch := branches.get(person, recorder)) in holders else recorder

    def _holders(self) -> tuple[int, ...]:
        joint = (one.organization for one in self._occasion.organizations if one.how == "joint")
        return tuple(dict.fromkeys((self._occasion.recorder, *(one for one in joint if one is not None))))


def _tallied(occasion: Occasion) -> tuple[Posting, ...]:
    """Post each stated count of a 汇总登记 as such, on the last day of its period."""
    day, year = occasion.last_day, occasion.year
    return tuple(
        Posting(tally.figure, occasion.recorder, index, 0, day, year, tally.amount, tally=True)
        for index, tally in enumerate(occasion.tallies)
        if tally.amount
    )


def _plan(identifier: str, kind: Kind) -> Plan:
    steps = [
        Step(f"{identifier}/{name}", post.credit or kind.credit, ground, dict(post.when))
        for name, post in kind.posts.items()
        if (ground := _ground(post)) is not None
    ]
    return Plan(
        count=f"{identifier}/count",
        attendance=f"{identifier}/attendance",
        roles=kind.attendance,
        heads=ATTENDEE in kind.attendance,
        credit=kind.credit,
        steps=tuple(steps),
    )


def _ground(post: Post) -> Ground | None:  # noqa: PLR0911 (one line for each form of the closed set)
    """Where an amount comes from; distinct ones are not posted."""
    if post.one:
        return lambda _occasion, _part: (Share(0, 1),)
    if post.number:
        return _number(post.number, post.option)
    if post.count_of:
        return _count_of(post.count_of)
    if post.items:
        return _items(post.items, post.tag, post.form, at_most=None)
    if post.any_item:
        return _items(post.any_item, post.tag, post.form, at_most=1)
    if post.amount_per:
        return _amount_per(post.amount_per)
    if post.named:
        return _by_name(post.named, post.with_)
    return None


def _number(field: str, option: str | None) -> Ground:
    def ground(_occasion: Occasion, part: Part) -> Iterable[Share]:
        value = part.fields.get(field)
        if option is not None:
            value = value.get(option) if isinstance(value, Mapping) else None
        return (Share(0, whole(value)),)

    return ground


def _count_of(role: str) -> Ground:
    def ground(occasion: Occasion, part: Part) -> Iterable[Share]:
        named = [Share(person, 1) for person in persons_in(occasion, part, role)]
        # Heads belong to whoever attended; no other role is ever counted without names.
        return [*named, Share(0, sum(occasion.heads.values()))] if role == ATTENDEE else named

    return ground


def _items(field: str, tag: str | None, form: str | None, *, at_most: int | None) -> Ground:
    def fits(item: Mapping[str, Any]) -> bool:
        return (tag is None or has_tag(item, tag)) and (form is None or item.get("form") == form)

    def ground(_occasion: Occasion, part: Part) -> Iterable[Share]:
        rows = part.fields.get(field)
        if tag is None and form is None:
            number = len(rows) if isinstance(rows, list | tuple) else 0
        else:
            number = sum(map(fits, items_of(rows)))
        return (Share(0, number if at_most is None else min(number, at_most)),)

    return ground


def _amount_per(field: str) -> Ground:
    def ground(occasion: Occasion, part: Part) -> Iterable[Share]:
        value = part.fields.get(field)
        if type(value) is int:  # One number for all (学时): the same for each person who attended.
            return [Share(person, value) for person in persons_in(occasion, part, ATTENDEE)]
        amounts: dict[int, int] = {}
        for row in items_of(value):
            person = whole(row.get("person"))
            amounts[person] = amounts.get(person, 0) + whole(row.get("amount"))
        return [Share(person, amount) for person, amount in amounts.items()]

    return ground


def _by_name(name: str, arguments: Arguments) -> Ground:
    function = NAMED[name]
    return lambda occasion, part: (Share(0, function(occasion, part, arguments)),)
