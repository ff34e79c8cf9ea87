"""A unit's own outline as a file: what it may stand for, what its words may not say."""

from typing import Any

import pytest
import yaml

from taizhang.domain.rules.differences import content_difference, differences
from taizhang.domain.rules.faults import RulebookFaultyError
from taizhang.domain.rules.rulebook import Rulebook, shipped

PATH = "outlines/own/c/outline_1.yaml"
SECTIONS: list[dict[str, Any]] = [
    {
        "role": "achievements",
        "headings": ["主要工作"],
        "share": 70,
        "parts": [
            {"id": "theory", "headings": ["抓学习"], "groups": ["study"]},
            {"id": "service", "headings": ["办实事"], "groups": ["service"]},
        ],
    },
    {"role": "problems", "headings": ["问题"], "share": 30},
]


def own(**more: Any) -> dict[str, Any]:
    return {
        "zh": "本院的提纲",
        "about": "person",
        "types": ["branch"],
        "title": "{year}年述职报告",
        "phrases": "duty_report",
        "based_on": "branch_secretary_duty_report",
        "sections": SECTIONS,
    } | more


def book(**more: Any) -> Rulebook:
    return shipped().with_units_own({PATH: yaml.safe_dump(own(**more), allow_unicode=True)})


def words(**said: Any) -> dict[str, Any]:
    return {"words": said}


@pytest.mark.parametrize(
    ("more", "key", "message"),
    [
        (words(opening=["开会3次。"]), "words.opening[1]", "不能写数字和数量"),
        (words(opening=["各支部严格落实制度。"]), "words.opening[1]", "“严格落实”说的是没有例外"),
        (words(leads={"theory": ["全部完成。"]}), "words.leads.theory[1]", "“全部”说的是没有例外"),
        (words(leads={"unity": ["凝聚力量。"]}), "words.leads.unity", "没有“unity”这一小节"),
        (words(closing=["{weather}"]), "words.closing[1]", "不能用“{weather}”"),
        (words(closing=["完{"]), "words.closing[1]", "花括号要成对"),
        (
            words(sentences={"theme_day": {"own": ["开展主题党日12次，参加{attendance}"]}}),
            "words.sentences.theme_day.own[1]",
            "直接写数字",
        ),
        (words(sentences={"theme_day": {"own": ["活动{nonsense}"]}}), "words.sentences.theme_day.own[1]", "不是数据"),
        (words(sentences={"theme_day": {"act": ["{day}，3人"]}}), "words.sentences.theme_day.act[1]", "直接写数字"),
        (words(sentences={"theme_day": {"act": ["{count}"]}}), "words.sentences.theme_day.act[1]", "不能用“{count}”"),
        (words(sentences={"no_kind": {"own": ["{count}"]}}), "words.sentences.no_kind", "没有“no_kind”这个类别"),
        (words(sentences={"theme_day": {"head": ["抓{year}年。"]}}), "words.sentences.theme_day.head[1]", "不能有空"),
        (words(sentences={"theme_day": {"head": ["抓全覆盖。"]}}), "words.sentences.theme_day.head[1]", "没有例外"),
        (words(subjects={"below": "全部党支部"}), "words.subjects.below[1]", "没有例外"),
        (words(subjects={"own": {"branch": "{unit}支部"}}), "words.subjects.own.branch[1]", "不能有空"),
        (words(cause=["{name}是"]), "words.cause[1]", "不能有空"),
        (words(problems={"no_rule": ["{who}有{times}"]}), "words.problems.no_rule", "没有“no_rule”这条规则"),
        (words(problems={"theme_day_monthly": ["{who}做得不够"]}), "words.problems.theme_day_monthly[1]", "{times}"),
        (words(problems={"theme_day_monthly": ["有3次，{times}"]}), "words.problems.theme_day_monthly[1]", "数字"),
        (
            words(problems_otherwise=["{organizations}没有做到，有{times}"]),
            "words.problems_otherwise[1]",
            "放在逗号后面的半句里",
        ),
        (words(problems_otherwise=["{organization}有{times}"]), "words.problems_otherwise[1]", "“{organization}”"),
        (
            words(problem_topics=[{"said": ["有2次不够"], "matter": "不够"}]),
            "words.problem_topics[1].said[1]",
            "数字和数量",
        ),
        (
            words(problem_topics=[{"said": ["不够"], "matter": "不够", "rules": ["nothing"]}]),
            "words.problem_topics[1].rules",
            "没有“nothing”这条规则",
        ),
        ({"based_on": "nothing"}, "based_on", "没有“nothing”这份随附的提纲"),
        ({"based_on": "organization_report"}, "about", "个人的只能照个人的定"),
        ({"title": "{year.__class__}报告"}, "title", "标题里不能用"),
        ({"title": "{year报告"}, "title", "花括号要成对"),
    ],
)
def test_what_may_not_stand_in_it_is_refused_at_its_place(more: dict[str, Any], key: str, message: str) -> None:
    with pytest.raises(RulebookFaultyError) as refused:
        book(**more)
    (fault,) = refused.value.faults
    assert (fault.file, fault.key) == (PATH, key)
    assert message in fault.message


def test_an_own_outline_may_not_stand_for_an_own_one() -> None:
    files = {PATH: own(), PATH.replace("_1", "_2"): own(based_on="own/c/outline_1")}
    with pytest.raises(RulebookFaultyError, match="没有“own/c/outline_1”这份随附的提纲"):
        shipped().with_units_own({path: yaml.safe_dump(one, allow_unicode=True) for path, one in files.items()})


def test_the_difference_says_what_moved_and_what_reads_otherwise() -> None:
    moved = [SECTIONS[1], SECTIONS[0] | {"share": 70, "parts": SECTIONS[0]["parts"][::-1]}]
    (file,) = differences(book(), book(sections=moved, **words(closing=["以上，请评议。"])))
    told = {one.zh: (one.old, one.new) for one in file.keys}
    assert (file.family, file.zh) == ("提纲", "本院的提纲")
    assert told["部分 · 先后"] == ("主要工作、问题", "问题、主要工作")
    assert told["部分 · 主要工作 · 小节 · 先后"] == ("抓学习、服务群众与品牌", "服务群众与品牌、抓学习")
    assert ("", "结尾：以上，请评议。") in told.values()


def test_it_is_held_against_the_shipped_one_that_it_was_made_from() -> None:
    made = book()
    told = content_difference(shipped(), "outlines/branch_secretary_duty_report.yaml", made, PATH)
    assert {"名称", "标题"} <= {one.zh for one in told.keys}
