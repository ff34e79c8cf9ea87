"""What one pack, or one rule, says of a text: (rule, excerpt) pairs without the pack's name."""

from __future__ import annotations

from datetime import date
from functools import cache

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.packs import Packs, read_packs
from taizhang.domain.official_text import OfficialText
from taizhang.domain.rules.checks import shipped_checks

TODAY = date(2026, 11, 20)


@cache
def checker_of(pack: str) -> Checker:
    packs, faults = read_packs({f"{pack}.yaml": shipped_checks()[f"{pack}.yaml"]})
    assert isinstance(packs, Packs), faults
    return Checker(packs)


def findings(pack: str, text: str, year: int | None = None) -> tuple[CheckFinding, ...]:
    return checker_of(pack).check(OfficialText(text), Context(today=TODAY, year=year))


def said(pack: str, text: str, year: int | None = None) -> list[tuple[str, str]]:
    return [(one.rule.removeprefix(f"{pack}/"), one.excerpt) for one in findings(pack, text, year)]
