"""Claims without a number that the records can bear out or not: 按月召开, 全部, 严格落实, 未发生."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from taizhang.domain.official_text import OfficialText


class ClaimKind(StrEnum):
    """What a claim says."""

    CADENCE = "cadence"
    ALL = "all"
    STRICT = "strict"
    NONE = "none"


CLAIM_WORDS = {
    ClaimKind.CADENCE: "按期",
    ClaimKind.ALL: "全部",
    ClaimKind.STRICT: "严格落实",
    ClaimKind.NONE: "没有发生",
}
_CLAIM = re.compile(
    "(?P<cadence>(?:坚持)?(?:按月|每月|逐月|按季度?|每季度?|按周|每周|每年|按年度?|每半年|按时|按期|定期|如期)(?:组织|开展|召开|学习|研究|听取|缴纳|收缴|换届|完成|排查|讲|报告|公开|公示))"
    "|(?P<none>未发生|没有发生|无一例|零发生|零违纪|零投诉|未出现|没有出现)"
    "|(?P<all>全部(?=完成|整改|落实|到位|参加|参与|签订|办结|覆盖|足额|按)|全覆盖|全员(?=参加|参与|参训|轮训|签订|培训)|均已|100%|百分之百|无一遗漏|一个不漏)"
    "|(?P<strict>严格(?:落实|执行|遵守|按照|履行|规范)|坚决落实|不折不扣|认真落实|从严(?:落实|执行))"
)
_DENIED = ("没有", "没有能", "没能", "未", "未能", "不能")
"""有3次没有按月召开 owns up to what a claim would hide."""
_MARKS = "，。；！？：\n,;"
_REACH = 60


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: its kind, the clause it is made in, and its place."""

    kind: ClaimKind
    word: str
    clause: str
    start: int
    end: int


def claims_of(official: OfficialText) -> tuple[Claim, ...]:
    """List the claims of a text in their order."""
    return tuple(_claims(official.text))


def _claims(text: str) -> Iterator[Claim]:
    for found in _CLAIM.finditer(text):
        kind = next(kind for kind in ClaimKind if found[kind.value])
        if kind is not ClaimKind.NONE and text[: found.start()].endswith(_DENIED):
            continue
        start = max(text.rfind(mark, max(0, found.start() - _REACH), found.start()) for mark in _MARKS) + 1
        start = max(start, found.start() - _REACH)
        ends = [at for at in (text.find(mark, found.end(), found.end() + _REACH) for mark in _MARKS) if at >= 0]
        end = min(ends, default=min(len(text), found.end() + _REACH))
        yield Claim(kind, found[0], text[start:end].strip(), found.start(), found.end())
