"""The process that reads one .pdf from its standard input and writes one JSON object; it holds itself to limits."""

from __future__ import annotations

import json
import re
import sys
from time import monotonic
from typing import Any

from taizhang.formats.texts.portable_lines import Line, joined

MOST_MEMORY = 2 * 1024**3
MOST_CHARACTERS = 5_000_000
PAGES, SECONDS = 600, 12
_LEAST_A_PAGE = 8
"""Fewer characters than this on the average page: a picture of paper, with a page number at most."""
_HAN = "[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]"
_AIR = re.compile(rf"(?<={_HAN}) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?={_HAN})|(?<={_HAN}) (?={_HAN})")


def read(content: bytes) -> dict[str, Any]:
    """Read the pages, or say why not."""
    import pypdfium2  # noqa: PLC0415 (only inside the limits)

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return {"fault": "PDF 加了密码，打不开。去掉密码再试。"}
        return {"fault": "PDF 损坏，打不开。用原来的程序重新导出一次。"}
    if len(document) > PAGES:
        return {"fault": f"PDF 有{len(document)}页，超过{PAGES}页。只留要看的几页再试。"}
    began, lines, warnings, length, read_pages = monotonic(), [], [], 0, 0
    for number in range(len(document)):
        if monotonic() - began > SECONDS or length > MOST_CHARACTERS:
            warnings.append(f"只读了前{number}页：后面的太长或太复杂。")
            break
        page = _lines_of(document, number)
        if page is None:
            warnings.append(f"第{number + 1}页读不出来，跳过了。")
            continue
        read_pages += 1
        lines.append(page)
        length += sum(len(line.text) for line in page)
    if length < _LEAST_A_PAGE * max(read_pages, 1):
        return {
            "fault": "PDF 里没有文字，多半是扫描件或照片。用带文字识别（OCR）的软件转成 .docx，或直接用原来的电子稿。"
        }
    return {"text": joined(lines), "warnings": warnings}


def _lines_of(document: Any, number: int) -> list[Line] | None:
    import pypdfium2  # noqa: PLC0415

    try:
        page = document[number]
        found = page.get_textpage()
    except pypdfium2.PdfiumError:
        return None
    text = found.get_text_range()
    lines, at = [], 0
    for raw in text.split("\n"):
        shown = raw.rstrip("\r")
        kept = shown.strip(" \t\u3000\u00a0")
        if kept:
            first = at + len(shown) - len(shown.lstrip(" \t\u3000\u00a0"))
            lines.append(_line(found, _clean(kept), first, first + len(kept) - 1))
        at += len(raw) + 1
    page.close()
    return [line for line in lines if line.text]


def _line(found: Any, text: str, first: int, last: int) -> Line:
    import pypdfium2  # noqa: PLC0415

    try:
        left, bottom, _, top = found.get_charbox(first, loose=True)
        _, _, right, _ = found.get_charbox(last, loose=True)
    except (pypdfium2.PdfiumError, ValueError):
        return Line(text, 0.0, 0.0, 0.0)
    return Line(text, left, right, max(top - bottom, 1.0))


def _clean(text: str) -> str:
    # Hyphens that a line end made, characters that no font could name, and the air that setting puts around digits.
    return _AIR.sub("", text.replace("\ufffe", "").replace("\x02", "").replace("\0", ""))


def limit() -> None:
    """Let the system end this process before it takes the machine along; Windows knows no such limits."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 5, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit()
    answer = read(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
