from __future__ import annotations

from taizhang.domain.checking.packs import read_packs, shipped
from taizhang.domain.checking.types.probe import PROBES, ProbeRule

RULE = """zh: 例
rules:
  one:
    type: probe
    finds: doubled_mark
    version: 1
    category: punctuation
    severity: error
    confidence: high
    source: {level: practice}
    zh: 例
    message: 例
    bad: [会议强调，，要抓好落实。]
    good: [会议强调，要抓好落实。]
"""


def test_everything_a_probe_can_find_has_a_rule_that_says_it() -> None:
    found = {name for probe in PROBES for name in probe.names}
    asked = {rule.finds for rule in shipped().rules.values() if isinstance(rule, ProbeRule)}
    assert found == asked


def test_a_name_that_no_probe_knows_is_a_fault_with_its_line() -> None:
    packs, faults = read_packs({"odd.yaml": RULE.replace("doubled_mark", "tripled_mark")})
    assert packs is None
    assert [str(fault) for fault in faults if "tripled_mark" in str(fault)]
    assert all(str(fault).startswith("odd.yaml:5：rules.one.finds：") for fault in faults)


def test_a_rule_of_ones_own_may_ask_a_probe_in_other_words() -> None:
    packs, faults = read_packs({"odd.yaml": RULE})
    assert faults == ()
    assert packs is not None
    assert list(packs.rules) == ["odd/one"]
