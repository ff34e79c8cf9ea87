"""Text of a .pdf, in a process of its own: the reader is foreign code in C, not made for threads, and stoppable."""

from __future__ import annotations

import json
import subprocess
import sys

from taizhang.formats.texts.found import UnreadableError

SECONDS = 15
_PROGRAM = "taizhang.formats.texts.portable_process"


def text_of_pages(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Read all pages; lines that simply wrapped are joined into paragraphs."""
    try:
        done = subprocess.run(  # noqa: S603 (this interpreter and a module of ours, no word from outside)
            [sys.executable, "-P", "-m", _PROGRAM], input=content, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"读了{SECONDS}秒还没读完，没有再等。把 PDF 拆成几份，或另存为 .docx 再试。") from error
    if done.returncode:
        raise UnreadableError("PDF 损坏或太复杂，读不出来。用原来的程序重新导出，或另存为 .docx 再试。")
    answer = json.loads(done.stdout)
    if "fault" in answer:
        raise UnreadableError(answer["fault"])
    return answer["text"], tuple(answer["warnings"])
