"""How paragraphs begin and end: broken lines, lead-ins without 如下：, marks after headings.

Where the whole text breaks off, type `truncated` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting, is_chinese, left_paragraphs
from taizhang.domain.official_text import NumberStyle, OfficialText, Paragraph

_LEAD_IN = re.compile(
    "(?:现将|现就|现把|现对|下面就|下面将|现从)(?P<said>[^。；！？：]{0,80}?)(?P<end>如下)?(?P<mark>[，,。]?)$"
)
_TITLE = re.compile("[^，。；：！？]{4,40}(?:总结|报告|汇报|综述|要点|计划|方案|通知|通报)[。，；：、]")
_REPORTS = ("汇报", "述职", "总结", "报告", "通报", "说明", "述职述廉", "自查")
_NEVER_FIRST = "，。、；：！？）》〉】％,;!?"
_SENTENCE_ENDS = "。！？；"
_GREETING = re.compile("领导|同志|老师|代表|委员|朋友|们|大家|您好|你好")
_BODY = 20
_LONG_BODY = 30
_TITLED = {NumberStyle.CHAPTER, NumberStyle.CHINESE, NumberStyle.CHINESE_BRACKETED}
_WRAPPED_SHARE = 0.4
_WRAPPED_LEAST = 5
_SAME_WIDTH = 3


def endings(document: OfficialText, _context: Context, condemned: Condemned) -> Iterator[Sighting]:
    """Look at the first and the last character of every paragraph but the title."""
    paragraphs = left_paragraphs(document, condemned)
    if not paragraphs:
        return
    alone = {heading.paragraph for heading in document.headings if heading.alone}
    wrapped = _is_wrapped([one for one in paragraphs[1:] if one.index not in alone])
    last = len(paragraphs) - 1
    for at, paragraph in enumerate(paragraphs):
        if paragraph.text[0] in _NEVER_FIRST and at and len(paragraph.text) > 1:
            yield Sighting("mark_at_line_start", paragraph.start, paragraph.start + 1, suggestions=())
        if at == 0 and document.title is not None:
            continue
        if paragraph.index in alone:
            yield from () if wrapped else _heading(paragraph)
            continue
        lead_in = _lead_in(paragraph)
        if lead_in is not None:
            yield lead_in
        elif at < last and not wrapped:
            yield from _broken(paragraph, paragraphs[at - 1] if at else None, paragraphs[at + 1])


def title_mark(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """The first line is a title by its words and ends like a sentence."""
    first = document.paragraphs[0] if document.paragraphs else None
    alone = len(document.paragraphs) == 1
    if (
        first is not None
        and not alone
        and ("年" in first.text or "关于" in first.text)
        and _TITLE.fullmatch(first.text)
    ):
        yield Sighting("title_mark", first.end - 1, first.end, suggestions=("",))


def _is_wrapped(paragraphs: Sequence[Paragraph]) -> bool:
    """Text taken from a PDF breaks its lines anywhere; then a line end says nothing."""
    bodies = [one for one in paragraphs if len(one.text) > _BODY]
    broken = [len(one.text) for one in bodies if is_chinese(one.text[-1]) or one.text[-1] in "，、"]
    if len(broken) > 1 and max(broken) - min(broken) <= _SAME_WIDTH:
        return True
    return len(broken) >= _WRAPPED_LEAST and len(broken) > _WRAPPED_SHARE * len(bodies)


def _is_body(text: str) -> bool:
    inside = text[:-1]
    if any(mark in inside for mark in _SENTENCE_ENDS):
        return len(text) >= _BODY
    return len(text) >= _LONG_BODY and inside.count("，") > 1


def _broken(paragraph: Paragraph, before: Paragraph | None, after: Paragraph) -> Iterator[Sighting]:
    """A paragraph in the midst of the text ends without an end."""
    text, end = paragraph.text, paragraph.text[-1]
    if end in "，、" and len(text) > 1:
        if len(text) < _BODY and _GREETING.search(text):
            return
        yield Sighting("broken_line", paragraph.end - 1, paragraph.end, suggestions=())
    elif end == "；":
        neighbours = (one for one in (before, after) if one is not None)
        if not any(one.text[-1] == "；" or (one.ordinal and one is after) for one in neighbours):
            yield Sighting("semicolon_end", paragraph.end - 1, paragraph.end, suggestions=("。",))
    elif is_chinese(end) and _is_body(text):
        yield Sighting("missing_end_mark", max(paragraph.start, paragraph.end - 6), paragraph.end, suggestions=())


def _lead_in(paragraph: Paragraph) -> Sighting | None:
    text = paragraph.text
    if "现" not in text and "下面" not in text:
        return None
    found = _LEAD_IN.search(text, max(0, len(text) - 100))
    if found is None or not (found["end"] or found["said"].endswith(_REPORTS)):
        return None
    if found["end"] and found["mark"] == "。":
        name, right = "lead_in_stop", text[found.start() : found.start("mark")]
    else:
        name, right = "lead_in", text[found.start() : found.start("mark")] + ("" if found["end"] else "如下")
    return Sighting(name, paragraph.start + found.start(), paragraph.end, suggestions=(f"{right}：",))


def _heading(paragraph: Paragraph) -> Iterator[Sighting]:
    end = paragraph.text[-1]
    if end in "，、":  # Short items of a list may well end in ；.
        yield Sighting("heading_mark", paragraph.end - 1, paragraph.end, suggestions=("",))
    elif end == "。" and paragraph.ordinal is not None and paragraph.ordinal.style in _TITLED:
        yield Sighting("heading_stop", paragraph.end - 1, paragraph.end, suggestions=("",))
