"""What an occasion counts for."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.ledger.named import NAMED
from taizhang.domain.ledger.occasion import Occasion, Part, Participant, Posting, Roster, TakingPart, Tally
from taizhang.domain.ledger.posting import KindUnknownError, post
from taizhang.domain.rules.vocabulary import NAMED_POSTS
from tests.domain.worlds import rulebook_of

DAY = date(2025, 11, 20)
AGENDA = {
    "zh": "议题",
    "type": "items",
    "tags": {"ideology": "意识形态", "internal": "内部"},
    "options": {"study": "学习", "vote": "表决"},
    "restricted_tags": ["internal"],
}
KINDS: dict[str, dict[str, Any]] = {
    "meeting": {
        "roles": {"chair": "主持人", "attendee": "到会", "speaker": "发言人"},
        "fields": {"agenda": AGENDA, "vote": {"zh": "表决", "type": "vote"}},
        "posts": {
            "ideology": {"zh": "意识形态", "any_item": "agenda", "tag": "ideology"},
            "studied": {"zh": "学习", "items": "agenda", "form": "study"},
            "speeches": {"zh": "发言", "count_of": "speaker"},
            "quorate": {"zh": "够数", "named": "quorum", "with": {"base": "voters", "share": 1, "of": 2}},
            "unknown": {"zh": "不明", "named": "quorum_unknown", "with": {"base": "voters"}},
            "led": {"zh": "书记主持", "named": "chaired_by_secretary"},
        },
    },
    "course": {
        "credit": "attendee_branch",
        "fields": {
            "hours": {"zh": "学时", "type": "hours"},
            "form": {"zh": "形式", "type": "choice", "options": {"film": "观影", "talk": "宣讲"}},
            "given": {"zh": "捐款", "type": "amounts"},
            "result": {"zh": "测评", "type": "grades", "options": {"good": "好", "fair": "一般"}},
        },
        "posts": {
            "hours": {"zh": "学时", "number": "hours", "amount": "tenth_hour"},
            "films": {"zh": "观影", "one": True, "when": {"form": "film"}},
            "given": {"zh": "捐款", "amount_per": "given", "amount": "fen"},
            "good": {"zh": "好", "number": "result", "option": "good"},
            "everybody": {"zh": "人", "distinct": "people"},
            "held": {"zh": "期", "one": True, "credit": "recorder"},
        },
    },
    "joint_day": {"credit": "taking_part"},
}
BOOK = rulebook_of(KINDS)


def occasion(*parts: Part, present: tuple[int, ...] = (), **more: Any) -> Occasion:
    roll = tuple(Participant(person, present=True) for person in present)
    return Occasion(recorder=1, day=DAY, year=2025, parts=parts, roll=roll, **more)


def amounts(postings: tuple[Posting, ...], figure: str) -> dict[tuple[int, int], int]:
    """Organisation and person → amount."""
    found = {(one.organization, one.person): one.amount for one in postings if one.figure == figure}
    assert len(found) == sum(one.figure == figure for one in postings)
    return found


def test_every_part_posts_its_count_and_each_attendee_once() -> None:
    part = Part("meeting", roles={"chair": (11,)})
    postings = post(occasion(part, present=(11, 12, 13)), BOOK)
    assert amounts(postings, "meeting/count") == {(1, 0): 1}
    assert amounts(postings, "meeting/attendance") == {(1, 11): 1, (1, 12): 1, (1, 13): 1}


def test_those_absent_are_not_counted() -> None:
    roll = (Participant(11, present=True), Participant(12, present=False, reason="出差"))
    postings = post(replace(occasion(Part("meeting")), roll=roll), BOOK)
    assert amounts(postings, "meeting/attendance") == {(1, 11): 1}


def test_attendees_of_a_part_replace_those_of_the_roll() -> None:
    part = Part("meeting", roles={"attendee": (12,)})
    assert amounts(post(occasion(part, present=(11, 12)), BOOK), "meeting/attendance") == {(1, 12): 1}


def test_heads_without_names_post_one_sum() -> None:
    postings = post(occasion(Part("meeting"), present=(11,), heads={"members": 4, "public": 30}), BOOK)
    assert amounts(postings, "meeting/attendance") == {(1, 11): 1, (1, 0): 34}


def test_three_kinds_in_one_afternoon_post_each_for_itself() -> None:
    postings = post(occasion(Part("meeting"), Part("course"), Part("joint_day"), present=(11,)), BOOK)
    assert {(one.part, one.figure) for one in postings if one.figure.endswith("/count")} == {
        (0, "meeting/count"),
        (1, "course/count"),
        (2, "joint_day/count"),
    }


def test_items_are_counted_by_tag_and_form() -> None:
    agenda = [
        {"title": "一", "tags": ["ideology"], "form": "study"},
        {"title": "二", "tags": ["ideology", "internal"], "form": "vote"},
        {"title": "三", "form": "study"},
    ]
    postings = post(occasion(Part("meeting", {"agenda": agenda})), BOOK)
    assert amounts(postings, "meeting/ideology") == {(1, 0): 1}
    assert amounts(postings, "meeting/studied") == {(1, 0): 2}


def test_a_role_is_counted_by_person() -> None:
    postings = post(occasion(Part("meeting", roles={"speaker": (12, 13, 12)})), BOOK)
    assert amounts(postings, "meeting/speeches") == {(1, 12): 1, (1, 13): 1}


@pytest.mark.parametrize(
    ("present", "quorate", "unknown"), [((11, 12), 1, 0), ((11,), 0, 0), ((), 0, 1), ((11, 12, 13), 1, 0)]
)
def test_the_quorum_is_reached_at_half_and_not_below(present: tuple[int, ...], quorate: int, unknown: int) -> None:
    postings = post(occasion(Part("meeting"), present=present, roster=Roster(voters=(11, 12, 13, 14))), BOOK)
    assert sum(amounts(postings, "meeting/quorate").values()) == quorate
    assert sum(amounts(postings, "meeting/unknown").values()) == unknown


@pytest.mark.parametrize(("heads", "quorate", "unknown"), [(4, 0, 1), (5, 1, 0), (1, 0, 0), (2, 0, 1)])
def test_heads_decide_a_quorum_only_where_those_without_a_vote_cannot_tip_it(
    heads: int, quorate: int, unknown: int
) -> None:
    # 4 of 7 members have the vote, so at most 3 of those who came have none.
    roster = Roster(due=7, voters=(11, 12, 13, 14))
    postings = post(occasion(Part("meeting"), heads={"members": heads}, roster=roster), BOOK)
    assert sum(amounts(postings, "meeting/quorate").values()) == quorate
    assert sum(amounts(postings, "meeting/unknown").values()) == unknown


def test_a_vote_that_states_who_was_due_and_came_is_taken_at_its_word() -> None:
    part = Part("meeting", {"vote": {"due": 10, "present": 5}})
    assert amounts(post(occasion(part), BOOK), "meeting/quorate") == {(1, 0): 1}


def test_the_secretary_in_the_chair_is_seen() -> None:
    for chair, led in ((11, 1), (12, 0)):
        part = Part("meeting", roles={"chair": (chair,)})
        assert sum(amounts(post(occasion(part, roster=Roster(secretary=11)), BOOK), "meeting/led").values()) == led


def test_conditions_numbers_and_grades() -> None:
    fields = {"hours": 35, "form": "film", "result": {"good": 7, "fair": 1}}
    postings = post(occasion(Part("course", fields)), BOOK)
    assert amounts(postings, "course/hours") == {(1, 0): 35}
    assert amounts(postings, "course/films") == {(1, 0): 1}
    assert amounts(postings, "course/good") == {(1, 0): 7}
    assert not amounts(post(occasion(Part("course", {**fields, "form": "talk"})), BOOK), "course/films")


def test_an_amount_per_person_goes_to_his_branch() -> None:
    given_by = [{"person": 11, "amount": 5000}, {"person": 12, "amount": 100}, {"person": 11, "amount": 1}]
    part = Part("course", {"given": given_by})
    postings = post(occasion(part, present=(11, 12), roster=Roster(branch_of={11: 7})), BOOK)
    assert amounts(postings, "course/given") == {(7, 11): 5001, (1, 12): 100}


def test_credit_of_the_attendees_branches() -> None:
    roster = Roster(branch_of={11: 7, 12: 8, 13: 7})
    postings = post(occasion(Part("course"), present=(11, 12, 13, 14), heads={"public": 3}, roster=roster), BOOK)
    assert amounts(postings, "course/count") == {(1, 0): 1, (7, 0): 1, (8, 0): 1}
    assert amounts(postings, "course/attendance") == {(7, 11): 1, (8, 12): 1, (7, 13): 1, (1, 14): 1, (1, 0): 3}
    assert amounts(postings, "course/held") == {(1, 0): 1}


def test_credit_of_those_who_held_it_together() -> None:
    organizations = (TakingPart(7), TakingPart(None, "青禾小学"), TakingPart(9, how="attending"))
    roster = Roster(branch_of={11: 1, 12: 7, 13: 9})
    day = occasion(Part("joint_day"), present=(11, 12, 13), organizations=organizations, roster=roster)
    postings = post(day, BOOK)
    assert amounts(postings, "joint_day/count") == {(1, 0): 1, (7, 0): 1}
    assert amounts(postings, "joint_day/attendance") == {(1, 11): 1, (7, 12): 1, (1, 13): 1}


def test_a_tally_posts_what_it_states_on_the_last_day_of_its_period() -> None:
    tally = Occasion(
        recorder=1,
        day=date(2023, 1, 1),
        end_day=date(2023, 12, 31),
        year=2023,
        tallies=(Tally("meeting/count", 60, "办公室"), Tally("course/count", 0, "办公室")),
    )
    assert post(tally, BOOK) == (Posting("meeting/count", 1, 0, 0, date(2023, 12, 31), 2023, 60, tally=True),)


def test_a_kind_that_the_rulebook_does_not_have_is_refused() -> None:
    with pytest.raises(KindUnknownError, match="没有“nothing”"):
        post(occasion(Part("nothing")), BOOK)


def test_what_is_not_well_filled_in_yet_posts_nothing() -> None:
    fields: dict[str, Any] = {"hours": "3.5", "form": None, "result": [], "given": "x", "agenda": {"title": "一"}}
    figures = {one.figure for one in post(occasion(Part("course", fields), Part("meeting", fields)), BOOK)}
    assert figures == {"course/count", "course/held", "meeting/count", "meeting/unknown"}


persons = st.lists(st.integers(10, 20), max_size=8, unique=True).map(tuple)
held_occasions = st.builds(
    lambda kind, chair, present, heads, branches, joint: occasion(
        Part(kind, roles={"chair": chair}),
        present=present,
        heads=heads,
        roster=Roster(branch_of=branches),
        organizations=tuple(TakingPart(one) for one in joint),
    ),
    kind=st.sampled_from(list(KINDS)),
    chair=persons,
    present=persons,
    heads=st.dictionaries(st.sampled_from(["members", "public"]), st.integers(0, 9)),
    branches=st.dictionaries(st.integers(10, 20), st.integers(1, 4)),
    joint=st.lists(st.integers(2, 4), max_size=2, unique=True),
)


@given(held_occasions)
def test_everybody_who_came_is_counted_exactly_once(held: Occasion) -> None:
    (part,) = held.parts
    postings = post(held, BOOK)
    attendance = [one for one in postings if one.figure == f"{part.kind}/attendance"]
    assert Counter(one.person for one in attendance if one.person) == Counter({*held.present, *part.roles["chair"]})
    assert sum(one.amount for one in attendance if not one.person) == sum(held.heads.values())
    assert len({(one.figure, one.organization, one.part, one.person) for one in postings}) == len(postings)
    assert post(held, BOOK) == postings
    assert all(one.amount and one.day == DAY and one.year == 2025 and not one.tally for one in postings)


def test_every_word_of_the_vocabulary_has_its_function() -> None:
    assert set(NAMED) == set(NAMED_POSTS)


@pytest.mark.parametrize(
    ("named", "arguments", "amount"),
    [
        ("quorum_missed", {"base": "voters"}, 1),
        ("quorum", {"base": "committee"}, 1),
        ("quorum", {"base": "due"}, 0),
        ("quorum", {"base": "committee", "share": 1, "of": 1, "strict": 1}, 0),
        ("by_secretary", {"role": "speaker"}, 0),
        ("by_deputy", {"role": "speaker"}, 1),
        ("by_committee", {"role": "chair"}, 1),
        ("joint", {}, 1),
        ("days", {}, 3),
        ("organizations", {}, 2),
        ("heads", {"group": "public"}, 30),
        ("heads", {"group": "staff"}, 0),
    ],
)
def test_each_named_function_answers(named: str, arguments: dict[str, Any], amount: int) -> None:
    kind = {
        "posts": {"it": {"zh": "它", "named": named, "with": arguments}},
        "roles": {"chair": "主持人", "speaker": "主讲"},
    }
    held = Occasion(
        recorder=1,
        day=DAY,
        year=2025,
        end_day=date(2025, 11, 22),
        heads={"public": 30},
        organizations=(TakingPart(2), TakingPart(None, "外单位", how="attending")),
        roll=(Participant(11, present=True), Participant(12, present=True)),
        parts=(Part("it", roles={"chair": (11,), "speaker": (12,), "attendee": (11, 12)}),),
        roster=Roster(due=9, voters=(11, 13, 14), committee=(11, 12), secretary=11, deputies=(12,)),
    )
    postings = post(held, rulebook_of({"it": kind}))
    assert sum(one.amount for one in postings if one.figure == "it/it") == amount


def test_one_number_for_all_is_each_attendees_own() -> None:
    part = Part("course", {"given": 300})
    assert amounts(post(occasion(part, present=(11, 12)), BOOK), "course/given") == {(1, 11): 300, (1, 12): 300}
