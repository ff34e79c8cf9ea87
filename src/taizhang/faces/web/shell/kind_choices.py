"""The list behind the field that chooses a kind, as text: a template takes far longer over a hundred of them."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe


class KindChoice(NamedTuple):
    """One kind to choose."""

    key: str
    word: str
    initials: str = ""
    """What else finds it."""
    owed: str = ""
    href: str = ""
    """The page that choosing opens."""


@lru_cache(maxsize=64)
def kind_options(kinds: tuple[KindChoice, ...], id_: str, *, opening: bool) -> SafeString:
    """Write the options, opening a page or filling a field; kept by what they say, for whoever reads the same."""
    options = [_option(kind, f"{id_}-{number}", opening=opening) for number, kind in enumerate(kinds, 1)]
    return mark_safe("\n".join(options))  # noqa: S308 (every value in an option is escaped)


def _option(kind: KindChoice, id_: str, *, opening: bool) -> str:
    href = f' data-href="{escape(kind.href)}"' if kind.href and opening else ""
    owed = f"<small>{escape(kind.owed)}</small>" if kind.owed else ""
    word = escape(kind.word)
    return (
        f'<li role="option" id="{escape(id_)}" aria-selected="false" data-value="{escape(kind.key)}"'
        f' data-word="{word}" data-initials="{escape(kind.initials)}"{href}>{word}{owed}</li>'
    )
