"""What a clerk filled into a field, held against the field's type, limits and options."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from taizhang.domain.ledger.values import VOTE_KEYS
from taizhang.domain.rules.kinds import FieldType, FormField

MOST_TEXT = 300
MOST_LONG_TEXT = 20_000
MOST_ROWS = 500
MOST_NUMBER = 10**12

Trouble = Iterator[str]


def is_empty(value: Any) -> bool:
    """Say whether nothing was filled in."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def check_field(field: FormField, value: Any) -> list[str]:
    """Say everything that is wrong with a value, as sentences that begin with the field's name."""
    if is_empty(value):
        return [f"{field.zh}没有填，这一项必填。"] if field.required else []
    return [f"{field.zh}{trouble}" for trouble in _CHECKS[field.type](field, value)]


def _text(most: int) -> Callable[[FormField, Any], Trouble]:
    def check(_field: FormField, value: Any) -> Trouble:
        if not isinstance(value, str):
            yield "应是文字。"
        elif len(value) > most:
            yield f"有 {len(value)} 个字，最多 {most} 个。把细节放进附件。"

    return check


def _date(_field: FormField, value: Any) -> Trouble:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        yield f"“{str(value)[:20]}”不是日期，应像 2025-11-20 这样写。"


def _number(field: FormField, value: Any) -> Trouble:
    if type(value) is not int:
        yield f"“{str(value)[:20]}”不是数。"
        return
    least = field.least if field.least is not None else 0
    most = field.most if field.most is not None else MOST_NUMBER
    if value < least:
        yield f"是 {_amount(field, value)}，最少 {_amount(field, least)}。对照原始记录改正。"
    elif value > most:
        yield f"是 {_amount(field, value)}，最多 {_amount(field, most)}。对照原始记录改正。"


def _amount(field: FormField, value: int) -> str:
    """Spell a number as it was entered: money in yuan, hours with a tenth."""
    if field.type is FieldType.MONEY:
        return f"{value // 100}.{value % 100:02d} 元"
    if field.type is FieldType.HOURS:
        return f"{value // 10}.{value % 10} {field.unit or '小时'}"
    return f"{value} {field.unit}".strip()


def _choice(field: FormField, value: Any) -> Trouble:
    if not (isinstance(value, str) and value in field.options):
        yield f"没有“{str(value)[:20]}”这个选项，可选的是：{_listed(field.options)}。"


def _choices(field: FormField, value: Any) -> Trouble:
    if not isinstance(value, list | tuple):
        yield "应是一个或几个选项。"
        return
    for one in value:
        yield from _choice(field, one)


def _yes_no(_field: FormField, value: Any) -> Trouble:
    if not isinstance(value, bool):
        yield "应选“是”或“否”。"


def _rows(value: Any, keys: frozenset[str]) -> Iterator[tuple[int, Mapping[str, Any] | None, str]]:
    """Each row with its number, and what is wrong with its form; None where it cannot be read at all."""
    if not isinstance(value, list | tuple):
        yield 0, None, "应是逐行填写的。"
        return
    if len(value) > MOST_ROWS:
        yield 0, None, f"有 {len(value)} 行，最多 {MOST_ROWS} 行。"
        return
    for number, row in enumerate(value, start=1):
        if not isinstance(row, Mapping):
            yield number, None, f"第 {number} 行读不出来。"
            continue
        unknown = sorted(str(key) for key in row.keys() - keys)
        yield number, row, f"第 {number} 行有不认识的项：{'、'.join(unknown)}。" if unknown else ""


ITEM_KEYS = frozenset(("title", "tags", "form", "note", "text", "attachments"))
PAPER_KEYS = frozenset(("title", "published_on", "tags", "note", "text", "attachments"))


def _items(field: FormField, value: Any) -> Trouble:
    for number, row, wrong in _rows(value, ITEM_KEYS):
        if wrong:
            yield wrong
        if row is None:
            continue
        yield from _title(number, row)
        yield from _tags(number, field, row)
        form = row.get("form")
        if form and not (isinstance(form, str) and form in field.options):
            yield f"第 {number} 行没有“{str(form)[:20]}”这种形式，可用的是：{_listed(field.options)}。"


