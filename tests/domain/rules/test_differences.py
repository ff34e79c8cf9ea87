from __future__ import annotations

from taizhang.domain.rules.differences import Change, FileDifference, differences
from taizhang.domain.rules.rulebook import Rulebook
from tests.domain.rules.small import FIGURE, KIND, RULE, SMALL, small


def between(**changed: str) -> tuple[FileDifference, ...]:
    return differences(Rulebook.from_texts(SMALL), Rulebook.from_texts(small(**changed)))


def test_the_same_rulebook_differs_in_nothing() -> None:
    assert between() == ()


def test_a_changed_key_is_said_old_and_new_in_chinese() -> None:
    (rule,) = between(obligations__theme_day_monthly=RULE.replace("window: month", "window: quarter"))
    assert (rule.change, rule.family, rule.zh) == (Change.CHANGED, "规则", "主题党日每月一次")
    (key,) = rule.keys
    assert (key.key, key.zh) == ("versions.2018-10-28.window", "各版 · 2018-10-28 · 周期")
    assert (key.old, key.new) == ("每月", "每季度")


def test_ids_are_said_by_their_names() -> None:
    (rule,) = between(
        obligations__theme_day_monthly=RULE.replace("[theme_day/count]", "[theme_day/count, theme_day/films]")
    )
    assert [(key.old, key.new) for key in rule.keys] == [("主题党日次数", "主题党日次数、观影")]


def test_a_key_that_came_or_went_has_one_side_empty() -> None:
    (kind,) = between(
        kinds__theme_day=KIND.replace("unit: 次\n", "unit: 次\nnote: 新的说明\n").replace(
            "  theme: {zh: 主题, type: text}\n", ""
        )
    )
    told = {key.zh: (key.old, key.new) for key in kind.keys}
    assert told["说明"] == ("", "新的说明")
    assert told["字段 · 主题"] == ("名称：主题；类型：text", "")


def test_files_that_came_and_went_are_told() -> None:
    found = {one.path: one.change for one in between(figures__served="", figures__other=FIGURE)}
    assert found == {"figures/served.yaml": Change.REMOVED, "figures/other.yaml": Change.ADDED}
    assert [change.zh for change in Change] == ["新增", "取消", "修改"]


def test_it_says_what_posts_anew() -> None:
    (words,) = between(kinds__theme_day=KIND.replace("zh: 主题党日", "zh: 固定党日"))
    (posts,) = between(kinds__theme_day=KIND.replace("when: {form: film}", "when: {form: visit}"))
    assert not words.reposts
    assert posts.reposts
