"""Where a template holds XX that nothing fills in, each named: charts, drawings, comments, properties, files inside."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final

from taizhang.formats.guard_parts import GuardError
from taizhang.formats.texts.found import UnreadableError
from taizhang.formats.texts.word_package import WordPackage, attribute, local_name

MASK: Final = re.compile("(?<![A-Za-z])(?:XX|xx)(?![A-Za-z])|××")
_WHERE: Final = (
    (re.compile(r"(?:^|/)charts/chart[^/]*\.xml$"), "图表"),
    (re.compile(r"(?:^|/)diagrams/data[^/]*\.xml$"), "SmartArt 图形"),
    (re.compile(r"(?:^|/)drawings/drawing[^/]*\.xml$"), "图表上的文字框"),
    (re.compile(r"(?:^|/)comments[^/]*\.xml$"), "批注"),
    (re.compile(r"^docProps/(?:core|app|custom)\.xml$"), "文件属性"),
)
_EMBEDDED: Final = re.compile(r"(?:^|/)embeddings/[^/]+$")
_CHART: Final = _WHERE[0][0]
_WORD_ART: Final = "艺术字和水印"


def unfillable(content: bytes) -> tuple[str, ...]:
    """A sentence for each kind of place whose XX stay; raises `UnreadableError`."""
    try:
        package = WordPackage(content)
    except GuardError as error:
        raise UnreadableError(str(error)) from error
    found: Counter[str] = Counter()
    for name in package.names:
        where = next((word for pattern, word in _WHERE if pattern.search(name)), "")
        root = _root(package, name) if where or (name.endswith(".xml") and "/" in name) else None
        if root is None:
            continue
        if where:
            found[where] += _masks_below(root)
        found[_WORD_ART] += sum(
            _masks(attribute(one, "string")) for one in root.iter() if local_name(one) == "textpath"
        )
    said = [f"{where}里有{count}处 XX，填不了。" for where, count in found.items() if count]
    # Each chart carries the table that it was drawn from; only what else is inside is a file of its own.
    inside = sum(1 for name in package.names if _EMBEDDED.search(name))
    inside -= sum(1 for name in package.names if _CHART.search(name))
    return (*said, *([f"里面嵌着{inside}个文件，没有读，有 XX 也填不了。"] if inside > 0 else []))


def _root(package: WordPackage, name: str) -> Any | None:
    """A part that no program opens holds nothing that anybody sees."""
    try:
        return package.xml(name)
    except UnreadableError:
        return None


def _masks_below(root: Any) -> int:
    """Masks paragraph by paragraph: one may be cut over several runs."""
    paragraphs = [one for one in root.iter() if local_name(one) == "p"]
    if paragraphs:
        return sum(
            _masks("".join(node.text or "" for node in one.iter() if local_name(node) == "t")) for one in paragraphs
        )
    return sum(_masks(one.text) for one in root.iter())


def _masks(text: str | None) -> int:
    return len(MASK.findall(text or ""))
