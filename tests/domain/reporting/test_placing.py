"""What the checker counts from the beginning of a text stands at its paragraph."""

from datetime import date

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.house import House
from taizhang.domain.checking.packs import shipped
from taizhang.domain.official_text import OfficialText
from taizhang.domain.papers.paper_text import typed
from taizhang.domain.reporting.placing import placed

DAY = date(2025, 12, 10)


def test_a_finding_stands_at_its_paragraph_and_counts_from_there() -> None:
    document = typed("标题", "网站", None, "第一段没有错。\n大家表示要再接再励。").document
    found = Checker(shipped(), House()).check(OfficialText(document.text), Context(DAY))
    (one,) = [one for one in placed(document, found) if one.finding.excerpt == "再接再励"]
    assert one.mark is not None
    block = document.blocks[2]
    assert (one.mark.block, block.text[one.mark.start : one.mark.end]) == (block.id, "再接再励")
    assert one.offers == ("再接再厉",)
