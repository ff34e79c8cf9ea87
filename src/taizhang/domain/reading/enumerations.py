"""Numbers that say how long a list is: “三个活动” with three quoted names behind, 甲、乙、丙三方面 with its three."""

from __future__ import annotations

import re

from taizhang.domain.official_text import Span

_REACH = 120
_QUOTE = re.compile("[“‘《][^“”‘’《》\n]{1,40}[”’》]")
_LIST = re.compile("[、]|以及|及|和|与")


def counts_its_list(text: str, place: Span, size: int) -> bool:
    """Say whether exactly `size` things are listed right behind a quoted number, or right before an open one."""
    if text[place.start : place.start + 1] in "“‘《" and place.end > place.start:
        kind = re.sub("^.[一二两三四五六七八九十0-9]+[个项大]?", "", text[place.start : place.end - 1])
        behind = _listing(text[place.end : place.end + _REACH])
        return bool(kind) and len(_QUOTE.findall(behind)) == size and kind[:2] in behind
    before = text[place.start : place.end].rstrip("等")
    return size > 1 and len(_LIST.findall(before)) == size - 1


def _listing(behind: str) -> str:
    """The sentence with the first quoted name in it."""
    first = _QUOTE.search(behind)
    stop = behind.find("。", first.end()) if first else -1
    return behind if stop < 0 else behind[:stop]
