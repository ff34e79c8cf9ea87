from __future__ import annotations

from datetime import date

import pytest

from taizhang.domain.checking.baseline import BaselineFaultyError, new_since, read_baseline, write_baseline
from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.folding import fold
from taizhang.domain.checking.packs import shipped
from taizhang.domain.official_text import OfficialText

CONTEXT = Context(today=date(2026, 11, 20))
PACKS = shipped().only("blanks/placeholder", "garble/doubled")


def found(text: str) -> tuple[CheckFinding, ...]:
    return Checker(PACKS).check(OfficialText(text), CONTEXT)


def test_a_second_look_shows_only_what_is_new() -> None:
    before = "支部全年学习XX次。\n支部全年研讨XX次。\n"
    known = read_baseline(write_baseline({"甲.txt": found(before)}))["甲.txt"]
    assert new_since(found(before), known) == ()
    after = "今年工作很多。\n" + before + "党员捐款XX元，加强了了管理。\n"
    assert [one.excerpt for one in new_since(found(after), known)] == ["XX", "了了"]


def test_a_known_fault_that_comes_a_second_time_is_new() -> None:
    line = "支部全年组织党员集中学习XX次，开展研讨交流活动。\n"
    known = read_baseline(write_baseline({"甲.txt": found(line)}))["甲.txt"]
    assert len(new_since(found(line + line), known)) == 1


def test_a_baseline_holds_no_word_of_the_text() -> None:
    assert "集中学习" not in write_baseline({"甲.txt": found("集中学习XX次")})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"format": "x"}',
        '{"format": "taizhang-baseline/1", "documents": {"a": {"f": "1"}}}',
        "[" * 99999,
    ],
)
def test_a_file_that_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(BaselineFaultyError, match="--write-baseline"):
        read_baseline(text)


def test_many_findings_of_a_rule_fold_into_one_table() -> None:
    text = "XX年，XX书记讲课。\n" + "学习XX次，研讨XXX次。\n" * 70 + "加强了了管理。"
    blanks, doubled = fold(found(text), PACKS.rules)
    assert (blanks.rule, len(blanks.findings), blanks.folded) == ("blanks/placeholder", 142, True)
    assert len(blanks.rows) == 71
    assert (blanks.rows[0].line, blanks.rows[0].count, blanks.rows[0].excerpts) == (1, 2, (("XX", 2),))
    assert blanks.rows[1].excerpts == (("XX", 1), ("XXX", 1))
    assert not doubled.folded
