"""A unit's own words: said instead of the pack's where there are any, and nowhere else."""

from typing import Any

import yaml

from taizhang.domain.reporting.drafting import draft
from taizhang.domain.reporting.own_words import pack_of
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.rulebook import Rulebook, shipped
from tests.domain.reporting.speaking import BRANCH, facts_of, plan_of
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
