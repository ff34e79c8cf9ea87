"""Type `title_unit`: a text whose own party organisation bears another name than the title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText

_KINDS: Final = "局|委员会|厅|镇|乡|街道|社区|村|医院|卫生院|学校|中学|小学|幼儿园|学院|大学|公司|中心"
_TITLED: Final = re.compile(rf"(?:中共)?([\u4e00-\u9fff]{{1,14}}?(?P<kind>{_KINDS}))(?=党|机关|20|工作|关于|[0-9])")
_TOLD: Final = re.compile(
    rf"([\u4e00-\u9fff]{{1,14}}?(?P<kind>{_KINDS}))(?:机关)?(?:党组|党委|党支部|党总支)(?:书记)?"
    "(?:认真|坚持|始终|深入|严格|紧紧|全面|高度重视|切实|带领|团结带领|以|聚焦)"
)
_OPENING: Final = re.compile("(?:20[0-9]{2}年(?:度)?(?:以来)?|今年|一年来|今年以来|本年度)[，,]")
_REGION: Final = re.compile("^.{2,4}?[省市县区州盟旗]")


class TitleUnitRule(CheckRule):
    """The rule has no keys of its own."""

    type: Literal["title_unit"]


class TitleUnitDetector:
    """Compares the unit of the title with the one that acts where paragraphs open."""

    def __init__(self, rules: Sequence[TitleUnitRule]) -> None:
        """Keep the rules."""
        self._rules = tuple(rule.id for rule in rules)

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report the first acting unit of the same kind that is not the title's."""
        title = document.title
        titled = _TITLED.match(title.text) if title is not None else None
        if titled is None or title is None:
            return
        for paragraph in document.paragraphs[title.index + 1 :]:
            opening = _OPENING.match(paragraph.text)
            told = _TOLD.match(paragraph.text, opening.end() if opening else 0)
            if told is None or told["kind"] != titled["kind"] or _same(titled[1], told[1]):
                continue
            start = paragraph.start + told.start(1)
            for rule in self._rules:
                yield Hit(rule, start, start + len(told[1]), (("title", titled[1]), ("body", told[1])), (titled[1],))
            return


def _same(titled: str, told: str) -> bool:
    """Say whether both may name one unit, with or without its region."""
    one, other = _REGION.sub("", titled), _REGION.sub("", told)
    return titled.endswith(other) or told.endswith(one) or set(one) <= set(other) or set(other) <= set(one)


def build_title_unit(rules: Sequence[TitleUnitRule]) -> TitleUnitDetector:
    """Build one detector of all rules about the unit's own name."""
    return TitleUnitDetector(rules)
