"""What an adoption changes: files added, removed and changed, key by key, in words that a clerk can read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.wording import FAMILY_NAMES, key_in_words, value_in_words

_NAMING = ("from", "name", "in_force_on", "zh", "role", "id")
"""What tells the rows of a list apart, the first that a row has."""


class Change(StrEnum):
    """What happened to a file or a key."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def zh(self) -> str:
        """How the adoption page says it."""
        return {"added": "新增", "removed": "取消", "changed": "修改"}[self.value]


@dataclass(frozen=True, slots=True)
class KeyDifference:
    """One key: where it stands, what it said, what it says; empty where it was or is not there."""

    key: str
    zh: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FileDifference:
    """One file: a rule, a kind, a source… added, removed or changed."""

    path: str
    family: str
    zh: str
    change: Change
    keys: tuple[KeyDifference, ...] = ()

    @property
    def reposts(self) -> bool:
        """Say whether adopting it posts entries anew: only kinds decide what an entry counts for."""
        return self.path.startswith("kinds/") and any(_decides_postings(key.key) for key in self.keys)


def differences(old: Rulebook, new: Rulebook) -> tuple[FileDifference, ...]:
    """Everything that differs between two rulebooks, in the order of the paths."""
    names = {**_names(old), **_names(new)}
    paths = sorted(old.files.keys() | new.files.keys())
    changed = (path for path in paths if old.file_digests.get(path) != new.file_digests.get(path))
    return tuple(_difference(path, _content(old, path), _content(new, path), names) for path in changed)


def content_difference(rulebook: Rulebook, path: str, other: Rulebook, other_path: str) -> FileDifference:
    """What one file says otherwise than another: a unit's own outline and the one that it was made from."""
    return _difference(other_path, _content(rulebook, path), _content(other, other_path), _names(other))


def _difference(path: str, old: Any, new: Any, names: dict[str, str]) -> FileDifference:
    change = Change.ADDED if old is None else Change.REMOVED if new is None else Change.CHANGED
    title = str((new or old).get("zh", path))
    keys = tuple(_compared((), (), old or {}, new or {}, names))
    return FileDifference(path, FAMILY_NAMES[path.split("/", 1)[0]], title, change, keys)


def _compared(
    path: tuple[str, ...], words: tuple[str, ...], old: Any, new: Any, names: dict[str, str]
) -> Iterator[KeyDifference]:
    """Go down both sides together as long as both have keys; below that, say old and new."""
    if old == new:
        return
    left, right = _keyed(old), _keyed(new)
    if left is None or right is None or not path:
        left, right = (left or {}), (right or {})
        if path:
            key = path[-1]
            yield KeyDifference(".".join(path), " · ".join(words), _said(key, old, names), _said(key, new, names))
            return
    order = _reordered(old, new, left, right, names)
    if order is not None:
        yield KeyDifference(".".join((*path, "order")), " · ".join((*words, "先后")), *order)
    for key in _together(left, right):
        before, after = left.get(key, _ABSENT), right.get(key, _ABSENT)
        yield from _compared((*path, key), (*words, _titled(key, after, before)), before, after, names)


def _titled(key: str, *values: Any) -> str:
    """Name a field, role or posted figure by its own Chinese name, a section by its heading, all else by the key's."""
    for value in values:
        if isinstance(value, dict) and isinstance(value.get("zh"), str):
            return str(value["zh"])
        if isinstance(value, dict) and isinstance(value.get("headings"), list) and value["headings"]:
            return str(value["headings"][0])
    return key_in_words(key)


def _reordered(
    old: Any, new: Any, left: Mapping[str, Any], right: Mapping[str, Any], names: dict[str, str]
) -> tuple[str, str] | None:
    """What stood before what, and now does, where a list keeps its rows in another order."""
    if not isinstance(old, list) or not isinstance(new, list):
        return None
    before, after = [key for key in left if key in right], [key for key in right if key in left]
    if before == after:
        return None

    def said(keys: list[str]) -> str:
        return "、".join(names.get(key) or _titled(key, right[key]) for key in keys)

    return said(before), said(after)


class _Absent:
    """Stands for a key that one side does not have."""


_ABSENT = _Absent()


def _said(key: str, value: Any, names: dict[str, str]) -> str:
    return "" if isinstance(value, _Absent) else value_in_words(key, value, names)


def _keyed(value: Any) -> Mapping[str, Any] | None:
    """See a value as something with keys: versions by their first day, sections by role, rows by their name."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        rows: dict[str, Any] = {}
        for index, one in enumerate(value):
            name = str(next((one[key] for key in _NAMING if one.get(key)), index + 1))
            rows[name if name not in rows else f"{name}（{index + 1}）"] = one
        return rows
    return None


def _together(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[str]:
    return [*right, *(key for key in left if key not in right)]


def _content(rulebook: Rulebook, path: str) -> Any:
    text = rulebook.files.get(path)
    return None if text is None else json.loads(text)


def _names(rulebook: Rulebook) -> dict[str, str]:
    names = {identifier: info.zh for identifier, info in figure_catalogue(rulebook).items()}
    for contents in (rulebook.sources, rulebook.groups, rulebook.kinds, rulebook.profiles, rulebook.outlines):
        names.update((identifier, content.zh) for identifier, content in contents.items())
    return names


def _decides_postings(key: str) -> bool:
    return key.split(".", 1)[0] in {"posts", "fields", "roles", "attendance", "credit"}
