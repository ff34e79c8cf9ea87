"""Passages that an earlier text has as well. What several earlier texts share is nobody's own wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from taizhang.domain.checking.context import EarlierText
from taizhang.domain.checking.copying.fingerprints import fingerprints, shared_before, shared_from
from taizhang.domain.checking.copying.normal import NormalText, normal_text
from taizhang.domain.official_text import OfficialText

_COMMON: Final = 3
"""Wording of this many earlier texts is a formula, listed or not."""
_GAP: Final = 8
"""So many changed characters do not make two passages of one."""
_MOST_PLACES: Final = 4


@dataclass(frozen=True, slots=True)
class CopiedPassage:
    """A stretch of the text, in code points, and where it stands in the earlier one."""

    start: int
    end: int
    length: int
    """How many characters of it are the same and no formula."""
    name: str
    line: int


@dataclass(slots=True)
class _Run:
    start: int
    end: int
    there: int
    until: int
    text: int
    own: int


def copied_passages(document: OfficialText, earlier: tuple[EarlierText, ...], least: int) -> Iterator[CopiedPassage]:
    """Find the passages of at least so many own characters that one earlier text has."""
    if not earlier:
        return
    index = _index(earlier)
    here = normal_text(document)
    for run in _joined(_runs(here, index), here):
        if run.own >= least:
            source = index.texts[run.text]
            line, _ = earlier[run.text].text.line_and_column(source.starts[run.there])
            yield CopiedPassage(here.starts[run.start], here.ends[run.end - 1], run.own, earlier[run.text].name, line)


@dataclass(frozen=True, slots=True)
class _Index:
    texts: tuple[NormalText, ...]
    places: dict[int, list[tuple[int, int]]]


@lru_cache(maxsize=2)
def _index(earlier: tuple[EarlierText, ...]) -> _Index:
    texts = tuple(normal_text(one.text) for one in earlier)
    places: dict[int, list[tuple[int, int]]] = {}
    known: dict[int, set[int]] = {}
    for number, text in enumerate(texts):
        for value, at in fingerprints(text.text):
            known.setdefault(value, set()).add(number)
            here = places.setdefault(value, [])
            if len(here) < _MOST_PLACES:
                here.append((number, at))
    for value, numbers in known.items():
        if len(numbers) >= _COMMON:
            del places[value]
    return _Index(texts, places)


def _runs(here: NormalText, index: _Index) -> Iterator[_Run]:
    """The longest common stretch at each fingerprint, from the left, without overlap."""
    reached = 0
    for value, at in fingerprints(here.text):
        if at < reached:
            continue
        best: _Run | None = None
        for number, there in index.places.get(value, ()):
            other = index.texts[number].text
            length = shared_from(here.text, at, other, there, len(here.text))
            back = shared_before(here.text, at, other, there, reached) if length else 0
            if length and (best is None or length + back > best.end - best.start):
                own = here.own_between(at - back, at + length)
                best = _Run(at - back, at + length, there - back, there + length, number, own)
        if best is not None:
            reached = best.end
            yield best


def _joined(runs: Iterator[_Run], here: NormalText) -> Iterator[_Run]:
    """Join the runs of one earlier text that little stands between, here and there."""
    held: _Run | None = None
    for run in runs:
        near = held is not None and held.text == run.text and run.start - held.end <= _GAP
        if held is not None and near and 0 <= run.there - held.until <= _GAP:
            held.end, held.until, held.own = run.end, run.until, held.own + here.own_between(run.start, run.end)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held
