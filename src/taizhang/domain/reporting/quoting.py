"""Quoting a passage of a finished report below: its own words, its numbers still bound, and who it speaks of.

Nothing is invented: the name of the organisation takes the place of 支部 or 本人, or stands before a sentence that
names nobody; all other words are those of the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from taizhang.domain.reporting.document import Block, Chip, Gap, Named, Run, Standing, Style, Words
from taizhang.domain.reporting.elsewhere import scope_at
from taizhang.domain.reporting.patterns import merged

_STOP = "。"
_POINT = re.compile("^[一二三四五六七八九十]{1,3}是")
_SHORTEST = 8
"""A heading in passing, or a closing word, is no passage."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in a report, and what he calls himself there."""

    organization: int
    name: str
    own: tuple[str, ...] = ()
    """支部, 本级党组织: the organisation itself."""
    speaker: tuple[str, ...] = ()
    """本人, 我: the person who reports."""
    person: str = ""
    """Who that is, from outside: 第一党支部书记."""
    full_name: str = ""
    """As documents call it; a sentence may have either."""


def sentences_of(block: Block) -> tuple[tuple[Run, ...], ...]:
    """The sentences of a paragraph, each with its full stop."""
    found: list[tuple[Run, ...]] = []
    runs: list[Run] = []
    for run in block.runs:
        for piece in _pieces(run):
            runs.append(piece)
            if isinstance(piece, Words) and piece.text.endswith(_STOP):
                found.append(tuple(runs))
                runs = []
    return (*found, tuple(runs)) if runs else tuple(found)


def may_be_quoted(block: Block) -> bool:
    """A paragraph that says something, with nothing missing in it."""
    says = any(isinstance(run, Chip | Named) or _is_typed(run) for run in block.runs)
    return block.style is Style.PARAGRAPH and says and not any(isinstance(run, Gap) for run in block.runs)


def is_worth_quoting(sentence: Sequence[Run]) -> bool:
    """A sentence that is more than set phrases."""
    text = "".join(run.text for run in sentence)
    return len(text) >= _SHORTEST and any(isinstance(run, Chip | Named) or _is_typed(run) for run in sentence)


def passage(block: Block, voice: Voice, source: str, sentence: int = 0) -> tuple[Run, ...]:
    """A paragraph or one sentence of it as it arrives in the report of a committee; empty where there is none."""
    sentences = sentences_of(block)
    if sentence:
        sentences = tuple(_without_point(one) for one in sentences[sentence - 1 : sentence])
    turned: list[Run] = []
    for number, one in enumerate(sentences):
        turned.extend(_turned(one, voice, leads=not number))
    return tuple(merged([_bound(run, voice, source) for run in turned if run.text]))


def _turned(sentence: Sequence[Run], voice: Voice, *, leads: bool) -> Iterator[Run]:
    runs = [_named_person(run, voice) for run in sentence]
    text = "".join(run.text for run in runs)
    if not leads or not text or any(name and name in text for name in (voice.name, voice.full_name)):
        return iter(runs)
    first = runs[0]
    if isinstance(first, Named) and first.what == "day":
        return iter((first, *_after_day(runs[1:], voice)))
    return iter(_begun(runs, voice))


def _begun(runs: Sequence[Run], voice: Voice) -> Sequence[Run]:
    """With the name at its beginning, in the place of what the organisation calls itself."""
    first = runs[0]
    if not isinstance(first, Words):
        return (Words(voice.name), *runs)
    own = next((one for one in voice.own if first.text.startswith(one)), "")
    return (Words(voice.name), replace(first, text=first.text.removeprefix(own)), *runs[1:])


def _after_day(runs: Sequence[Run], voice: Voice) -> Sequence[Run]:
    """3月8日，支部在河边 is 3月8日，第一党支部在河边."""
    if not runs or not isinstance(runs[0], Words):
        return (Words(voice.name), *runs)
    comma = "，" if runs[0].text.startswith("，") else ""
    rest = _begun((replace(runs[0], text=runs[0].text.removeprefix(comma)), *runs[1:]), voice)
    return (Words(comma), *rest)


def _named_person(run: Run, voice: Voice) -> Run:
    """Who speaks of himself is named: in the text of another he would be somebody else."""
    if not isinstance(run, Words) or not voice.person:
        return run
    text = run.text
    for word in voice.speaker:
        at_start = f"(^|[。；，：]){re.escape(word)}(?![国区市县省局院校党单们])"
        text = re.sub(at_start if len(word) == 1 else re.escape(word), _put(voice.person, len(word)), text)
    return replace(run, text=text)


def _put(person: str, length: int) -> str:
    return rf"\g<1>{person}" if length == 1 else person


def _without_point(sentence: Sequence[Run]) -> tuple[Run, ...]:
    """一是 counts in its paragraph, not in another."""
    first = sentence[0]
    if isinstance(first, Words):
        return (replace(first, text=_POINT.sub("", first.text)), *sentence[1:])
    return tuple(sentence)


def _bound(run: Run, voice: Voice, source: str) -> Run:
    if isinstance(run, Chip):
        return replace(
            run, id="", ask=replace(run.ask, scope=scope_at(run.ask.scope, voice.organization)), source=source
        )
    if isinstance(run, Named):
        return replace(run, id="", source=run.source or source)
    return replace(run, source=run.source or source) if isinstance(run, Words) else run


def _pieces(run: Run) -> Iterator[Run]:
    if not isinstance(run, Words):
        yield run
        return
    *whole, rest = run.text.split(_STOP)
    for text in whole:
        yield replace(run, text=text + _STOP)
    if rest:
        yield replace(run, text=rest)


def _is_typed(run: Run) -> bool:
    return isinstance(run, Words) and run.standing is Standing.TYPED
