"""How far into a text the costly readings go: typos, repeats, names; what they leave unread is told."""

from __future__ import annotations

from typing import Final

MOST_READ: Final = 500_000
"""Characters; what is longer is a book, and the other families read it whole."""
_TEN_THOUSAND: Final = 10_000


def left_unread(text: str) -> str:
    """Say what was not read; empty where all of it was."""
    if len(text) <= MOST_READ:
        return ""
    return (
        f"全文约{len(text) // _TEN_THOUSAND}万字。错别字、重复段落和人名只查了前{MOST_READ // _TEN_THOUSAND}万字；"
        "要查后面的，拆成几份再审。"
    )
