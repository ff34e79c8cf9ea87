"""One cell of a sheet for one value of a form, both ways: what a clerk would type there by hand.

A value that no such cell can hold exactly is written as JSON behind `json:`; reading it back gives the same value.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from taizhang.apps.ledger.exchange.spelling import SpellingError
from taizhang.domain.rules.kinds import FieldType, FormField
from taizhang.formats.cells import Cell, as_text

RAW = "json:"
VOTE_ZH: Mapping[str, str] = {
    "due": "应到",
    "present": "实到",
    "written": "书面意见",
    "issued": "发出",
    "returned": "收回",
    "valid": "有效",
    "for": "赞成",
    "against": "反对",
    "abstain": "弃权",
}
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_BETWEEN = re.compile(r"[、,，;；\n]")
_LINES = re.compile(r"\n|[;；]")
_PAIR = re.compile(r"[:：=]")
_BAR = re.compile(r"[|｜]")
_YES = {"是": True, "否": False, "true": True, "false": False, "1": True, "0": False}


def written(value: Any, field: FormField) -> Cell:
    """Write a field's value as a cell that reads back as the same."""
    plain = _WRITERS.get(field.type, _write_text)
    try:
        cell = plain(value, field)
        if read(cell, field) == _listed(value):
            return cell
    except (SpellingError, TypeError, KeyError, AttributeError, ValueError):
        pass
    return raw(value)


def read(cell: Cell | float, field: FormField) -> Any:
    """Read a cell as a field's value; None where it is empty."""
    text = as_text(cell)
    if not text:
        return None
    if text.startswith(RAW):
        return unraw(text)
    return _READERS.get(field.type, _read_text)(text, field)


def raw(value: Any) -> str:
    """Spell any value exactly."""
    return RAW + json.dumps(value, ensure_ascii=False)


def unraw(text: str) -> Any:
    """Read what `raw` spelled."""
    try:
        return json.loads(text.removeprefix(RAW))
    except (ValueError, RecursionError):
        raise SpellingError("json: 后面读不懂。这种格子由导出生成，不要手改。") from None


def day_of(text: str) -> str:
    """Read a day as people write it, and give it in ISO."""
    found = _DAY.fullmatch(text.strip().split(" ")[0])
    if found is None:
        raise SpellingError(f"“{text}”不是日期，写成 2025-11-20。")
    try:
        return date(*map(int, found.groups())).isoformat()
    except ValueError:
        raise SpellingError(f"日历上没有“{text}”这一天。") from None


def whole_of(text: str) -> int:
    """Read a whole number."""
    if not re.fullmatch(r"-?\d{1,15}", text.strip()):
        raise SpellingError(f"“{text}”应是整数，不带单位。")
    return int(text)


def list_of(text: str) -> list[str]:
    """Cut a text at the marks between names."""
    return [one.strip() for one in _BETWEEN.split(text) if one.strip()]


def _listed(value: Any) -> Any:
    return json.loads(json.dumps(value, ensure_ascii=False))


def _scaled(text: str, factor: int, unit: str) -> int:
    try:
        amount = Decimal(text.replace(",", "").strip()) * factor
    except InvalidOperation:
        raise SpellingError(f"“{text}”应是数，以{unit}为单位，不写单位。") from None
    if not amount.is_finite() or amount != amount.to_integral_value():
        raise SpellingError(f"“{text}”的小数位太多，以{unit}为单位最多{len(str(factor)) - 1}位。")
    return int(amount)


def _decimal(value: Any, factor: int) -> str:
    return str((Decimal(value) / factor).quantize(Decimal(1) / factor))


def _keyed(text: str, options: Mapping[str, str], what: str) -> str:
    text = text.strip()
    if text in options:
        return text
    for key, zh in options.items():
        if zh == text:
            return key
    raise SpellingError(f"{what}里没有“{text}”，可以写：{'、'.join(options.values())}。")


# Each type: how it is written.


def _write_text(value: Any, _field: FormField) -> Cell:
    return value if isinstance(value, str) else raw(value)


def _write_items(value: Any, field: FormField) -> str:
    return "\n".join(
        _bars(
            one["title"],
            field.options.get(one.get("form", ""), ""),
            "、".join(field.tags[tag] for tag in one.get("tags", ())),
            one.get("note", ""),
        )
        for one in value
    )


def _write_papers(value: Any, _field: FormField) -> str:
    return "\n".join(_bars(one["title"], one.get("published_on", "")) for one in value)


