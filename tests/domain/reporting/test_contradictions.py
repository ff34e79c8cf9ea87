"""A sentence that claims no exception where the ledger has one keeps the report from issue."""

from dataclasses import replace
from datetime import date

import pytest

from taizhang.domain.reporting import Block, Document, Shortfall, Style, Words
from taizhang.domain.reporting.contradictions import contradictions
from taizhang.domain.rules.rulebook import shipped
from tests.domain.reporting.speaking import UNMET


def found(text: str, shortfall: Shortfall = UNMET, part: str = "organization") -> list[str]:
    document = Document((Block("one", Style.PARAGRAPH, (Words(text),), part),))
    rulebook = shipped()
    absolutes = rulebook.phrases["duty_report"].absolutes
    return [one.code for one in contradictions(document, [shortfall], rulebook, absolutes, date(2025, 12, 31))]


@pytest.mark.parametrize(
    "text", ["各党支部按月召开支委会。", "严格落实“三会一课”，支部委员会会议一次不少。", "支委会全部召开。"]
)
def test_a_claim_beside_an_unmet_month_blocks(text: str) -> None:
    assert found(text) == ["report.contradiction"]


@pytest.mark.parametrize(
    "text", ["各党支部召开支部委员会会议92次。", "按月开展主题党日。", "全部收缴。支委会召开92次。"]
)
def test_what_claims_nothing_about_it_passes(text: str) -> None:
    assert not found(text)


def test_owning_up_to_it_is_no_claim() -> None:
    assert not found("有的党支部支委会有3次没有按月召开。", part="problems")


def test_a_rule_that_is_not_confirmed_contradicts_nobody() -> None:
    assert not found("按月召开支委会。", replace(UNMET, confirmed=False))


def test_no_shipped_framing_or_pattern_claims_that_there_was_no_exception() -> None:
    """Else a draft of our own making would stand in the way of its issue."""
    for pack in shipped().phrases.values():
        leads = [*pack.leads.values(), *pack.leads_of_person.values()]
        told = [
            getattr(one, key) for one in pack.sentences.values() for key in ("speaker", "own", "below", "all", "act")
        ]
        texts = [text for texts in (*leads, *told, pack.opening) for text in texts]
        assert [(word, text) for text in texts for word in pack.absolutes if word in text] == []
