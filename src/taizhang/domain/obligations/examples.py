"""The examples that every rule carries (示例), asked of the engine: what a jurist reads is what the product answers.

A unit's own rules bring examples too, and are adopted only if the engine agrees with all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taizhang.domain.ledger.occasion import Occasion, Part, Participant, Roster
from taizhang.domain.ledger.plausibility import Look, findings_of_rule
from taizhang.domain.ledger.signatures import signature_of
from taizhang.domain.ledger.surroundings import Neighbour, RememberedMinutes, Surroundings
from taizhang.domain.obligations.answers import Code, FactEvent, Obligation, People, Record, Subject, TermFact
from taizhang.domain.obligations.cadence import slots_of_year
from taizhang.domain.obligations.compositions import compositions_of
from taizhang.domain.obligations.contents import contents_of
from taizhang.domain.obligations.coverage import coverage_of
from taizhang.domain.obligations.explain import explain
from taizhang.domain.obligations.held import Held
from taizhang.domain.obligations.limits import limits_of
from taizhang.domain.obligations.preconditions import preconditions_of
from taizhang.domain.obligations.terms import terms_of
from taizhang.domain.obligations.votes import votes_of
from taizhang.domain.periods import Window
from taizhang.domain.rules.obligations import (
    Cadence,
    Composition,
    Content,
    Coverage,
    Example,
    Limit,
    Plausibility,
    Precondition,
    Rule,
    Term,
    Vote,
)
from taizhang.domain.rules.rulebook import Rulebook

_ALWAYS = Window(date.min, date.max)
_US = 1


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An example that the engine answers otherwise."""

    rule: str
    example: str
    expected: str
    answered: str


def disagreements(rulebook: Rulebook, rule: Rule) -> list[Disagreement]:
    """Find the examples of a rule that the engine answers otherwise than they expect."""
    found = ((example, outcome(rulebook, rule, example)) for example in rule.examples)
    return [Disagreement(rule.id, one.name, one.expect, answer) for one, answer in found if answer != one.expect]


def outcome(rulebook: Rulebook, rule: Rule, example: Example) -> str:
    """Answer one example in the words of `expect`."""
    if isinstance(rule, Plausibility):
        return _plausible(rulebook, rule, example)
    obligations = _obligations(rulebook, rule, example)
    if obligations:
        last = obligations[-1]
        no_basis = last.code is Code.NOT_APPLICABLE and last.version_from is None
        return "no_basis" if no_basis else last.code.name.lower()
    day = _occasion(example.occasion, example.as_of).day if example.occasion else example.as_of
    return "no_basis" if rule.at(day) is None else "not_applicable"


def _obligations(rulebook: Rulebook, rule: Rule, example: Example) -> list[Obligation]:  # noqa: PLR0911 (a type a line)
    subject, records, as_of = _subject(rule, example), _records(example), example.as_of
    held = [Held(1, 1, example.name, _occasion(example.occasion, as_of))] if example.occasion else []
    years = sorted({as_of.year, *(one.year for one in records), *(one.day.year for one in subject.events)})
    if isinstance(rule, Cadence):
        window = _window(rule, example)
        return [explain(rule, subject, window, as_of, records)] if window else []
    if isinstance(rule, Limit):
        return [one for year in years for one in limits_of(rule, subject, year, as_of, records)]
    if isinstance(rule, Term):
        return terms_of(rule, subject, as_of.year, as_of)
    if isinstance(rule, Precondition):
        return [one for year in years for one in preconditions_of(rule, subject, year, as_of, records)]
    if isinstance(rule, Composition):
        return compositions_of(rule, subject, as_of)
    if isinstance(rule, Coverage):
        year = (example.window or as_of).year
        return coverage_of(rule, subject, year, as_of, records, rulebook)
    if isinstance(rule, Content):
        return [one for each in held for one in contents_of(rule, subject, each.occasion.year, as_of, [each], rulebook)]
    if isinstance(rule, Vote):
        return [one for each in held for one in votes_of(rule, subject, each.occasion.year, as_of, [each], rulebook)]
    return []


def _window(rule: Cadence, example: Example) -> Window | None:
    """The window asked for by its first day, or the one that holds the day of asking."""
    around = example.window or example.as_of
    slots = [slot for year in range(around.year - 1, around.year + 2) for slot in slots_of_year(rule, year)]
    if example.window is not None:
        return next((slot.window for slot in slots if slot.window.start == example.window), None)
    return next((slot.window for slot in slots if example.as_of in slot.window), None)


