"""A unit's own words: said instead of the pack's where there are any, and nowhere else."""

from typing import Any

import yaml

from taizhang.domain.reporting import Choice
from taizhang.domain.reporting.drafting import draft
from taizhang.domain.reporting.own_words import pack_of
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.rulebook import Rulebook, shipped
from tests.domain.reporting.speaking import BRANCH, COMMITTEE, UNMET, facts_of, plan_of
from tests.domain.rules.test_own_outlines import PATH, own

OWN_WORDS: dict[str, Any] = {
    "opening": ["{year}年，认真履行第一责任人职责。"],
    "closing": ["以上，请评议。"],
    "leads": {"service": ["把群众的小事当大事办。"]},
    "sentences": {"good_deed": {"own": ["办成群众身边的实事{count}，惠及群众{beneficiaries}"]}},
}


def _book() -> Rulebook:
    return shipped().with_units_own({PATH: yaml.safe_dump(own(words=OWN_WORDS), allow_unicode=True)})


def _plan() -> Plan:
    book, shape = _book(), plan_of(BRANCH, "branch_secretary_duty_report")
    return Plan(book, book.outlines["own/c/outline_1"], BRANCH, shape.notice)


def test_a_draft_is_told_in_the_units_own_words_with_the_ledgers_numbers() -> None:
    plan = _plan()
    values = {"own good_deed/count": 4}
    document = draft(plan, facts_of(plan, values)).document
    assert "2025年，认真履行第一责任人职责。" in document.text
    assert "把群众的小事当大事办。" in document.text
    assert "办成群众身边的实事4件" in document.text
    assert "以上，请评议。" in document.text
    assert {chip.value for chip in document.chips()} == {4}


def test_what_it_does_not_say_stays_the_packs() -> None:
    book = _book()
    shipped_pack, pack = book.phrases["duty_report"], pack_of(book, book.outlines["own/c/outline_1"])
    assert pack.sentences["good_deed"].below == shipped_pack.sentences["good_deed"].below
    assert pack.sentences["theme_day"] == shipped_pack.sentences["theme_day"]
    assert pack.announcement == shipped_pack.announcement
    assert pack.problems_opening == shipped_pack.problems_opening
    assert pack_of(book, book.outlines["secretary_duty_report"]) is shipped_pack


def test_who_speaks_and_what_fell_short_are_told_in_the_units_words_too() -> None:
    said = {
        "subjects": {"below": "各支部", "own": {"organ_committee": "局机关党委"}},
        "sentences": {"collective_study": {"head": ["抓机关学习。"]}},
        "problems": {"branch_committee_monthly": ["{who}支委会开得不勤，有{times}没有按月召开"]},
        "problem_topics": [{"said": ["组织生活抓得还不紧"], "matter": "组织生活不紧"}],
        "cause": ["根子在于"],
    }
    shape = own(about="person", types=[], based_on="secretary_duty_report", words=said)
    book = shipped().with_units_own({PATH: yaml.safe_dump(shape, allow_unicode=True)})
    plan = Plan(book, book.outlines["own/c/outline_1"], COMMITTEE, plan_of().notice)
    values = {"own collective_study/count": 4, "below theme_day/count": 9}
    facts = facts_of(plan, values, shortfalls=(UNMET,), choices={UNMET.rule: Choice(cause="抓得不紧")})
    text = draft(plan, facts).document.text
    assert plan.body == "局机关党委"
    assert "组织生活抓得还不紧。有的党支部支委会开得不勤，有3次没有按月召开。根子在于抓得不紧" in text
    assert "各党支部" not in text
    pack = pack_of(book, plan.outline)
    assert pack.sentences["collective_study"].head == ("抓机关学习。",)
    assert pack.subjects["person"].below == "各支部"
    assert pack.subjects["person"].speaker == book.phrases["duty_report"].subjects["person"].speaker
    assert pack.problems["theme_day_monthly"] == book.phrases["duty_report"].problems["theme_day_monthly"]
