"""Plain data held against its shape; what pydantic finds is said in Chinese, with line and key."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from taizhang.domain.rules.families import FAMILIES, RuleContent, family_and_id
from taizhang.domain.rules.faults import RuleFault
from taizhang.domain.rules.obligations import RULE, Rule
from taizhang.domain.rules.reading import Document, Path, spell
from taizhang.domain.rules.wording import RULE_TYPES

_Part = TypeVar("_Part", bound=BaseModel)

_MESSAGES = {
    "missing": "缺少“{key}”，必须写。",
    "int_parsing": "“{value}”不是整数。",
    "int_type": "“{value}”不是整数。",
    "int_from_float": "“{value}”不是整数。",
    "bool_type": "“{value}”应为 true 或 false。",
    "bool_parsing": "“{value}”应为 true 或 false。",
    "string_type": "“{value}”应为文字；数字和 true、false 作文字时要加引号。",
    "string_too_short": "不能为空。",
    "string_pattern_mismatch": "不能为空。",
    "string_too_long": "太长，最多 {max_length} 个字。",
    "dict_type": "应是“键: 值”的形式。",
    "model_type": "应是“键: 值”的形式。",
    "model_attributes_type": "应是“键: 值”的形式。",
    "tuple_type": "应是列表：写成 [甲, 乙]，或每项一行、以“- ”开头。",
    "too_short": "至少要有 {min_length} 项。",
    "date_from_datetime_parsing": "“{value}”不是日期，应写成 2025-01-31。",
    "date_from_datetime_inexact": "“{value}”不是日期，应写成 2025-01-31。",
    "date_parsing": "“{value}”不是日期，应写成 2025-01-31。",
    "date_type": "“{value}”不是日期，应写成 2025-01-31。",
    "union_tag_not_found": "缺少“type”，必须写；可用的是：{expected_tags}。",
    "union_tag_invalid": "“{tag}”不是规则的类型；可用的是：{expected_tags}。",
}


def shape_content(document: Document) -> tuple[RuleContent | None, list[RuleFault]]:
    """Give the document its shape, or say everything that keeps it from having one."""
    place = family_and_id(document.file)
    if place is None:
        allowed = "、".join(FAMILIES)
        message = f"文件应放在 {allowed} 之一下面，名字只用小写字母、数字和下划线，以 .yaml 结尾。"
        return None, [RuleFault(document.file, 0, "", message)]
    family, identifier = place
    if "id" in document.data:
        message = "不要写 id：文件所在的位置就是它的编号。"
        return None, [RuleFault(document.file, document.line(("id",)), "id", message)]
    try:
        return FAMILIES[family].validate_python({**document.data, "id": identifier}), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        return None, [_fault(document, FAMILIES[family], detail) for detail in details if not _follows(detail, details)]


def shape_part(document: Document, shape: type[_Part], data: Any, at: Path) -> tuple[_Part | None, list[RuleFault]]:
    """Give one part of a document its shape, or say everything that is wrong with it; `at` is where it stands."""
    try:
        return shape.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
        lines = {path[len(at) :]: line for path, line in document.lines.items() if path[: len(at)] == at}
        part, adapter = Document(document.file, data, lines), TypeAdapter(shape)
        found = [_fault(part, adapter, detail) for detail in details if not _follows(detail, details)]
        before = spell(at)
        return None, [replace(fault, key=".".join(filter(None, (before, fault.key)))) for fault in found]


def _follows(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Say whether a list is only too short because its items are faulty: their faults are enough."""
    place = detail["loc"]
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in details
    )


def _fault(document: Document, adapter: Any, detail: ErrorDetails) -> RuleFault:
    path, model = _follow(document.data, adapter, detail["loc"])
    if detail["type"].startswith("union_tag"):
        path = (*path, "type")
    if detail["loc"] and detail["loc"][-1] == "[key]":
        message = f"键“{path[-1]}”不合要求：以小写字母开头，只用小写字母、数字和下划线。"
    else:
        message = _message(detail, str(path[-1]) if path else "", model)
    return RuleFault(document.file, document.line(path), spell(path), message)


def _message(detail: ErrorDetails, key: str, model: type[BaseModel] | None) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    value = str(detail["input"])[:60]
    if kind == "extra_forbidden":
        return f"没有“{key}”这一项；可用的是：{'、'.join(_keys_of(model)) or '无'}。"
    if kind in {"enum", "literal_error"}:
        return f"“{value}”不可用；可用的是：{_listed(context['expected'])}。"
    if kind == "string_pattern_mismatch" and context["pattern"] != r"\S":
        return f"“{value}”不合要求：只用小写字母、数字和下划线（编号可用斜线分段）。"
    if kind == "value_error":
        return str(context["error"])
    words = {"expected_tags": "、".join(RULE_TYPES), **{name: _listed(str(limit)) for name, limit in context.items()}}
    return _MESSAGES.get(kind, "“{value}”不合要求。").format_map({**words, "key": key, "value": value})


def _listed(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", "、").replace(", ", "、")


def _follow(data: Any, adapter: Any, location: tuple[int | str, ...]) -> tuple[Path, type[BaseModel] | None]:
    """Turn pydantic's location into the path in the file, and find the shape that the last key belongs to."""
    path: Path = ()
    if adapter is RULE:
        tag = data.get("type")
        shape: Any = next((m for m in get_args(Rule) if tag in get_args(m.model_fields["type"].annotation)), None)
        location = location[1:] if location and location[0] == tag else location
    else:
        shape = adapter._type  # noqa: SLF001 (the adapter has no public way to say what it adapts)
    model: type[BaseModel] | None = None
    for step in location:
        if step == "[key]":
            break
        path = (*path, step)
        if isinstance(step, str):
            model, shape = _enter(shape, step)
    return path, model


def _enter(shape: Any, key: str) -> tuple[type[BaseModel] | None, Any]:
    """Go one key deeper: the shape that owns the key, and the annotation behind it."""
    mapping = _mapping_in(shape)
    if mapping is not None:
        return None, get_args(mapping)[-1]
    model = next(_models(shape), None)
    fields = model.model_fields.items() if model else ()
    return model, next((info.annotation for name, info in fields if key in {name, info.alias}), None)


def _mapping_in(annotation: Any) -> Any:
    return annotation if get_origin(annotation) is dict else None


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in {tuple, list, dict, Union, types.UnionType} or hasattr(annotation, "__metadata__"):
        for inner in get_args(annotation):
            yield from _models(inner)


def _keys_of(model: type[BaseModel] | None) -> list[str]:
    if model is None:
        return []
    return [info.alias or name for name, info in model.model_fields.items() if name != "id"]
