"""A unit's own kind as a form: plain fields, and rows for fields and figures that grow without script."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from taizhang.apps.rulebooks.own import Choice, OwnCadence, OwnField, OwnFigure, OwnKind
from taizhang.domain.periods import Cycle
from taizhang.domain.rules.kinds import FieldType
from taizhang.domain.rules.wording import TYPE_NAMES
from taizhang.faces.web.pages.rules.telling import FIELD_TYPES
from taizhang.faces.web.shell.form_fields import (
    DayField,
    area_field,
    boxes_field,
    choice_field,
    line_field,
    whole_field,
)

TYPES = tuple((str(key.value if hasattr(key, "value") else key), word) for key, word in TYPE_NAMES.items())
FIELD_CHOICES = tuple((key.value, word) for key, word in FIELD_TYPES.items())
GROUNDS = (
    ("number", "某个数字字段的数"),
    ("count_of", "某个角色的人数"),
    ("items", "某个逐条字段的条数"),
    ("any_item", "某个逐条字段有没有"),
    ("amount_per", "每人金额或学时合计"),
)
WINDOWS = tuple((one.value, f"每{one.zh.removeprefix('每')}") for one in Cycle)
MOST_ROWS = 40
BLANK_ROWS = 2
_PARTS = re.compile(r"[，,、;；\s]+")


class KindForm(forms.Form):
    """What stands once in a kind."""

    zh = line_field("名称", 60, example="一周一学")
    group = choice_field("归到哪一组", ())
    unit = line_field("单位", 10, required=False, help_text="不填就是“次”。")
    recorded_by = boxes_field("由谁登记", TYPES, help_text="一个也不选就是哪一类都可以。")
    note = area_field("说明", 1000, rows=2)
    find = line_field(
        "还可以怎么找到它", 200, required=False, example="周学、yzyx", help_text="登记时打这些字也能找到，用顿号隔开。"
    )
    roles = line_field("主持人和参加人员以外的角色", 200, required=False, example="领学人、记录人")
    sentence = line_field(
        "报告里怎么写",
        500,
        required=False,
        example="坚持“一周一学”{次数}，{人次}参加",
        help_text="花括号里写次数、人次、人数、组织数、地点数，或下面数据的名称。",
    )
    second_person = forms.BooleanField(label="要另一人确认", required=False)
    details = forms.BooleanField(label="内容和名单只给书记和指定人员看", required=False)

    def __init__(self, *args: Any, groups: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.fields["group"]
        assert isinstance(group, forms.ChoiceField)  # noqa: S101 (declared above)
        group.choices = list(groups)


class CadenceForm(forms.Form):
    """A requirement that may be made together with a kind."""

    window = choice_field("多久一次", WINDOWS, required=False, empty="先不定要求")
    at_least = whole_field("至少几次", 1, 999)
    types = boxes_field("哪些党组织要做", TYPES)
    since = DayField("从哪天起要求", required=False)

    def clean(self) -> dict[str, Any]:
        """All of it, or none."""
        found = super().clean() or {}
        if found.get("window"):
            for name, word in (("at_least", "还没有填至少几次。"), ("since", "还没有填从哪天起。")):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, word)
            if not found.get("types") and "types" not in self.errors:
                self.add_error("types", "还没有选哪些党组织要做。")
        return found


@dataclass(slots=True)
class FieldRow:
    """A row of the form for one field."""

    zh: str = ""
    type: str = "text"
    name: str = ""
    required: bool = False
    unit: str = ""
    hint: str = ""
    options: str = ""
    tags: str = ""
    restricted: bool = False


@dataclass(slots=True)
class FigureRow:
    """A row of the form for one figure."""

    zh: str = ""
    ground: str = "number"
    of: str = ""
    name: str = ""
    unit: str = ""
    tag: str = ""
    option: str = ""


@dataclass(slots=True)
class Rows:
    """The rows as they were sent, or as a kind that is edited has them."""

    fields: list[FieldRow] = field(default_factory=list)
    figures: list[FigureRow] = field(default_factory=list)

    def with_blanks(self, more: int = BLANK_ROWS) -> Rows:
        """A few empty rows below."""
        return Rows(
            [*self.fields, *(FieldRow() for _ in range(more))], [*self.figures, *(FigureRow() for _ in range(more))]
        )


def sent_rows(sent: QueryDict) -> Rows:
    """Read the rows; those without a name are as if they were not there."""
    fields = [
        FieldRow(
            **_texts(sent, f"field-{place}-", ("zh", "type", "name", "unit", "hint", "options", "tags")),
            required=f"field-{place}-required" in sent,
            restricted=f"field-{place}-restricted" in sent,
        )
        for place in range(MOST_ROWS)
    ]
    figures = [
        FigureRow(**_texts(sent, f"figure-{place}-", ("zh", "ground", "of", "name", "unit", "tag", "option")))
        for place in range(MOST_ROWS)
    ]
    return Rows([one for one in fields if one.zh], [one for one in figures if one.zh])


def rows_of(kind: OwnKind) -> Rows:
    """The rows of a kind that is edited, by Chinese name."""
    by_name = {one.name: one for one in kind.fields}
    roles = {one.name: one.zh for one in kind.roles} | {"chair": "主持人", "attendee": "参加人员"}
    return Rows(
        [
            FieldRow(
                one.zh,
                one.type,
                one.name,
                one.required,
                one.unit,
                one.hint,
                _joined(one.options),
                _joined(one.tags),
                one.restricted,
            )
            for one in kind.fields
        ],
        [
            FigureRow(
                one.zh,
                one.ground,
                by_name[one.of].zh if one.of in by_name else roles.get(one.of, one.of),
                one.name,
                one.unit,
                _zh_of(one.tag, by_name[one.of].tags if one.of in by_name else ()),
                _zh_of(one.option, by_name[one.of].options if one.of in by_name else ()),
            )
            for one in kind.figures
        ],
    )


def initial_of(kind: OwnKind) -> dict[str, Any]:
    """The plain fields of a kind that is edited."""
    return {
        "zh": kind.zh,
        "group": kind.group,
        "unit": kind.unit,
        "recorded_by": list(kind.recorded_by),
        "note": kind.note,
        "find": "、".join(kind.find),
        "roles": _joined(kind.roles),
        "sentence": kind.sentence,
        "second_person": kind.second_person,
        "details": kind.details,
    }


def own_kind(sent: Mapping[str, Any], rows: Rows, before: OwnKind | None) -> OwnKind:
    """The kind that the form says; what was there before keeps its identifiers."""
    known = {one.name: one for one in before.fields} if before else {}
    roles = {one.zh: one.name for one in before.roles} if before else {}
    return OwnKind(
        zh=sent["zh"],
        group=sent["group"],
        name=before.name if before else "",
        unit=sent["unit"] or "次",
        note=sent["note"],
        find=tuple(_parts(sent["find"])),
        recorded_by=tuple(sent["recorded_by"]),
        second_person=sent["second_person"],
        details=sent["details"],
        sentence=sent["sentence"],
        roles=tuple(Choice(zh, roles.get(zh, "")) for zh in _parts(sent["roles"])),
        fields=tuple(_field(one, known.get(one.name)) for one in rows.fields),
        figures=tuple(
            OwnFigure(one.zh, one.ground, one.of, one.name if before else "", one.unit, one.tag, one.option)
            for one in rows.figures
        ),
    )


def own_cadence(sent: Mapping[str, Any], zh: str, figure: str) -> OwnCadence:
    """The requirement that was made together with a kind."""
    return OwnCadence(
        zh=f"{zh}{Cycle(sent['window']).zh}",
        figures=(figure,),
        window=Cycle(sent["window"]),
        types=tuple(sent["types"]),
        since=sent["since"],
        at_least=sent["at_least"],
    )


def _field(row: FieldRow, before: OwnField | None) -> OwnField:
    return OwnField(
        zh=row.zh,
        type=row.type if row.type in {one.value for one in FieldType} else "text",
        name=before.name if before else "",
        required=row.required,
        hint=row.hint,
        unit=row.unit,
        options=_choices(row.options, before.options if before else ()),
        tags=_choices(row.tags, before.tags if before else ()),
        restricted=row.restricted,
    )


def _choices(text: str, before: Sequence[Choice]) -> tuple[Choice, ...]:
    names = {one.zh: one.name for one in before}
    return tuple(Choice(zh, names.get(zh, "")) for zh in _parts(text))


def _parts(text: str) -> list[str]:
    return list(dict.fromkeys(one for one in _PARTS.split(text.strip()) if one))


def _joined(choices: Sequence[Choice]) -> str:
    return "、".join(one.zh for one in choices)


def _zh_of(name: str, choices: Sequence[Choice]) -> str:
    return next((one.zh for one in choices if one.name == name), name)


def _texts(sent: QueryDict, prefix: str, names: Sequence[str]) -> dict[str, str]:
    return {name: sent.get(prefix + name, "").strip()[:500] for name in names}
