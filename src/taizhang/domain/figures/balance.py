"""Balancing (结数): the records of a period become one figure, with the way from its parts to its total.

Up the organisations an event counts once however many of them held it: a flow adds up over distinct
(figure, entry, part, person), people and entries over distinct ones. Where parts overlap, parts − overlap = total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from taizhang.domain.figures.figure import Figure, Portion
from taizhang.domain.figures.measure import Ground, Measure
from taizhang.domain.figures.tallies import Raise, lies_in, period_of, raises
from taizhang.domain.obligations.answers import Record
from taizhang.domain.periods import Window


@dataclass(frozen=True, slots=True)
class Asking:
    """What a figure is asked for: period, day, last commit known, rulebook; and the names that pages print."""

    period: Window
    as_of: date
    known: int = 0
    rulebook: str = ""
    names: Mapping[int, str] = field(default_factory=dict)
    """Organisations by id."""
    places: Mapping[int, str] = field(default_factory=dict)
    """The place of each entry."""
    others: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """The organisations that took part in each entry besides those it is posted to."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number, what of it is stated in sum only, and how many heads had no names."""

    amount: int
    tallied: int = 0
    unnamed: int = 0

    @property
    def total(self) -> int:
        """Singles and statements together."""
        return self.amount + self.tallied


def balance(measure: Measure, records: Iterable[Record], asking: Asking) -> Figure:
    """Make a figure of the records of a scope; those of other figures, periods and later days are passed over."""
    read = [one for one in records if one.figure in measure.figures and one.day <= asking.as_of]
    inside = [one for one in read if lies_in(one, asking.period)]
    left_out = [
        one for one in read if one.tally and not lies_in(one, asking.period) and period_of(one).overlaps(asking.period)
    ]
    singles = [one for one in inside if not one.tally]
    added = _added(measure, inside)
    whole = value_of(measure, singles, added, asking)
    portions = _portions(measure, singles, added, asking)
    return Figure(
        definition=measure.info.id,
        zh=measure.info.zh,
        unit=measure.info.unit,
        value=whole.total,
        nature=measure.info.nature.value,
        rulebook=asking.rulebook,
        period=asking.period,
        as_of=asking.as_of,
        known=asking.known,
        sources=_sources(singles, added),
        portions=portions,
        overlap=sum(one.value for one in portions) - whole.total,
        unnamed=whole.unnamed,
        tallied=whole.tallied,
        left_out=tuple(left_out),
    )


def value_of(measure: Measure, singles: list[Record], added: Iterable[Raise], asking: Asking) -> Value:
    """Count single records by the ground of the measure, and add what statements add."""
    tallied = sum(one.amount for one in added)
    if measure.ground is Ground.PEOPLE:
        named, unnamed = people(singles)
        return Value(named, 0, unnamed + sum(one.record.amount for one in added))
    if measure.ground is Ground.ENTRIES:
        return Value(different_entries(singles), tallied)
    if measure.ground is Ground.ORGANIZATIONS:
        holders = {one.organization for one in singles}
        return Value(len(holders.union(*(asking.others.get(one.entry, ()) for one in singles))))
    if measure.ground is Ground.PLACES:
        return Value(len({place for one in singles if (place := asking.places.get(one.entry, "").strip())}))
    return Value(flow(singles), tallied)


def flow(records: Iterable[Record]) -> int:
    """Add up amounts, a joint one once."""
    return sum({(one.figure, one.entry, one.part, one.person): one.amount for one in records}.values())


def different_entries(records: Iterable[Record]) -> int:
    """Count entries, each once."""
    return len({one.entry for one in records})


def people(records: Iterable[Record]) -> tuple[int, int]:
    """Count distinct people at least, and the heads without names.

    Whoever sat in one meeting is a different person each, so there are at least as many people as the fullest one had.
    """
    persons: set[int] = set()
    named: dict[tuple[int, int], set[int]] = defaultdict(set)
    heads: dict[tuple[str, int, int], int] = {}
    for one in records:
        if one.person:
            persons.add(one.person)
            named[one.entry, one.part].add(one.person)
        else:
            heads[one.figure, one.entry, one.part] = one.amount
    fullest = max((len(named[entry, part]) + number for (_, entry, part), number in heads.items()), default=0)
    return max(len(persons), fullest), sum(heads.values())


def _added(measure: Measure, inside: list[Record]) -> list[Raise]:
    if measure.ground in {Ground.ORGANIZATIONS, Ground.PLACES}:
        return []
    return raises(inside, different_entries if measure.ground is Ground.ENTRIES else flow)


def _portions(measure: Measure, singles: list[Record], added: list[Raise], asking: Asking) -> tuple[Portion, ...]:
    """What each organisation brings, in the order of their ids."""
    records: dict[int, list[Record]] = defaultdict(list)
    statements: dict[int, list[Raise]] = defaultdict(list)
    for record in singles:
        records[record.organization].append(record)
    for one in added:
        statements[one.record.organization].append(one)
    return tuple(
        Portion(organization, asking.names.get(organization, ""), value.total)
        for organization in sorted(records.keys() | statements.keys())
        if (value := value_of(measure, records[organization], statements[organization], asking)).total
    )


def _sources(singles: list[Record], added: list[Raise]) -> tuple[Record, ...]:
    """The records the value stands on, a joint one once, under its first organisation."""
    found: dict[tuple[str, int, int, int], Record] = {}
    for one in sorted(singles, key=_place):
        found.setdefault((one.figure, one.entry, one.part, one.person), one)
    return (*found.values(), *(one.record for one in added))


def _place(record: Record) -> tuple[date, int, int, str, int, int]:
    return record.day, record.entry, record.part, record.figure, record.person, record.organization
