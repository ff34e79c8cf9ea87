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

ACT_WORDS: Final = ("day", "place", "title", "with", "kind", "who")
"""What a notable act may name, each taken from its entry; who: the organisation below that did it."""

OF_FIELD: Final = "of:"
"""A slot that tells what entries say in one of their fields: {of:partner}, {of:agenda/discuss}."""

_COUNTS = re.compile(r"\d|[一二三四五六七八九十百千万两]+余?[次个名人条项件场期份篇元]")
_SLOT = re.compile(r"\{([^{}]*)\}")
_QUOTED = re.compile("“[^“”]{1,20}”|八项规定")
"""Fixed names may hold a number: “两个维护”, 中央八项规定."""


def _framing(text: str) -> str:
    if counts_in(text):
        raise ValueError("套语里不能写数字和数量；有数量的话应写成句式，由台账的数据填。")
    refuse_lone_braces(text)
    unknown = [slot for slot in _SLOT.findall(text) if slot not in SPEAKER_WORDS]
    if unknown:
        raise ValueError(f"套语里不能用“{{{unknown[0]}}}”；可用的是：{'、'.join(SPEAKER_WORDS)}。")
    return text


def counts_in(text: str) -> bool:
    """Say whether digits or a count stand in a text outside its slots and its fixed names."""
    return _COUNTS.search(_QUOTED.sub("", _SLOT.sub("", text))) is not None


def refuse_lone_braces(text: str) -> str:
    """A brace that opens or closes no slot would stop the draft much later."""
    if set("{}") & set(_SLOT.sub("", text)):
        raise ValueError("花括号要成对，里面写一个空的名字。")
    return text


About = Literal["person", "organization"]
"""Whose report it is."""

Framing = Annotated[Text, AfterValidator(_framing)]
Pattern = Annotated[Text, AfterValidator(refuse_lone_braces)]
"""A sentence with slots that figures or entries fill."""


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


class Sentences(Shape):
    """How the work of one kind is told, by whose work it is; several patterns, so that units do not sound alike."""

    speaker: tuple[Pattern, ...] = ()
    own: tuple[Pattern, ...] = ()
    below: tuple[Pattern, ...] = ()
    all: tuple[Pattern, ...] = ()
    act: tuple[Pattern, ...] = ()
    """A single act: 7月1日，在{place}开展“{title}”主题党日."""
    head: tuple[Framing, ...] = ()
    """What may stand over the work of this kind where a part is told point by point: 抓实“三会一课”."""


class ProblemTopic(Shape):
    """Shortfalls that are told together: 组织生活抓得不够经常."""

    said: Annotated[tuple[Text, ...], Field(min_length=1)]
    matter: Text
    """What is named where a measure is set against it: 针对组织生活不够经常的问题."""
    rules: tuple[Identifier, ...] = ()
    """Those of the rules that the problem is; none: every other rule."""


class OwnSubjects(Shape):
    """Who the sentences speak of, as far as the unit says it otherwise."""

    speaker: tuple[Text, ...] = ()
    own: dict[OrganizationType, Text] = Field(default_factory=dict)
    own_otherwise: Text | None = None
    below: Text | None = None
    below_mixed: Text | None = None


class Wordings(Shape):
    """A unit's own words (自定用语): what is said here stands in the place of the pack's, nothing else."""

    opening: tuple[Framing, ...] = ()
    announcement: tuple[Framing, ...] = ()
    leads: dict[Name, tuple[Framing, ...]] = Field(default_factory=dict)
    """First sentences of the parts, by part; for the report of a person they replace both kinds of the pack's."""
    sentences: dict[Identifier, Sentences] = Field(default_factory=dict)
    """By kind; where a line of it is empty, the pack's stands."""
    problems_opening: tuple[Framing, ...] = ()
    plans_opening: tuple[Framing, ...] = ()
    last_year_opening: tuple[Framing, ...] = ()
    closing: tuple[Framing, ...] = ()
    subjects: OwnSubjects = Field(default_factory=OwnSubjects)
    problems: dict[Identifier, tuple[Pattern, ...]] = Field(default_factory=dict)
    """By rule, as in the pack."""
    problems_otherwise: tuple[Pattern, ...] = ()
    problem_topics: tuple[ProblemTopic, ...] = ()
    """All of them, in their order; they replace the pack's."""
    cause: tuple[Framing, ...] = ()


class Outline(FileShape):
    """An outline (提纲) of one kind of report."""

    zh: Text
    about: About
    types: tuple[OrganizationType, ...] = ()
    """For which organisations it is offered first; empty: any."""
    title: Pattern
    phrases: Identifier
    based_on: Identifier | None = None
    """The shipped outline in whose place a unit's own stands, for the unit and all below it."""
    in_use: bool = True
    """A unit's own may rest: then the shipped one is offered again, and reports begun by it stay as they are."""
    sections: Annotated[tuple[OutlineSection, ...], Field(min_length=1)]
    words: Wordings = Field(default_factory=Wordings)


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
    problem_topics: tuple[ProblemTopic, ...] = ()
    """In which order and under which words shortfalls are told; none: one after another."""
    cause: tuple[Framing, ...] = ("主要原因是",)
    """What leads over to the cause of a problem."""
    plans_opening: tuple[Framing, ...] = ()
    last_year_opening: tuple[Framing, ...] = ()
    closing: dict[About, tuple[Framing, ...]] = Field(default_factory=dict)
