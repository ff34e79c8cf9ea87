"""Organisations as rules see them: type, life span, traits by day, terms, events, measures, chosen profiles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from taizhang.apps.audit.standing import Standing, standing
from taizhang.apps.members.enrolment import Course, Enrolment, enrolment
from taizhang.apps.members.models import MemberDescription, MemberEvent
from taizhang.apps.organizations.leadership import Leadership, PostRow, TermRow, leadership, merged
from taizhang.apps.organizations.models import Description, Post, PostTitle, Relation, Term
from taizhang.apps.organizations.structure import Structure, structure
from taizhang.apps.rulebooks.models import ProfileChoice
from taizhang.apps.rulebooks.selectors import Choice, profile_choices
from taizhang.domain.obligations.answers import FactEvent, Subject, TermFact
from taizhang.domain.periods import Window
from taizhang.domain.rules.kinds import OrganizationType

_SEVEN, _FIFTY, _HUNDRED = 7, 50, 100
_TABLES = (Description, Relation, Term, Post, MemberEvent, MemberDescription, ProfileChoice)

Traits = dict[str, tuple[Window, ...]]


def subjects(ids: Iterable[int], year: int, as_of: date, known: int | None = None) -> list[Subject]:
    """Describe the organisations to the obligations engine, in the order asked for; unknown ones are left out.

    Kept in memory until an organisation, a post, a member or a profile changes.
    """
    at = standing(_TABLES, known)
    wanted = tuple(ids)
    return list(_kept(at, wanted, year, as_of) if at.is_settled else _describe(at, wanted, year, as_of))


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything that was known, and the question's day."""

    structure: Structure
    leadership: Leadership
    enrolment: Enrolment
    choices: tuple[Choice, ...]
    year: int
    as_of: date

    def subject(self, organization: int) -> Subject:
        """Describe one organisation."""
        described = self.structure.described(organization, self.as_of)
        course = self._course(organization)
        terms = self.leadership.terms.get(organization, ())
        posts = self.leadership.posts.get(organization, ())
        founded = self.structure.founded_on(organization)
        return Subject(
            id=organization,
            type=described.type if described else "",
            name=described.name if described else "",
            founded_on=founded,
            closed_on=self.structure.closed_on(organization),
            traits=self._traits(organization, course),
            terms=tuple(TermFact(term.began_on, term.years, term.ended_on) for term in terms),
            events=_events(founded, terms, posts),
            profiles=self._profiles(organization),
            measures=self._measures(organization, course),
        )

    def _course(self, organization: int) -> Course:
        """The strength of the organisation with all below it; a branch has nothing below but its groups."""
        below = self.structure.below(organization, self.as_of)
        return self.enrolment.course(organization) if len(below) == 1 else self.enrolment.together(below)

    def _traits(self, organization: int, course: Course) -> Traits:
        traits = {
            "has_committee": self.leadership.committee_windows(organization),
            "has_groups": self._group_windows(organization),
            "seven_or_more": merged((start, end) for start, end, had in course.runs() if had.full >= _SEVEN),
            "hundred_or_more": merged((start, end) for start, end, had in course.runs() if had.members >= _HUNDRED),
            "fifty_to_ninety_nine": merged(
                (start, end) for start, end, had in course.runs() if _FIFTY <= had.members < _HUNDRED
            ),
        }
        for name, windows in self._stated_traits(organization).items():
            traits[name] = merged((one.start, one.end) for one in (*traits.get(name, ()), *windows))
        return {name: windows for name, windows in traits.items() if windows}

    def _stated_traits(self, organization: int) -> Traits:
        """What the descriptions state (村、社区…), each until the next description."""
        descriptions = self.structure.descriptions.get(organization, ())
        stated: dict[str, list[Window]] = {}
        for place, described in enumerate(descriptions):
            following = descriptions[place + 1 : place + 2]
            end = following[0].begins_on - timedelta(days=1) if following else date.max
            start = described.begins_on if place else date.min
            for trait in described.traits if start <= end else ():
                stated.setdefault(trait, []).append(Window(start, end))
        return {trait: tuple(windows) for trait, windows in stated.items()}

    def _group_windows(self, organization: int) -> tuple[Window, ...]:
        """When a party group (党小组) hung under it."""
        spans = []
        for link in self.structure.links_of(organization):
            if link.parent != organization:
                continue
            described = self.structure.described(link.child, link.begins_on)
            if described is not None and described.type == OrganizationType.SUBGROUP:
                closed = self.structure.closed_on(link.child)
                spans.append((link.begins_on, min(link.ends_on or date.max, closed or date.max)))
        return merged(spans)

    def _profiles(self, organization: int) -> dict[str, Window]:
        """The local profiles chosen here or above; the one closest to the year where it was chosen several times."""
        lineage = (organization, *self.structure.above(organization, self.as_of))
        asked, found = Window.of_year(self.year), dict[str, Window]()
        for choice in self.choices:
            if choice.organization in lineage:
                window = Window(choice.begins_on, choice.ends_on or date.max)
                if choice.profile not in found or window.overlaps(asked):
                    found[choice.profile] = window
        return found

    def _measures(self, organization: int, course: Course) -> dict[str, int | None]:
        had = course.at(self.as_of)
        term = self.leadership.term(organization, self.as_of)
        posts = self.leadership.posts.get(organization, ())
        return {
            "members": had.members if course.days else None,
            "full_members": had.full if course.days else None,
            "committee_members": len(self.leadership.leaders(organization, self.as_of).committee) if posts else None,
            "seats": term.seats if term else None,
            "units": self._units(organization),
        }

    def _units(self, organization: int) -> int | None:
        """How many units a joint branch covers: those its description names."""
        described = self.structure.described(organization, self.as_of)
        if described is None or not described.unit:
            return None
        return len([unit for unit in described.unit.replace("，", "、").split("、") if unit.strip()])


def _events(founded: date | None, terms: Sequence[TermRow], posts: Sequence[PostRow]) -> tuple[FactEvent, ...]:
    events = [FactEvent("fact/organization_founded", founded, label="党组织成立")] if founded else []
    events += [FactEvent("fact/term_begun", term.began_on, label="本届产生") for term in terms]
    events += [
        FactEvent("fact/secretary_appointed", post.begins_on, post.person, "书记任职")
        for post in posts
        if post.title == PostTitle.SECRETARY
    ]
    return tuple(sorted(events, key=lambda event: (event.day, event.fact, event.person)))


def _describe(at: Standing, ids: tuple[int, ...], year: int, as_of: date) -> tuple[Subject, ...]:
    everything = _Known(
        structure(at.seq),
        leadership(at.seq),
        enrolment(at.seq),
        profile_choices(at.seq),
        year,
        as_of,
    )
    return tuple(everything.subject(one) for one in ids if one in everything.structure)


_kept = lru_cache(maxsize=32)(_describe)
