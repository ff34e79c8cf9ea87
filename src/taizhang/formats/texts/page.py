"""The visible text of a web page: no scripts, no hidden parts, a line for each block."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from taizhang.formats.texts.found import UnreadableError
from taizhang.formats.texts.plain import decode

_UNSEEN_NAMES = (
    "head script style template noscript iframe object embed svg math canvas select option datalist audio video"
)
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_BLOCK_NAMES = (
    "address article aside blockquote body br caption dd details dialog div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr "
    "ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset({"td", "th"})
_HIDING = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_-]{1,20})", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CHINESE_ENCODINGS = frozenset({b"gb2312", b"gbk", b"gb18030", b"x-gbk"})


def visible_text(content: bytes) -> str:
    """Read a page as somebody sees it."""
    try:
        tree = html.document_fromstring(_decoded(content), parser=_parser())
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError("网页里没有可读的正文。在浏览器里打开它，复制正文粘贴进来。") from error
    lines = ("".join(_spoken(tree)).split("\n")) if tree is not None else []
    kept = [line.strip(" \t") for line in lines]
    return "\n".join(line for line in kept if line) + "\n"


def _parser() -> Any:
    return html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)


def _decoded(content: bytes) -> str:
    declared = _DECLARED.search(content[:4096])
    if declared and declared[1].lower() in _CHINESE_ENCODINGS:
        text = content.decode("gb18030", "replace")
    else:
        text = decode(content)[0]
    # lxml refuses a text that declares its own encoding.
    return re.sub(r"^\s{0,99}<\?xml[^>]{0,200}\?>", "", text)


def _spoken(tree: Any) -> list[str]:
    pieces: list[str] = []
    hidden: Any = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if hidden is not None:
            if event == "end" and element is hidden:
                hidden = None
                pieces.append(_SPACES.sub(" ", element.tail or ""))
            continue
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and _is_hidden(name, element):
            hidden = element
            continue
        if name in _BLOCKS:
            pieces.append("\n")
        elif name in _CELLS and event == "end":
            pieces.append("\t")
        pieces.append(_SPACES.sub(" ", (element.text if event == "start" else element.tail) or ""))
    return pieces


def _is_hidden(name: str, element: Any) -> bool:
    return (
        name in _UNSEEN
        or not name
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (name == "input")
        or bool(_HIDING.search(element.get("style") or ""))
    )
