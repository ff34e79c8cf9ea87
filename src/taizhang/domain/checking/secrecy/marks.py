"""Marks of secrecy on a paper; the words 秘密 and 保密 in a sentence are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from taizhang.domain.checking.secrecy.sighting import Sensitive, SensitiveKind
from taizhang.domain.official_text import OfficialText

_TERM: Final = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[ ]?(?:年|个月)|长期"
_LEVELS: Final = "(?:绝[ \u3000]?密|机[ \u3000]?密|秘[ \u3000]?密)"
_STAR: Final = re.compile(f"{_LEVELS}[ \u3000]?[★☆]{{1,2}}[ \u3000]?(?:{_TERM})?")
_LEVEL: Final = re.compile(f"(?:密级|保密级别|保密等级)[：:][ ]?(?:绝密|机密|秘密)(?:[ ]?(?:{_TERM}))?")
_ALONE: Final = re.compile(f"[【（(\\[]?{_LEVELS}(?:级|件|文件|{_TERM})?[】）)\\]]?")
_INTERNAL: Final = (
    "内部资料", "内部文件", "内部材料", "内部刊物", "内部参阅", "内部参考", "内部传阅", "内部使用", "内部掌握",
    "仅供内部", "仅限内部", "限内部", "不得外传", "严禁外传", "请勿外传", "不得公开", "不宜公开", "请勿公开",
    "注意保密", "请注意保密", "阅后收回", "阅后销毁", "阅后即焚", "会后收回",
)  # fmt: skip
_LONGEST_MARK: Final = 20
_BRACKETED: Final = re.compile("[（(【\\[]([^（）()【】\\[\\]\n]{2,30})[）)】\\]]")
_WORKING: Final = ("工作", "制度", "管理", "教育", "要求", "规定", "培训", "学习", "整理", "检查", "编印", "信息")
"""Where one of these stands in the line as well, it speaks of such papers and is none."""


def secrecy_marks(document: OfficialText) -> Iterator[Sensitive]:
    """Find marks of a secrecy level, and lines or brackets that keep a paper inside the house."""
    text = document.text
    for pattern in (_STAR, _LEVEL):
        for found in pattern.finditer(text):
            yield Sensitive(SensitiveKind.SECRET_MARK, found.start(), found.end(), found[0])
    for paragraph in document.paragraphs:
        if len(paragraph.text) > _LONGEST_MARK:
            continue
        if _ALONE.fullmatch(paragraph.text):
            yield Sensitive(SensitiveKind.SECRET_MARK, paragraph.start, paragraph.end, paragraph.text)
        elif _is_a_label(paragraph.text) and _keeps_inside(paragraph.text) and not _BRACKETED.search(paragraph.text):
            yield Sensitive(SensitiveKind.INTERNAL_MARK, paragraph.start, paragraph.end, paragraph.text)
    for found in _BRACKETED.finditer(text):
        if _keeps_inside(found[1]):
            yield Sensitive(SensitiveKind.INTERNAL_MARK, found.start(), found.end(), found[0])


def _is_a_label(line: str) -> bool:
    return not any(mark in line for mark in "，。；")


def _keeps_inside(line: str) -> bool:
    return any(mark in line for mark in _INTERNAL) and not any(word in line for word in _WORKING)
