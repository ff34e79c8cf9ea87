"""Plain text: UTF-8 with or without its mark, UTF-16 with it, or GB18030; nothing is repaired or normalised."""

from __future__ import annotations

import codecs

from taizhang.formats.texts.found import UnreadableError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes) -> tuple[str, str]:
    """Tell the text and its encoding; a mark at the head says how to read, and is no part of the text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _by(content, encoding), encoding
    if b"\0" in content:
        raise UnreadableError(
            "这不是文本文件：里面有空字符。用记事本或办公软件打开，另存为 UTF-8 的 .txt 或 .docx 再试。"
        )
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _by(content, "gb18030"), "gb18030"


def _by(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "读不出文字：既不是 UTF-8，也不是 GB18030 编码。用记事本打开，“另存为”时把编码选成 UTF-8 再试。"
        ) from error
