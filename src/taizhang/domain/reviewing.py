"""三审三校: where one version of a text stands on its way, level by level, each passed by another person.

The way is the same for a duty report and for any other text that goes out; only what is read differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

USUAL_LEVELS = ("起草人员", "科室负责人", "分管领导")
"""The three levels of a text, where a unit has named no others."""
AUTHOR, SECRETARY, REPORTING, SUPERIOR = "起草人员", "书记", "述职人", "上级把关"


class By(StrEnum):
    """Whose word a level waits for."""

    REVIEWER = "reviewer"
    """Whoever reviews here."""
    AUTHOR = "author"
    SECRETARY = "secretary"
    """The secretary; where a person reports, that person."""
    SUPERIOR = "superior"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a way."""

    name: str
    by: By = By.REVIEWER


def way_of_duty_report(between: Sequence[str], *, of_person: bool) -> tuple[Level, ...]:
    """The way of a duty report: author, what the unit puts between, who reports, and the superior's 把关."""
    return (
        Level(AUTHOR, By.AUTHOR),
        *(Level(name) for name in between),
        Level(REPORTING if of_person else SECRETARY, By.SECRETARY),
        Level(SUPERIOR, By.SUPERIOR),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """What one level said about a version, and whose account said it."""

    passed: bool
    account: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The levels of a way, and who has passed them since the version was last sent back."""

    levels: tuple[str, ...]
    passed_by: tuple[int | None, ...] = ()
    is_sent_back: bool = False
    """Whether the last word was to send it back: the way begins again."""

    @property
    def level(self) -> int:
        """The level that is next, counted from nought; as many as there are levels once all have passed."""
        return len(self.passed_by)

    @property
    def has_passed(self) -> bool:
        """Say whether every level has passed."""
        return self.level >= len(self.levels)

    @property
    def next_level(self) -> str:
        """What the next level is called; empty once all have passed."""
        return "" if self.has_passed else self.levels[self.level]

    def was_passed_by(self, account: int | None) -> bool:
        """Say whether this person has passed a level already: three levels are three people."""
        return account in self.passed_by


def standing(levels: Sequence[str], words: Iterable[Word]) -> Standing:
    """Follow the words about one version in order: passing leads on, sending back begins again."""
    passed_by: tuple[int | None, ...] = ()
    is_sent_back = False
    for word in words:
        passed_by = (*passed_by, word.account) if word.passed else ()
        is_sent_back = not word.passed
    return Standing(tuple(levels), passed_by, is_sent_back)
