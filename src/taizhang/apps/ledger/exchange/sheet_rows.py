"""Rows of a sheet for a file's record of an occasion, and back: one row for each of its parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from taizhang.apps.ledger.exchange import sheet_columns as heads
from taizhang.apps.ledger.exchange.field_cells import RAW, day_of, list_of, raw, read, unraw, whole_of, written
from taizhang.apps.ledger.exchange.spelling import SpellingError
from taizhang.domain.rules.kinds import Kind
from taizhang.formats.cells import Cell, as_text

OUTSIDE = re.compile(r"外单位\s*[:：]\s*(.+)")
ATTENDING = re.compile(r"(.+)[（(]参加[）)]")
REASON = re.compile(r"([^（(]+)(?:[（(](.*)[）)])?")
Tried = Callable[..., Any]
_TEXTS = {
    "title": heads.TITLE,
    "place": heads.PLACE,
    "begins": heads.BEGINS,
    "ends": heads.ENDS,
    "summary": heads.SUMMARY,
    "source": heads.SOURCE,
    "key": heads.KEY,
}


def occasion_cells(record: Mapping[str, Any], same: str) -> dict[str, Cell]:
    """What all parts of an occasion share, by heading."""
    cells: dict[str, Cell] = {
        heads.ORGANIZATION: record["organization"],
        heads.DAY: record["day"],
        heads.END_DAY: record.get("end_day"),
        heads.YEAR: record.get("year"),
        heads.SAME: same,
        heads.WITHHELD: "已隐去" if record.get("withheld") else None,
    }
    cells |= {heading: record.get(key) for key, heading in _TEXTS.items()}
    cells |= {heading: record.get("heads", {}).get(group) for group, heading in heads.HEADS.items()}
    cells |= _roll_cells(record.get("roll", []))
    guests = record.get("organizations", [])
    if guests:
        cells[heads.GUESTS] = _exact("、".join(map(_guest_text, guests)), guests, _guests)
    return cells


def part_cells(part: Mapping[str, Any], kind: Kind) -> dict[str, Cell]:
    """The roles and fields of one part, by heading."""
    cells: dict[str, Cell] = {}
    for column in heads.columns_of(kind):
        if column.role and column.role in part.get("roles", {}):
            cells[column.heading] = "、".join(part["roles"][column.role]) or raw([])
        if column.field and column.field in part.get("fields", {}):
            cells[column.heading] = written(part["fields"][column.field], kind.fields[column.field])
    rest = {
        key: {name: value for name, value in part.get(key, {}).items() if name not in known}
        for key, known in (("roles", kind.roles), ("fields", kind.fields))
    }
    if any(rest.values()):
        cells[heads.REST] = raw({key: values for key, values in rest.items() if values})
    return cells


def record_from(row: Mapping[str, Cell], tried: Tried) -> dict[str, Any]:
    """The record of an occasion from the cells of its first row; `tried` collects what does not make sense."""
    record: dict[str, Any] = {}

    def take(key: str, heading: str, reading: Callable[[str], Any]) -> None:
        text = tried(heading, as_text, row.get(heading))
        if text:
            value = tried(heading, unraw if text.startswith(RAW) else reading, text)
            if value is not None:
                record[key] = value

    take("organization", heads.ORGANIZATION, str)
    take("day", heads.DAY, day_of)
    take("end_day", heads.END_DAY, day_of)
    take("year", heads.YEAR, whole_of)
    for key, heading in _TEXTS.items():
        take(key, heading, str)
    take("organizations", heads.GUESTS, _guests)
    take("withheld", heads.WITHHELD, bool)
    counted: dict[str, int] = {}
    for group, heading in heads.HEADS.items():
        text = tried(heading, as_text, row.get(heading))
        if text:
            counted[group] = tried(heading, whole_of, text)
    if counted:
        record["heads"] = counted
    roll = tried(heads.PRESENT, _roll, row)
    if roll:
        record["roll"] = roll
    return record


def part_from(row: Mapping[str, Cell], kind: Kind, tried: Tried) -> dict[str, Any]:
    """The roles and fields of one part from a row."""
    roles: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    for column in heads.columns_of(kind):
        cell = row.get(column.heading)
        if column.role:
            names = tried(column.heading, _names, cell)
            if names is not None:
                roles[column.role] = names
        elif column.field:
            field = kind.fields[column.field]
            value = tried(column.heading, read, cell, field)
            if value is not None:
                fields[column.field] = value
    rest = tried(heads.REST, _rest, row.get(heads.REST))
    if isinstance(rest, dict):
        roles |= rest.get("roles", {})
        fields |= rest.get("fields", {})
    return {key: values for key, values in (("fields", fields), ("roles", roles)) if values}


def _names(cell: Cell) -> Any:
    text = as_text(cell)
    if not text:
        return None
    return unraw(text) if text.startswith(RAW) else list_of(text)


def _rest(cell: Cell) -> Any:
    return unraw(as_text(cell) or "{}")


def _roll_cells(roll: list[dict[str, Any]]) -> dict[str, Cell]:
    if not roll:
        return {}
    present = "、".join(one["person"] for one in roll if one["present"])
    absent = "、".join(
        f"{one['person']}（{one['reason']}）" if one.get("reason") else one["person"]
        for one in roll
        if not one["present"]
    )
    cells: dict[str, Cell] = {heads.PRESENT: present, heads.ABSENT: absent}
    return cells if _roll(cells) == roll else {heads.PRESENT: raw(roll)}


def _roll(row: Mapping[str, Cell]) -> list[dict[str, Any]]:
    present = as_text(row.get(heads.PRESENT))
    if present.startswith(RAW):
        found = unraw(present)
        return found if isinstance(found, list) else []
    return [{"person": name, "present": True} for name in list_of(present)] + list(
        _absent(as_text(row.get(heads.ABSENT)))
    )


def _absent(text: str) -> Iterator[dict[str, Any]]:
    for one in re.split(r"[、\n;；](?![^（(]*[）)])", text):
        if not one.strip():
            continue
        found = REASON.fullmatch(one.strip())
        if found is None:
            raise SpellingError(f"“{one.strip()}”写成“姓名（原因）”。")
        name, reason = found.groups()
        absent: dict[str, Any] = {"person": name.strip(), "present": False}
        yield {**absent, "reason": reason} if reason else absent


def _guest_text(one: Mapping[str, Any]) -> str:
    named = one["organization"] if one.get("organization") else f"外单位:{one.get('name', '')}"
    return f"{named}（参加）" if one.get("how", "joint") == "attending" else str(named)


def _guests(text: str) -> list[dict[str, Any]]:
    found = []
    for one in list_of(text):
        attending = ATTENDING.fullmatch(one)
        name = attending.group(1).strip() if attending else one
        outside = OUTSIDE.fullmatch(name)
        guest: dict[str, Any] = (
            {"name": outside.group(1).strip(), "organization": None}
            if outside
            else {
                "organization": name,
            }
        )
        found.append({**guest, "how": "attending"} if attending else guest)
    return found


def _exact(text: str, value: list[dict[str, Any]], reading: Callable[[str], Any]) -> str:
    return text if reading(text) == value else raw(value)
