"""The rules that the demonstration's units made themselves: answered as their own examples say."""

from importlib import resources

import pytest

from taizhang.domain.obligations.examples import outcome
from taizhang.domain.rules.obligations import Example, Rule
from taizhang.domain.rules.rulebook import shipped, texts_of

RULEBOOK = shipped().with_units_own(texts_of(resources.files("taizhang.faces.demo") / "own_rules"))
OWN = [rule for rule in RULEBOOK.rules.values() if rule.id.startswith("own/")]
CASES = [(rule, example) for rule in OWN for example in rule.examples]


@pytest.mark.parametrize(
    ("rule", "example"), CASES, ids=[f"{rule.id}-{place}" for place, (rule, _) in enumerate(CASES)]
)
def test_the_engine_answers_as_the_example_says(rule: Rule, example: Example) -> None:
    assert outcome(RULEBOOK, rule, example) == example.expect


def test_each_unit_has_a_kind_of_its_own_with_a_sentence_and_a_cadence() -> None:
    kinds = {kind.id: kind for kind in RULEBOOK.kinds.values() if kind.id.startswith("own/")}
    assert len(kinds) == 3
    assert all(kind.sentence for kind in kinds.values())
    assert {rule.id for rule in OWN} == kinds.keys()
