"""Whole reports of the genre: clean ones stay silent, and each planted fault is found by the rule that is meant."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding, Confidence
from taizhang.domain.checking.packs import shipped
from taizhang.domain.official_text import OfficialText

CLEAN = sorted((Path(__file__).parent / "clean").glob("*.txt"))
FORM = ("punctuation/", "numerals/", "structure/", "arithmetic/", "consistency/")


@cache
def checker() -> Checker:
    return Checker(shipped())


def findings(text: str) -> list[CheckFinding]:
    found = checker().check(OfficialText(text), Context(today=date(2025, 1, 20)))
    return [one for one in found if one.rule.startswith(FORM)]


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_clean_report_stays_silent(path: Path) -> None:
    sure = [one for one in findings(path.read_text("utf-8")) if one.confidence is not Confidence.LOW]
    assert [(one.rule, one.excerpt) for one in sure] == []


PLANTED = [
    ("bureau_branch", "三、存在问题", "四、存在问题", "structure/heading_skip"),
    ("bureau_branch", "二、主要做法", "一、主要做法", "structure/heading_repeat"),
    ("bureau_branch", "（二）抓组织", "（三）抓组织", "structure/heading_skip"),
    ("bureau_branch", "二是活动方式", "三是活动方式", "structure/item_skip"),
    ("bureau_branch", "三是用好“学习强国”", "二是用好“学习强国”", "structure/item_repeat"),
    ("bureau_branch", "以下三个方面", "以下四个方面", "structure/announced_count"),
    ("bureau_branch", "预备党员2名；", "预备党员3名；", "arithmetic/parts_and_total"),
    ("bureau_branch", "入党积极分子3名：", "入党积极分子4名：", "arithmetic/names_and_count"),
    ("bureau_branch", "查摆问题42条，已整改40条", "查摆问题42条，其中已整改45条", "arithmetic/part_above_total"),
    ("bureau_branch", "1月18日", "2月30日", "arithmetic/impossible_day"),
    ("bureau_branch", "“第一议题”制度", "“第一议题“制度", "punctuation/quote_direction"),
    ("bureau_branch", "“两张皮”", "“两张皮", "punctuation/quote_unpaired"),
    ("bureau_branch", "《中国共产党纪律处分条例》6次", "《中国共产党纪律处分条例6次", "punctuation/title_unpaired"),
    ("bureau_branch", "报告如下：", "报告", "punctuation/lead_in"),
    ("bureau_branch", "72人次，平均分", "72人次,平均分", "punctuation/half_width_mark"),
    ("bureau_branch", "宣传手册1200余份", "宣传手册约1200余份", "numerals/doubled_estimate"),
    ("bureau_branch", "3～5件", "3～5万元", "numerals/range_without_unit"),
    ("bureau_branch", "近300小时", "近 300 小时", "numerals/space_by_digits"),
    ("bureau_branch", "思考不深。二是", "思考不深；二是", "punctuation/stop_in_item"),
    ("street_secretary", "由28.4%提高到36.1%，提高7.7个", "由28.4%提高到36.1%，提高8.7个", "arithmetic/wrong_change"),
    ("street_secretary", "由28.4%提高到36.1%", "由36.1%提高到28.4%", "arithmetic/wrong_direction"),
    ("street_secretary", "三、下一步工作思路", "二、下一步工作思路", "structure/heading_repeat"),
    ("street_secretary", "（二）突出重点强功能。", "（二）、突出重点强功能。", "punctuation/bracketed_ordinal"),
    ("street_secretary", "二、存在的问题及原因", "二.存在的问题及原因", "punctuation/chinese_ordinal"),
    ("street_secretary", "1.强化政治引领", "1、强化政治引领", "punctuation/arabic_ordinal"),
    ("street_secretary", "。\n3.党员教育", "，\n3.党员教育", "punctuation/broken_line"),
    ("street_secretary", "年内覆盖率达到85%以上。", "年内覆盖率达到85%以上", "punctuation/missing_end_mark"),
    ("street_secretary", "（市），管理", "（市，管理", "punctuation/bracket_unpaired"),
    ("street_secretary", "统筹不够。", "统筹不够。。", "punctuation/doubled_mark"),
    ("school_half_year", "五、下半年工作安排", "三、下半年工作安排", "structure/heading_repeat"),
    ("school_half_year", "三种方式", "四种方式", None),
    ("school_half_year", "学习9次", "学习十几次", None),
    ("school_half_year", "学习9次", "学习10几次", "numerals/digits_with_few"),
    ("school_half_year", "4月7日", "4月31日", "arithmetic/impossible_day"),
    ("school_half_year", "5月，组织", "05月，组织", None),
    ("school_half_year", "每月一测", "每月一 测", "numerals/space_in_words"),
    (
        "school_half_year",
        "《中国共产党支部工作条例（试行）》",
        "《关于印发<支部工作条例>的通知》",
        "punctuation/title_angle",
    ),
    ("school_half_year", "一等奖3篇、二等奖6篇、三等奖10篇", "一等奖3篇，二等奖6篇，三等奖10篇", None),
    ("school_half_year", "2023年7月5日", "二零二三年七月五日", "numerals/zero_in_year"),
    (
        "dues_notice",
        "分别收缴6214元、6214元、6214元",
        "分别收缴6214元、6214元、6214元、6214元",
        "arithmetic/respectively",
    ),
    ("dues_notice", "2.逐月登记。", "3.逐月登记。", "structure/heading_skip"),
    ("dues_notice", "10月8日", "10月8号", "numerals/day_as_number"),
]


@pytest.mark.parametrize(("report", "old", "new", "rule"), PLANTED, ids=lambda value: str(value)[:24])
def test_a_planted_fault_is_found_and_nothing_else(report: str, old: str, new: str, rule: str | None) -> None:
    text = (Path(__file__).parent / "clean" / f"{report}.txt").read_text("utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    found = {one.rule for one in findings(changed) if one.confidence is not Confidence.LOW}
    assert found == ({rule} if rule else set())
