"""What a person should look at before an occasion is submitted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from taizhang.domain.findings import Severity
from taizhang.domain.ledger.occasion import Occasion, Part, Participant, Roster, TakingPart
from tests.domain.ledger.occasions import DAY, GOOD, TODAY, found, one, with_fields


def test_a_good_record_has_nothing_to_find() -> None:
    assert found(GOOD, organization_type="branch", roll_size=20, founded_on=date(2020, 1, 1)) == ()


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"day": date(2025, 11, 22), "year": 2025}, "in_the_future", "day"),
        ({"end_day": date(2025, 11, 19)}, "days_reversed", "end_day"),
        ({"day": date(1921, 6, 30), "year": 1921}, "day_implausible", "day"),
        ({"year": 2023}, "year_implausible", "year"),
        ({"year": 2026}, "year_implausible", "year"),
        ({"begins": "25:00"}, "time_unreadable", "begins"),
        ({"ends": "13:00"}, "times_reversed", "ends"),
        ({"roll": (Participant(11, present=True),) * 2}, "person_twice", "roll"),
        ({"heads": {"guests": 3}}, "heads_unknown", "heads"),
        ({"heads": {"public": -1}}, "heads_negative", "heads"),
        ({"organizations": (TakingPart(None, " "),)}, "organization_unnamed", "organizations"),
        ({"parts": ()}, "no_part", "parts"),
        ({"parts": (Part("nothing"),)}, "unreadable", "parts.0.kind"),
        ({"parts": (Part("day"),)}, "required", "parts.0.fields.theme"),
        ({"parts": (Part("day", {"theme": "  "}),)}, "required", "parts.0.fields.theme"),
        ({"parts": (Part("day", {"theme": "水", "weather": "晴"}),)}, "field_unknown", "parts.0.fields.weather"),
        ({"parts": (Part("day", {"theme": "水"}, {"singer": (11,)}),)}, "role_unknown", "parts.0.roles.singer"),
    ],
)
def test_what_cannot_be_true_blocks_submitting(change: dict[str, Any], code: str, place: str) -> None:
    finding = one(replace(GOOD, **change), code)
    assert finding.severity is Severity.ERROR
    assert finding.place == place
    assert finding.message.endswith("。")


@pytest.mark.parametrize(
    ("change", "code", "around"),
    [
        ({"day": date(2025, 5, 1), "year": 2024}, "year_late", {}),
        ({"day": date(2025, 1, 1), "end_day": date(2025, 6, 1)}, "very_long", {}),
        ({"organizations": (TakingPart(1),)}, "organization_twice", {}),
        ({"parts": (Part("day", {"theme": "水"}, {"chair": (12,)}),)}, "role_absent", {}),
        ({"heads": {"members": 20}}, "attendance_above_roll", {"roll_size": 20}),
        ({}, "before_founding", {"founded_on": date(2025, 11, 21)}),
        ({}, "after_closing", {"closed_on": date(2025, 11, 19)}),
    ],
)
def test_what_cannot_well_be_true_never_blocks(change: dict[str, Any], code: str, around: dict[str, Any]) -> None:
    assert not one(replace(GOOD, **change), code, **around).blocks


@pytest.mark.parametrize(
    ("change", "code", "around"),
    [
        ({"day": TODAY}, "in_the_future", {}),
        ({"day": date(2025, 4, 30), "year": 2024}, "year_late", {}),
        ({"heads": {"members": 19}}, "attendance_above_roll", {"roll_size": 20}),
        ({"heads": {"members": 30}, "organizations": (TakingPart(2),)}, "attendance_above_roll", {"roll_size": 20}),
        ({}, "before_founding", {"founded_on": DAY}),
        ({}, "after_closing", {"closed_on": DAY}),
        ({"ends": "13:00", "end_day": date(2025, 11, 21)}, "times_reversed", {}),
    ],
)
def test_at_the_bound_there_is_nothing_to_find(change: dict[str, Any], code: str, around: dict[str, Any]) -> None:
    assert code not in {finding.code for finding in found(replace(GOOD, **change), **around)}


def test_a_kind_is_recorded_by_those_that_hold_it() -> None:
    assert one(GOOD, "recorded_by_another", organization_type="committee").blocks
    assert not found(GOOD, organization_type="branch")


def test_a_vote_that_does_not_add_up_blocks_and_one_that_fails_does_not() -> None:
    def meeting(**vote: int) -> Occasion:
        return replace(GOOD, parts=(Part("meeting", {"vote": vote}),))

    wrong = one(meeting(due=22, present=18, returned=18, **{"for": 17}, abstain=2), "vote_sum")
    assert wrong.blocks
    assert wrong.message.startswith("赞成、反对、弃权相加是 19 票，收回是 18 张，多 1 票。")
    short = one(meeting(due=22, present=10, **{"for": 10}), "vote_rule")
    assert not short.blocks
    assert short.rule == "vote"
    assert "《某条例》第十一条" in short.suggestion


def test_papers_are_studied_after_they_were_published() -> None:
    early = one(with_fields(papers=[{"title": "《条例》", "published_on": "2025-11-21"}]), "studied_before_published")
    assert early.rule == "papers"
    assert early.severity is Severity.WARNING
    assert not found(with_fields(papers=[{"title": "《条例》", "published_on": "2025-11-20"}]))


def test_an_unconfirmed_rule_only_hints() -> None:
    assert one(replace(GOOD, heads={"members": 20}), "attendance_above_roll", roll_size=20).severity is Severity.HINT


def test_a_meeting_without_attendance_is_told_what_follows() -> None:
    meeting = replace(GOOD, roll=(), parts=(Part("meeting"),), roster=Roster(voters=(11, 12)))
    assert one(meeting, "attendance_unknown").severity is Severity.HINT
    assert not found(replace(meeting, heads={"members": 5}))


def test_what_blocks_comes_first() -> None:
    severities = [finding.blocks for finding in found(replace(GOOD, parts=(), heads={"members": 90}), roll_size=3)]
    assert severities == sorted(severities, reverse=True)
    assert len(severities) == 2
