"""Rules, kinds and sources in words, for somebody who reads no files."""

from __future__ import annotations

from typing import Any

from taizhang.domain.rules.examples import Example
from taizhang.domain.rules.figures import FigureInfo, figure_catalogue
from taizhang.domain.rules.kinds import FieldType, Kind
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.shape import Level, Source, Version
from taizhang.domain.rules.wording import LEVELS, MARKS, TYPE_NAMES, key_in_words, value_in_words

_ABOUT = frozenset(
    {
        "from",
        "until",
        "source",
        "article",
        "reference",
        "status",
        "evidence",
        "checked_on",
        "checked_by",
        "general",
        "text",
    }
)
"""Keys of a version that the page says in its own place."""
EXPECTED = {
    "met": "met",
    "unmet": "unmet",
    "not_yet_due": "due",
    "insufficient_data": "lack",
    "not_applicable": "na",
    "extended": "ext",
}
FIELD_TYPES = {
    FieldType.TEXT: "一行文字",
    FieldType.LONG_TEXT: "多行文字",
    FieldType.DATE: "日期",
    FieldType.INTEGER: "整数",
    FieldType.MONEY: "金额",
    FieldType.HOURS: "学时",
    FieldType.CHOICE: "选一项",
    FieldType.CHOICES: "选几项",
    FieldType.YES_NO: "是或否",
    FieldType.ITEMS: "议题、事项（逐条）",
    FieldType.PAPERS: "学习文件（逐份）",
    FieldType.PERSONS: "党员",
    FieldType.AMOUNTS: "每人金额",
    FieldType.GRADES: "各档人数",
    FieldType.VOTE: "表决",
    FieldType.ORGANIZATIONS: "党组织",
}


def names_in(rulebook: Rulebook) -> dict[str, str]:
    """Names by id, of figures, kinds, sources and profiles."""
    names = {identifier: info.zh for identifier, info in figure_catalogue(rulebook).items()}
    for family in (rulebook.kinds, rulebook.sources, rulebook.profiles):
        names.update((identifier, one.zh) for identifier, one in family.items())
    return names


def ground_of(version: Version, source: Source) -> str:
    """The article as a page quotes it."""
    if source.level in {Level.LOCAL, Level.PRACTICE}:
        return f"{source.zh}{version.article}"
    return f"《{source.zh}》{version.article}"


def version_words(version: Version, rulebook: Rulebook, names: dict[str, str], *, is_now: bool) -> dict[str, Any]:
    """One version of a rule."""
    source = rulebook.sources[version.source]
    body = version.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {
        "version": version,
        "is_now": is_now,
        "source": source,
        "ground": ground_of(version, source),
        "is_unchecked": version.status == "unconfirmed",
        "evidence": MARKS.get(version.evidence, version.evidence),
        "details": [
            (
                key_in_words(key),
                _required(body, rulebook) if key == "requires" else value_in_words(key, body[key], names),
            )
            for key in body
            if key not in _ABOUT
        ],
    }


def _required(body: dict[str, Any], rulebook: Rulebook) -> str:
    """What a record must contain: `field:grades` as the form names it."""
    kinds = [rulebook.kinds[one] for one in body.get("kinds", ()) if one in rulebook.kinds]
    return "、".join(_part_named(one, kinds) for one in body["requires"])


def _part_named(part: str, kinds: list[Kind]) -> str:
    what, _, name = part.partition(":")
    for kind in kinds:
        if what == "field" and name in kind.fields:
            return kind.fields[name].zh
        if what == "role" and name in kind.roles:
            return kind.roles[name]
        for field in kind.fields.values() if what == "item_tag" else ():
            if name in field.tags:
                return f"有“{field.tags[name]}”的议题"
    return value_in_words("requires", part, {})


def _occasion(occasion: dict[str, Any], rulebook: Rulebook, names: dict[str, str]) -> list[str]:
    """A record of an example, its fields and roles called as the form calls them."""
    kind = rulebook.kinds.get(str(occasion.get("kind", "")))
    lines = []
    for key, value in occasion.items():
        if key == "kind":
            lines.append(kind.zh if kind else str(value))
        elif key in {"fields", "roles"} and isinstance(value, dict) and kind is not None:
            lines += [
                f"{_called(kind, key, name)}：{_filled_in(kind, key, name, one, names)}" for name, one in value.items()
            ]
        else:
            lines.append(f"{_OCCASION.get(key, key_in_words(key))}：{value_in_words(key, value, names)}")
    return lines


def _called(kind: Kind, key: str, name: str) -> str:
    if key == "roles":
        return kind.roles.get(name, name)
    return kind.fields[name].zh if name in kind.fields else name


def _filled_in(kind: Kind, key: str, name: str, value: Any, names: dict[str, str]) -> str:
    if key == "roles":
        return f"{len(value)}人"
    field = kind.fields.get(name)
    if field is not None and isinstance(value, dict):
        return "，".join(f"{field.options.get(one, one)} {number}" for one, number in value.items())
    return value_in_words(name, value, names)


_OCCASION = {
    "day": "日期",
    "title": "标题",
    "place": "地点",
    "begins": "开始",
    "ends": "结束",
    "summary": "摘要",
    "vote": "表决",
    "roll": "到会",
    "heads": "只记人数",
    "due": "应到会",
    "attachments": "附件",
    "other": "另一条记录",
}


def example_words(example: Example, rulebook: Rulebook, names: dict[str, str]) -> dict[str, Any]:
    """One example as a row: whom it asks about, what was recorded, what must come out."""
    body = example.model_dump(mode="json", exclude_defaults=True)
    about = [
        value_in_words(key, value, names)
        if key == "type"
        else f"{key_in_words(key)}：{value_in_words(key, value, names)}"
        for key, value in body.get("organization", {}).items()
    ]
    recorded = [
        f"{one['on']} {names.get(one['figure'], one['figure'])}"
        + (f" {one['amount']}" if one.get("amount", 1) != 1 else "")
        for one in body.get("postings", ())
    ]
    if example.occasion:
        recorded += _occasion(example.occasion, rulebook, names)
    return {
        "example": example,
        "about": "，".join(about) or "党支部",
        "recorded": recorded,
        "answer": EXPECTED.get(example.expect, ""),
        "is_without_basis": example.expect == "no_basis",
    }


def kind_words(kind: Kind, catalogue: dict[str, FigureInfo]) -> dict[str, Any]:
    """One kind: its fields, roles, what it posts."""
    fields = [
        {
            "zh": field.zh,
            "type": FIELD_TYPES.get(field.type, field.type.value),
            "required": field.required,
            "restricted": field.restricted,
            "unit": field.unit,
            "choices": [*field.options.values(), *field.tags.values()],
            "hint": field.hint,
        }
        for field in kind.fields.values()
    ]
    figures = [info for info in catalogue.values() if info.kind == kind.id and info.shown]
    return {
        "fields": fields,
        "roles": list(kind.roles.values()),
        "figures": figures,
        "recorded_by": [TYPE_NAMES[one] for one in kind.recorded_by],
        "needs_second": kind.confirmation == "second_person",
    }


def source_words(source: Source) -> list[tuple[str, str]]:
    """What is known of a source."""
    rows = [
        ("名称", source.zh),
        ("简称", source.short),
        ("发布单位", source.issuer),
        ("层级", LEVELS[source.level.value]),
        ("核对", f"{'已核对' if source.status == 'confirmed' else '待核'}，{source.checked_on} {source.checked_by}"),
        ("说明", source.note),
    ]
    return [(term, meaning) for term, meaning in rows if meaning]