def _subject(rule: Rule, example: Example) -> Subject:
    asked = example.organization
    persons = _persons(example)
    return Subject(
        id=_US,
        type=asked.type.value,
        name="本组织",
        founded_on=asked.founded_on,
        closed_on=asked.closed_on,
        traits=dict.fromkeys(asked.traits, (_ALWAYS,)),
        terms=tuple(TermFact(one.began_on, one.years, one.ended_on) for one in asked.terms),
        events=tuple(
            FactEvent(one.figure, one.on, persons.get(one.person, 0))
            for one in example.postings
            if one.figure.startswith("fact/")
        ),
        profiles={rule.profile: _ALWAYS} if rule.profile and asked.profile_chosen else {},
        measures=dict(asked.measures),
        people={
            group: People(
                tuple(persons[name] for name in names if name not in asked.newcomers),
                tuple(persons[name] for name in names if name in asked.newcomers),
            )
            for group, names in asked.people.items()
        },
    )


def _records(example: Example) -> list[Record]:
    persons = _persons(example)
    return [
        Record(
            figure=one.figure,
            organization=_US,
            day=one.on,
            year=one.year or one.on.year,
            amount=one.amount,
            entry=number,
            revision=number,
            title=example.name,
            person=persons.get(one.person, 0),
        )
        for number, one in enumerate(example.postings, start=1)
        if not one.figure.startswith("fact/")
    ]


def _persons(example: Example) -> dict[str, int]:
    there = (name for names in example.organization.people.values() for name in names)
    names = dict.fromkeys([*(one.person for one in example.postings if one.person), *there])
    return {name: number for number, name in enumerate(names, start=1)}


def _occasion(written: Mapping[str, Any], as_of: date) -> Occasion:
    """The record as an example writes it: the common parts by name, what belongs to the kind in its fields."""
    day = date.fromisoformat(str(written["day"])) if "day" in written else as_of
    fields = {**written.get("fields", {}), **{key: written[key] for key in ("agenda", "vote") if key in written}}
    roles = {role: tuple(persons) for role, persons in written.get("roles", {}).items()}
    return Occasion(
        recorder=_US,
        day=day,
        year=day.year,
        title=str(written.get("title", "")),
        place=written.get("place", ""),
        begins=written.get("begins", ""),
        ends=written.get("ends", ""),
        summary=written.get("summary", ""),
        roll=tuple(Participant(person, present=True) for person in written.get("roll", ())),
        heads=written.get("heads", {}),
        attachments=tuple(written.get("attachments", ())),
        parts=(Part(str(written.get("kind", "")), fields, roles),),
        roster=Roster(
            secretary=written.get("secretary"),
            deputies=tuple(written.get("deputies", ())),
            committee=tuple(written.get("committee", ())),
        ),
    )


def _plausible(rulebook: Rulebook, rule: Plausibility, example: Example) -> str:
    occasion = _occasion(example.occasion, example.as_of)
    version = rule.at(occasion.day)
    if version is None:
        return "no_basis"
    around = _surroundings(example, occasion)
    look = Look(occasion, tuple(enumerate(occasion.parts)), rulebook, example.as_of, around, {})
    if not any(True for _finding in findings_of_rule(rule, look)):
        return "met"
    return "unmet" if version.status == "confirmed" else "insufficient_data"


def _surroundings(example: Example, occasion: Occasion) -> Surroundings:
    other = example.occasion.get("other", {})
    signature = signature_of(other.get("summary", ""))
    neighbour = Neighbour(
        entry=2,
        organization=_US,
        title="另一次",
        day=occasion.day,
        begins=other.get("begins", ""),
        ends=other.get("ends", ""),
        place=other.get("place", ""),
        persons=frozenset(other.get("roll", ())),
    )
    return Surroundings(
        roll_size=example.occasion.get("due"),
        founded_on=example.organization.founded_on,
        closed_on=example.organization.closed_on,
        neighbours=(neighbour,) if other.get("roll") else (),
        minutes=(RememberedMinutes(2, "另一次", occasion.day, signature),) if signature is not None else (),
    )
