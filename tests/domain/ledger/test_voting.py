"""Three lines of arithmetic under a vote."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.ledger.occasion import Occasion, Part, Participant, Roster
from taizhang.domain.ledger.voting import ADDS_UP, MAY_VOTE, PASSED, VoteLine, ballots_of, vote_lines
from tests.domain.worlds import rulebook_of

KINDS: dict[str, dict[str, Any]] = {
    "congress": {
        "fields": {
            "vote": {"zh": "表决", "type": "vote"},
            "agenda": {"zh": "议题", "type": "items", "tags": {"election": "选举", "admission": "发展党员"}},
        },
    },
    "group": {
        "fields": {"vote": {"zh": "表决", "type": "vote"}},
        "posts": {"quorate": {"zh": "够数", "named": "quorum", "with": {"base": "committee", "share": 1, "of": 2}}},
    },
}
HALF, MORE, MOST = {"share": 1, "of": 2}, {"share": 1, "of": 2, "strict": True}, {"share": 4, "of": 5}
RULES: dict[str, dict[str, Any]] = {
    "any_vote": {"type": "vote", "version": {"kinds": ["congress", "group"], "quorum": HALF, "majority": MORE}},
    "admission": {"type": "vote", "version": {"kinds": ["congress"], "quorum": MORE, "items_tagged": ["admission"]}},
    "election": {
        "type": "vote",
        "version": {
            "kinds": ["congress"],
            "quorum": MOST,
            "majority": MORE,
            "majority_base": "present",
            "items_tagged": ["election"],
        },
    },
    "local": {"type": "vote", "profile": "strict", "version": {"kinds": ["congress"], "quorum": MOST}},
}
BOOK = rulebook_of(KINDS, RULES)


def lines(vote: dict[str, Any], *tags: str, kind: str = "congress", **more: Any) -> list[VoteLine]:
    part = Part(kind, {"vote": vote, "agenda": [{"title": "一", "tags": list(tags)}]})
    return vote_lines(Occasion(1, date(2026, 11, 20), 2026, parts=(part,), **more), part, BOOK)


def test_the_lines_say_their_numbers() -> None:
    vote = {"due": 22, "present": 18, "written": 1, "issued": 18, "returned": 18, "for": 17, "against": 0, "abstain": 2}
    may, passed, adds_up = lines(vote, "admission")
    assert (may.question, may.text, may.answer) == (MAY_VOTE, "到会 18 人，须多于 22 ÷ 2 = 11 人", "可以表决")
    assert (passed.text, passed.answer) == ("赞成 17 + 书面 1 = 18 票，须多于 22 ÷ 2 = 11 票", "通过")
    assert (adds_up.text, adds_up.answer) == ("17 + 0 + 2 = 19 票，收回 18 张", "多 1 票")
    assert may.rule == "admission"
    assert passed.rule == "any_vote"
    assert may.basis == "《某条例》第十一条"


@pytest.mark.parametrize(("present", "answer"), [(10, "人数不够，不能表决"), (11, "可以表决"), (12, "可以表决")])
def test_half_is_enough_where_the_article_says_half(present: int, answer: str) -> None:
    assert lines({"due": 22, "present": present})[0].answer == answer


@pytest.mark.parametrize(("present", "answer"), [(11, "人数不够，不能表决"), (12, "可以表决")])
def test_half_is_not_enough_where_it_says_more_than_half(present: int, answer: str) -> None:
    assert lines({"due": 22, "present": present}, "admission")[0].answer == answer


@pytest.mark.parametrize(("in_favour", "answer"), [(9, "没有通过"), (10, "没有通过"), (11, "通过")])
def test_the_base_of_an_election_is_those_present(in_favour: int, answer: str) -> None:
    found = lines({"due": 25, "present": 20, "for": in_favour}, "election")
    assert [one.answer for one in found if one.question == PASSED] == [answer]
    assert found[0].text == "到会 20 人，须不少于 25 × 4 ÷ 5 = 20 人"


def test_a_bar_that_is_no_whole_number_is_spelt_with_its_fraction() -> None:
    assert lines({"due": 23, "present": 12})[0].text == "到会 12 人，须不少于 23 ÷ 2 ≈ 11.5 人"


def test_what_is_missing_leaves_the_answer_open() -> None:
    may, passed, adds_up = lines({"present": 12})
    assert [may.answer, passed.answer, adds_up.answer] == ["还不能判断", "还不能判断", "还没有填票数"]


def test_the_roll_says_who_was_due_and_who_came() -> None:
    roll = tuple(Participant(person, present=person < 13) for person in range(10, 16))
    found = lines({"for": 2}, roll=roll, roster=Roster(voters=tuple(range(10, 16))))
    assert found[0].text == "到会 3 人，须不少于 6 ÷ 2 = 3 人"


def test_written_opinions_count_only_among_members() -> None:
    vote = {"due": 9, "present": 6, "for": 4, "written": 1}
    assert [one.answer for one in lines(vote) if one.question == PASSED] == ["通过"]
    in_group = next(one for one in lines(vote, kind="group") if one.question == PASSED)
    assert (in_group.text, in_group.answer) == ("赞成 4 票（书面意见 1 份不计票），须多于 9 ÷ 2 ≈ 4.5 票", "没有通过")


def test_a_local_rule_speaks_only_where_it_was_chosen() -> None:
    part = Part("congress", {"vote": {"due": 10, "present": 7}})
    occasion = Occasion(1, date(2026, 11, 20), 2026, parts=(part,))
    assert {one.rule for one in vote_lines(occasion, part, BOOK)} == {"any_vote", ""}
    assert "local" in {one.rule for one in vote_lines(occasion, part, BOOK, {"strict"})}


@pytest.mark.parametrize(
    ("vote", "answer"),
    [
        ({"due": 10, "present": 11, "for": 1}, "多 1 人"),
        ({"present": 9, "issued": 10, "for": 1}, "多 1 张"),
        ({"issued": 10, "returned": 11, "for": 1}, "多 1 张"),
        ({"returned": 10, "valid": 12, "for": 1}, "多 2 张"),
        ({"present": 5, "for": 4, "against": 2}, "多 1 票"),
        ({"returned": 5, "valid": 4, "for": 4}, "相符"),
        ({"returned": 5, "valid": 4, "for": 3}, "相符"),
        ({"returned": 5, "for": 3, "abstain": 2}, "相符"),
    ],
)
def test_numbers_that_cannot_stand_together_are_named(vote: dict[str, Any], answer: str) -> None:
    assert [one.answer for one in lines(vote) if one.question == ADDS_UP] == [answer]


def test_an_empty_vote_is_no_vote() -> None:
    assert not lines({})
    part = Part("congress", {"vote": {"secret": None, "scrutineer": ""}})
    occasion = Occasion(1, date(2026, 11, 20), 2026, parts=(part,))
    assert not list(ballots_of(occasion, part, BOOK.kinds["congress"]))
