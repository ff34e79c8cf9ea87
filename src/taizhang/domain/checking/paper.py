"""What a paper says about itself: the year it speaks of."""

from __future__ import annotations

import re

from taizhang.domain.checking.context import Context
from taizhang.domain.official_text import OfficialText, chinese_number

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})(?:年|(?=党|上半年|工作))")
_OPENING = 3


def paper_year(document: OfficialText, context: Context) -> int | None:
    """Tell the year: as the caller knows it, as the title says it, or None."""
    if context.year is not None:
        return context.year
    for paragraph in document.paragraphs[:_OPENING]:
        found = _YEAR.search(paragraph.text[:60])
        if found:
            return int(found[1]) if found[1].isdigit() and found[1].isascii() else chinese_number(found[1])
    return None
