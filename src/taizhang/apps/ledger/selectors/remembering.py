"""Answers kept organisation by organisation: after a commit, only those that it concerns are worked out again.

An answer hangs on what an organisation recorded and was credited with (the chain says whose that changed), on a ground
(what else is known of the organisation, compared each time), and on the question (rules, year, day), which names the
rest. All of it lives in the memory of one process, can be thrown away at any time, and is equal to a fresh answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from threading import Lock, RLock
from typing import Generic, TypeVar

from taizhang.apps.audit.commits import Mark, head, is_in_chain
from taizhang.apps.audit.remembering import may_remember
from taizhang.apps.ledger.selectors.touched import Touched, touched_between

AnswerT = TypeVar("AnswerT")
WholeT = TypeVar("WholeT")
Work = Callable[[Sequence[int]], Mapping[int, AnswerT]]
Together = Callable[[Sequence[AnswerT]], WholeT]
Amend = Callable[[WholeT, Sequence[AnswerT]], None]
"""Brings what was put together up to the answers of now: cheaper than anew where few of a thousand differ."""
Concerned = Callable[[Touched], Collection[int]]
MOST_WHOLES = 6


def whoever_is_touched(touched: Touched) -> Collection[int]:
    """Whoever recorded, took part or was credited."""
    return touched.organizations


class _Kept(Generic[AnswerT, WholeT]):
    """What was answered to one question so far."""

    def __init__(self) -> None:
        self.lock = RLock()
        self._mark: Mark | None = None
        self._answers: dict[int, AnswerT] = {}
        self._grounds: dict[int, object] = {}
        self._stale: set[int] = set()
        self._settled: Mapping[int, object] = {}
        """Grounds on which every answer stood when they were asked for last."""
        self._wholes: OrderedDict[tuple[int, ...], tuple[int, WholeT]] = OrderedDict()
        self._changes = 0

    def catch_up(self, mark: Mark, concerned: Concerned) -> None:
        """Learn from the chain whose answers may differ by now."""
        if self._is_ahead_of(mark):
            return
        touched = touched_between(self._mark, mark) if self._mark else None
        if touched is None:
            self._stale.update(self._answers)
        else:
            self._stale.update(self._answers.keys() & concerned(touched))
        self._mark = mark

    def _is_ahead_of(self, mark: Mark) -> bool:
        """Say whether another reader, who looked later at the same chain, was here before: then nothing is too old."""
        return self._mark is not None and mark.seq < self._mark.seq and is_in_chain(self._mark)

    def to_ask(self, grounds: Mapping[int, object]) -> list[int]:
        """Whom nothing is known of, or not for sure."""
        if not self._stale and grounds == self._settled:
            return []
        found = [one for one, ground in grounds.items() if one in self._stale or not self._stands_on(one, ground)]
        self._settled = {} if found else grounds
        return found

    def take(self, grounds: Mapping[int, object], answers: Mapping[int, AnswerT]) -> None:
        """Take in answers worked out afresh; most are what they were."""
        for one, answer in answers.items():
            if one not in self._answers or self._answers[one] != answer or self._grounds[one] != grounds[one]:
                self._changes += 1
                self._answers[one] = answer
            self._grounds[one] = grounds[one]
            self._stale.discard(one)

    def thin_out(self, most: int, asked: Mapping[int, object]) -> None:
        """Forget those known longest, but none that is asked for now."""
        for one in [one for one in self._answers if one not in asked][: max(0, len(self._answers) - most)]:
            del self._answers[one], self._grounds[one]
            self._stale.discard(one)
            self._settled = {}

    def whole(
        self,
        organizations: tuple[int, ...],
        together: Together[AnswerT, WholeT],
        amend: Amend[WholeT, AnswerT] | None,
    ) -> WholeT:
        """Put the answers of these together, or give what was put together before where nothing has changed."""
        # Taken out while it is changed: one that is left half-way by a failure is never found again.
        found = self._wholes.pop(organizations, None)
        if found is None or found[0] != self._changes:
            answers = [self._answers[one] for one in organizations]
            if found is None or amend is None:
                found = self._changes, together(answers)
            else:
                amend(found[1], answers)
                found = self._changes, found[1]
        self._wholes[organizations] = found
        while len(self._wholes) > MOST_WHOLES:
            self._wholes.popitem(last=False)
        return found[1]

    def _stands_on(self, organization: int, ground: object) -> bool:
        before = self._grounds.get(organization)
        if before is ground:
            return organization in self._answers
        if organization not in self._answers or before != ground:
            return False
        self._grounds[organization] = ground
        return True


class ByOrganization(Generic[AnswerT, WholeT]):
    """The answers to the last few questions of one sort."""

    def __init__(self, most: int, most_answers: int) -> None:
        self._kept: OrderedDict[Hashable, _Kept[AnswerT, WholeT]] = OrderedDict()
        self._lock = Lock()
        self._most, self._most_answers = most, most_answers

    def answer(
        self,
        question: Hashable,
        grounds: Mapping[int, object],
        work: Work[AnswerT],
        together: Together[AnswerT, WholeT],
        *,
        amend: Amend[WholeT, AnswerT] | None = None,
        concerned: Concerned = whoever_is_touched,
    ) -> WholeT:
        """Answer for the organisations that the grounds name; in a commit that is being written, keep nothing.

        `concerned` says whose answers commits may change, where that is not everybody whom they touch.
        """
        if not may_remember():
            fresh = work(list(grounds))
            return together([fresh[one] for one in grounds])
        kept = self._of(question)
        with kept.lock:
            # The mark is read before anything is worked out: what is kept is at least as new as it says.
            kept.catch_up(head(), concerned)
            if asked := kept.to_ask(grounds):
                kept.take(grounds, work(asked))
                kept.thin_out(self._most_answers, grounds)
            return kept.whole(tuple(grounds), together, amend)

    def missing(self, question: Hashable, grounds: Mapping[int, object]) -> int:
        """How many answers would have to be worked out before the question could be answered."""
        if not may_remember():
            return len(grounds)
        kept = self._of(question)
        with kept.lock:
            kept.catch_up(head(), whoever_is_touched)
            return len(kept.to_ask(grounds))

    def forget(self) -> None:
        """Throw everything away; the next answers are worked out afresh."""
        with self._lock:
            self._kept.clear()

    def _of(self, question: Hashable) -> _Kept[AnswerT, WholeT]:
        with self._lock:
            kept = self._kept.get(question)
            if kept is None:
                kept = self._kept[question] = _Kept()
            self._kept.move_to_end(question)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return kept
