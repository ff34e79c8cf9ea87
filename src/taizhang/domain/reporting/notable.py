"""Which single acts a report tells, and how: of different kinds, days and organisations, none of them twice."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from taizhang.domain.reporting.document import Named, Run, Words
from taizhang.domain.reporting.facts import Act
from taizhang.domain.reporting.patterns import (
    Filler,
    chosen_first,
    clauses_of,
    filled,
    inside_quotes,
    joined,
    without_verb,
)
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.crossing_outlines import BODY
from taizhang.domain.rules.outlines import OF_FIELD, OutlinePart, Sentences, Speaking

_MOST_OF_A_KIND = 2
_FEW_KINDS = 3
"""A part that has so few kinds may tell one more of each."""
_GOING_OUT = ("到{place}", "走进{place}")
_ROUTINE_PLACES = ("室", "厅", "之家", "线上")
"""Where meetings are held every week: the place says nothing of the act."""
_MANY = 60
"""So many people make an act as large as it counts."""
_CHOSEN_THERE = 4.0
"""What those below tell in their own reports was chosen by who was there: before all that only looks notable."""
_MORE_THAN_ITS_WEIGHT = 2
"""A part tells as many acts as it weighs, and so many more."""
_SAID_AT_ONCE = 2
_LONGEST_SAID = 30
_LONGEST_LISTED = 18
_NUMBERED = re.compile(r"\d|、|，")
_BREAKS = re.compile(r"[。；！？\n\r]")
_PLAIN_ACT = "{day}，{who}开展“{title}”{kind}"
_PAPERS = "papers"
_LED = "{day}，{who}"
_ENDS = "，。；、 "


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One act as the report tells it."""

    speaking: Speaking
    kind: str
    runs: tuple[Run, ...]
    leads: bool = True
    """Whether who acts comes straight after the day."""

    def said_by(self, subject: str) -> tuple[Run, ...]:
        """The act with its subject, where no sentence before it names who acts."""
        if not self.leads:
            return self.runs
        day, after, *rest = self.runs
        comma = "，" if after.text.startswith("，") else ""
        return (day, Words(f"{comma}{subject}"), *_without(after, comma), *rest)


class Notable:
    """Chooses the acts of one part after another; none is told twice in a report."""

    def __init__(self, plan: Plan, acts: Iterable[Act]) -> None:
        """Begin with nothing told."""
        self._plan = plan
        self._acts = tuple(acts)
        self._entries: set[int] = set()
        self._told: set[str] = set()

    def of(self, part: OutlinePart) -> tuple[ToldAct, ...]:
        """The acts of a part, in the order of their days."""
        most_of_a_kind = _MOST_OF_A_KIND + (len(part.notable) <= _FEW_KINDS)
        those = [(act, told(act, self._plan)) for act in self._acts if act.kind in part.notable]
        left = [(act, said) for act, said in those if said]
        found: list[tuple[Act, ToldAct]] = []
        while len(found) < part.weight + _MORE_THAN_ITS_WEIGHT:
            kinds = Counter(act.kind for act, _ in found)
            left = [one for one in left if self.is_new(*one) and kinds[one[0].kind] < most_of_a_kind]
            if not left:
                break
            acts = [act for act, _ in found]
            act, said = max(left, key=lambda one: self._worth(one[0], part, acts))
            found.append((act, said))
            self._entries.add(act.entry)
            self._told.update((act.title, _without_day(said)))
        return tuple(one for _, one in sorted(found, key=lambda one: (one[0].day, one[0].entry)))

    def is_new(self, act: Act, said: ToldAct | None = None) -> bool:
        """Whether neither the occasion nor its name nor what is said of it has been told."""
        known = act.entry in self._entries or (act.title and act.title in self._told)
        return not known and (said is None or _without_day(said) not in self._told)

    def _worth(self, act: Act, part: OutlinePart, found: Sequence[Act]) -> tuple[float, str]:
        worth = 3.0 * bool(act.with_whom) + 1.0 * bool(act.title) + 0.5 * (not act.who)
        if act.place:
            worth += 0.5 if act.place.endswith(_ROUTINE_PLACES) else 2.5
        worth += _CHOSEN_THERE * bool(act.told_by)
        worth += min(act.attendance, _MANY) / _MANY
        worth -= 2.0 * part.notable.index(act.kind) / len(part.notable)
        for other in found:
            worth -= 3.0 * (other.kind == act.kind) + 2.0 * (bool(act.who) and other.who == act.who)
            worth -= 1.0 * (other.day.month == act.day.month)
        seed = f"{self._plan.speaker.code}\x1f{self._plan.notice.year}\x1f{act.entry}"
        return worth, hashlib.blake2b(seed.encode(), digest_size=4).hexdigest()