def _write_pairs(value: Mapping[str, Any], names: Mapping[str, str]) -> str:
    return "；".join(f"{names[key]}：{amount}" for key, amount in value.items())


def _bars(*pieces: str) -> str:
    return "｜".join(pieces).rstrip("｜")


_WRITERS: Mapping[FieldType, Callable[[Any, FormField], Cell]] = {
    FieldType.DATE: lambda value, _field: date.fromisoformat(value),
    FieldType.INTEGER: lambda value, _field: value,
    FieldType.MONEY: lambda value, _field: _decimal(value, 100),
    FieldType.HOURS: lambda value, _field: _decimal(value, 10),
    FieldType.CHOICE: lambda value, field: field.options[value],
    FieldType.CHOICES: lambda value, field: "、".join(field.options[one] for one in value),
    FieldType.YES_NO: lambda value, _field: "是" if value else "否",
    FieldType.ITEMS: _write_items,
    FieldType.PAPERS: _write_papers,
    FieldType.PERSONS: lambda value, _field: "、".join(value),
    FieldType.ORGANIZATIONS: lambda value, _field: "、".join(value),
    FieldType.AMOUNTS: lambda value, _field: "；".join(
        f"{one['person']}：{_decimal(one['amount'], 100)}" for one in value
    ),
    FieldType.GRADES: lambda value, field: _write_pairs(value, field.options),
    FieldType.VOTE: lambda value, _field: _write_pairs(value, VOTE_ZH),
}


# Each type: how it is read.


def _read_text(text: str, _field: FormField) -> str:
    return text


def _read_items(text: str, field: FormField) -> list[dict[str, Any]]:
    found = []
    for line in filter(str.strip, text.split("\n")):
        title, form, tags, note = ([piece.strip() for piece in _BAR.split(line, 3)] + ["", "", ""])[:4]
        item: dict[str, Any] = {"title": title}
        if tags:
            item["tags"] = [_keyed(tag, field.tags, "标签") for tag in list_of(tags)]
        if form:
            item["form"] = _keyed(form, field.options, "方式")
        if note:
            item["note"] = note
        found.append(item)
    return found


def _read_papers(text: str, _field: FormField) -> list[dict[str, Any]]:
    found = []
    for line in filter(str.strip, text.split("\n")):
        title, published = ([piece.strip() for piece in _BAR.split(line, 1)] + [""])[:2]
        found.append({"title": title, "published_on": day_of(published)} if published else {"title": title})
    return found


def _pairs(text: str) -> list[tuple[str, str]]:
    found = []
    for piece in filter(str.strip, _LINES.split(text)):
        name, _, amount = _PAIR.sub(":", piece, count=1).partition(":")
        if not amount.strip():
            raise SpellingError(f"“{piece.strip()}”写成“名称：数”，各项用分号隔开。")
        found.append((name.strip(), amount.strip()))
    return found


def _read_amounts(text: str, _field: FormField) -> list[dict[str, Any]]:
    return [{"person": name, "amount": _scaled(amount, 100, "元")} for name, amount in _pairs(text)]


def _read_vote(text: str, _field: FormField) -> dict[str, Any]:
    return {_keyed(name, VOTE_ZH, "表决"): whole_of(amount) for name, amount in _pairs(text)}


def _read_yes_no(text: str, _field: FormField) -> bool:
    if text.lower() not in _YES:
        raise SpellingError(f"“{text}”应写“是”或“否”。")
    return _YES[text.lower()]


_READERS: Mapping[FieldType, Callable[[str, FormField], Any]] = {
    FieldType.DATE: lambda text, _field: day_of(text),
    FieldType.INTEGER: lambda text, _field: whole_of(text),
    FieldType.MONEY: lambda text, _field: _scaled(text, 100, "元"),
    FieldType.HOURS: lambda text, _field: _scaled(text, 10, "小时"),
    FieldType.CHOICE: lambda text, field: _keyed(text, field.options, "选项"),
    FieldType.CHOICES: lambda text, field: [_keyed(one, field.options, "选项") for one in list_of(text)],
    FieldType.YES_NO: _read_yes_no,
    FieldType.ITEMS: _read_items,
    FieldType.PAPERS: _read_papers,
    FieldType.PERSONS: lambda text, _field: list_of(text),
    FieldType.ORGANIZATIONS: lambda text, _field: list_of(text),
    FieldType.AMOUNTS: _read_amounts,
    FieldType.GRADES: lambda text, field: {
        _keyed(name, field.options, "等次"): whole_of(amount) for name, amount in _pairs(text)
    },
    FieldType.VOTE: _read_vote,
}
