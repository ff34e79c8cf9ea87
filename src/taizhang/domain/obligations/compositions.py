"""How an organisation is made up (组成): a measure of the day asked, between its bounds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from taizhang.domain.obligations.answers import Code, Obligation, Subject
from taizhang.domain.obligations.standing import why_not_addressed
from taizhang.domain.obligations.wording import cited, unconfirmed_reason
from taizhang.domain.periods import Window
from taizhang.domain.rules.obligations import Composition, CompositionVersion
from taizhang.domain.rules.shape import Source, Status
from taizhang.domain.rules.vocabulary import MEASURES


def compositions_of(
    rule: Composition, subject: Subject, as_of: date, sources: Mapping[str, Source] | None = None
) -> list[Obligation]:
    """Answer for the day asked."""
    version = rule.at(as_of)
    if version is None or why_not_addressed(version.applies_to, rule.profile, subject, as_of):
        return []
    name = MEASURES.get(version.measure, version.measure)
    number = subject.measures.get(version.measure)
    bounds = _bounds(version)
    if number is None:
        code, reason = Code.INSUFFICIENT_DATA, f"{name}不清楚，登记后就能判断。"
    else:
        code = _judged(version, number)
        usually = "一般" if version.general else ""
        reason = f"{name} {number}，{usually}应{bounds}。"
        if code is Code.INSUFFICIENT_DATA:
            reason = unconfirmed_reason() + reason
    counted = "不清楚" if number is None else str(number)
    obligation = Obligation(
        rule.id,
        rule.zh,
        subject.id,
        Window(as_of, as_of),
        as_of,
        code,
        reason,
        arithmetic=(f"{as_of} {name} {counted}", f"应{bounds}", f"→ {code.zh}"),
        had=number or 0,
        needed=version.least or 0,
        **cited(version, sources or {}),
    )
    return [obligation]


def _judged(version: CompositionVersion, number: int) -> Code:
    fits = (version.least is None or number >= version.least) and (version.most is None or number <= version.most)
    if fits:
        return Code.MET
    return Code.UNMET if version.status is Status.CONFIRMED else Code.INSUFFICIENT_DATA


def _bounds(version: CompositionVersion) -> str:
    if version.least is not None and version.most is not None:
        return f"在 {version.least} 至 {version.most} 之间"
    return f"不少于 {version.least}" if version.least is not None else f"不多于 {version.most}"
