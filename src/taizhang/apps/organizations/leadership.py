"""Leadership (班子): terms of office and posts, by day, as known at one commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from taizhang.apps.audit.models import known as known_at
from taizhang.apps.audit.standing import Standing, standing
from taizhang.apps.organizations.models import Post, PostTitle, Term
from taizhang.domain.periods import Window

COMMITTEE_TITLES = frozenset(
    {
        PostTitle.SECRETARY.value,
        PostTitle.DEPUTY.value,
        PostTitle.ORGANIZATION.value,
        PostTitle.PUBLICITY.value,
        PostTitle.DISCIPLINE.value,
        PostTitle.COMMITTEE.value,
        PostTitle.HEAD.value,
        PostTitle.DEPUTY_HEAD.value,
        PostTitle.MEMBER.value,
    }
)
"""Who sits in the committee; a steering group (领导小组) sits as its head, deputies and members."""
SMALLEST_COMMITTEE = 3
"""A branch committee has three members or more; a secretary with a deputy is none."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of office as known."""

    id: int
    organization: int
    began_on: date
    years: int | None
    seats: int | None
    ended_on: date | None
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as known: who, what, from when to when (both days included)."""

    id: int
    organization: int
    person: int
    title: str
    duties: str
    begins_on: date
    ends_on: date | None
    also: str

    @property
    def title_zh(self) -> str:
        """The title as a page shows it."""
        return PostTitle(self.title).label

    def holds(self, day: date) -> bool:
        """Say whether it is held on that day."""
        return self.begins_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Leaders:
    """Who leads an organisation on a day."""

    secretary: int | None = None
    deputies: tuple[int, ...] = ()
    committee: tuple[int, ...] = ()


class Leadership:
    """Every term and post known at one commit."""

    def __init__(self, terms: Mapping[int, tuple[TermRow, ...]], posts: Mapping[int, tuple[PostRow, ...]]) -> None:
        self.terms = terms
        self.posts = posts

    def leaders(self, organization: int, day: date) -> Leaders:
        """Secretary, deputies and committee on that day."""
        return leaders_among(self.posts.get(organization, ()), day)

    def term(self, organization: int, day: date) -> TermRow | None:
        """The term running on that day."""
        running = [
            term
            for term in self.terms.get(organization, ())
            if term.began_on <= day and (term.ended_on is None or day <= term.ended_on)
        ]
        return running[-1] if running else None

    def committee_windows(self, organization: int) -> tuple[Window, ...]:
        """When it had a committee: a term with three seats or more, or three people in committee posts."""
        seated = _seated(self.terms.get(organization, ()))
        return merged([*seated, *_staffed(self.posts.get(organization, ()))])


def leaders_among(posts: Iterable[PostRow], day: date) -> Leaders:
    """Tell secretary, deputies and committee from the posts of one organisation; the one begun last is secretary."""
    held = sorted((post for post in posts if post.holds(day)), key=lambda post: (post.begins_on, post.id))
    secretaries = [post.person for post in held if post.title == PostTitle.SECRETARY]
    return Leaders(
        secretary=secretaries[-1] if secretaries else None,
        deputies=_each(post.person for post in held if post.title == PostTitle.DEPUTY),
        committee=_each(post.person for post in held if post.title in COMMITTEE_TITLES),
    )


def merged(spans: Iterable[tuple[date, date | None]]) -> tuple[Window, ...]:
    """Join runs of days that overlap or touch; an open end lasts for good."""
    windows: list[Window] = []
    for start, end in sorted((start, end or date.max) for start, end in spans):
        if end < start:
            continue
        if windows and (windows[-1].end == date.max or start <= windows[-1].end + timedelta(days=1)):
            windows[-1] = Window(windows[-1].start, max(end, windows[-1].end))
        else:
            windows.append(Window(start, end))
    return tuple(windows)


def leadership(known: int | None = None) -> Leadership:
    """Terms and posts as known at that commit (None: now); kept in memory until one changes."""
    at = standing((Term, Post), known)
    return _kept(at) if at.is_settled else _load(at)


def posts_held(organization_id: int, day: date, known: int | None = None) -> tuple[PostRow, ...]:
    """The posts of one organisation on a day, by one small query."""
    found = Post.objects.filter(known_at(known), organization_id=organization_id, begins_on__lte=day)
    rows = (PostRow(*row) for row in found.order_by("begins_on", "id").values_list(*_POST))
    return tuple(post for post in rows if post.holds(day))


_TERM = ("id", "organization_id", "began_on", "years", "seats", "ended_on", "ordinal")
_POST = ("id", "organization_id", "person", "title", "duties", "begins_on", "ends_on", "also")


def _load(at: Standing) -> Leadership:
    rows = known_at(at.seq)
    terms: dict[int, list[TermRow]] = defaultdict(list)
    posts: dict[int, list[PostRow]] = defaultdict(list)
    for term in Term.objects.filter(rows).order_by("began_on", "id").values_list(*_TERM).iterator():
        terms[term[1]].append(TermRow(*term))
    for post in Post.objects.filter(rows).order_by("begins_on", "id").values_list(*_POST).iterator():
        posts[post[1]].append(PostRow(*post))
    return Leadership(
        {organization: tuple(those) for organization, those in terms.items()},
        {organization: tuple(those) for organization, those in posts.items()},
    )


_kept = lru_cache(maxsize=4)(_load)


def _each(persons: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(persons))


def _seated(terms: tuple[TermRow, ...]) -> list[tuple[date, date | None]]:
    """The runs of days of terms with a committee; a term without an end lasts until the next one begins."""
    spans: list[tuple[date, date | None]] = []
    for place, term in enumerate(terms):
        following = terms[place + 1 : place + 2]
        end = term.ended_on or (following[0].began_on - timedelta(days=1) if following else None)
        if (term.seats or 0) >= SMALLEST_COMMITTEE:
            spans.append((term.began_on, end))
    return spans


def _staffed(posts: Iterable[PostRow]) -> list[tuple[date, date | None]]:
    """The runs of days on which three people or more held committee posts."""
    held = [post for post in posts if post.title in COMMITTEE_TITLES]
    if len({post.person for post in held}) < SMALLEST_COMMITTEE:
        return []
    edges = sorted(
        {post.begins_on for post in held}
        | {post.ends_on + timedelta(days=1) for post in held if post.ends_on and post.ends_on < date.max}
    )
    ends = [*(edge - timedelta(days=1) for edge in edges[1:]), None]
    return [
        (start, end)
        for start, end in zip(edges, ends, strict=True)
        if len({post.person for post in held if post.holds(start)}) >= SMALLEST_COMMITTEE
    ]
