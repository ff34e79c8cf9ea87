"""Answers kept until the next commit: facts only change by commits, so an answer holds as long as the chain stands.

What is kept can be thrown away at any time; it lives in the memory of one process and is never written down.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast

from taizhang.apps.audit.commits import Mark, head
from taizhang.apps.audit.writing import is_writing

Asked = ParamSpec("Asked")
AnswerT = TypeVar("AnswerT")
MOST = 32
"""The largest answers take some megabytes (the matrix of a region)."""


class _Memory:
    """The answers given since the chain moved last; when it moves, all of them are forgotten."""

    def __init__(self) -> None:
        self._mark: Mark | None = None
        self._answers: OrderedDict[Any, Any] = OrderedDict()
        self._lock = Lock()

    def find(self, mark: Mark, question: Any) -> tuple[bool, Any]:
        """Say whether it was answered, and how."""
        with self._lock:
            if mark != self._mark:
                self._mark = mark
                self._answers.clear()
            if question not in self._answers:
                return False, None
            self._answers.move_to_end(question)
            return True, self._answers[question]

    def keep(self, mark: Mark, question: Any, answer: Any) -> None:
        """Keep an answer, unless the chain has moved while it was worked out."""
        with self._lock:
            if mark == self._mark:
                self._answers[question] = answer
                while len(self._answers) > MOST:
                    self._answers.popitem(last=False)


_MEMORY = _Memory()
_AFRESH: ContextVar[bool] = ContextVar("afresh", default=False)


@contextmanager
def afresh() -> Iterator[None]:
    """Work everything out anew: what is remembered is held against this."""
    token = _AFRESH.set(True)
    try:
        yield
    finally:
        _AFRESH.reset(token)


def may_remember() -> bool:
    """Say whether answers may be given from memory and kept: not while a commit is written, it is in no chain yet."""
    return not is_writing() and not _AFRESH.get()


def remembered(work: Callable[Asked, AnswerT], *asked: Asked.args, **named: Asked.kwargs) -> AnswerT:
    """Give the answer to a question about facts alone; its words must be hashable, and nobody may change the answer."""
    if not may_remember():
        return work(*asked, **named)
    mark = head()
    question = (work, asked, tuple(sorted(named.items())))
    found, answer = _MEMORY.find(mark, question)
    if found:
        return cast("AnswerT", answer)
    worked = work(*asked, **named)
    _MEMORY.keep(mark, question, worked)
    return worked
