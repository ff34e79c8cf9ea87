"""JSONL in and out: one JSON object a line, UTF-8; a bad line is told by its number and stops no other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from taizhang.formats.strict_json import NotStrictError, strict_json

MOST_LINE_BYTES = 1024 * 1024


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
        value = strict_json(raw)
    except NotStrictError as error:
        return Line(number, None, str(error))
    return Line(number, value) if isinstance(value, dict) else Line(number, None, "一行应是一个 {…} 对象。")


def _skip_rest(stream: IO[bytes], raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(MOST_LINE_BYTES)
