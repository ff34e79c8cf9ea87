"""Open questions for who comments on a report (点评): each stands on something that can be looked up in the report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taizhang.domain.reading.claims import ClaimKind
from taizhang.domain.reading.problems import Item
from taizhang.domain.reading.report import ReportRead
from taizhang.domain.reading.sections import PART_WORDS, Part

_BLANK = re.compile("[XxＸ×]{2,}|[_＿]{2,}|[*]{2,}|【待补")  # noqa: RUF001 (full-width X is a blank too)
_FEW_FIGURES = 3.0
_THOUSAND = 1000
_LOW = 8
_MOST_NAMED = 2


def questions_for(
    report: ReportRead,
    *,
    missing: Sequence[Part],
    problems: Sequence[Item],
    intentions: Sequence[Item],
    unanswered: Sequence[Item],
    problems_share: int | None,
    copied_from: Sequence[str],
    repeats_last: bool,
) -> tuple[str, ...]:
    """Write the questions that a report leaves open, most telling first."""
    asked = [f"没有写“{PART_WORDS[part]}”，是没有，还是没有单列？" for part in missing]
    asked += [f"去年提出“{_short(item.text)}”，今年怎么样了？" for item in unanswered[:_MOST_NAMED]]
    asked += _about_problems(report, problems, problems_share)
    asked += _about_intentions(intentions)
    asked += _about_claims(report)
    if copied_from:
        asked.append(f"有段落与“{copied_from[0]}”相同，哪些是本单位自己做的？")
    if repeats_last:
        asked.append("有段落或数据与上年报告相同，今年新做了什么？")
    if report.length and _THOUSAND * len(report.figures) / report.length < _FEW_FIGURES:
        asked.append("全文数据不多，主要工作做了几次、多少人参加？")
    if blanks := len(_BLANK.findall(report.text.text)):
        asked.append(f"有 {blanks} 处没有填（XX、下划线），填上是多少？")
    return tuple(asked)


def _about_problems(report: ReportRead, problems: Sequence[Item], least: int | None) -> list[str]:
    share = report.shares.get(Part.PROBLEMS, 0.0)
    asked = []
    if problems and share < (least or _LOW):
        asked.append(f"问题只占全文 {share:g}%，主要的原因是什么，表现在哪些事上？")
    if problems and not any("原因" in section.heading for section in report.sections):
        text = report.text.text
        if not any(
            "原因" in text[section.start : section.end] for section in report.sections if section.part is Part.PROBLEMS
        ):
            asked.append(f"“{_short(problems[0].text)}”，原因在哪里？")
    return asked


def _about_intentions(intentions: Sequence[Item]) -> list[str]:
    bare = [item for item in intentions if not item.has_target and not item.has_day]
    if not bare or len(bare) < len(intentions):
        return []
    return [f"打算“{_short(bare[0].text)}”，做到什么程度、什么时候完成？"]


def _about_claims(report: ReportRead) -> list[str]:
    by = {kind: [claim for claim in report.claims if claim.kind is kind] for kind in ClaimKind}
    asked = []
    if by[ClaimKind.CADENCE]:
        asked.append(f"写了“{_short(by[ClaimKind.CADENCE][0].clause)}”，每一次的日期和记录在哪里？")
    if by[ClaimKind.ALL]:
        asked.append(f"写了“{_short(by[ClaimKind.ALL][0].clause)}”，应有多少、实有多少？")
    return asked


def _short(text: str) -> str:
    plain = text.strip("，。；、 ")
    plain = re.split("[。，；]", plain, maxsplit=1)[0]
    return plain if len(plain) <= 24 else f"{plain[:23]}…"  # noqa: PLR2004 (as much as fits a line)
