"""What organisations owe, answered from their postings: the matrix, one cell, one organisation's year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from django.db.models import Exists, OuterRef

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.models import known
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.ledger.models import Revision, RevisionPart
from taizhang.apps.ledger.selectors.asked import AskedYear
from taizhang.apps.ledger.selectors.cadences import Matrix, matrix_of
from taizhang.apps.ledger.selectors.counting import records
from taizhang.apps.ledger.selectors.remembering import ByOrganization
from taizhang.apps.members.selectors import people_of
from taizhang.apps.members.subjects import subjects, subjects_stand
from taizhang.apps.organizations.access import require_visible, visible_among
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.organizations.selectors import shifts
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.obligations.answers import Code, Obligation, Record, Subject
from taizhang.domain.obligations.explain import explain
from taizhang.domain.obligations.held import Held
from taizhang.domain.obligations.owed import arranged, figures_needed, owed
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.obligations import Cadence, Content, Coverage, Vote
from taizhang.domain.rules.rulebook import Rulebook

__all__ = ["Matrix", "answers_among", "cell", "held_among", "held_by", "matrix", "owed_among", "owed_of", "to_work_out"]

# A content never changes, and a branch's year is read again with every page.
_read = lru_cache(maxsize=2000)(occasion_of)

MOST_QUESTIONS, MOST_OWN, MOST_ANSWERS = 4, 80, 20_000
"""A year told with its records takes a hundred kilobytes, without them a few."""
REACH = timedelta(days=800)
"""How far before a year records still matter to it: time limits and preconditions look back."""


def matrix(
    actor: Actor,
    organizations: Sequence[int],
    year: int,
    as_of: date,
    *,
    rules: Sequence[str] | None = None,
    seq: int | None = None,
) -> Matrix:
    """Answer the cadences for the organisations that the actor sees, in the order asked for."""
    asked = AskedYear.now_or_then(year, as_of, seq)
    wanted = subjects(visible_among(actor, organizations), year, as_of, seq)
    chosen = {profile for one in wanted for profile in one.profiles}
    cadences_asked = tuple(
        one
        for one in cadences(asked.rulebook)
        if (rules is None or one.id in rules) and (one.profile is None or one.profile in chosen)
    )
    return matrix_of(asked, wanted, cadences_asked)


def cell(
    actor: Actor,
    organization: int,
    rule_id: str,
    window: Window,
    as_of: date,
    seq: int | None = None,
) -> Obligation:
    """Explain one cell with everything: the reason, the arithmetic, what counted and what did not."""
    require_visible(actor, organization)
    rulebook = current_rulebook(seq)
    rule = rulebook.rules.get(rule_id)
    if not isinstance(rule, Cadence):
        raise NotFoundError
    subject = subjects([organization], window.end.year, as_of, seq)[0]
    version = rule.at(window.end)
    figures = () if version is None else (*version.figures, *version.unknown, *version.shown)
    found = records(figures, [organization], window.start - REACH, as_of, seq=seq)
    unit = _unit(rulebook, figures)
    return explain(rule, subject, window, as_of, found, shifts(seq), rulebook.sources, unit)


def owed_of(actor: Actor, organization: int, year: int, as_of: date, seq: int | None = None) -> list[Obligation]:
    """Everything that one organisation owes in a year, of every type of rule; only here are persons looked at."""
    require_visible(actor, organization)
    asked = AskedYear.now_or_then(year, as_of, seq)

    def work(some: Sequence[int]) -> dict[int, tuple[Obligation, ...]]:
        return {one: tuple(_owed_of(asked, one)) for one in some}

    return list(_OWN.answer(asked.question, {organization: subjects_stand(seq)}, work, _joined))


def _owed_of(asked: AskedYear, organization: int) -> list[Obligation]:
    year, as_of, seq = asked.year, asked.as_of, asked.seq
    subject = subjects([organization], year, as_of, seq)[0]
    if _speaks_of_persons(asked.rulebook, subject, year):
        subject = replace(subject, people=people_of(organization, year, as_of, seq))
    figures = figures_needed(asked.rulebook, subject, year)
    found = records(figures, [organization], date(year, 1, 1) - REACH, as_of, seq=seq)
    held = held_by(organization, year, as_of, seq)
    return owed(asked.rulebook, subject, year, as_of, found, asked.shifts, held)


def owed_among(
    actor: Actor,
    organizations: Sequence[int],
    year: int,
    as_of: date,
    seq: int | None = None,
    *,
    leaving_out: tuple[type, ...] = (),
) -> list[Obligation]:
    """Everything that many organisations owe in a year, read in a few queries; most pressing first.

    `leaving_out` names types of rules that are not asked: the matrix answers the cadences of many far sooner.
    """
    return list(_told_among(actor, organizations, year, as_of, seq, leaving_out).obligations)


def to_work_out(
    actor: Actor, organizations: Sequence[int], year: int, as_of: date, *, leaving_out: tuple[type, ...] = ()
) -> int:
    """For how many of these `owed_among` would first have to work the answers out: a page may rather not wait."""
    asked = AskedYear.now_or_then(year, as_of, None)
    wanted = {one.id: one for one in subjects(visible_among(actor, organizations), year, as_of, None)}
    return _MANY.missing((*asked.question, leaving_out), wanted)


def answers_among(
    actor: Actor,
    organizations: Sequence[int],
    year: int,
    as_of: date,
    seq: int | None = None,
    *,
    leaving_out: tuple[type, ...] = (),
) -> Mapping[tuple[Code, bool], int]:
    """How often each answer was given to many organisations, to what an article demands and to what it asks softly."""
    return _told_among(actor, organizations, year, as_of, seq, leaving_out).counted


@dataclass(frozen=True)
class _Told:
    """What many organisations owe, arranged, and how often each answer was given."""

    obligations: Sequence[Obligation]

    @cached_property
    def counted(self) -> Mapping[tuple[Code, bool], int]:
        return Counter([(one.code, one.general) for one in self.obligations])


def _told_among(
    actor: Actor,
    organizations: Sequence[int],
    year: int,
    as_of: date,
    seq: int | None,
    leaving_out: tuple[type, ...],
) -> _Told:
    asked = AskedYear.now_or_then(year, as_of, seq)
    wanted = {one.id: one for one in subjects(visible_among(actor, organizations), year, as_of, seq)}

    def work(some: Sequence[int]) -> dict[int, tuple[Obligation, ...]]:
        return _owed_among(asked, [wanted[one] for one in some], leaving_out)

    def together(answers: Sequence[tuple[Obligation, ...]]) -> _Told:
        return _Told(arranged(_joined(answers), as_of))

    return _MANY.answer((*asked.question, leaving_out), wanted, work, together)


def _owed_among(
    asked: AskedYear, wanted: Sequence[Subject], leaving_out: tuple[type, ...]
) -> dict[int, tuple[Obligation, ...]]:
    year, as_of, seq = asked.year, asked.as_of, asked.seq
    rules = {key: rule for key, rule in asked.rulebook.rules.items() if not isinstance(rule, leaving_out)}
    narrowed = replace(asked.rulebook, rules=rules)
    ids = [one.id for one in wanted]
    figures = {figure for one in wanted for figure in figures_needed(narrowed, one, year)}
    found: dict[int, list[Record]] = defaultdict(list)
    for record in records(figures, ids, date(year, 1, 1) - REACH, as_of, seq=seq):
        found[record.organization].append(record)
    kinds = _kinds_read(narrowed, wanted)
    held = held_among(ids, year, as_of, seq, kinds) if kinds else {}
    return {
        one.id: tuple(owed(narrowed, one, year, as_of, found[one.id], asked.shifts, held.get(one.id, ())))
        for one in wanted
    }


def _kinds_read(rulebook: Rulebook, wanted: Sequence[Subject]) -> frozenset[str]:
    """Whose records are looked into: of a hundred thousand most are of kinds of which no rule asks what they say."""
    chosen = {profile for one in wanted for profile in one.profiles}
    reading = (rule for rule in rulebook.rules.values() if isinstance(rule, Content | Vote))
    asked = (rule for rule in reading if rule.profile is None or rule.profile in chosen)
    return frozenset(kind for rule in asked for version in rule.versions for kind in version.kinds)


def _joined(answers: Sequence[tuple[Obligation, ...]]) -> list[Obligation]:
    return [one for each in answers for one in each]


_OWN: ByOrganization[tuple[Obligation, ...], list[Obligation]] = ByOrganization(MOST_QUESTIONS, MOST_OWN)
_MANY: ByOrganization[tuple[Obligation, ...], _Told] = ByOrganization(MOST_QUESTIONS, MOST_ANSWERS)


def held_by(organization: int, year: int, as_of: date, seq: int | None = None) -> list[Held]:
    """The confirmed occasions of a year, word for word, for the rules that look into them."""
    return held_among([organization], year, as_of, seq).get(organization, [])


def held_among(
    organizations: Sequence[int],
    year: int,
    as_of: date,
    seq: int | None = None,
    kinds: Collection[str] | None = None,
) -> dict[int, list[Held]]:
    """The same for many organisations, by organisation; those alone that have a part of one of the kinds."""
    found = Revision.objects.filter(
        known(seq),
        organization_id__in=list(organizations),
        year=year,
        day__lte=as_of,
        is_tally=False,
        confirmation__known_from__lte=seq if seq is not None else last_seq(),
    )
    if kinds is not None:
        found = found.filter(Exists(RevisionPart.objects.filter(revision=OuterRef("pk"), kind__in=kinds)))
    held: dict[int, list[Held]] = defaultdict(list)
    rows = found.order_by("day", "entry_id").values_list("organization_id", "entry_id", "pk", "title", "content")
    for organization, entry, revision, title, content in rows:
        held[organization].append(Held(entry, revision, title, _read(content)))
    return held


def _speaks_of_persons(rulebook: Rulebook, subject: Subject, year: int) -> bool:
    """Say whether a rule of that year asks about each person, so that the roll must be read by name."""
    versions = (rule.at(date(year, 12, 31)) for rule in rulebook.rules.values() if isinstance(rule, Coverage))
    return any(version is not None and subject.type in version.applies_to.types for version in versions)


def cadences(rulebook: Rulebook) -> tuple[Cadence, ...]:
    """The rules that the matrix shows, in the order of their groups."""
    found = [rule for rule in rulebook.rules.values() if isinstance(rule, Cadence)]
    order = {name: group.order for name, group in rulebook.groups.items()}
    return tuple(sorted(found, key=lambda rule: (rule.profile is not None, order.get(rule.group, 99), rule.id)))


def _unit(rulebook: Rulebook, figures: Sequence[str]) -> str:
    info = figure_catalogue(rulebook).get(figures[0]) if figures else None
    return info.unit if info else "次"
