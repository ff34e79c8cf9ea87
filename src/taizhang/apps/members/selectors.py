"""Reads of members: rolls, rosters and stocks, by day and as known at a commit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from taizhang.apps.audit.models import known as known_at
from taizhang.apps.members.errors import MemberNotFoundError
from taizhang.apps.members.models import Member, MemberDescription, MemberEvent
from taizhang.apps.members.status import State, Status, states
from taizhang.apps.organizations.access import Everything, Visible
from taizhang.apps.organizations.leadership import leaders_among, leadership, posts_held
from taizhang.apps.organizations.structure import structure
from taizhang.domain.ledger.occasion import Roster
from taizhang.domain.obligations.answers import People
from taizhang.domain.rules.kinds import OrganizationType

_EVENT = ("member_id", "kind", "organization_id", "group_id", "full")
_BUNCH = 800
_MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class MemberView:
    """A person of the roll as of a day."""

    id: int
    code: str
    name: str
    sex: str
    status: Status
    organization: int | None
    group: int | None
    floating: bool
    retired: bool
    nation: str = ""
    education: str = ""
    born_in: int | None = None
    occupation: str = ""

    @property
    def is_member(self) -> bool:
        """Say whether the person counts as a member."""
        return self.status in {Status.FULL, Status.PROBATIONARY}


def roster(
    organization_id: int,
    day: date,
    persons: Collection[int] = (),
    known: int | None = None,
) -> Roster:
    """Who belonged to the organisation on that day, and to which branch each person did; two queries for a branch."""
    found = _states(_candidates([organization_id], day, known, persons), day, known)
    own = {person: state for person, state in found.items() if _belongs(state, organization_id)}
    if not own and _gathers_branches(organization_id, day, known):
        below = structure(known).below(organization_id, day)
        everybody = _states(_candidates(below, day, known), day, known)
        own = {
            person: state for person, state in everybody.items() if state.on_the_roll and state.organization in below
        }
    leaders = leaders_among(posts_held(organization_id, day, known), day)
    return Roster(
        due=len(own) or None,
        voters=tuple(person for person, state in own.items() if state.status is Status.FULL),
        committee=leaders.committee,
        secretary=leaders.secretary,
        deputies=leaders.deputies,
        branch_of={
            person: found[person].organization or 0
            for person in sorted(set(persons))
            if person in found and found[person].on_the_roll and found[person].organization
        },
    )


def people_of(organization_id: int, year: int, as_of: date, known: int | None = None) -> dict[str, People]:
    """Whom rules about each person speak of: who is there at the year's end (or the day asked), and who came late."""
    last = min(date(year, 12, 31), as_of)
    first = min(date(year, 1, 1), last)
    leading = leadership(known)

    def on_the_roll(day: date) -> set[int]:
        found = _states(_candidates([organization_id], day, known), day, known)
        return {person for person, state in found.items() if _belongs(state, organization_id)}

    def leaders(day: date) -> set[int]:
        found = leading.leaders(organization_id, day)
        return {*found.committee, *found.deputies, *([found.secretary] if found.secretary is not None else ())}

    return {
        group: People(tuple(sorted(now & before)), tuple(sorted(now - before)))
        for group, now, before in (
            ("members", on_the_roll(last), on_the_roll(first)),
            ("leaders", leaders(last), leaders(first)),
        )
    }


def roll(organization_id: int, day: date, known: int | None = None) -> tuple[MemberView, ...]:
    """The members of a branch (or of a group) on that day: by group, then by name."""
    return rolls([organization_id], day, known)


def rolls(organizations: Sequence[int], day: date, known: int | None = None) -> tuple[MemberView, ...]:
    """The members of several branches on that day: by branch, group and name."""
    found = _states(_candidates(organizations, day, known), day, known)
    wanted = set(organizations)
    own = {
        person: state
        for person, state in found.items()
        if state.on_the_roll and (state.organization in wanted or state.group in wanted)
    }
    order = {organization: place for place, organization in enumerate(organizations)}
    views = members(own, day, known, states_of=own)

    def place(one: MemberView) -> tuple[int, bool, int, str, int]:
        return order.get(one.organization or 0, len(order)), one.group is None, one.group or 0, one.name, one.id

    return tuple(sorted(views, key=place))


