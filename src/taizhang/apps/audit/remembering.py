"""Answers kept until the next commit: facts only change by commits, so an answer holds as long as the chain stands.

What is kept can be thrown away at any time; it lives in the memory of one process and is never written down.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar

from taizhang.apps.audit.models import ChainHead
from taizhang.apps.audit.writing import is_writing

Asked = ParamSpec("Asked")
AnswerT = TypeVar("AnswerT")
MOST = 48
"""The largest answers take some megabytes (the matrix of a region)."""


def remembered(work: Callable[Asked, AnswerT], *asked: Asked.args, **named: Asked.kwargs) -> AnswerT:
    """Give the answer to a question about facts alone; its words must be hashable, and nobody may change the answer."""
    if is_writing():
        return work(*asked, **named)
    mark = ChainHead.objects.values_list("seq", "digest").get(pk=1)
    return _kept(mark, work, asked, tuple(sorted(named.items())))  # type: ignore[no-any-return]


@lru_cache(maxsize=MOST)
def _kept(
    _mark: tuple[int, str], work: Callable[..., Any], asked: tuple[Hashable, ...], named: tuple[tuple[str, Any], ...]
) -> Any:
    return work(*asked, **dict(named))
