"""What a reader without the keeper's right may see (受限内容): the tag and the count stay, the words do not.

Rows whose tags are restricted keep their tags and form; restricted fields keep that they were filled in; kinds with
details for the keepers (谈话、约谈) lose summary and names; their title is the kind's. Whatever restricted rows
may have brought into the summary or the annex goes too: nobody can tell which sentence or file belongs to which row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from taizhang.domain.ledger.occasion import Occasion, Part, Roster
from taizhang.domain.ledger.values import is_row_restricted
from taizhang.domain.rules.kinds import FieldType, FormField, Kind
from taizhang.domain.rules.rulebook import Rulebook

WITHHELD = "【限书记和指定人员查看】"
_KEPT_OF_ROW = ("tags", "form")


def restricted_view(occasion: Occasion, rulebook: Rulebook) -> Occasion:
    """Blank what is for the keepers only; an occasion with nothing restricted comes back as it is."""
    kinds = [rulebook.kinds.get(part.kind) for part in occasion.parts]
    parts = tuple(_part(part, kind) for part, kind in zip(occasion.parts, kinds, strict=True))
    if any(kind is None or kind.details for kind in kinds):
        return _without_details(replace(occasion, parts=parts), kinds)
    if parts == occasion.parts:
        return occasion
    return replace(occasion, parts=parts, summary=_withheld(occasion.summary), attachments=(), source="")


def is_restricted(occasion: Occasion, rulebook: Rulebook) -> bool:
    """Say whether some of it is for the keepers only."""
    return restricted_view(occasion, rulebook) != occasion


def _without_details(occasion: Occasion, kinds: list[Kind | None]) -> Occasion:
    parts = tuple(
        replace(part, roles={}) if kind is None or kind.details else part
        for part, kind in zip(occasion.parts, kinds, strict=True)
    )
    title = "、".join(kind.zh for kind in kinds if kind is not None) or _withheld(occasion.title)
    present = len(occasion.present)
    heads = {**occasion.heads, "members": occasion.heads.get("members", 0) + present} if present else occasion.heads
    return replace(
        occasion,
        parts=parts,
        title=title,
        summary=_withheld(occasion.summary),
        roll=(),
        heads=heads,
        attachments=(),
        source="",
        roster=Roster(due=occasion.roster.due),
    )


def _part(part: Part, kind: Kind | None) -> Part:
    if kind is None:
        # Nobody can say what of an unknown kind is restricted, so all of it is.
        return replace(part, fields={}, roles={})
    fields = {name: _value(kind.fields.get(name), value) for name, value in part.fields.items()}
    return part if fields == dict(part.fields) else replace(part, fields=fields)


def _value(field: FormField | None, value: Any) -> Any:
    if field is None or (field.restricted and value not in (None, "", [], {})):
        return WITHHELD
    if field.type not in {FieldType.ITEMS, FieldType.PAPERS} or not field.restricted_tags or not value:
        return value
    # What cannot be read row by row may hold anything.
    return [_row(field, row) for row in value] if isinstance(value, list | tuple) else WITHHELD


def _row(field: FormField, row: Any) -> Any:
    if not isinstance(row, Mapping):
        return WITHHELD
    if not is_row_restricted(field, row):
        return row
    return {"title": WITHHELD, **{key: row[key] for key in _KEPT_OF_ROW if key in row}}


def _withheld(text: str) -> str:
    return WITHHELD if text else ""
