"""What an act is called in running text: the theme or subject of its part, never what is for the keepers only."""

from __future__ import annotations

from taizhang.domain.ledger.occasion import Occasion, Part
from taizhang.domain.rules.kinds import FieldType, Kind

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
