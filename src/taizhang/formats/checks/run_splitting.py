"""A run of a .docx cut in two, so that a comment can begin or end inside it; the look of both halves stays the same."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from taizhang.formats.texts.word_package import local_name

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def split_at(run: Any, node: Any, at: int) -> None:
    """Let a run begin at the `at`-th character of a text node of this run, unless one begins there already."""
    text = node.text or ""
    moved = _from(run, node, behind=at >= len(text))
    if 0 < at < len(text):
        rest = deepcopy(node)
        rest.tail = None
        node.text, rest.text = text[:at], text[at:]
        for half in (node, rest):
            half.set(_SPACE, "preserve")
        moved = [rest, *_from(run, node, behind=True)]
    elif at <= 0 and not _contents_before(run, node):
        return
    if not moved:
        return
    second = run.makeelement(run.tag, dict(run.attrib), nsmap=run.nsmap)
    properties = next((child for child in run if local_name(child) == "rPr"), None)
    if properties is not None:
        second.append(deepcopy(properties))
    second.extend(moved)
    second.tail, run.tail = run.tail, None
    run.addnext(second)


def _from(run: Any, node: Any, *, behind: bool) -> list[Any]:
    place = run.index(node)
    return list(run[place + (1 if behind else 0) :])


def _contents_before(run: Any, node: Any) -> bool:
    return any(local_name(child) != "rPr" for child in run[: run.index(node)])