def members(
    ids: Iterable[int],
    day: date,
    known: int | None = None,
    *,
    states_of: dict[int, State] | None = None,
) -> tuple[MemberView, ...]:
    """These persons as of a day, whatever their status, in the order asked for; unknown ones are left out."""
    wanted = list(dict.fromkeys(ids))
    found = states_of if states_of is not None else _states(Q(member_id__in=wanted), day, known)
    described = _descriptions(wanted, day, known)
    return tuple(
        _view(person, described[person], found.get(person, State())) for person in wanted if person in described
    )


def member_view(member_id: int, day: date, known: int | None = None) -> MemberView:
    """One person as of a day."""
    found = members([member_id], day, known)
    if not found:
        raise MemberNotFoundError
    return found[0]


def find_members(visible: Visible, text: str, day: date, known: int | None = None) -> tuple[MemberView, ...]:
    """Persons whose name holds the text and who are (or last were) on a roll that may be seen; at most fifty."""
    wanted = text.strip()
    if not wanted:
        return ()
    rows = MemberDescription.objects.filter(known_at(known), name__contains=wanted)
    if not isinstance(visible, Everything):
        seen = MemberEvent.objects.filter(known_at(known), organization_id__in=sorted(visible)).values("member_id")
        rows = rows.filter(member_id__in=seen)
    ids = rows.order_by("name", "member_id").values_list("member_id", flat=True)[: 4 * _MOST_FOUND]
    found = (one for one in members(ids, day, known) if one.organization in visible)
    return tuple(sorted(found, key=lambda one: (not one.is_member, one.name, one.id)))[:_MOST_FOUND]


def names_at(ids: Iterable[int], day: date, known: int | None = None) -> dict[int, str]:
    """What these persons were called on that day; unknown ones are left out."""
    return {person: row.name for person, row in _descriptions(list(ids), day, known).items()}


def member_by_code(code: str) -> int:
    """The number of the person with that code."""
    found = Member.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise MemberNotFoundError
    return found


def _belongs(state: State, organization: int) -> bool:
    return state.on_the_roll and organization in {state.organization, state.group}


def _gathers_branches(organization: int, day: date, known: int | None) -> bool:
    """Say whether the members of the branches below are its assembly: so for a general branch (党总支) alone."""
    described = structure(known).described(organization, day)
    return described is not None and described.type == OrganizationType.GENERAL_BRANCH


def _candidates(organizations: Collection[int], day: date, known: int | None, persons: Collection[int] = ()) -> Q:
    """Whoever ever came to one of the organisations before that day, and these persons; where each is, events say.

    The persons stand inside the inner question: PostgreSQL reads the whole table for one beside it.
    """
    wanted = list(organizations)
    which = Q(organization_id__in=wanted) | Q(group_id__in=wanted)
    if persons:
        which |= Q(member_id__in=list(persons))
    came = MemberEvent.objects.filter(known_at(known), which, day__lte=day)
    return Q(member_id__in=came.values("member_id"))


def _states(which: Q, day: date, known: int | None) -> dict[int, State]:
    events: QuerySet[MemberEvent] = MemberEvent.objects.filter(known_at(known), which, day__lte=day)
    return dict(states(events.order_by("member_id", "day", "id").values_list(*_EVENT)))


def _descriptions(ids: Sequence[int], day: date, known: int | None) -> dict[int, MemberDescription]:
    """What the roll said about each on that day; before the first description, the first."""
    found: dict[int, MemberDescription] = {}
    for start in range(0, len(ids), _BUNCH):
        rows = MemberDescription.objects.filter(known_at(known), member_id__in=ids[start : start + _BUNCH])
        for row in rows.select_related("member").order_by("begins_on", "id"):
            if row.begins_on <= day or row.member_id not in found:
                found[row.member_id] = row
    return found


def _view(person: int, described: MemberDescription, state: State) -> MemberView:
    return MemberView(
        id=person,
        code=described.member.code,
        name=described.name,
        sex=described.sex,
        status=state.status,
        organization=state.organization,
        group=state.group,
        floating=state.floating,
        retired=state.retired,
        nation=described.nation,
        education=described.education,
        born_in=described.born_in,
        occupation=described.occupation,
    )