def _papers(field: FormField, value: Any) -> Trouble:
    for number, row, wrong in _rows(value, PAPER_KEYS):
        if wrong:
            yield wrong
        if row is None:
            continue
        yield from _title(number, row)
        if row.get("published_on"):
            yield from (f"第 {number} 行的公布日期{one}" for one in _date(field, row["published_on"]))
        yield from _tags(number, field, row)


def _tags(number: int, field: FormField, row: Mapping[str, Any]) -> Trouble:
    tags = row.get("tags") or ()
    if not isinstance(tags, list | tuple):
        yield f"第 {number} 行的标签应是一个或几个。"
        return
    for tag in tags:
        if not (isinstance(tag, str) and tag in field.tags):
            yield f"第 {number} 行没有“{str(tag)[:20]}”这个标签，可用的是：{_listed(field.tags) or '无'}。"


def _title(number: int, row: Mapping[str, Any]) -> Trouble:
    title = row.get("title")
    if not isinstance(title, str) or not title.strip():
        yield f"第 {number} 行没有写名称；不要这一行就删掉。"
    elif len(title) > MOST_TEXT:
        yield f"第 {number} 行的名称有 {len(title)} 个字，最多 {MOST_TEXT} 个。"


def _persons(_field: FormField, value: Any) -> Trouble:
    if not isinstance(value, list | tuple) or any(type(one) is not int for one in value):
        yield "应从花名册里选人。"
    elif len(set(value)) < len(value):
        yield "同一个人选了两次。"


def _amounts(field: FormField, value: Any) -> Trouble:
    persons: set[int] = set()
    for number, row, wrong in _rows(value, frozenset(("person", "amount", "note"))):
        if wrong:
            yield wrong
        if row is None:
            continue
        person, amount = row.get("person"), row.get("amount")
        if type(person) is not int:
            yield f"第 {number} 行没有选人。"
        elif person in persons:
            yield f"第 {number} 行的人前面已有一行，合成一行。"
        else:
            persons.add(person)
        if type(amount) is not int or amount < (field.least or 0):
            yield f"第 {number} 行的数没有填对，应是不小于 {field.least or 0} 的数。"


def _grades(field: FormField, value: Any) -> Trouble:
    if not isinstance(value, Mapping):
        yield "应按档次填数。"
        return
    for grade, number in value.items():
        if grade not in field.options:
            yield f"没有“{grade}”这一档，可填的是：{_listed(field.options)}。"
        elif type(number) is not int or number < 0:
            yield f"“{field.options[grade]}”应是不小于 0 的整数。"


def _vote(_field: FormField, value: Any) -> Trouble:
    if not isinstance(value, Mapping):
        yield "应按计票顺序填数。"
        return
    for key, number in value.items():
        if key not in VOTE_KEYS:
            yield f"有不认识的项：{key}。"
        elif key == "secret":
            if not isinstance(number, bool | None):
                yield "应选是不是无记名投票。"
        elif key != "scrutineer" and number is not None and (type(number) is not int or number < 0):
            yield f"“{_VOTE_WORDS[key]}”应是不小于 0 的整数。"


_VOTE_WORDS = {
    "due": "应到有表决权的人数",
    "present": "到会有表决权的人数",
    "written": "书面意见",
    "issued": "发出票数",
    "returned": "收回票数",
    "valid": "有效票",
    "for": "赞成",
    "against": "反对",
    "abstain": "弃权",
}


def _organizations(_field: FormField, value: Any) -> Trouble:
    if not isinstance(value, list | tuple) or any(type(one) is not int and not isinstance(one, str) for one in value):
        yield "应是选出的组织，或写外单位的名称。"


def _listed(options: Mapping[str, str]) -> str:
    return "、".join(options.values())


_CHECKS: Mapping[FieldType, Callable[[FormField, Any], Trouble]] = {
    FieldType.TEXT: _text(MOST_TEXT),
    FieldType.LONG_TEXT: _text(MOST_LONG_TEXT),
    FieldType.DATE: _date,
    FieldType.INTEGER: _number,
    FieldType.MONEY: _number,
    FieldType.HOURS: _number,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.YES_NO: _yes_no,
    FieldType.ITEMS: _items,
    FieldType.PAPERS: _papers,
    FieldType.PERSONS: _persons,
    FieldType.AMOUNTS: _amounts,
    FieldType.GRADES: _grades,
    FieldType.VOTE: _vote,
    FieldType.ORGANIZATIONS: _organizations,
}
