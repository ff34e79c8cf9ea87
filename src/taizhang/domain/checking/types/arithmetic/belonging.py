"""Whether what stands behind a comma is still one of the parts: 会议27次，其中专题研究党建5次，“第一议题”学习38次."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

COMPLEMENTS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("男",), ("女",)),
    (("正式",), ("预备",)),
    (("在职", "在岗"), ("退休", "离休", "离退休")),
    (("线上",), ("线下",)),
    (("城镇", "城市"), ("农村",)),
    (
        ("已整改", "已完成", "完成整改", "已办结", "已解决"),
        ("未整改", "正在整改", "未完成", "未办结", "正在办理", "未解决"),
    ),
    (("汉族",), ("少数民族",)),
    (("教师党员", "教工党员", "教职工党员"), ("学生党员",)),
    (("党委",), ("总支",), ("支部",)),
    (("上半年",), ("下半年",)),
    (("一季度",), ("二季度",), ("三季度",), ("四季度",)),
)
DISJOINT: tuple[tuple[str, ...], ...] = (
    ("一等奖", "二等奖", "三等奖", "优秀奖"),
    ("国家级", "省级", "市级", "县级"),
    ("研究生", "本科", "大专", "专科", "中专", "高中", "初中"),
    ("优秀", "基本合格", "不合格", "合格"),
)
"""What cannot be both at once, though there may be a third."""
_SHARED = 2
"""Words have two characters as a rule; the last of a noun alone tells its class: 支部大会, 支委会."""
_IDLE = re.compile("^(?:专题|集中|集体|专门|先后|累计|共|有|为|是|占)+|(?:的|共|有|为|是)$")
_MARKS = "，、；：。,（）“”‘’《》 "


def things_counted(before: str, between: str) -> tuple[str, ...]:
    """What a total counts, by the words on both sides of it: 会议 in 召开会议27次, 党员 in 党员83名 and 83名党员."""
    said = (_bare(before.rpartition("，")[2]), _bare(between))
    return tuple(one[-_SHARED:] for one in said if len(one) >= _SHARED)


def is_parallel(label: str, counted: Sequence[str], others: Sequence[str]) -> bool:
    """Say whether a label behind a comma goes on with the list: it names what is counted, or is built like another."""
    mine = _bare(label)
    if not mine or any(one in mine for one in counted):
        return True
    return any(_alike(mine, _bare(one)) for one in others)


def _alike(one: str, other: str) -> bool:
    """Both begin with one word or end with one noun, or are of a group that things are divided by."""
    if other and (one[-1] == other[-1] or (len(other) >= _SHARED and one[:_SHARED] == other[:_SHARED])):
        return True
    if "岁" in one and "岁" in other:
        return True
    return any(any(word in one for word in words) and any(word in other for word in words) for words in _groups())


def _groups() -> Iterator[tuple[str, ...]]:
    yield from DISJOINT
    yield from (tuple(word for words in keys for word in words) for keys in COMPLEMENTS)


def _bare(label: str) -> str:
    return _IDLE.sub("", label.strip(_MARKS))
