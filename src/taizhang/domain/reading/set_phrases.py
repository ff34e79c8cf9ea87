"""Set phrases of the genre in which a number counts nothing: 八项规定, 四个意识 without marks, 两个一百年."""

from __future__ import annotations

import re

from taizhang.domain.official_text.quantities import Quantity

_NOUNS = """
环节 层面 维度 角度 关系 关口 抓手 阶段 目标 重点 关键 方面 问题 原则 前提 途径 渠道 意识 维护 自信 务必 必须 确保 责任
到位 结合 突破 提升 坚持 聚焦 强化 注重 转变 着力 统一 融合 同步 不放过 带头 围绕 下功夫 步骤 层次 文章
"""
ABSTRACT = tuple(_NOUNS.split())
"""Nouns that are counted for rhetoric, unless their list is given."""
_PHRASES = re.compile(
    "八项规定|六项纪律|三项机制|三项制度|四种形态|四个意识|四个自信|四个全面|四个伟大|四个服务|四项基本原则|"
    "两个维护|两个确立|两个责任|两个一以贯之|两个一百年|两个大局|两个结合|两个毫不动摇|两个覆盖|三个代表|三个务必|"
    "五个认同|五位一体|四位一体|三位一体|五大发展|五大新发展|六个必须坚持|六个方面|十个明确|十四个坚持|十三个方面成就|"
    "三大攻坚战|三大法宝|三个区分开来|三个更好|三个文明|三支队伍|四个对照|四个找一找|六个一批|五个一批|三重一大|一个中心|"
    "两个中心|两个基本点|三个规定|四个不摘|四个一|五个一|六个一|三个一|八个一|十个一|一件事|一支部|一家亲|一张嘴|一次性|一家人|"
    "一揽子|一个都不能少|一个不漏|一户不落|一个样|第一个|百家|万家|千家|一家一户|一人一|一人多|一岗双责|双一流|一院|一事一议|"
    "两件事|两套班子|三百六十|一百年|十件大事|三个月|两个月"
)
_LONGEST = 10


def is_set_phrase(text: str, quantity: Quantity) -> bool:
    """Say whether the number belongs to a set phrase that begins at it."""
    if not quantity.numeral and quantity.value not in {3, 4, 8}:
        return False
    return _PHRASES.match(text, quantity.number_start, quantity.number_start + _LONGEST) is not None
