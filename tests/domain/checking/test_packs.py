from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from taizhang.domain.checking.context import Context, EarlierText
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.house import House
from taizhang.domain.checking.packs import read_packs, shipped
from taizhang.domain.checking.rule import RuleExample
from taizhang.domain.official_text import OfficialText

TODAY = date(2026, 11, 20)


@cache
def alone(rule: str) -> Checker:
    """A checker with one rule, so that no other rule can speak for it or silence it."""
    packs = shipped()
    return Checker(packs.only(rule), House(switched_on=frozenset({rule})))


def findings(rule: str, example: RuleExample) -> list[CheckFinding]:
    context = Context(
        today=example.today or TODAY,
        year=example.year,
        release=example.release,
        earlier=tuple(EarlierText(f"往年{n}", OfficialText(text)) for n, text in enumerate(example.earlier)),
    )
    return [one for one in alone(rule).check(OfficialText(example.text), context) if one.rule == rule]


@pytest.mark.parametrize("rule", sorted(shipped().rules))
def test_every_rule_finds_its_bad_examples_and_passes_over_its_good_ones(rule: str) -> None:
    for example in shipped().rules[rule].bad:
        found = findings(rule, example)
        assert found, f"没有发现：{example.text}"
        assert not example.finds or example.finds in [one.excerpt for one in found], (example, found)
        for one in found:
            assert "{" not in one.message.replace(one.excerpt, ""), one.message
    for example in shipped().rules[rule].good:
        assert findings(rule, example) == [], f"误报：{example.text}"


def faults(text: str) -> list[str]:
    packs, found = read_packs({"odd.yaml": text})
    assert packs is None
    return [str(fault) for fault in found]


RULE = """zh: 例
rules:
  one:
    type: lexicon
    version: 1
    category: typo
    severity: error
    confidence: high
    source: {level: practice}
    zh: 例
    message: 例
    replace: {截止目前: 截至目前}
    bad: [截止目前]
    good: [截至目前]
"""


def test_a_pack_is_read() -> None:
    packs, found = read_packs({"odd.yaml": RULE})
    assert found == ()
    assert packs is not None
    assert list(packs.rules) == ["odd/one"]


@pytest.mark.parametrize(
    ("old", "new", "line", "key"),
    [
        ("severity: error", "severity: fatal", 7, "rules.one.severity"),
        ("type: lexicon", "type: magic", 4, "rules.one.type"),
        ("    version: 1\n", "", 3, "rules.one.version"),
        ("    good: [截至目前]\n", "", 3, "rules.one.good"),
        ("good: [截至目前]", "good: []", 14, "rules.one.good"),
        ("replace: {截止目前: 截至目前}", "replace: {}", 3, "rules.one"),
        ("replace: {截止目前: 截至目前}", "replace: {截止: 截止}", 3, "rules.one"),
        ("zh: 例\n    message", "id: odd/one\n    zh: 例\n    message", 3, "rules.one"),
        ("type: lexicon", "type: pattern\n    patterns: ['(?<=a)b']", 5, "rules.one.patterns[1]"),
        ("bad: [截止目前]", "bad: [截至目前]", 3, "rules.one"),
        ("category: typo", "category: typo\n    colour: red", 7, "rules.one.colour"),
    ],
)
def test_a_fault_names_file_line_and_key(old: str, new: str, line: int, key: str) -> None:
    assert any(said.startswith(f"odd.yaml:{line}：{key}：") for said in faults(RULE.replace(old, new))), faults(
        RULE.replace(old, new)
    )


def test_a_pattern_that_matches_none_of_its_bad_examples_is_a_fault() -> None:
    text = RULE.replace("type: lexicon", "type: pattern").replace("replace: {截止目前: 截至目前}", "patterns: ['乙']")
    assert "没有一个式子对得上" in faults(text)[0]


def test_a_pack_without_rules_is_a_fault() -> None:
    assert "一条规则也没有" in faults("zh: 例\n")[0]
