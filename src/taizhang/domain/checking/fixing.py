"""Mechanical corrections: only where the rule says that a machine may, each told, until nothing is left to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from taizhang.domain.checking.finding import Category, CheckFinding

_ROUNDS = 100
"""One correction may bring the next to light, a chain of them many; what takes more rounds than this is no report."""
_LEFTOVERS = frozenset({Category.PAYWALL, Category.ADVERTISING})
_BLANKS = " \t\u3000\u00a0\r"


@dataclass(frozen=True, slots=True)
class Change:
    """One place that was changed, as it stood in the text before that round."""

    start: int
    end: int
    before: str
    after: str
    rule: str
    line: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A text with the account of what was done to it; `rounds` apply one after the other."""

    text: str
    rounds: tuple[tuple[Change, ...], ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change in the order in which it was made."""
        return tuple(change for changes in self.rounds for change in changes)


Look = Callable[[str], Sequence[CheckFinding]]
"""Checks a text and leaves out what the unit lets stand."""


def fix(text: str, look: Look) -> Changed:
    """Replace what rules with `fix: true` offer; what is switched off or silenced never comes out of `look`."""
    return _until_settled(text, look, lambda finding: finding.fixable)


def clean(text: str, look: Look) -> Changed:
    """Cut out what sites left in the text and characters nobody sees; whole lines where nothing else is on them."""
    return _until_settled(text, look, is_leftover)


def is_leftover(finding: CheckFinding) -> bool:
    """Say whether cleaning takes this out: a leftover, or something invisible, that is simply cut."""
    cut = finding.fixable and finding.suggestions[:1] == ("",)
    return cut and (finding.category in _LEFTOVERS or finding.rule == "garble/control_character")


def _until_settled(text: str, look: Look, wanted: Callable[[CheckFinding], bool]) -> Changed:
    rounds: list[tuple[Change, ...]] = []
    seen = {text}
    for _ in range(_ROUNDS):
        changes = tuple(_changes(text, filter(wanted, look(text))))
        after = apply_changes(text, changes)
        if not changes or after in seen:
            break
        seen.add(after)
        rounds.append(changes)
        text = after
    return Changed(text, tuple(rounds))


def _changes(text: str, findings: Iterable[CheckFinding]) -> Iterable[Change]:
    reached = 0
    for finding in sorted(findings, key=lambda finding: (finding.start, -finding.end)):
        after = finding.suggestions[0]
        start, end = finding.start, finding.end
        if not after and finding.category in _LEFTOVERS:
            start, end = _whole_line(text, start, end)
        if start < reached or text[start:end] == after:
            continue
        reached = end
        yield Change(start, end, text[start:end], after, finding.rule, finding.line)


def _whole_line(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the line and its end where nothing else stands on it."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    if text[first:start].strip(_BLANKS) or text[end:last].strip(_BLANKS):
        return start, end
    if last < len(text):
        return first, last + 1
    return max(0, first - 1), last


def apply_changes(text: str, changes: Sequence[Change]) -> str:
    """Apply one round of changes, which are in order and apart."""
    pieces: list[str] = []
    reached = 0
    for change in changes:
        pieces += (text[reached : change.start], change.after)
        reached = change.end
    return "".join((*pieces, text[reached:]))
