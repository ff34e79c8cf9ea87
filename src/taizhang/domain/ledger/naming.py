"""What an act is called in running text: the theme or subject of its part, never what is for the keepers only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from taizhang.domain.ledger.occasion import Occasion, Part
from taizhang.domain.ledger.values import is_row_restricted, items_of
from taizhang.domain.rules.kinds import FieldType, FormField, Kind

_ROWS = frozenset({FieldType.ITEMS, FieldType.PAPERS})
_WORDS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
_NAMING = ("theme", "subject", "title", "work")


def name_of(part: Part, kind: Kind, occasion: Occasion) -> str:
    """The name a clerk gave the part, or the title of the occasion where it has this part alone."""
    for field in _NAMING:
        shape = kind.fields.get(field)
        if shape is None or shape.type is not FieldType.TEXT or shape.restricted:
            continue
        value = part.fields.get(field)
        if isinstance(value, str) and value.strip():
            return value.strip()
    alone = len(occasion.parts) == 1 and occasion.title not in {"", kind.zh, kind.short}
    return occasion.title if alone else ""


def said_in(part: Part, kind: Kind, called: Callable[[int], str]) -> dict[str, tuple[str, ...]]:
    """What the fields of a part say in words, nothing restricted; rows with a form once more under field/form."""
    said: dict[str, tuple[str, ...]] = {}
    for name, shape in kind.fields.items():
        value = part.fields.get(name)
        if shape.restricted or value in (None, "", [], {}):
            continue
        if shape.type is FieldType.ORGANIZATIONS and isinstance(value, list | tuple):
            said[name] = tuple(called(one) for one in value if isinstance(one, int))
            continue
        for key, words in _said(name, shape, value):
            said[key] = (*said.get(key, ()), words)
    return said


def _said(name: str, shape: FormField, value: Any) -> Iterator[tuple[str, str]]:
    if shape.type in _WORDS and isinstance(value, str):
        yield name, value.strip()
    elif shape.type is FieldType.CHOICE or shape.type is FieldType.CHOICES:
        for one in value if isinstance(value, list | tuple) else (value,):
            if isinstance(one, str) and one in shape.options:
                yield name, shape.options[one]
    elif shape.type in _ROWS:
        for row in items_of(value):
            title, form = row.get("title"), row.get("form")
            if not isinstance(title, str) or not title.strip() or is_row_restricted(shape, row):
                continue
            yield name, title.strip()
            if isinstance(form, str):
                yield f"{name}/{form}", title.strip()
