"""What changed between two revisions (改了什么), in the words of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from taizhang.domain.ledger.occasion import HEAD_GROUPS, Occasion, Part
from taizhang.domain.ledger.values import tags_of
from taizhang.domain.rules.kinds import FieldType, FormField, Kind
from taizhang.domain.rules.rulebook import Rulebook

_LONGEST = 60
_PLAIN = {
    "day": "日期",
    "end_day": "结束日期",
    "year": "归属年度",
    "title": "标题",
    "place": "地点",
    "begins": "开始时间",
    "ends": "结束时间",
    "summary": "内容",
    "source": "来源",
}
_HOW = {"joint": "联合举办", "attending": "参加"}


def changes_between(
    before: Occasion, after: Occasion, rulebook: Rulebook, names: Mapping[int, str] | None = None
) -> tuple[str, ...]:
    """Say every difference, one sentence each; persons by name where names are given."""
    writer = _Writer(names or {})
    return (*writer.occasion(before, after), *writer.parts(before, after, rulebook))


class _Writer:
    """Writes the sentences."""

    def __init__(self, names: Mapping[int, str]) -> None:
        self._names = names

    def occasion(self, before: Occasion, after: Occasion) -> Iterator[str]:
        for name, zh in _PLAIN.items():
            yield from _turned(zh, getattr(before, name), getattr(after, name))
        yield from self._people(before, after)
        for group, zh in HEAD_GROUPS.items():
            yield from _turned(f"{zh}人数", before.heads.get(group, ""), after.heads.get(group, ""))
        yield from _listed("参加组织", self._organizations(before), self._organizations(after))
        tallies = [{one.figure: f"{one.amount}，{one.keeper}保管" for one in side.tallies} for side in (before, after)]
        for figure in dict.fromkeys((*tallies[0], *tallies[1])):
            yield from _turned(f"汇总数“{figure}”", tallies[0].get(figure, ""), tallies[1].get(figure, ""))
        added, gone = (
            len(set(one) - set(other))
            for one, other in (
                (after.attachments, before.attachments),
                (before.attachments, after.attachments),
            )
        )
        if added or gone:
            words = [f"{word} {number} 个" for word, number in (("加了", added), ("去掉", gone)) if number]
            yield f"附件：{'，'.join(words)}。"

    def parts(self, before: Occasion, after: Occasion, rulebook: Rulebook) -> Iterator[str]:
        """Match the parts of one kind in their order."""
        old, new = list(before.parts), list(after.parts)
        for part in after.parts:
            same = next((one for one in old if one.kind == part.kind), None)
            if same is None:
                continue
            old.remove(same)
            new.remove(part)
            yield from self._part(same, part, rulebook.kinds.get(part.kind))
        for word, rest in (("去掉了", old), ("加了", new)):
            for part in rest:
                kind = rulebook.kinds.get(part.kind)
                yield f"{word}“{kind.zh if kind else part.kind}”。"

    def _people(self, before: Occasion, after: Occasion) -> Iterator[str]:
        rolls = [{one.person: one for one in side.roll} for side in (before, after)]
        for person in dict.fromkeys((*rolls[0], *rolls[1])):
            old, new = rolls[0].get(person), rolls[1].get(person)
            if old != new:
                states = ["未登记" if one is None else "到会" if one.present else "缺席" for one in (old, new)]
                if states[0] == states[1]:
                    yield f"{self._name(person)}：缺席原因或书面意见改了。"
                else:
                    yield f"{self._name(person)}：{states[0]} → {states[1]}。"

    def _part(self, before: Part, after: Part, kind: Kind | None) -> Iterator[str]:
        short = f"{kind.zh}·" if kind else ""
        for name in dict.fromkeys((*before.fields, *after.fields)):
            field = kind.fields.get(name) if kind else None
            old, new = before.fields.get(name), after.fields.get(name)
            if old != new:
                words = [_spelt(field, one, self._name) for one in (old, new)]
                yield from _turned(f"{short}{field.zh if field else name}", *words, changed=True)
        for role in dict.fromkeys((*before.roles, *after.roles)):
            people = [[self._name(one) for one in side.roles.get(role, ())] for side in (before, after)]
            yield from _listed(f"{short}{kind.roles.get(role, role) if kind else role}", people[0], people[1])

    def _organizations(self, occasion: Occasion) -> list[str]:
        named = [(one.name or f"{one.organization}号组织", one.how) for one in occasion.organizations]
        return [f"{name}（{_HOW.get(how, how)}）" for name, how in named]

    def _name(self, person: Any) -> str:
        known = self._names.get(person) if isinstance(person, int) else None
        return known or f"{person}号人员"


def _turned(zh: str, old: Any, new: Any, *, changed: bool = False) -> Iterator[str]:
    """One value before and after."""
    if old == new and not changed:
        return
    left, right = _short(old), _short(new)
    if left == right:
        yield f"{zh}：文字有改动（较长，对照两版全文看）。"
    else:
        yield f"{zh}：{left} → {right}。"


def _listed(zh: str, old: list[str], new: list[str]) -> Iterator[str]:
    """What came to a list and what left it."""
    added, gone = [one for one in new if one not in old], [one for one in old if one not in new]
    words = [f"{word}{'、'.join(rest)}" for word, rest in (("加上", added), ("去掉", gone)) if rest]
    if words:
        yield f"{zh}：{'，'.join(words)}。"


def _short(value: Any) -> str:
    text = "未填" if value in (None, "") else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _spelt(field: FormField | None, value: Any, name: Any) -> str:  # noqa: PLR0911 (one line for each type)
    """Spell a field's value as the form shows it."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if field is None:
        return str(value)
    if field.type is FieldType.MONEY and isinstance(value, int):
        return f"{value // 100}.{value % 100:02d} 元"
    if field.type is FieldType.HOURS and isinstance(value, int):
        return f"{value // 10}.{value % 10}"
    if isinstance(value, list | tuple):
        return "、".join(_row(field, one, name) for one in value)
    if isinstance(value, Mapping):
        words = {**field.options, **_VOTE_WORDS}
        return "，".join(f"{words.get(key, key)} {'是' if one is True else one}" for key, one in value.items())
    return field.options.get(str(value), str(value))


_VOTE_WORDS = {
    "due": "应到",
    "present": "到会",
    "written": "书面",
    "issued": "发出",
    "returned": "收回",
    "valid": "有效",
    "for": "赞成",
    "against": "反对",
    "abstain": "弃权",
    "secret": "无记名",
    "scrutineer": "监票人",
}


def _row(field: FormField, row: Any, name: Any) -> str:
    if isinstance(row, Mapping):
        if "person" in row:
            return f"{name(row['person'])} {row.get('amount', '')}".strip()
        tags = "、".join(field.tags.get(tag, tag) for tag in tags_of(row))
        form = field.options.get(str(row.get("form", "")), "")
        notes = "，".join(one for one in (form, tags, str(row.get("published_on") or "")) if one)
        return f"{row.get('title', '')}（{notes}）" if notes else str(row.get("title", ""))
    if field.type is FieldType.PERSONS and isinstance(row, int):
        return str(name(row))
    return field.options.get(str(row), str(row))
