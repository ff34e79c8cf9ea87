"""Claims that say how often without a number (按月召开支委会), told as figures so that they are held like these."""

from __future__ import annotations

import re

from taizhang.domain.official_text.quantity_grammar import Qualifier
from taizhang.domain.reading.claims import ClaimKind
from taizhang.domain.reading.figures import Nature, StatedFigure
from taizhang.domain.reading.report import ReportRead

_HOW_OFTEN = re.compile("按月|逐月|按季度|按季|按年度|按年")
_PERIODS = {"按月": "月", "逐月": "月", "按季度": "季度", "按季": "季度", "按年度": "年", "按年": "年"}
_DONE = re.compile("^(?:组织|开展|召开|举行|举办)")
_NUMBER = re.compile("[0-9一二三四五六七八九十]+[次个名]")


def rates_claimed(report: ReportRead) -> tuple[StatedFigure, ...]:
    """Every claim of a cadence that carries no number of its own."""
    found = []
    for claim in report.claims:
        often = _HOW_OFTEN.search(claim.word)
        if claim.kind is not ClaimKind.CADENCE or often is None or _NUMBER.search(claim.clause):
            continue
        label = claim.clause.partition(often[0])[2]
        found.append(
            StatedFigure(
                label=_DONE.sub("", label),
                value=1,
                unit=f"次/{_PERIODS[often[0]]}",
                qualifier=Qualifier.AT_LEAST,
                word="",
                nature=Nature.FREQUENCY,
                start=claim.start,
                end=claim.end,
                excerpt=report.text.text[claim.start : claim.end],
                clause=claim.clause,
                amount=1,
                base_unit="次",
            )
        )
    return tuple(found)
