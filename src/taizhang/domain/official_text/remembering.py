"""Readings of a text that several rules need are made once for each text and forgotten with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from taizhang.domain.official_text.document import OfficialText

Reading = TypeVar("Reading")


def once_per_text(read: Callable[[OfficialText], Reading]) -> Callable[[OfficialText], Reading]:
    """Keep what a function read out of a text as long as the text is in use."""
    kept: WeakKeyDictionary[OfficialText, Reading] = WeakKeyDictionary()

    @wraps(read)
    def remembered(document: OfficialText) -> Reading:
        found = kept.get(document)
        if found is None:
            found = kept[document] = read(document)
        return found

    return remembered
