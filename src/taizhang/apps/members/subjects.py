"""Organisations as rules see them: type, life span, traits by day, terms, events, measures, chosen profiles."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from threading import Lock

from taizhang.apps.audit.standing import Standing, standing
from taizhang.apps.members.course import Course
from taizhang.apps.members.enrolment import Enrolment, collector_resting, enrolment
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
_MOST_ASKED = 20_000
_MOST_KEPT = 3
_MOST_TOGETHER = 16
_TABLES = (Description, Relation, Term, Post, MemberEvent, MemberDescription, ProfileChoice)

Traits = dict[str, tuple[Window, ...]]


def subjects(ids: Iterable[int], year: int, as_of: date, known: int | None = None) -> list[Subject]:
    """Describe the organisations to the obligations engine, in the order asked for; unknown ones are left out.

    What is needed is kept in memory until an organisation, a post, a member or a profile changes.
    """
    return list(_portraits(standing(_TABLES, known)).subjects(tuple(ids), year, as_of))


def subjects_stand(known: int | None = None) -> Standing:
    """Where everything stands that is said of organisations, their leaders and members; postings are not among it."""
    return standing(_TABLES, known)


class Portraits:
    """Everything that rules ask about organisations, as known at one commit; what does not hang on the day is kept."""

    def __init__(self, at: Standing) -> None:
        """Read what is known at that commit."""
        self.structure: Structure = structure(at.seq)
        self.leadership: Leadership = leadership(at.seq)
        self.enrolment: Enrolment = enrolment(at.seq)
        self.choices: tuple[Choice, ...] = profile_choices(at.seq)
        self._courses: dict[tuple[int, ...], Course] = {}
        self._traits: dict[tuple[int, ...], Traits] = {}
        self._asked: dict[tuple[int, int, date], Subject] = {}
        self._asked_together: dict[tuple[tuple[int, ...], int, date], tuple[Subject, ...]] = {}

    def take_over(self, before: Portraits) -> None:
        """Take over courses and traits that nothing concerned since."""
        touched = self.enrolment.touched_since(before.enrolment.at_commit)
        if touched is None:
            return
        self._courses = {below: one for below, one in before._courses.items() if touched.isdisjoint(below)}
        if self.structure is before.structure and self.leadership is before.leadership:
            self._traits = {below: one for below, one in before._traits.items() if touched.isdisjoint(below)}

    def subjects(self, ids: tuple[int, ...], year: int, as_of: date) -> tuple[Subject, ...]:
        """Describe several; a page asks for the same thousand again and again."""
        found = self._asked_together.get((ids, year, as_of))
        if found is None:
            if len(self._asked_together) >= _MOST_TOGETHER:
                self._asked_together.clear()
            with collector_resting():
                found = tuple([self.subject(one, year, as_of) for one in ids if one in self.structure])
            self._asked_together[ids, year, as_of] = found
        return found

    def subject(self, organization: int, year: int, as_of: date) -> Subject:
        """Describe one organisation to a question about a year, as of a day."""
        found = self._asked.get((organization, year, as_of))
        if found is None:
            if len(self._asked) >= _MOST_ASKED:
                self._asked.clear()
            found = self._asked[organization, year, as_of] = self._subject(organization, year, as_of)
        return found

    def _subject(self, organization: int, year: int, as_of: date) -> Subject:
        described = self.structure.described(organization, as_of)
        below = self.structure.below(organization, as_of)
        terms = self.leadership.terms.get(organization, ())
        founded = self.structure.founded_on(organization)
        return Subject(
            id=organization,
            type=described.type if described else "",
            name=described.name if described else "",
            founded_on=founded,
            closed_on=self.structure.closed_on(organization),
            traits=self.traits(below),
            terms=tuple(TermFact(term.began_on, term.years, term.ended_on) for term in terms),
            events=_events(founded, terms, self.leadership.posts.get(organization, ())),
            profiles=self._profiles(organization, year, as_of),
            measures=self._measures(organization, self.course(below), as_of),
        )

    def course(self, below: tuple[int, ...]) -> Course:
        """The strength of an organisation with all below it; a branch has nothing below but its groups."""
        if below not in self._courses:
            self._courses[below] = self.enrolment.together(below)
        return self._courses[below]

    def traits(self, below: tuple[int, ...]) -> Traits:
        """The traits by day of an organisation, given with all below it."""
        if below not in self._traits:
            self._traits[below] = self._traits_of(below[0], self.course(below))
        return self._traits[below]

    def _traits_of(self, organization: int, course: Course) -> Traits:
        traits = {
            "has_committee": self.leadership.committee_windows(organization),
            "has_groups": self._group_windows(organization),
            "seven_or_more": course.windows(lambda had: had.full >= _SEVEN),
            "hundred_or_more": course.windows(lambda had: had.members >= _HUNDRED),
            "fifty_to_ninety_nine": course.windows(lambda had: _FIFTY <= had.members < _HUNDRED),
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

    def _profiles(self, organization: int, year: int, as_of: date) -> dict[str, Window]:
        """The local profiles chosen here or above; of several choices of one, that which touches the year."""
        found: dict[str, Window] = {}
        if not self.choices:
            return found
        lineage = (organization, *self.structure.above(organization, as_of))
        asked = Window.of_year(year)
        for choice in self.choices:
            if choice.organization in lineage:
                window = Window(choice.begins_on, choice.ends_on or date.max)
                if choice.profile not in found or window.overlaps(asked):
                    found[choice.profile] = window
        return found

    def _measures(self, organization: int, course: Course, as_of: date) -> dict[str, int | None]:
        had = course.at(as_of)
        term = self.leadership.term(organization, as_of)
        posts = self.leadership.posts.get(organization, ())
        return {
            "members": had.members if course.days else None,
            "full_members": had.full if course.days else None,
            "committee_members": len(self.leadership.leaders(organization, as_of).committee) if posts else None,
            "seats": term.seats if term else None,
            "units": self._units(organization, as_of),
        }

    def _units(self, organization: int, as_of: date) -> int | None:
        """How many units a joint branch covers: those its description names."""
        described = self.structure.described(organization, as_of)
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


def _portraits(at: Standing) -> Portraits:
    """Those of that commit: kept, or made out of the last ones."""
    if not at.is_settled:
        return Portraits(at)
    with _LOCK:
        found = _KEPT.get(at)
        last = next(reversed(_KEPT.values()), None)
    if found is None:
        found = Portraits(at)
        if last is not None:
            found.take_over(last)
        with _LOCK:
            _KEPT[at] = found
            while len(_KEPT) > _MOST_KEPT:
                _KEPT.popitem(last=False)
    return found


_KEPT: OrderedDict[Standing, Portraits] = OrderedDict()
_LOCK = Lock()
