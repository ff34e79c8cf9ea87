"""YAML as plain data with line numbers: no tags, no anchors, no duplicate keys, bounded size and depth.

A rulebook file may come from anywhere (a unit's own rules are imported), so it is read from parser events into
nothing but mappings, lists, texts, whole numbers, true, false and null; days stay texts until the shape reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from taizhang.domain.rules.faults import RuleFault

MOST_BYTES = 200_000
MOST_DEPTH = 16
MOST_NODES = 20_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its data, and on which line each key or item stands."""

    file: str
    data: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Find the line of the key, or of the nearest thing around it that is there."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return self.lines.get((), 0)


class _Refused(Exception):  # noqa: N818 (never leaves this module)
    def __init__(self, line: int, key: str, message: str) -> None:
        super().__init__(message)
        self.line, self.key, self.message = line, key, message


def read_yaml(file: str, text: str) -> tuple[Document | None, list[RuleFault]]:
    """Read one file; faults of several keys are collected, a file that cannot be parsed has one."""
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        return None, [RuleFault(file, 0, "", f"文件太大，最多 {MOST_BYTES} 字节。")]
    reader = _Reader(file)
    try:
        data = reader.read(text)
    except _Refused as refused:
        faults = [RuleFault(file, refused.line, refused.key, refused.message), *reader.faults]
    except (yaml.YAMLError, UnicodeError) as error:
        faults = [_unreadable(file, error)]
    else:
        faults = reader.faults
        if not isinstance(data, dict):
            faults.append(RuleFault(file, 1, "", "文件最外层应是“键: 值”的形式。"))
        if not faults:
            return Document(file, data, reader.lines), []
    return None, faults


def _unreadable(file: str, error: Exception) -> RuleFault:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        return RuleFault(file, line, "", "不是合格的 YAML。检查这一行和上一行的缩进、冒号、括号和引号。")
    return RuleFault(file, 0, "", "文件里有不能识别的字符，应存为 UTF-8 文本。")


class _Reader:
    """Builds plain data from the events of one document."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[RuleFault] = []
        self.lines: dict[Path, int] = {}
        self.nodes = 0

    def read(self, text: str) -> Any:
        events = yaml.parse(text, Loader=_LOADER)
        next(events)  # The stream begins.
        event = next(events)
        if isinstance(event, yaml.StreamEndEvent):
            raise _Refused(1, "", "文件是空的。")
        data = self._node(next(events), events, ())
        next(events)  # The document ends.
        event = next(events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise _Refused(_line(event), "", "一个文件只能有一份内容，“---”之后不能再有第二份。")
        return data

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Any:
        line = _line(event)
        self.nodes += 1
        self.lines.setdefault(path, line)
        self._refuse(event, line, path)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._node(event, events, (*path, len(items))))
            return items
        return self._mapping(events, path)

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            line = _line(event)
            self._refuse(event, line, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refused(line, spell(path), "键应是一个词，不能是列表或映射。")
            key = event.value
            here = (*path, key)
            if key == "<<":
                raise _Refused(line, spell(here), "不能用“<<”合并，应把内容写全。")
            if key in mapping:
                before = self.lines.get(here, 0)
                self.faults.append(
                    RuleFault(self.file, line, spell(here), f"“{key}”写了两次，第 {before} 行已有；只留一处。")
                )
            self.lines[here] = line
            mapping[key] = self._node(next(events), events, here)
        return mapping

    def _refuse(self, event: yaml.Event, line: int, path: Path) -> None:
        """Stop at what a rulebook never needs and an attacker does."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(line, spell(path), "不能用“&”“*”引用别处，应把内容写全。")
        if getattr(event, "tag", None):
            raise _Refused(line, spell(path), "不能用“!”标签，只能写文字、整数、true、false 和列表。")
        if len(path) > MOST_DEPTH:
            raise _Refused(line, "", f"层次太深，最多 {MOST_DEPTH} 层。")
        if self.nodes > MOST_NODES:
            raise _Refused(line, "", f"内容太多，最多 {MOST_NODES} 项。")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _scalar(event: yaml.ScalarEvent) -> str | int | bool | None:
    """Quoted is text; bare is a whole number, true, false, null or text (so on, yes and no stay words)."""
    value: str = event.value
    if not event.implicit[0]:
        return value
    if value in _WORDS:
        return _WORDS[value]
    return int(value) if _WHOLE_NUMBER.fullmatch(value) else value


def spell(path: Path) -> str:
    """Spell a path as a person writes it: versions[1].applies_to.types, items counted from one."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text
