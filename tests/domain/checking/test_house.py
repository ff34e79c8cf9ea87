from __future__ import annotations

from datetime import date

import pytest

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.fixing import fix
from taizhang.domain.checking.house import House, house_of, read_house
from taizhang.domain.checking.packs import shipped
from taizhang.domain.checking.review import review
from taizhang.domain.official_text import OfficialText

CONTEXT = Context(today=date(2026, 11, 20))
TEXT = "2025年工作总结\n支部学习XX次，加强了了管理。\n支部研讨XX次，形成长效机制。"
FILE = """protected: [清河微网格]
style: {支委会: 支部委员会会议}
switched_off:
  - {rule: garble/doubled, reason: 引文保留原样, author: 王江}
switched_on: [blanks]
silences:
  - {reach: always, rule: blanks/placeholder, excerpt: XX, reason: 代号, author: 王江, on: 2026-11-01}
"""


def house(**said: object) -> House:
    value, faults = house_of(said, shipped().rules)
    assert value is not None, faults
    return value


def blanks(said: House, document: str = "甲.txt") -> list[int]:
    found = review(Checker(shipped(), said), OfficialText(TEXT), CONTEXT, document)
    return [one.start for one in found.findings if one.rule == "blanks/placeholder"]


def silence(**said: str) -> House:
    return house(silences=[{"rule": "blanks/placeholder", "reason": "代号", "author": "王江", **said}])


def test_a_file_with_a_units_own_words_is_read() -> None:
    value, faults = read_house("house.yaml", FILE, shipped().rules)
    assert faults == ()
    assert value is not None
    assert value.silences[0].on == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("rule: garble/doubled", "rule: garble/dubled", "house.yaml:4：switched_off[1].rule"),
        ("[blanks]", "[blank]", "house.yaml:5：switched_on[1]"),
        (", reason: 引文保留原样", "", "house.yaml:4：switched_off[1].reason"),
        ("excerpt: XX, ", "", "house.yaml:7：silences[1]"),
        ("reach: always", "reach: once", "house.yaml:7：silences[1]"),
        ("支部委员会会议", "支委会会议", "house.yaml"),
        ("protected:", "protect:", "house.yaml:1：protect"),
        ("author: 王江}", "author: ''}", "house.yaml:4：switched_off[1].author"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_line(old: str, new: str, place: str) -> None:
    value, faults = read_house("house.yaml", FILE.replace(old, new), shipped().rules)
    assert value is None
    assert any(str(fault).startswith(place) for fault in faults), list(map(str, faults))


def test_a_place_is_let_stand_once() -> None:
    (first, second) = (one for one in Checker(shipped()).check(OfficialText(TEXT), CONTEXT) if one.excerpt == "XX")
    said = silence(reach="once", document="甲.txt", fingerprint=first.fingerprint)
    assert blanks(said) == [second.start]
    assert len(blanks(said, "乙.txt")) == 2
    assert blanks(said, "稿件/甲.txt") == [second.start]


def test_a_rule_is_let_rest_in_one_document_or_a_wording_for_good() -> None:
    assert blanks(silence(reach="document", document="甲.txt")) == []
    assert len(blanks(silence(reach="document", document="甲.txt"), "乙.txt")) == 2
    assert blanks(silence(reach="always", excerpt="XX"), "乙.txt") == []
    assert len(blanks(silence(reach="always", excerpt="YY"))) == 2


def test_what_is_let_stand_is_still_listed_with_its_reason() -> None:
    found = review(Checker(shipped(), silence(reach="always", excerpt="XX")), OfficialText(TEXT), CONTEXT)
    assert [(one.excerpt, by.reason, by.author) for one, by in found.silenced] == [("XX", "代号", "王江")] * 2


@pytest.mark.parametrize("rule", ["garble/doubled", "garble"])
def test_a_rule_that_is_switched_off_stays_off_in_fixing_too(rule: str) -> None:
    off = house(switched_off=[{"rule": rule, "reason": "引文", "author": "王江"}], switched_on=[rule])
    checker = Checker(shipped(), off)
    assert not [one for one in checker.check(OfficialText(TEXT), CONTEXT) if one.rule.startswith(rule)]
    assert "了了" in fix(TEXT, lambda text: checker.check(OfficialText(text), CONTEXT)).text
    on = Checker(shipped())
    assert "了了" not in fix(TEXT, lambda text: on.check(OfficialText(text), CONTEXT)).text
