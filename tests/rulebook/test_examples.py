"""Every example of every rule, asked of the engine that answers the pages."""

from __future__ import annotations

import pytest

from taizhang.domain.obligations.examples import outcome
from taizhang.domain.rules.obligations import Example, Rule
from taizhang.domain.rules.rulebook import shipped

RULEBOOK = shipped()
CASES = [(rule, example) for rule in RULEBOOK.rules.values() for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), CASES, ids=[f"{rule.id}: {example.name}" for rule, example in CASES])
def test_the_engine_answers_as_the_example_says(rule: Rule, example: Example) -> None:
    assert outcome(RULEBOOK, rule, example) == example.expect


def test_every_answer_that_an_example_can_ask_for_is_asked_for() -> None:
    assert {example.expect for _, example in CASES} == {
        "met", "unmet", "not_yet_due", "insufficient_data", "not_applicable", "no_basis",
    }  # fmt: skip
