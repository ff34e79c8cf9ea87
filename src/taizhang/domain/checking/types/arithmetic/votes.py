"""Attendance and votes: 应到25名，实到23名，请假2名 · 赞成20票，反对2票，弃权1票."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.arithmetic.sentences import anchors, closing, opening
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.official_text import OfficialText


def _said(words: str) -> re.Pattern[str]:
    return re.compile(f"(?:{words})[^，。；0-9\\n]{{0,8}}(?P<count>[0-9]{{1,5}})")


_DUE = _said("应到会?|应参会|应参加")
_PRESENT = _said("实到会?|实际到会|实际参会|实参会|实际参加")
_ABSENT = _said("请假|缺席|因事因病|未到会?")
_RETURNED = _said("收回|有效票?")
_INVALID = _said("无效票?|废票")
_SENT = _said("发出|发放表决票|发放选票")
_FOR = _said("赞成|同意")
_AGAINST = _said("反对|不同意|不赞成")
_ABSTAIN = _said("弃权")


def attendance(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Due, present and absent in one sentence."""
    text = document.text
    at = text.find("实")
    for found in anchors(text, _PRESENT) if at >= 0 else ():
        start, end = opening(text, found.start(), "。！？\n"), closing(text, found.start(), "。！？\n")
        due, absent = _DUE.search(text, start, end), _ABSENT.search(text, start, end)
        if due is None:
            continue
        expected, present = int(due["count"]), int(found["count"])
        words = (("due", str(expected)), ("present", str(present)), ("absent", absent["count"] if absent else ""))
        if present > expected:
            yield Sighting("present_above_due", due.start(), found.end(), words, ())
        elif absent is not None and expected != present + int(absent["count"]):
            first, last = min(due.start(), found.start(), absent.start()), max(due.end(), found.end(), absent.end())
            yield Sighting("attendance_sum", first, last, words, ())


def votes(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """For, against and abstained against what came back."""
    text = document.text
    if "票" not in text:
        return
    for found in anchors(text, _ABSTAIN):
        start, end = opening(text, found.start(), "。！？\n"), closing(text, found.start(), "。！？\n")
        if "票" not in text[start:end]:
            continue
        yes = [one for one in _FOR.finditer(text, start, end) if text[one.start() - 1 : one.start()] != "不"]
        no, back = _AGAINST.search(text, start, end), _RETURNED.search(text, start, end)
        if len(yes) != 1 or no is None or back is None:
            continue
        invalid = _INVALID.search(text, start, end)
        added = int(yes[0]["count"]) + int(no["count"]) + int(found["count"])
        allowed = {int(back["count"]), int(back["count"]) - int(invalid["count"] if invalid else 0)}
        if added not in allowed:
            words = (("added", str(added)), ("back", back["count"]))
            yield Sighting("votes_sum", yes[0].start(), found.end(), words, ())
