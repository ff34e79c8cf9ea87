"""What the paper says of itself: its length, its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting, left_paragraphs
from taizhang.domain.official_text import OfficialText
from taizhang.domain.official_text.length import official_length

_CLAIM = re.compile(
    "(?:全文|本文|正文|通篇|全稿|稿件)(?:总?字数)?(?:共计|总计|合计|大约|共|约|为|有|：|:){0,2}(?P<count>[0-9]{2,6})(?P<more>余|多)?个?字"
    "|字数(?:统计|共计)?(?:：|:|为|共|约){1,2}(?P<bare>[0-9]{2,6})字?"
)
_TOLERANCE = 0.1
_SOURCED = ("报告", "汇报", "总结", "述职", "说明")
_DATE = re.compile("(?:[0-9]{4}|[〇零一二]{1,4}[〇零一二三四五六七八九]{0,4})年[0-9一二三四五六七八九十]{1,3}月")
_CLOSING = 4


def length_claim(document: OfficialText, _context: Context, condemned: Condemned) -> Iterator[Sighting]:
    """A stated number of characters against the official count of what is really there."""
    if "字" not in document.text:
        return
    for found in _CLAIM.finditer(document.text):
        claimed = int(found["count"] or found["bare"])
        kept = "\n".join(one.text for one in left_paragraphs(document, condemned))
        counted = official_length(kept.replace(found[0], ""))
        if abs(counted - claimed) > max(_TOLERANCE * claimed, 20):
            yield Sighting("length_claim", found.start(), found.end(), (("counted", str(counted)),), ())


def unsigned(document: OfficialText, _context: Context, condemned: Condemned) -> Iterator[Sighting]:
    """A report that ends without a day; told at its last paragraph."""
    title = document.title
    kept = left_paragraphs(document, condemned)
    if title is None or len(kept) < _CLOSING or not title.text.endswith(_SOURCED):
        return
    if any(_DATE.search(one.text) and len(one.text) < 20 for one in (*kept[-_CLOSING:], *kept[1:3])):  # noqa: PLR2004
        return
    last = kept[-1]
    yield Sighting("unsigned", max(last.start, last.end - 1), last.end, (), ())
