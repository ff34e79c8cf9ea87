"""Possible duplicates (疑似重复): same kind, day and organisation, similar title. Shown side by side, never dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.ledger.surroundings import Neighbour

SIMILAR = 0.6
_NOT_TEXT = re.compile(r"\W+")


def likely_duplicates(occasion: Occasion, neighbours: Iterable[Neighbour]) -> list[Neighbour]:
    """Find the recorded occasions that this one may repeat."""
    kinds = {part.kind for part in occasion.parts}
    holders = {occasion.recorder, *(one.organization for one in occasion.organizations)}
    return [
        one
        for one in neighbours
        if one.day == occasion.day
        and one.organization in holders
        and not kinds.isdisjoint(one.kinds)
        and are_similar(occasion.title, one.title)
    ]


def are_similar(one: str, other: str) -> bool:
    """Say whether two titles share most of their pairs of characters; an empty one is like any other."""
    left, right = _plain(one), _plain(other)
    if not left or not right or left in right or right in left:
        return True
    pairs, others = Counter(pairwise(left)), Counter(pairwise(right))
    total = pairs.total() + others.total()
    return total > 0 and 2 * (pairs & others).total() / total >= SIMILAR


def _plain(title: str) -> str:
    return _NOT_TEXT.sub("", title).casefold()
