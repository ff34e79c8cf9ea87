"""JSONL in and out: one JSON object a line, UTF-8; a bad line is reported by its number and stops none of the others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

MOST_LINE_BYTES = 1024 * 1024
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: its value, or what is wrong with it."""

    number: int
    value: dict[str, Any] | None
    fault: str = ""


def json_line(value: dict[str, Any]) -> str:
    """Write one object on one line, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "), allow_nan=False) + "\n"


def json_lines(values: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Write many."""
    return map(json_line, values)


def read_json_lines(stream: IO[bytes]) -> Iterator[Line]:
    """Read line by line; blank lines are passed over."""
    number = 0
    while raw := stream.readline(MOST_LINE_BYTES + 1):
        number += 1
        if len(raw) > MOST_LINE_BYTES:
            _skip_rest(stream, raw)
            yield Line(number, None, f"这一行超过 {MOST_LINE_BYTES // 1024} KB，不是一条记录的大小。")
            continue
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if raw.strip():
            yield _line(number, raw)


def _line(number: int, raw: bytes) -> Line:
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_once)
    except UnicodeDecodeError:
        return Line(number, None, "不是 UTF-8 编码。用 UTF-8 另存一次。")
    except (ValueError, RecursionError) as error:
        return Line(number, None, f"不是一个 JSON 对象：{_why(error)}")
    if not isinstance(value, dict):
        return Line(number, None, "一行应是一个 {…} 对象。")
    if _depth(value) > DEEPEST:
        return Line(number, None, f"嵌套超过 {DEEPEST} 层，不是一条记录的样子。")
    return Line(number, value)


def _skip_rest(stream: IO[bytes], raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(MOST_LINE_BYTES)


def _refuse(constant: str) -> Any:
    message = f"{constant} 不是数"
    raise ValueError(message)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "同一个名称写了两次"
        raise ValueError(message)
    return found


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"第 {error.colno} 个字符处读不下去。"
    if isinstance(error, RecursionError):
        return "嵌套太深。"
    return f"{error}。"


def _depth(value: Any) -> int:
    deepest, level = 0, [value]
    while level:
        deepest += 1
        level = [
            child for one in level if isinstance(one, dict | list)
            for child in (one.values() if isinstance(one, dict) else one)
        ]
    return deepest
