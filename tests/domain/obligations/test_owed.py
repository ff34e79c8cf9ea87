"""Everything that one organisation owes in a year."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from taizhang.domain.ledger.occasion import Occasion, Part, Participant, Roster
from taizhang.domain.obligations.answers import Code, Obligation, Record, Subject
from taizhang.domain.obligations.compositions import compositions_of
from taizhang.domain.obligations.contents import contents_of
from taizhang.domain.obligations.held import Held
from taizhang.domain.obligations.owed import Urgency, arranged, figures_needed, owed, urgency
from taizhang.domain.obligations.votes import votes_of
from taizhang.domain.periods import Window
from tests.domain.worlds import BRANCHES, rule_of, rulebook_of

AS_OF = date(2025, 11, 20)
BRANCH = Subject(1, "branch", founded_on=date(2010, 1, 1), measures={"members": 51})
KINDS: dict[str, dict[str, Any]] = {
    "meeting": {
        "zh": "支部党员大会",
        "fields": {
            "vote": {"zh": "表决", "type": "vote"},
            "agenda": {"zh": "议题", "type": "items", "tags": {"election": "选举"}, "options": {"vote": "表决"}},
            "resolution": {"zh": "决议", "type": "text"},
        },
    },
    "committee": {
        "posts": {"q": {"zh": "够数", "named": "quorum", "with": {"base": "committee", "share": 1, "of": 2}}}
    },
}
HALF = {"share": 1, "of": 2}
RULES: dict[str, dict[str, Any]] = {
    "monthly": {
        "type": "cadence",
        "version": {
            "applies_to": BRANCHES,
            "window": "month",
            "figures": ["meeting/count"],
            "shown": ["meeting/with_vote"],
            "general": True,
        },
    },
    "chosen": {
        "type": "cadence",
        "profile": "strict",
        "version": {
            "applies_to": BRANCHES,
            "window": "year",
            "figures": ["talk/count"],
        },
    },
    "in_time": {
        "type": "time_limit",
        "version": {
            "applies_to": BRANCHES,
            "trigger": "meeting/count",
            "answer": ["report/count"],
            "within_days": 20,
        },
    },
    "term": {"type": "term", "version": {"applies_to": BRANCHES, "years": 3}},
    "first": {"type": "precondition", "version": {"applies_to": BRANCHES, "before": ["x/count"], "after": ["y/count"]}},
    "size": {"type": "composition", "version": {"applies_to": BRANCHES, "measure": "members", "most": 50}},
    "words": {"type": "content", "version": {"kinds": ["meeting"], "requires": ["role:chair", "field:resolution"]}},
    "vote": {"type": "vote", "version": {"kinds": ["meeting"], "quorum": HALF, "majority": {**HALF, "strict": True}}},
    "present": {"type": "vote", "version": {"kinds": ["committee"], "quorum": HALF}},
}
BOOK = rulebook_of(KINDS, RULES)
MEETING = Held(
    5,
    50,
    "三季度党员大会",
    Occasion(
        recorder=1,
        day=date(2025, 11, 3),
        year=2025,
        parts=(Part("meeting", {"vote": {"due": 10, "present": 6, "for": 5}}, {"chair": (11,)}),),
    ),
)
RECORD = Record("meeting/count", 1, date(2025, 11, 3), 2025, 1, 5, 50, "三季度党员大会")


def test_every_type_of_rule_is_answered_and_the_most_pressing_comes_first() -> None:
    found = owed(BOOK, BRANCH, 2025, AS_OF, [RECORD], held=[MEETING])
    assert {one.rule for one in found} == {"monthly", "in_time", "term", "size", "words", "vote"}
    assert [urgency(one, AS_OF) for one in found] == sorted(urgency(one, AS_OF) for one in found)
    assert not any(one.code is Code.NOT_APPLICABLE for one in found)
    by_rule = {one.rule: one for one in found}
    assert (
        by_rule["vote"].reason
        == "到会 6 人，须不少于 10 ÷ 2 = 5 人，可以表决；赞成 5 票，须多于 10 ÷ 2 = 5 票，没有通过。"
    )
    assert by_rule["words"].reason == "“三季度党员大会”没有写明决议。"
    assert by_rule["size"].reason == "党员数（含预备党员） 51，应不多于 50。"


def test_a_local_profile_is_owed_where_it_was_chosen() -> None:
    strict = replace(BRANCH, profiles={"strict": Window(date(2024, 1, 1), date.max)})
    assert "chosen" in {one.rule for one in owed(BOOK, strict, 2025, AS_OF, [])}
    assert figures_needed(BOOK, strict, 2025) - figures_needed(BOOK, BRANCH, 2025) == {"talk/count"}


def test_it_names_every_figure_it_may_ask_for() -> None:
    assert figures_needed(BOOK, BRANCH, 2025) == {
        "meeting/count",
        "meeting/with_vote",
        "report/count",
        "x/count",
        "y/count",
    }


def test_records_of_others_are_passed_over() -> None:
    found = owed(BOOK, BRANCH, 2025, AS_OF, [replace(RECORD, organization=2)])
    assert all(one.had == 0 for one in found if one.rule == "monthly")


@pytest.mark.parametrize(
    ("code", "due_on", "general", "pressing"),
    [
        (Code.UNMET, date(2025, 9, 30), False, Urgency.LATE),
        (Code.UNMET, date(2025, 9, 30), True, Urgency.MISSED),
        (Code.NOT_YET_DUE, date(2025, 11, 30), False, Urgency.SOON),
        (Code.NOT_YET_DUE, date(2025, 12, 1), False, Urgency.THIS_YEAR),
        (Code.NOT_YET_DUE, date(2025, 12, 31), False, Urgency.THIS_YEAR),
        (Code.NOT_YET_DUE, date(2026, 1, 1), False, Urgency.LATER),
        (Code.EXTENDED, date(2025, 11, 25), False, Urgency.SOON),
        (Code.INSUFFICIENT_DATA, date(2025, 9, 30), False, Urgency.UNCLEAR),
        (Code.MET, date(2025, 9, 30), False, Urgency.DONE),
        (Code.NOT_APPLICABLE, AS_OF, False, Urgency.DONE),
    ],
)
def test_how_pressing_it_is(code: Code, due_on: date, general: bool, pressing: Urgency) -> None:  # noqa: FBT001
    one = Obligation("r", "规则", 1, Window(due_on, due_on), due_on, code, "", general=general)
    assert urgency(one, AS_OF) is pressing
    assert pressing.zh


def test_of_the_same_urgency_what_falls_due_first_comes_first() -> None:
    days = [date(2025, 11, day) for day in (30, 22, 25)]
    found = [Obligation("r", "规则", 1, Window(day, day), day, Code.NOT_YET_DUE, "") for day in days]
    assert [one.due_on.day for one in arranged(found, AS_OF)] == [22, 25, 30]


def votes(occasion: Occasion, name: str = "vote", as_of: date = AS_OF) -> list[Obligation]:
    return votes_of(BOOK.rules[name], BRANCH, 2025, as_of, [Held(5, 50, "会议", occasion)], BOOK)  # type: ignore[arg-type]


def with_vote(**vote: Any) -> Occasion:
    return replace(MEETING.occasion, parts=(Part("meeting", {"vote": vote}),))


@pytest.mark.parametrize(
    ("vote", "code"),
    [
        ({"due": 10, "present": 4, "for": 4}, Code.UNMET),
        ({"due": 10, "present": 5, "for": 5}, Code.UNMET),
        ({"due": 10, "present": 6, "for": 6}, Code.MET),
        ({"present": 6, "for": 6}, Code.INSUFFICIENT_DATA),
        ({"due": 10, "present": 4}, Code.UNMET),
        ({"due": 10, "present": 6}, Code.INSUFFICIENT_DATA),
    ],
)
def test_a_vote_stands_on_quorum_and_majority(vote: dict[str, int], code: Code) -> None:
    (found,) = votes(with_vote(**vote))
    assert found.code is code


def test_an_item_that_was_voted_on_without_numbers_is_insufficient() -> None:
    agenda = [{"title": "一", "form": "vote"}]
    (found,) = votes(replace(MEETING.occasion, parts=(Part("meeting", {"agenda": agenda}),)))
    assert found.code is Code.INSUFFICIENT_DATA
    assert not votes(replace(MEETING.occasion, parts=(Part("meeting", {"agenda": [{"title": "一"}]}),)))


def test_a_meeting_that_never_votes_still_needs_its_quorum() -> None:
    def meeting(*present: int) -> Occasion:
        roll = tuple(Participant(one, present=True) for one in present)
        return replace(MEETING.occasion, roll=roll, roster=Roster(committee=(11, 12, 13)), parts=(Part("committee"),))

    assert [one.code for one in votes(meeting(11, 12), "present")] == [Code.MET]
    assert [one.code for one in votes(meeting(11, 99), "present")] == [Code.UNMET]
    assert not votes(meeting(), "present")


def test_votes_and_contents_ask_only_records_of_ones_own_and_of_the_year() -> None:
    for change in ({"recorder": 2}, {"year": 2024}, {"day": date(2025, 11, 21)}, {"day": date(2018, 1, 1)}):
        held = [replace(MEETING, occasion=replace(MEETING.occasion, **change))]
        assert not votes_of(BOOK.rules["vote"], BRANCH, 2025, AS_OF, held, BOOK)  # type: ignore[arg-type]
        assert not contents_of(BOOK.rules["words"], BRANCH, 2025, AS_OF, held, BOOK)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("required", "change", "part"),
    [
        ("attachment", {"attachments": ("a",)}, Part("meeting")),
        ("summary", {"summary": "小结"}, Part("meeting")),
        ("place", {"place": "礼堂"}, Part("meeting")),
        ("agenda", {}, Part("meeting", {"agenda": [{"title": "一"}]})),
        ("role:chair", {}, Part("meeting", {}, {"chair": (11,)})),
        ("role:attendee", {"roll": (Participant(11, present=True),)}, Part("meeting")),
        ("field:resolution", {}, Part("meeting", {"resolution": "同意"})),
        ("item_tag:election", {}, Part("meeting", {"agenda": [{"title": "一", "tags": ["election"]}]})),
    ],
)
def test_what_a_record_must_contain(required: str, change: dict[str, Any], part: Part) -> None:
    version = {"kinds": ["meeting"], "requires": [required]}
    rule = rule_of("words", {"type": "content", "version": version})
    unsure = rule_of("words", {"type": "content", "version": {**version, "status": "unconfirmed"}})
    bare = Occasion(1, date(2025, 11, 3), 2025, parts=(Part("meeting"),))
    with_it = replace(bare, **{**change, "parts": (part,)})

    def code(asked: Any, occasion: Occasion) -> Code:
        (found,) = contents_of(asked, BRANCH, 2025, AS_OF, [Held(1, 1, "会议", occasion)], BOOK)
        return found.code

    assert code(rule, with_it) is Code.MET
    assert code(rule, bare) is Code.UNMET
    assert code(unsure, bare) is Code.INSUFFICIENT_DATA


@pytest.mark.parametrize(
    ("number", "code"),
    [(2, Code.UNMET), (3, Code.MET), (7, Code.MET), (8, Code.UNMET), (None, Code.INSUFFICIENT_DATA)],
)
def test_a_measure_lies_between_its_bounds(number: int | None, code: Code) -> None:
    version = {"applies_to": BRANCHES, "measure": "committee_members", "least": 3, "most": 7}
    rule = rule_of("size", {"type": "composition", "version": version})
    (found,) = compositions_of(rule, replace(BRANCH, measures={"committee_members": number}), AS_OF)
    assert found.code is code
    assert not compositions_of(rule, replace(BRANCH, type="committee"), AS_OF)
    unsure = rule_of("size", {"type": "composition", "version": {**version, "status": "unconfirmed"}})
    (found,) = compositions_of(unsure, replace(BRANCH, measures={"committee_members": number}), AS_OF)
    assert found.code is (Code.MET if code is Code.MET else Code.INSUFFICIENT_DATA)
