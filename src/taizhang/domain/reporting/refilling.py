"""A masked template filled in again: for each XX with its unit, what the ledger may have to say there.

The template is read as a report is: every XX stands in for a number of as many characters, so that places stay the same
and the words around it tell what is counted. What nobody can tell stays marked 【待补】.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from taizhang.domain.reading.figures import Nature, StatedFigure
from taizhang.domain.reading.holding import Held, Possible
from taizhang.domain.reading.naming_figures import ENOUGH

MOST_PROPOSALS = 3
_SLOT = re.compile("(?:XX|xx|××)(?![一二三四五六七八九十百千年月日X×])")
_STAND_IN = "22"
_COUNTED = frozenset({Nature.COUNT})
_MOST_PLACES = 2
_SURE = 0.95
_QUALIFIED = re.compile("(?:不少于|不低于|至少|超过|近|约|逾|达)$")
_STOP = re.compile("[，。；！？\n]")
_WIDE = 60
_NOT_DONE = re.compile("没有|未")
_MASK = re.compile("(?<![A-Za-z])(?:XX|xx)(?![A-Za-z])|××")
_NOTHING_FITS = "台账里没有对得上的数。查实以后自己填。"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure that may be meant, and the number it would put there."""

    figures: tuple[str, ...]
    zh: str
    scope: str
    text: str
    """The number with the template's unit: 62次."""
    confidence: float


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of the template to be filled; from the word that qualifies the number to the end of its unit."""

    start: int
    end: int
    before: str
    said: str
    after: str
    proposals: tuple[Proposal, ...]

    @property
    def sure(self) -> int | None:
        """The proposal that needs no choosing: the only one, under its own name."""
        return 0 if len(self.proposals) == 1 and self.proposals[0].confidence >= _SURE else None


@dataclass(frozen=True, slots=True)
class Filling:
    """What becomes of a place of the template's own file: its new text, or what is said of one that stays."""

    start: int
    end: int
    text: str = ""
    """Empty where the place stays as it is."""
    remark: str = ""


def readable(template: str) -> str:
    """The template as a reader of reports can read it, every place where it was."""
    return _SLOT.sub(_STAND_IN, template)


def slots_of(template: str, held: Sequence[Held]) -> tuple[Slot, ...]:
    """The places to be filled, given what the ledger says to each number of the readable template."""
    masks = [found.start() for found in _SLOT.finditer(template)]
    slots: list[Slot] = []
    for one in sorted(held, key=lambda one: (one.figure.start, -one.figure.end)):
        # The words around belong to what was read; the number is the last mask in it.
        last = bisect_left(masks, one.figure.end) - 1
        at = masks[last] if last >= 0 else -1
        place = _place(template, at, one.figure.unit) if at >= one.figure.start else None
        if place is not None and not (slots and place[0] < slots[-1].end):
            before, after = _around(template, *place)
            slots.append(Slot(*place, before, template[slice(*place)], after, tuple(_proposals(one, template))))
    return tuple(slots)


def _place(template: str, at: int, unit: str) -> tuple[int, int] | None:
    """From the word that qualifies the number to the end of its unit."""
    after = re.compile(f"..[余多几来]?{re.escape(unit.partition('/')[0])}").match(template, at)
    if after is None:
        return None
    before = _QUALIFIED.search(template, max(0, at - 3), at)
    return (before.start() if before else at, after.end())


def refilled(template: str, slots: Sequence[Slot], chosen: Mapping[int, int]) -> str:
    """The text with the chosen proposals by slot; every other slot is marked as still to be filled."""
    pieces: list[str] = []
    at = 0
    for number, slot in enumerate(slots):
        choice = chosen.get(number, -1)
        known = 0 <= choice < len(slot.proposals)
        pieces += [template[at : slot.start], slot.proposals[choice].text if known else f"【待补：{slot.said}】"]
        at = slot.end
    return "".join([*pieces, template[at:]])


def fillings(template: str, slots: Sequence[Slot], chosen: Mapping[int, int]) -> tuple[Filling, ...]:
    """Every place of the template in order: filled with what was chosen, or left with a word why; names are left."""
    made = [_filling(slot, chosen.get(number, -1)) for number, slot in enumerate(slots)]
    spans = [(slot.start, slot.end) for slot in slots]
    starts = [start for start, _ in spans]
    for mask in _MASK.finditer(template):
        before = bisect_right(starts, mask.start()) - 1
        if before < 0 or spans[before][1] <= mask.start():
            made.append(Filling(mask.start(), mask.end()))
    return tuple(sorted(made, key=lambda one: one.start))


def _filling(slot: Slot, choice: int) -> Filling:
    if 0 <= choice < len(slot.proposals):
        text = slot.proposals[choice].text
        # The unit stays as it was set: only what differs is written.
        pairs = zip(reversed(slot.said), reversed(text), strict=False)
        unit = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        return Filling(slot.start, slot.end - unit, text[: len(text) - unit])
    offered = "；".join(f"{one.text}（{one.zh}）" for one in slot.proposals)
    return Filling(slot.start, slot.end, "", f"没有选。台账里可能是：{offered}。" if offered else _NOTHING_FITS)


def _proposals(held: Held, template: str) -> Iterator[Proposal]:
    figure = held.figure
    if _NOT_DONE.search(template, figure.start, figure.end) or _NOT_DONE.search(figure.label):
        return  # What was not done is no count of what was.
    if figure.nature not in _COUNTED or len(held.windows) != 1 or figure.high is not None:
        return
    choices = [one for one in (held.chosen, *held.others) if one is not None]
    ordered = sorted(choices, key=lambda one: (-one.candidate.confidence, one.candidate.ids, one.scope))
    seen: set[tuple[tuple[str, ...], str]] = set()
    for one in ordered:
        number = _number(figure, one)
        # A committee without anything below says the same twice.
        if number is None or one.candidate.confidence < ENOUGH or (one.candidate.ids, number) in seen:
            continue
        seen.add((one.candidate.ids, number))
        yield Proposal(one.candidate.ids, one.candidate.zh, one.scope, number + figure.unit, one.candidate.confidence)
        if len(seen) == MOST_PROPOSALS:
            return


def _number(figure: StatedFigure, choice: Possible) -> str | None:
    """The number in the template's unit; None for nought, and where it could only be written rounded."""
    if not choice.value or choice.at_least or figure.amount is None:
        return None
    scale = Decimal(choice.candidate.figures[0].scale) * Decimal(str(figure.amount)) / Decimal(_STAND_IN)
    exact = Decimal(choice.value) / scale
    short = round(exact, _MOST_PLACES)
    return f"{short.normalize():f}" if short == exact else None


def _around(template: str, start: int, end: int) -> tuple[str, str]:
    """The clause that a place stands in, before and after it."""
    before, after = template[max(0, start - _WIDE) : start], template[end : end + _WIDE]
    return _STOP.split(before)[-1], _STOP.split(after)[0]
