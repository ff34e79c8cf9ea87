from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.fixing import Change, Changed, apply_changes, clean, fix
from taizhang.domain.checking.packs import shipped
from taizhang.domain.checking.types.lexicon import LexiconRule
from taizhang.domain.official_text import OfficialText

CONTEXT = Context(today=date(2026, 11, 20))
PIECES = (
    "支部学习", "XX", "了了", "##paidbegin##", "习.近平", "，", "。", "\n", "(阅读全部图文内容,您需要先登录!)",
    "截止目前", "转载请注明出处", "\u200b", "本人国", " ", "一是", "（一）、", '"', "的的", "2023年", "、等等", ",",
)  # fmt: skip


@cache
def checker() -> Checker:
    return Checker(shipped())


def look(text: str) -> tuple[CheckFinding, ...]:
    return checker().check(OfficialText(text), CONTEXT)


def undone(changed: Changed) -> str:
    """Put everything back that was changed, the last round first."""
    text = changed.text
    for changes in reversed(changed.rounds):
        # From the left every place is again where it was when the change was made.
        for change in changes:
            assert text[change.start : change.start + len(change.after)] == change.after
            text = text[: change.start] + change.before + text[change.start + len(change.after) :]
    return text


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_fixing_and_cleaning_twice_changes_no_more_than_once(text: str) -> None:
    for work in (fix, clean):
        once = work(text, look).text
        assert work(once, look).text == once


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_the_account_gives_back_every_character_that_was_taken(text: str) -> None:
    for work in (fix, clean):
        changed = work(text, look)
        assert undone(changed) == text


def test_cleaning_takes_what_sites_left_and_nothing_else() -> None:
    text = (
        "总结\n(阅读全部图文内容,您需要先登录!)\n支部##paidbegin##学习\u200bXX次，加强了了管理。\n"
        "首页 > 党建\n医疗小本资料权属文秘公文第一站严禁复制剽窃分队。\n##paidend##"
    )
    changed = clean(text, look)
    assert changed.text == "总结\n支部学习XX次，加强了了管理。\n医疗小分队。"
    assert {one.rule for one in changed.changes} == {
        "leftovers/login_prompt", "leftovers/paid_marker", "garble/control_character", "leftovers/page_furniture",
        "leftovers/advertisement",
    }  # fmt: skip


def test_fixing_changes_only_where_the_rule_allows_it() -> None:
    changed = fix("支部学习XX次，习.近平总书记讲话，加强了了管理，某某同志主持。", look)
    assert changed.text == "支部学习XX次，习近平总书记讲话，加强了管理，某某同志主持。"


def test_a_long_chain_of_corrections_settles() -> None:
    text = "学习" + "、等等" * 20 + "。"
    once = fix(text, look).text
    assert once == fix(once, look).text
    assert len(once) < len(text)


def test_corrections_that_overlap_are_made_one_by_one() -> None:
    changes = (Change(0, 2, "甲乙", "丙", "a/b", 1), Change(2, 3, "丁", "", "a/c", 1))
    assert apply_changes("甲乙丁戊", changes) == "丙戊"


def test_no_correction_of_the_lexicons_calls_for_another() -> None:
    rights = {
        right
        for rule in shipped().rules.values()
        if rule.fix and isinstance(rule, LexiconRule)
        for right in rule.replace.values()
    }
    for right in rights:
        assert fix(right, look).text == right
