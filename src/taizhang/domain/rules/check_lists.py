"""Lists that several rules of the checker share (names of documents, calendars), read as strictly as any rule.

They lie beside the packs and not inside a rule: a unit that switches one rule off must not blind its neighbours.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any, Final, TypeVar

from taizhang.domain.rules.faults import RulebookFaultyError
from taizhang.domain.rules.reading import read_yaml
from taizhang.domain.rules.shape import Shape
from taizhang.domain.rules.validation import shape_part

FOLDER: Final = "_lists"
"""Begins with an underscore, so that who collects packs passes over it."""

_List = TypeVar("_List", bound=Shape)


def shipped_list(name: str, shape: type[_List]) -> _List:
    """Read one list in its shape; raises RulebookFaultyError with every fault."""
    document, faults = read_yaml(f"checks/{FOLDER}/{name}.yaml", _text_of(name))
    if document is not None:
        content: Any
        content, wrong = shape_part(document, shape, document.data, ())
        faults = [*faults, *wrong]
        if isinstance(content, shape) and not faults:
            return content
    raise RulebookFaultyError(faults)


@cache
def _text_of(name: str) -> str:
    folder = resources.files("taizhang") / "rulebook" / "checks" / FOLDER
    return (folder / f"{name}.yaml").read_text(encoding="utf-8")
