"""Looking once: a page that only reads shows one state from its first line to its last, and asks for it once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

AnswerT = TypeVar("AnswerT")

_LOOK: ContextVar[dict[Hashable, Any] | None] = ContextVar("look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Look once at each thing until the end; what others commit meanwhile is seen by the next look."""
    token = _LOOK.set({})
    try:
        yield
    finally:
        _LOOK.reset(token)


@contextmanager
def looking_anew() -> Iterator[None]:
    """Ask each time while something is written here, and afterwards look at everything again."""
    seen = _LOOK.get()
    token = _LOOK.set(None)
    try:
        yield
    finally:
        _LOOK.reset(token)
        if seen is not None:
            seen.clear()


def looked(key: Hashable, ask: Callable[[], AnswerT]) -> AnswerT:
    """What was seen at the first look, or what is there now where nobody looks once."""
    seen = _LOOK.get()
    if seen is None:
        return ask()
    if key not in seen:
        seen[key] = ask()
    answer: AnswerT = seen[key]
    return answer
