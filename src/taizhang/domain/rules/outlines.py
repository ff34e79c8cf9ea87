"""Outlines and phrase packs of reports (提纲、用语): data that a unit may add to, as it may to kinds and rules.

A pattern is cut at its commas into clauses. A clause stands only where every figure in it is known and not nought, so
that a report never lists noughts; without its first clause a pattern is not used at all. Framing (套语) carries no
figure and claims nothing that happened; the shapes below refuse digits in it.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from taizhang.domain.rules.kinds import OrganizationType
from taizhang.domain.rules.shape import FileShape, Identifier, Name, Shape, Text

SPEAKER_WORDS: Final = ("organization", "post", "name", "year", "unit")
"""What titles and framing may name: who speaks, of which year."""

ACT_WORDS: Final = ("day", "place", "title", "with", "kind")
"""What a notable act may name, each taken from its entry."""

_COUNTS = re.compile(r"\d|[一二三四五六七八九十百千万两]+余?[次个名人条项件场期份篇元]")
_SLOT = re.compile(r"\{([^{}]*)\}")
_QUOTED = re.compile("“[^“”]{1,20}”|八项规定")
"""Fixed names may hold a number: “两个维护”, 中央八项规定."""


def _framing(text: str) -> str:
    if _COUNTS.search(_QUOTED.sub("", _SLOT.sub("", text))):
        raise ValueError("套语里不能写数字和数量；有数量的话应写成句式，由台账的数据填。")
    unknown = [slot for slot in _SLOT.findall(text) if slot not in SPEAKER_WORDS]
    if unknown:
        raise ValueError(f"套语里不能用“{{{unknown[0]}}}”；可用的是：{'、'.join(SPEAKER_WORDS)}。")
    return text


About = Literal["person", "organization"]
"""Whose report it is."""

Framing = Annotated[Text, AfterValidator(_framing)]


class Role(StrEnum):
    """What a section of the report is for."""

    ACHIEVEMENTS = "achievements"
    PROBLEMS = "problems"
    CAUSES = "causes"
    PLANS = "plans"
    LAST_YEAR = "last_year"


class Speaking(StrEnum):
    """Whose acts a sentence tells; it decides the subject and the organisations that are counted."""

    SPEAKER = "speaker"  # the person who reports, or the organisation itself where it reports
    OWN = "own"  # what the organisation recorded itself
    BELOW = "below"  # what those below it recorded
    ALL = "all"


class OutlinePart(Shape):
    """One （一） of a section: which kinds of work it tells, and how much room it has."""

    id: Name
    headings: Annotated[tuple[Framing, ...], Field(min_length=1)]
    weight: Annotated[int, Field(ge=1, le=20)] = 1
    groups: tuple[Identifier, ...] = ()
    kinds: tuple[Identifier, ...] = ()
    """Kinds beside those of its groups; they come first."""
    figures: tuple[Identifier, ...] = ()
    """Composite figures that its sentences need."""
    notable: tuple[Identifier, ...] = ()
    """Kinds of which single acts may be told with day and place."""


class OutlineSection(Shape):
    """One 一、 of the report."""

    role: Role
    headings: Annotated[tuple[Framing, ...], Field(min_length=1)]
    share: Annotated[int, Field(ge=1, le=100)]
    """Per cent of the length."""
    parts: tuple[OutlinePart, ...] = ()


class Outline(FileShape):
    """An outline (提纲) of one kind of report."""

    zh: Text
    about: About
    types: tuple[OrganizationType, ...] = ()
    """For which organisations it is offered first; empty: any."""
    title: Text
    phrases: Identifier
    sections: Annotated[tuple[OutlineSection, ...], Field(min_length=1)]


class Sentences(Shape):
    """How the work of one kind is told, by whose work it is; several patterns, so that units do not sound alike."""

    speaker: tuple[Text, ...] = ()
    own: tuple[Text, ...] = ()
    below: tuple[Text, ...] = ()
    all: tuple[Text, ...] = ()
    act: tuple[Text, ...] = ()
    """A single act: 7月1日，在{place}开展“{title}”主题党日."""


class Subjects(Shape):
    """Who the sentences speak of."""

    speaker: Annotated[tuple[Text, ...], Field(min_length=1)]
    own: dict[OrganizationType, Text] = Field(default_factory=dict)
    own_otherwise: Text
    below: Text
    below_mixed: Text
    """Where there are committees among those below."""


class PhrasePack(FileShape):
    """Words of a season (用语): openings, transitions, set phrases, sentence patterns, softened problems."""

    zh: Text
    since: date
    until: date | None = None
    subjects: dict[About, Subjects]
    opening: Annotated[tuple[Framing, ...], Field(min_length=1)]
    standing: tuple[Text, ...] = ()
    """How the opening tells what the organisation is: 下设{branches_at_end}，有党员{members_at_end}."""
    standing_alone: tuple[Text, ...] = ()
    """The same where it has nobody below it."""
    announcement: dict[About, Annotated[tuple[Framing, ...], Field(min_length=1)]]
    leads: dict[Name, tuple[Framing, ...]] = Field(default_factory=dict)
    """First sentences of the parts, by part."""
    leads_of_person: dict[Name, tuple[Framing, ...]] = Field(default_factory=dict)
    """More of them, for the report of a person only."""
    sentences: dict[Identifier, Sentences] = Field(default_factory=dict)
    """By kind; a kind that is not named is told by its own `sentence`."""
    absolutes: tuple[Text, ...] = ()
    """Words that claim there was no exception: 按月召开, 全部, 严格落实."""
    problems_opening: tuple[Framing, ...] = ()
    problems: dict[Identifier, tuple[Text, ...]] = Field(default_factory=dict)
    """By rule; {name}, {times} and {organizations} are filled, names of organisations never."""
    problems_otherwise: Annotated[tuple[Text, ...], Field(min_length=1)]
    plans_opening: tuple[Framing, ...] = ()
    last_year_opening: tuple[Framing, ...] = ()
    closing: dict[About, tuple[Framing, ...]] = Field(default_factory=dict)
