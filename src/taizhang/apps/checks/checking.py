"""One text checked for one reader: packs, the unit's own words, protected names, layout, silences. Nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock, Thread
from time import perf_counter

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.checks.against_ledger import RULE, ledger_findings
from taizhang.apps.checks.selectors import house_of, list_own_words, protected_names
from taizhang.apps.ledger.selectors.holding import Standpoint
from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.fixing import Changed, clean
from taizhang.domain.checking.house import House, Silence, SwitchedOff
from taizhang.domain.checking.layout import MeasuredDocument, judge_layout
from taizhang.domain.checking.packs import shipped
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText

MOST_CHARACTERS = 300_000
"""Of one text on a page or through the API; the command reads longer ones."""
THIS_TEXT = "这一篇"
"""What a silence of one text names as its document, since the text has no name that lasts."""


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text with what was found, what is let stand, and how it was read."""

    text: OfficialText
    findings: tuple[CheckFinding, ...]
    silenced: tuple[tuple[CheckFinding, Silence], ...]
    rules: Mapping[str, CheckRule]
    seconds: float


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that checking for one reader needs, asked of the database once."""

    checker: Checker
    house: House
    context: Context

    def check(self, text: str, layout: MeasuredDocument | None = None, ledger: Standpoint | None = None) -> CheckedText:
        """Check one text, its look where it was measured, and its numbers where a ledger is at hand."""
        began = perf_counter()
        document = OfficialText(text)
        found = list(self.checker.check(document, self.context))
        if layout is not None:
            judged = judge_layout(layout, document)
            found += [one for one in judged if self.house.allows(one.rule, optional=False)]
        if ledger is not None and self.house.allows(RULE, optional=False):
            found += ledger_findings(ledger, document)
        found.sort(key=lambda one: (one.start, one.end, one.rule))
        standing, silenced = self.house.silence(found, THIS_TEXT)
        return CheckedText(document, standing, silenced, self.checker.rules, perf_counter() - began)

    def clean(self, text: str) -> Changed:
        """Cut out what sites left in a text, with the account of it."""
        return clean(text, lambda now: self.check(now).findings)


def desk_of(
    actor: Actor, organization_id: int | None, day: date, *, silences: tuple[Silence, ...] = (), release: bool = False
) -> Desk:
    """Lay out what holds where the reader stands; `silences` are those of this one text."""
    house, names = House(), frozenset[str]()
    if organization_id is not None:
        house = house_of(list_own_words(actor, organization_id, day))
        names = protected_names(actor, organization_id, day)
    checker = _checker(tuple(sorted({one.rule for one in house.switched_off})), tuple(sorted(house.switched_on)))
    context = Context(day, protected=names | house.protected, house_style=dict(house.style), release=release)
    return Desk(checker, house.model_copy(update={"silences": (*silences, *house.silences)}), context)


def warm_up() -> None:
    """Build the shipped rules beside whatever else goes on, so that the first text need not wait for them."""
    if not _warming.acquire(blocking=False):
        return  # It is warm, or somebody is at it; the lock is never given back.
    Thread(target=_build, name="checks-warm-up", daemon=True).start()


def _build() -> None:
    _checker((), ()).check(OfficialText("全年组织学习。"), Context(date(2000, 1, 1)))


_warming = Lock()


@lru_cache(maxsize=32)
def _checker(off: tuple[str, ...], on: tuple[str, ...]) -> Checker:
    # The rules alone decide what is built; words and silences come with each text.
    switched = tuple(SwitchedOff(rule=rule, reason="本单位停用", author="本单位") for rule in off)
    return Checker(shipped(), House(switched_off=switched, switched_on=frozenset(on)))
