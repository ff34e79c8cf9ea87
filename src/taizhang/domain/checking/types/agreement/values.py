"""The same thing with two values: 支部共有党员61名 … 支部共有党员58名, unless a day or a part tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting, is_chinese
from taizhang.domain.official_text import OfficialText

_COUNT = re.compile(
    "(?P<value>[0-9]{1,7}(?:\\.[0-9]{1,4})?)(?P<unit>人次|万元|元|名|个|人|位|次|场|期|篇|份|件|项|户|家|条|批|课时)(?![以左上余多])"
)
_STOCK = re.compile(
    "(?P<subject>[\u4e00-\u9fff]{0,8}?)(?:目前|现)?(?:共有|现有|下设|下辖|设有|拥有|共|(?<![没所只还含具])(?P<plain>有))(?P<noun>[\u4e00-\u9fff]{0,8})$"
)
_NOUN = re.compile(
    "(?:离退休|退休|在职|正式|预备|女|学生|教师|流动|困难)?党员|(?:基层)?党组织|党总支|党支部|党小组|入党积极分子|发展对象|教职工|职工"
)
_FILTERED = re.compile(
    "[0-9]{1,4}年|[0-9]{1,2}月|[一二三四]季度|上半年|下半年|每|其中|截[至止]|年[初底末]|去年|上年|往年|原|曾|换届|首批|另|新|第[一二三四五六七八九十0-9]|分别|各"
)
_LEADING = re.compile("^(?:(?:一年来|今年以来|全年|本年度|年内|累计|共计|共)(?:先后|已|累计|共)?){1,3}")
_WHOLE = re.compile("(?:组织|要求|动员|引导)?(?:我|本)?(?:党?支部)?全体")
_ITSELF = {"支部", "党支部", "党委", "党总支", "机关党委", "单位", "学校", "医院", "社区", "局", "学院", "公司"}
"""Names by which a paper means the organisation it is about."""
_LONGEST = 24
_SHORTEST = 5
_SENTENCE = 80


def two_values(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Gather what the text counts by its very words, and find the words that have two numbers."""
    text = document.text
    known: dict[tuple[str, str], re.Match[str]] = {}
    for found in _COUNT.finditer(text):
        label = _label(text, found)
        if label is None:
            continue
        before = known.setdefault((label, found["unit"]), found)
        if before["value"] != found["value"] and not _is_filtered(text, before) and not _is_filtered(text, found):
            start = found.start() - len(label)
            start = start if text[start : found.start()] == label else found.start()
            words = (("first", before[0]), ("second", found[0]), ("thing", label))
            yield Sighting("two_values", start, found.end(), words, ())


def _stocked(stock: re.Match[str], behind: re.Match[str] | None) -> str | None:
    """Name what there is; a bare 有 counts only where it is the organisation itself that has it."""
    noun = stock["noun"] or (behind[0] if behind else "")
    if not noun or not _NOUN.search(noun):
        return None
    subject = stock["subject"].strip("我本该全")
    if stock["plain"] and subject not in _ITSELF:
        return None
    return f"{'' if subject in _ITSELF else subject}有{noun.removeprefix('中共')}"


def _label(text: str, found: re.Match[str]) -> str | None:
    """What is counted, word for word; beside what there is, only what is said to be the total of the year."""
    start = end = found.start()
    while start > 0 and end - start < _LONGEST and is_chinese(text[start - 1]):
        start -= 1
    if start == end or (start > 0 and is_chinese(text[start - 1])):
        return None
    clause = text[start:end]
    stock = _STOCK.search(clause)
    whole = _WHOLE.fullmatch(clause)
    behind = _NOUN.match(text, found.end()) if stock or whole else None
    if stock is None and behind is not None:
        return f"有{behind[0]}"
    if stock is not None:
        return _stocked(stock, behind)
    total = _LEADING.match(clause)
    label = clause[total.end() :] if total else ""
    if len(label) < _SHORTEST or _is_open(text, start) or is_chinese(text[found.end() : found.end() + 1] or " "):
        return None
    return label


def _is_filtered(text: str, found: re.Match[str]) -> bool:
    """Say whether the sentence tells a day, a period or a part that may make the difference."""
    low = max(0, found.start() - _SENTENCE)
    start = max(text.rfind(mark, low, found.start()) for mark in "。；\n") + 1
    return _FILTERED.search(text, max(start, low), found.start()) is not None


def _is_open(text: str, start: int) -> bool:
    """A quotation, a bracket or a list in front of it may make the difference."""
    return text[max(0, start - 1) : start] in set("”》）、/")
