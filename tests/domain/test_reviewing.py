"""A way through the levels: passing leads on, sending back begins again, one person passes one level."""

import pytest

from taizhang.domain.reviewing import Word, standing

LEVELS = ("起草人员", "科室负责人", "分管领导")
PASS, BACK = True, False


@pytest.mark.parametrize(
    ("words", "level", "following", "sent_back"),
    [
        ([], 0, "起草人员", False),
        ([(PASS, 1)], 1, "科室负责人", False),
        ([(PASS, 1), (PASS, 2)], 2, "分管领导", False),
        ([(PASS, 1), (PASS, 2), (PASS, 3)], 3, "", False),
        ([(PASS, 1), (PASS, 2), (BACK, 3)], 0, "起草人员", True),
        ([(PASS, 1), (BACK, 2), (PASS, 1)], 1, "科室负责人", False),
    ],
)
def test_passing_leads_on_and_sending_back_begins_again(
    words: list[tuple[bool, int]],
    level: int,
    following: str,
    sent_back: bool,  # noqa: FBT001 (a column of the table)
) -> None:
    found = standing(LEVELS, [Word(passed, account) for passed, account in words])
    assert (found.level, found.next_level, found.is_sent_back) == (level, following, sent_back)
    assert found.has_passed is (level == len(LEVELS))


def test_only_a_pass_that_still_stands_keeps_its_maker_from_another_level() -> None:
    assert standing(LEVELS, [Word(PASS, 1)]).was_passed_by(1)
    assert not standing(LEVELS, [Word(PASS, 1), Word(BACK, 2)]).was_passed_by(1)
    assert not standing(LEVELS, [Word(PASS, 1)]).was_passed_by(2)


def test_a_longer_way_is_not_passed_by_what_was_enough_for_a_shorter_one() -> None:
    words = [Word(PASS, account) for account in (1, 2, 3)]
    assert standing((*LEVELS, "主要领导"), words).next_level == "主要领导"
