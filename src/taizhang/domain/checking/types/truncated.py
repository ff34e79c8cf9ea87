"""Type `truncated`: the text stops in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText, Paragraph, Span

_ENDS = frozenset("。！？!?”’）)》】；;：:」』…")
_DOTS = re.compile(r"(?:\.{2,6}|．{2,6}|…{1,4}|。{2,6})$")
_STOPS = "，。；：、！？,;!?\n"
_CLOSING = re.compile(
    r"(?:[0-9〇一二三四五六七八九十]{1,4}[年月日]|附件|附：|联系人|联系电话|抄送|报送|印发|主题词|签名|签字|盖章|（盖章）|[0-9]{3,})"
)
_BODY = 8
"""A last line that is shorter and has no mark within is a signature."""
_PLAIN = 40
"""A line without any mark that is longer is no signature either."""


class TruncatedRule(CheckRule):
    """Needs no keys of its own."""

    type: Literal["truncated"]


class TruncatedDetector:
    """Looks at the last paragraph that no earlier stage has taken."""

    def __init__(self, rules: Sequence[TruncatedRule]) -> None:
        """Keep the ids."""
        self._rules = [rule.id for rule in rules]

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report the last clause of a text that stops short."""
        last = _last_of_the_body(document)
        if last is None or condemned.covers(Span(last.end - 1, last.end)) or not _stops_short(last, document):
            return ()
        start = _clause_start(last)
        return [Hit(rule, last.start + start, last.end) for rule in self._rules]


def _last_of_the_body(document: OfficialText) -> Paragraph | None:
    """Step back over what a site wrote under the text."""
    for paragraph in reversed(document.paragraphs[-4:]):
        if not re.fullmatch(
            r"#{2,}\w+#{2,}|[（(【\[][^\n]{0,60}(?:登录|登陆|全文|会员|下载|阅读)[^\n]{0,30}", paragraph.text
        ):
            return paragraph
    return None


def _stops_short(last: Paragraph, document: OfficialText) -> bool:
    text = last.text
    dots = _DOTS.search(text)
    if dots:
        return not dots[0].startswith("…") or not _rounds_off(text, dots.start())
    if text[-1] in _ENDS or (len(document.paragraphs) == 1 and len(text) < _PLAIN):
        return False
    if text[-1] in "，、,":
        return True
    if _CLOSING.search(text[-12:]) or (_CLOSING.match(text) and "。" not in text):
        return False
    if last.ordinal is not None:
        return any(mark in text for mark in "。；")
    inner = any(mark in text[:-1] for mark in "，。；")
    return (inner and len(text) > _BODY) or len(text) > _PLAIN


def _rounds_off(text: str, at: int) -> bool:
    """Say whether an ellipsis closes a list or a sentence, as it may."""
    before = text[max(0, at - 20) : at]
    return "、" in before or "等" in before or (at > 0 and text[at - 1] in "。！？”")


def _clause_start(last: Paragraph) -> int:
    text = last.text.rstrip(_STOPS + ".…．")
    return max(text.rfind(mark) for mark in _STOPS) + 1


def build_truncated(rules: Sequence[TruncatedRule]) -> TruncatedDetector:
    """Build the detector."""
    return TruncatedDetector(rules)
