"""Holds a measured document against the standard: what is demanded warns, what is only usual or allowed hints.

述职报告 is no statutory kind of document, so nothing is asked of red heads, numbers of issue or seals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taizhang.domain.canonical import digest_text
from taizhang.domain.checking.finding import Category, CheckFinding, Confidence, SourceLevel
from taizhang.domain.checking.layout.demands import DEMANDS, Demand
from taizhang.domain.checking.layout.measured import Look, MeasuredDocument, MeasuredPage, MeasuredParagraph
from taizhang.domain.checking.layout.sizes import shown_size
from taizhang.domain.official_text import NumberStyle, OfficialText, read_ordinal

_TITLE_LONGEST = 60
_BODY_SHORTEST = 30
_SIZE_TOLERANCE = 0.3
_INDENT_TOLERANCE = 0.35
_BLACK = frozenset({"000000", "auto", ""})


@dataclass(frozen=True, slots=True)
class _Fault:
    """A demand that is not met, at a paragraph or (without one) of the whole document."""

    demand: str
    paragraph: MeasuredParagraph | None
    found: str


def judge_layout(document: MeasuredDocument, text: OfficialText) -> tuple[CheckFinding, ...]:
    """Report each demand once for each different look that misses it, at the first place, with the count."""
    faults: dict[tuple[str, str], list[_Fault]] = {}
    for fault in _faults(document):
        faults.setdefault((fault.demand, fault.found), []).append(fault)
    return tuple(_finding(DEMANDS[key[0]], group, text) for key, group in faults.items())


def _faults(document: MeasuredDocument) -> Iterator[_Fault]:
    for page in dict.fromkeys(document.pages):
        yield from _page_faults(page)
    paragraphs = [one for one in document.paragraphs if one.text.strip() and not one.in_table]
    title = _title(paragraphs)
    if title is not None:
        yield from _title_faults(title)
    for paragraph in paragraphs:
        if paragraph is title:
            continue
        yield from _paragraph_faults(paragraph)
    if document.pages:
        yield from _line_faults(paragraphs, document.pages[0])
    yield from _number_faults(document)


def _page_faults(page: MeasuredPage) -> Iterator[_Fault]:
    if abs(page.width - 210) > 1 or abs(page.height - 297) > 1:
        yield _Fault("paper", None, f"{page.width:.0f}×{page.height:.0f}毫米")
        return
    for demand, value, wanted in (
        ("margin_top", page.top, 37),
        ("margin_left", page.left, 28),
        ("margin_bottom", page.bottom, 35),
        ("margin_right", page.right, 26),
    ):
        if abs(value - wanted) > 1.05:  # noqa: PLR2004 (±1 mm, and what rounding to twentieths of a point adds)
            yield _Fault(demand, None, f"{value:.1f}毫米")


def _title(paragraphs: Sequence[MeasuredParagraph]) -> MeasuredParagraph | None:
    first = next(iter(paragraphs), None)
    if first is None or len(first.text.strip()) > _TITLE_LONGEST or read_ordinal(first.text.strip()):
        return None
    return None if first.text.rstrip()[-1] in "。；，：" else first


def _title_faults(title: MeasuredParagraph) -> Iterator[_Fault]:
    look = title.main_look
    if look is not None and look.face and "标宋" not in look.face and "小标" not in look.face:
        yield _Fault("title_face", title, look.face)
    if look is not None and look.size and abs(look.size - 22) > _SIZE_TOLERANCE:
        yield _Fault("title_size", title, shown_size(look.size))
    if not title.centred:
        yield _Fault("title_place", title, "没有居中")


_HEADINGS: dict[NumberStyle, tuple[str, str]] = {
    NumberStyle.CHINESE: ("heading_one", "黑体"),
    NumberStyle.CHINESE_BRACKETED: ("heading_two", "楷体"),
}


def _paragraph_faults(paragraph: MeasuredParagraph) -> Iterator[_Fault]:
    text, look = paragraph.text.strip(), paragraph.main_look
    ordinal = read_ordinal(text)
    is_heading = ordinal is not None and len(text) <= _BODY_SHORTEST and text[-1] not in "。；"
    if is_heading and ordinal is not None and ordinal.style in _HEADINGS:
        demand, face = _HEADINGS[ordinal.style]
        if look is not None and look.face and face not in look.face:
            yield _Fault(demand, paragraph, look.face)
    elif len(text) >= _BODY_SHORTEST and look is not None and look.face and "仿宋" not in look.face:
        yield _Fault("body_face", paragraph, look.face)
    if not is_heading and len(text) < _BODY_SHORTEST:
        return  # An addressee, a signature, a date: they stand elsewhere.
    if look is not None and look.size and abs(look.size - 16) > _SIZE_TOLERANCE:
        yield _Fault("body_size", paragraph, shown_size(look.size))
    if paragraph.indent is not None and abs(paragraph.indent - 2) > _INDENT_TOLERANCE and not paragraph.centred:
        yield _Fault("indent", paragraph, f"{paragraph.indent:.1f}".removesuffix(".0") + "个字")
    if any(one.bold for one in paragraph.looks):
        yield _Fault("bold", paragraph, "加粗")
    if (coloured := _coloured(paragraph.looks)) is not None:
        yield _Fault("colour", paragraph, f"#{coloured}")


def _coloured(looks: Sequence[Look]) -> str | None:
    return next((look.colour for look in looks if look.colour and look.colour.lower() not in _BLACK), None)


def _line_faults(paragraphs: Sequence[MeasuredParagraph], page: MeasuredPage) -> Iterator[_Fault]:
    for paragraph in paragraphs:
        if len(paragraph.text.strip()) < _BODY_SHORTEST:
            continue
        spacing = paragraph.line_spacing or page.line_pitch
        if spacing is None or spacing <= 0:
            continue
        lines = round(page.area_height / spacing)
        if abs(lines - 22) > 1:
            yield _Fault("lines", paragraph, f"约{lines}行")


def _number_faults(document: MeasuredDocument) -> Iterator[_Fault]:
    number = document.page_number
    if number is None:
        if sum(len(one.text) for one in document.paragraphs) > 22 * 28:
            yield _Fault("number_missing", None, "没有页码")
        return
    if number.size and abs(number.size - 14) > _SIZE_TOLERANCE:
        yield _Fault("number_size", None, shown_size(number.size))
    if not number.dashed:
        yield _Fault("number_dashes", None, "没有一字线")
    if not number.varied:
        yield _Fault("number_sides", None, "单双页一样")


def _finding(demand: Demand, faults: Sequence[_Fault], text: OfficialText) -> CheckFinding:
    first = faults[0]
    start, end = (first.paragraph.start, first.paragraph.end) if first.paragraph else (0, 0)
    line, column = text.line_and_column(start)
    times = f"（共{len(faults)}处）" if len(faults) > 1 else ""
    return CheckFinding(
        rule=f"layout/{demand.name}",
        version=1,
        category=Category.LAYOUT,
        severity=demand.severity,
        confidence=Confidence.HIGH,
        start=start,
        end=end,
        line=line,
        column=column,
        excerpt=text.text[start:end],
        message=f"{demand.says}现在是{first.found}{times}。",
        suggestions=(demand.suggestion,),
        source=f"国家标准{demand.verb}：《党政机关公文格式》（GB/T 9704-2012）{demand.clause}",
        source_level=SourceLevel.STANDARD if demand.verb == "规定" else SourceLevel.PRACTICE,
        fixable=False,
        fingerprint=digest_text(f"layout/{demand.name}\x1f{first.found}\x1f{_head(text, start)}")[:32],
    )


def _head(text: OfficialText, start: int) -> str:
    return text.text[start : start + 12]
