"""What a draft is made from: who speaks, what was asked of the report, and the answers of the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from taizhang.domain.reporting.document import Ask
from taizhang.domain.rules.kinds import OrganizationType
from taizhang.domain.rules.outlines import About


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who reports: an organisation, and the person who speaks for it where the report is a person's."""

    organization: str
    code: str
    type: OrganizationType
    unit: str = ""
    name: str = ""
    post: str = ""
    since: date | None = None
    """In the post since; a person answers for the work from that day on."""
    has_below: bool = False
    has_committees_below: bool = False

    @property
    def about(self) -> About:
        """Whose report it is: person or organization."""
        return "person" if self.post else "organization"


@dataclass(frozen=True, slots=True)
class Notice:
    """What the 述职通知 asks: the year, up to which day, how long, what must be in it."""

    year: int
    until: date
    most_characters: int = 3000
    """Nought: no limit."""
    least_problems_percent: int = 0
    required: tuple[str, ...] = ()
    """Topics that must be there, in the notice's words: 上年度问题整改情况."""


@dataclass(frozen=True, slots=True)
class Act:
    """One occasion that may be told by itself."""

    entry: int
    revision: int
    kind: str
    scope: str
    day: date
    title: str
    place: str = ""
    with_whom: str = ""
    who: str = ""
    """The organisation below that did it."""
    attendance: int = 0
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What its fields say, by field; rows that have a form once more under field/form."""
    told_by: tuple[str, ...] = ()
    """The organisations below whose own finished reports tell it; a joint act may have several."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """An unmet obligation of one rule: how often, at how many organisations."""

    rule: str
    zh: str
    times: int
    organizations: int
    among: int = 0
    """Of how many organisations the rule speaks."""
    own: bool = False
    """The reporting organisation's own, not of those below."""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """What the secretary decided about one shortfall: written, or left out for a reason."""

    write: bool = True
    reason: str = ""
    cause: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Intention:
    """An item of next year's work: what, up to which number, until when."""

    text: str
    figure: str = ""
    target: int | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an intention of last year."""

    text: str
    target: int | None = None
    ask: Ask | None = None
    """The figure that says how far it came."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers: figures by question, acts by kind, shortfalls, intentions."""

    values: Mapping[Ask, int]
    acts: Sequence[Act] = ()
    shortfalls: Sequence[Shortfall] = ()
    choices: Mapping[str, Choice] = field(default_factory=dict)
    intentions: Sequence[Intention] = ()
    last_year: Sequence[Outcome] = ()
    without_report: Sequence[str] = ()
    """The organisations below that have no finished report of the year yet."""
