"""How often: 每月不少于1次, 每季度一期党课, and 每季度专题研究党建工作, which names no number and means once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.domain.official_text import Span

_PERIODS = {
    "季度": "季度", "季": "季度", "半月": "半月", "半年": "半年", "个月": "月", "月": "月", "学期": "学期", "年": "年",
    "周": "周", "星期": "周", "日": "日", "天": "日",
}  # fmt: skip
_PERIOD = re.compile(
    r"每(?:一|个)?(季度|半年|半月|个月|学期|星期|季|月|年|周|日|天)(?![0-9一二两三四五六七八九十]*[日号]|度)"
)
_VERBS = """
召开 开展 组织 举办 听取 研究 专题 深入 集中 学习 研判 通报 报告 督导 督查 检查 调度 讲
上党课 上一 分析 走访 接待 排查 公布 公示 考核 召集 举行 进行 安排 推送 发布 汇报 调研 联系
慰问 汇总 评选 收缴 到 参加 主持 带头 对 向 与 围绕 利用 更新 梳理
"""
_IMPLIED = re.compile(
    r"每(?P<period>季度|半年|个月|学期|季|月|年)(?:都|均|坚持|定期|至少|按时|按期|主动|亲自|全覆盖|及时)?(?="
    + "|".join(_VERBS.split())
    + r")(?P<rest>[^，。；！？：\n,;]{2,60})"
)
_NUMBER = re.compile(r"[0-9０-\uff19一二两三四五六七八九十]\s?[次个期场篇名项份节堂人件批]")
_MARKS = "，。；！？：\n,;"


@dataclass(frozen=True, slots=True)
class Rate:
    """Something done once in each period."""

    span: Span
    period: str
    label: str
    clause: int


def period_before(text: str, clause_start: int, at: int) -> str:
    """The period that a number in the same clause is meant for; empty where there is none."""
    found = None
    for found in _PERIOD.finditer(text, clause_start, at):  # noqa: B007
        pass
    return _PERIODS[found[1]] if found else ""


def implied_rates(text: str) -> Iterator[Rate]:
    """Every clause that says 每季度… without a number."""
    for found in _IMPLIED.finditer(text):
        if _NUMBER.search(found["rest"]):
            continue
        start = max(text.rfind(mark, max(0, found.start() - 200), found.start()) for mark in _MARKS) + 1
        yield Rate(Span(found.start(), found.end()), _PERIODS[found["period"]], found["rest"], start)
