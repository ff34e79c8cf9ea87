"""Who was in the chair."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from taizhang.domain.findings import Finding, Severity
from taizhang.domain.ledger.occasion import Occasion, Part, Roster
from taizhang.domain.ledger.surroundings import Surroundings
from taizhang.domain.ledger.validation import validate
from taizhang.domain.obligations.answers import Code, Obligation, Subject
from taizhang.domain.obligations.contents import contents_of
from taizhang.domain.obligations.held import Held
from taizhang.domain.obligations.owed import Urgency, urgency
from tests.domain.worlds import rule_of, rulebook_of

DAY = date(2025, 6, 10)
ROSTER = Roster(secretary=11, deputies=(12,), committee=(11, 13))
KINDS: dict[str, dict[str, Any]] = {"meeting": {"zh": "支部党员大会"}, "talk": {"zh": "谈心"}}
VERSION = {"kinds": ["meeting"], "requires": ["chair_of:committee"], "general": True}
RULES: dict[str, dict[str, Any]] = {"chaired": {"type": "content", "version": VERSION}}
BOOK = rulebook_of(KINDS, RULES)


def occasion(*chairs: int, roster: Roster = ROSTER, kind: str = "meeting") -> Occasion:
    roles = {"chair": chairs} if chairs else {}
    return Occasion(1, DAY, 2025, title="大会", parts=(Part(kind, {}, roles),), roster=roster)


def hints(held: Occasion, book: Any = BOOK, profiles: frozenset[str] = frozenset()) -> list[Finding]:
    found = validate(held, book, DAY, Surroundings(profiles=profiles))
    return [one for one in found if one.code == "chair_not_leading"]


def answered(held: Occasion) -> Obligation:
    rule: Any = BOOK.rules["chaired"]
    (one,) = contents_of(rule, Subject(1, "branch"), 2025, DAY, [Held(1, 1, "大会", held)], BOOK)
    return one


@pytest.mark.parametrize(
    ("chairs", "roster", "code"),
    [
        ((11,), ROSTER, Code.MET),
        ((12,), ROSTER, Code.MET),
        ((13,), ROSTER, Code.MET),
        ((14,), ROSTER, Code.UNMET),
        ((14, 12), ROSTER, Code.MET),
        ((), ROSTER, Code.INSUFFICIENT_DATA),
        ((14,), Roster(), Code.INSUFFICIENT_DATA),
        ((11,), Roster(secretary=11), Code.MET),
    ],
)
def test_the_form_hints_exactly_where_the_answer_is_that_nobody_of_them_chaired(
    chairs: tuple[int, ...], roster: Roster, code: Code
) -> None:
    held = occasion(*chairs, roster=roster)
    assert answered(held).code is code
    assert bool(hints(held)) == (code is Code.UNMET)


def test_the_hint_stands_beside_the_chair_blocks_nothing_and_names_its_ground() -> None:
    (hint,) = hints(occasion(14))
    assert (hint.place, hint.severity, hint.rule) == ("parts.0.roles.chair", Severity.HINT, "chaired")
    assert not hint.blocks
    assert "支部党员大会一般由书记召集并主持" in hint.message
    assert "第十一条" in hint.suggestion


def test_the_words_are_soft_and_say_why() -> None:
    lacking = answered(occasion(14))
    assert lacking.reason == "“大会”主持人不是当日的书记、副书记或委员。"
    assert lacking.arithmetic == ("由书记、副书记或委员主持：不是",)
    assert urgency(lacking, DAY) is Urgency.MISSED
    assert "不能判断由谁主持" in answered(occasion()).reason
    assert answered(occasion(11)).reason == "由书记、副书记或委员主持。"


def test_other_kinds_and_days_before_the_rule_are_left_alone() -> None:
    assert hints(occasion(14, kind="talk")) == []
    late = rulebook_of(KINDS, {"chaired": {"type": "content", "version": {**VERSION, "from": "2025-06-11"}}})
    assert hints(occasion(14), late) == []


def test_a_local_rule_hints_only_where_it_was_chosen() -> None:
    local = rulebook_of(KINDS, {"chaired": {**RULES["chaired"], "profile": "strict"}})
    assert hints(occasion(14), local) == []
    assert len(hints(occasion(14), local, frozenset({"strict"}))) == 1


def test_what_else_is_missing_is_named_beside_it() -> None:
    both: Any = rule_of(
        "both",
        {
            "type": "content",
            "version": {"kinds": ["meeting"], "requires": ["place", "chair_of:committee"]},
        },
    )
    (one,) = contents_of(both, Subject(1, "branch"), 2025, DAY, [Held(1, 1, "大会", occasion(14))], BOOK)
    assert one.reason == "“大会”没有写明地点，主持人不是当日的书记、副书记或委员。"
