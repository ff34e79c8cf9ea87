"""How an answer looks: sign before colour, and always with its word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from taizhang.domain.obligations.answers import Code
from taizhang.domain.obligations.owed import Urgency


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign with its word; `key` names both the CSS class and the symbol `#sg-…` that page.html carries."""

    key: str
    word: str


_ALL = (
    Mark("met", Code.MET.zh),
    Mark("unmet", Code.UNMET.zh),
    Mark("due", Code.NOT_YET_DUE.zh),
    Mark("lack", Code.INSUFFICIENT_DATA.zh),
    Mark("na", Code.NOT_APPLICABLE.zh),
    Mark("ext", Code.EXTENDED.zh),
    # Views of 不符合 and 未到期 and of entries, never extra answers.
    Mark("late", "逾期"),
    Mark("missed", "未开"),
    Mark("soon", "将到期"),
    Mark("held", "已登记"),
    Mark("wait", "待确认"),
)
MARKS = {mark.key: mark for mark in _ALL}

_OF_CODE = {
    Code.MET: "met",
    Code.UNMET: "unmet",
    Code.NOT_YET_DUE: "due",
    Code.INSUFFICIENT_DATA: "lack",
    Code.NOT_APPLICABLE: "na",
    Code.EXTENDED: "ext",
}
_OF_URGENCY = {
    Urgency.LATE: "late",
    Urgency.MISSED: "missed",
    Urgency.SOON: "soon",
    Urgency.THIS_YEAR: "due",
    Urgency.LATER: "due",
    Urgency.UNCLEAR: "lack",
    Urgency.DONE: "met",
}
LEGEND = ("met", "unmet", "lack", "ext", "due", "na")
"""The order in which a legend lists the six answers."""


def mark_of(answer: Code | Urgency | int | str | Mark) -> Mark:
    """Find the mark of an answer (as a `Code` or its number), of an urgency, or by the name of the mark."""
    if isinstance(answer, Mark):
        return answer
    if isinstance(answer, Urgency):
        return MARKS[_OF_URGENCY[answer]]
    if isinstance(answer, str):
        return MARKS[answer]
    return MARKS[_OF_CODE[Code(answer)]]


def sign(answer: Code | Urgency | int | str | Mark) -> SafeString:
    """Draw the sign alone; the word has to stand beside it or in an `aria-label`."""
    return _drawn(mark_of(answer).key)


@cache
def _drawn(key: str) -> SafeString:
    return format_html('<svg class="sg" aria-hidden="true"><use href="#sg-{}"/></svg>', key)