def told(act: Act, plan: Plan) -> ToldAct | None:
    """The act in the pattern that says the most of it; nothing where there is only a day to tell."""
    patterns = plan.pack.sentences.get(act.kind, Sentences()).act or (_PLAIN_ACT,)
    # A unit has its own way with a kind, and a second one so that it is no litany.
    turned = chosen_first(patterns, plan.speaker.code, plan.notice.year, act.kind)
    turned = turned[act.entry % 2 :] + turned[: act.entry % 2]
    said = [(filled(pattern, _of(act, plan, pattern)), pattern) for pattern in turned]
    # Half a pattern is half a sentence.
    whole = [(joined(clauses), one) for clauses, one in said if len(clauses) == len(clauses_of(one))]
    if not whole:
        return None
    best, pattern = max(whole, key=lambda one: _names(one[0]))
    if _names(best) <= 1 + bool(act.who):
        return None
    return ToldAct(Speaking(act.scope), act.kind, best, leads=pattern.startswith(_LED))


def _without_day(said: ToldAct) -> str:
    return "".join(run.text for run in said.runs[1:])


def _names(runs: Sequence[Run]) -> int:
    return sum(isinstance(run, Named) for run in runs)


def _of(act: Act, plan: Plan, pattern: str) -> Filler:
    # Nobody goes out to a meeting room: it is where the paper was written.
    stays_in = act.place.endswith(_ROUTINE_PLACES) and any(word in pattern for word in _GOING_OUT)
    words = {
        "day": f"{act.day.month}月{act.day.day}日",
        "place": "" if stays_in else act.place,
        "title": inside_quotes(act.title),
        "with": act.with_whom,
        "who": act.who,
    }

    def fill(slot: str) -> tuple[Run, ...] | None:
        if slot == BODY:
            return (Words(plan.body),)
        if slot == "kind":
            return (Words(plan.rulebook.kinds[act.kind].zh),)
        if slot.startswith(OF_FIELD):
            return _said(act, slot.removeprefix(OF_FIELD))
        if slot == "who" and not act.who:
            return ()
        return (Named("", slot, words[slot], act.entry, act.revision),) if words[slot] else None

    return fill


def _said(act: Act, field: str) -> tuple[Run, ...] | None:
    texts = [inside_quotes(without_verb(text.strip(_ENDS), field)) for text in act.said.get(field, ())]
    most = _LONGEST_SAID if len(texts) == 1 else _LONGEST_LISTED
    fitting = [text for text in texts if 0 < len(text) <= most and not _BREAKS.search(text)]
    if len(texts) > 1:
        fitting = [text for text in fitting if not _NUMBERED.search(text)]
    if field == _PAPERS:
        fitting = [text if text.startswith("《") else f"《{text}》" for text in fitting]
    runs: list[Run] = []
    for text in dict.fromkeys(fitting[:_SAID_AT_ONCE]):
        runs.extend((*([Words("、")] if runs else []), Named("", field, text, act.entry, act.revision)))
    return tuple(runs) or None


def _without(run: Run, comma: str) -> tuple[Run, ...]:
    if not isinstance(run, Words):
        return (run,)
    return (Words(run.text.removeprefix(comma), run.standing),) if run.text != comma else ()
