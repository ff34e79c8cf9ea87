"""Sentence patterns: cut at their commas, filled from figures and entries, without clauses that have nothing to say."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from taizhang.domain.reporting.document import Chip, Named, Run, Words

_SLOT = re.compile(r"\{([^{}]*)\}")
_OPENED, _CLOSED = "“（《", "”）》"
_AMONG = "其中"
_AGENDA = "agenda"
_VERBS = re.compile("^(?:专题)?(?:研究|讨论|审议|听取|传达|学习|部署|通报|分析)(?:并(?:研究|讨论|审议))?")

Filler = Callable[[str], "tuple[Run, ...] | None"]
"""What stands in a slot, or None where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a filled pattern."""

    runs: tuple[Run, ...]

    @property
    def figures(self) -> int:
        """How many numbers it brings."""
        return sum(isinstance(run, Chip) for run in self.runs)

    @property
    def names(self) -> int:
        """How many things it names as entries have them."""
        return sum(isinstance(run, Named) for run in self.runs)

    @property
    def text(self) -> str:
        """The clause as it prints."""
        return "".join(run.text for run in self.runs)


def slots_of(pattern: str) -> list[str]:
    """The slots of a pattern, in order."""
    return _SLOT.findall(pattern)


def chosen(variants: Sequence[str], *seed: object) -> str:
    """Choose one of several by who asks: ten units do not sound alike, and none changes its words by itself."""
    named = "\x1f".join(map(str, seed)).encode()
    return variants[int.from_bytes(hashlib.blake2b(named, digest_size=8).digest(), "big") % len(variants)]


def chosen_first(variants: Sequence[str], *seed: object) -> tuple[str, ...]:
    """All of them, beginning with the chosen one."""
    first = list(variants).index(chosen(variants, *seed))
    return (*variants[first:], *variants[:first])


def without_verb(text: str, field: str) -> str:
    """A row of an agenda begins with a verb, and so does the sentence that lists it: 研究党建工作 is 党建工作."""
    return _VERBS.sub("", text) if field.startswith(_AGENDA) else text


def filled(pattern: str, fill: Filler, needed: int = 0) -> tuple[Clause, ...]:
    """The clauses that stand: the first and the needed one must, each other only where all its slots can be filled."""
    clauses: list[Clause] = []
    among = ""
    for number, text in enumerate(clauses_of(pattern)):
        said = text if text.startswith(among) else among + text
        runs = _filled(said, fill)
        if runs is None and number in {0, needed}:
            return ()
        # A clause that goes hands its 其中 on to the next.
        among = "" if runs is not None else _AMONG if said.startswith(_AMONG) else among
        if runs is not None:
            clauses.append(Clause(runs))
    return tuple(clauses)


def _filled(text: str, fill: Filler) -> tuple[Run, ...] | None:
    runs: list[Run] = []
    at = 0
    for slot in _SLOT.finditer(text):
        if slot.start() > at:
            runs.append(Words(text[at : slot.start()]))
        inside = fill(slot[1])
        if inside is None:
            return None
        runs.extend(inside)
        at = slot.end()
    if at < len(text):
        runs.append(Words(text[at:]))
    return tuple(runs)


@lru_cache(maxsize=4096)
def clauses_of(pattern: str) -> tuple[str, ...]:
    """Cut at commas that stand outside quotes and brackets."""
    found: list[str] = []
    depth = begin = 0
    for at, character in enumerate(pattern):
        if character in _OPENED:
            depth += 1
        elif character in _CLOSED:
            depth -= 1
        elif character == "，" and depth <= 0:
            found.append(pattern[begin:at])
            begin = at + 1
    return (*found, pattern[begin:])


def joined(clauses: Sequence[Clause], mark: str = "，") -> tuple[Run, ...]:
    """Put clauses together again."""
    runs: list[Run] = []
    for number, clause in enumerate(clauses):
        if number:
            runs.append(Words(mark))
        runs.extend(clause.runs)
    return tuple(merged(runs))


def merged(runs: Sequence[Run]) -> Iterator[Run]:
    """Neighbouring words of one standing and one source as one run."""
    last: Words | None = None
    for run in runs:
        if isinstance(run, Words) and last is not None and (run.standing, run.source) == (last.standing, last.source):
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run if isinstance(run, Words) else None
        if last is None:
            yield run
    if last is not None:
        yield last


def inside_quotes(title: str) -> str:
    """A name as it stands between “ and ”: quotes around it go, those inside become single ones."""
    if title.startswith("“") and title.endswith("”") and title.count("“") == 1:
        title = title[1:-1]
    return title.replace("“", "‘").replace("”", "’")
