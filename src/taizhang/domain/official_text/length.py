"""The official word count (字数), the way Word counts: every Han character and Chinese mark, every run of others."""

from __future__ import annotations

import re

_EAST_ASIAN = (
    "\u2014\u2018-\u201d\u2026\u2460-\u24ff\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6"
    "\U00020000-\U0003ffff"
)
_SINGLE = re.compile(f"[{_EAST_ASIAN}]")
_RUN = re.compile(f"[^\\s{_EAST_ASIAN}]+")


def official_length(text: str) -> int:
    """Count a text the way Word does, so that a claimed number of characters can be held against it."""
    return len(_SINGLE.findall(text)) + len(_RUN.findall(text))
