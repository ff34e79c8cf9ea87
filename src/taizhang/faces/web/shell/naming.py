"""Names of organisations in a list: told apart, and in the order that a Chinese list has; never by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from taizhang.apps.organizations.selectors import OrganizationView

_NUMERALS = str.maketrans({numeral: f"{place:02d}" for place, numeral in enumerate("〇一二三四五六七八九十")})


def told_apart(views: Iterable[OrganizationView]) -> dict[int, str]:
    """What to call each organisation: by its short name, or by its full one where several have the same."""
    listed = list(views)
    times = Counter(view.called for view in listed)
    return {view.id: view.called if times[view.called] == 1 else view.name for view in listed}


def name_key(name: str) -> bytes:
    """Give the key by which names are sorted: numerals by number, common characters by their sound."""
    # GB 18030 orders the 3,755 commonest characters by pinyin, and the rest by radical: no table of our own needed.
    return name.translate(_NUMERALS).encode("gb18030", "replace")
