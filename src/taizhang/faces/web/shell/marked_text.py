"""A text as paragraphs with a mark at each finding: one joined string, for a template per mark would take too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.findings import Severity

MOST_MARKS: Final = 4000
_CLASSES: Final = {Severity.ERROR: "e", Severity.WARNING: "w", Severity.HINT: "h"}
_WEIGHT: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}
# Characters that turn the reading direction or show nothing: seen as what they are, so that nobody is deceived.
_UNSEEN: Final = {
    code: f'<span class="unseen" title="看不见的字符 U+{code:04X}">␣</span>'
    for code in (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xAD)
} | dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, *range(55296, 57344)), "�")

Numbered = tuple[int, CheckFinding]


def marked_text(text: str, numbered: Sequence[Numbered]) -> SafeString:
    """Write the paragraphs; where findings overlap, a piece belongs to all of them and looks like the gravest."""
    marks = sorted(numbered, key=lambda one: (one[1].start, one[1].end))[:MOST_MARKS]
    cuts = sorted({place for _, finding in marks for place in (finding.start, finding.end)})
    written: list[str] = []
    start, first_cut, first_mark = 0, 0, 0
    open_marks: list[Numbered] = []
    for line in text.split("\n"):
        end = start + len(line)
        while first_cut < len(cuts) and cuts[first_cut] <= start:
            first_cut += 1
        last_cut = first_cut
        while last_cut < len(cuts) and cuts[last_cut] < end:
            last_cut += 1
        while first_mark < len(marks) and marks[first_mark][1].start < max(end, start + 1):
            open_marks.append(marks[first_mark])
            first_mark += 1
        open_marks = [one for one in open_marks if one[1].end > start]
        bounds = [start, *cuts[first_cut:last_cut], end]
        pieces = "".join(_pieces(text, bounds, open_marks))
        written.append(f"<p>{pieces}</p>" if line.strip() else '<p class="blank"></p>')
        first_cut = last_cut
        start = end + 1
    return mark_safe("".join(written))  # noqa: S308 (every character of the text is escaped)


def _pieces(text: str, bounds: Sequence[int], marks: Sequence[Numbered]) -> Iterator[str]:
    for start, end in pairwise(bounds):
        if start == end:
            continue
        said = escape(text[start:end]).translate(_UNSEEN)
        over = [one for one in marks if one[1].start < end and one[1].end > start]
        yield _marked(said, over, start, end) if over else said


def _marked(said: str, over: Sequence[Numbered], start: int, end: int) -> str:
    grave = min(over, key=lambda one: (_WEIGHT[one[1].severity], one[1].end - one[1].start))
    numbers = " ".join(str(number) for number, _ in over)
    firsts = "".join(f'<span id="m{number}"></span>' for number, finding in over if finding.start == start)
    lasts = "".join(
        f'<a class="to" href="#f{number}" tabindex="-1"><sup>{number}</sup></a>'
        for number, finding in over
        if finding.end == end
    )
    return f'<mark class="{_CLASSES[grave[1].severity]}" data-marks="{numbers}">{firsts}{said}{lasts}</mark>'
