"""Recording, confirming, correcting and voiding, on both databases."""

import json
from datetime import date

import pytest

from taizhang.apps.audit.writing import last_seq
from taizhang.apps.ledger.errors import (
    ChangedMeanwhileError,
    EntryNotFoundError,
    EntryRefusedError,
    LedgerError,
    NothingToConfirmError,
    SecondPersonNeededError,
)
from taizhang.apps.ledger.models import Booking, Posting, Revision
from taizhang.apps.ledger.selectors.counting import records
from taizhang.apps.ledger.selectors.entries import Filter, State, entry_detail, list_entries, rows_of
from taizhang.apps.ledger.selectors.tallied import waiting_for
from taizhang.apps.ledger.services import confirm_entry, confirm_many, correct_entry, record_entry, void_entry
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def _count(world: World, figure: str = "branch_congress/count", seq: int | None = None) -> int:
    return sum(one.amount for one in records([figure], [world.branch], *YEAR, seq=seq))


def test_it_counts_nothing_before_it_is_confirmed(world: World) -> None:
    recorded = record_entry(world.clerk, world.congress(), TODAY)
    assert _count(world) == 0
    confirm_entry(world.secretary, recorded.revision, TODAY)
    assert _count(world) == 1
    assert _count(world, "branch_congress/attendance") == len(world.people)


def test_the_same_request_twice_records_once(world: World) -> None:
    first = record_entry(world.clerk, world.congress(), TODAY, "request-1")
    second = record_entry(world.clerk, world.congress(), TODAY, "request-1")
    assert first.entry == second.entry
    assert Revision.objects.count() == 1


def test_confirming_twice_never_posts_twice(world: World) -> None:
    recorded = record_entry(world.clerk, world.congress(), TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    with pytest.raises(NothingToConfirmError):
        confirm_entry(world.secretary, recorded.revision, TODAY)
    assert Booking.objects.count() == 1
    assert _count(world) == 1


def test_a_vote_is_confirmed_by_somebody_else_than_the_recorder(world: World) -> None:
    content = world.congress()
    content["parts"][0]["fields"]["agenda"].append({"title": "表决", "tags": ["confirmation"], "form": "vote"})
    content["parts"][0]["fields"]["vote"] = {
        "due": 8,
        "present": 8,
        "issued": 8,
        "returned": 8,
        "valid": 8,
        "for": 8,
        "against": 0,
        "abstain": 0,
        "secret": True,
    }
    recorded = record_entry(world.clerk, content, TODAY)
    with pytest.raises(SecondPersonNeededError):
        confirm_entry(world.clerk, recorded.revision, TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    assert _count(world) == 1


def test_a_correction_counts_once_it_is_confirmed_and_the_old_answer_stays_known(world: World) -> None:
    recorded = record_entry(world.clerk, world.congress(), TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    before = last_seq()
    fewer = world.congress(roll=[{"person": one, "present": True} for one in world.people[:5]])
    corrected = correct_entry(world.clerk, recorded.entry, 1, fewer, "按签到表改", TODAY)
    assert _count(world, "branch_congress/attendance") == len(world.people)
    confirm_entry(world.secretary, corrected.revision, TODAY)
    assert _count(world, "branch_congress/attendance") == 5
    assert _count(world, "branch_congress/attendance", seq=before) == len(world.people)
    detail = entry_detail(world.clerk, recorded.entry)
    assert [row.number for row in detail.revisions] == [1, 2]
    assert detail.row.state is State.CONFIRMED


def test_the_loser_of_two_corrections_is_told_what_changed(world: World) -> None:
    recorded = record_entry(world.clerk, world.congress(), TODAY)
    correct_entry(world.clerk, recorded.entry, 1, world.congress(place="二楼"), "地点写错", TODAY)
    with pytest.raises(ChangedMeanwhileError) as failure:
        correct_entry(world.other_clerk, recorded.entry, 1, world.congress(place="一楼"), "地点写错", TODAY)
    assert any("二楼" in line for line in failure.value.differences)
    assert "clerk" in failure.value.message
    assert Revision.objects.filter(entry_id=recorded.entry).count() == 2


def test_a_correction_without_reason_is_refused(world: World) -> None:
    recorded = record_entry(world.clerk, world.congress(), TODAY)
    with pytest.raises(LedgerError):
        correct_entry(world.clerk, recorded.entry, 1, world.congress(place="二楼"), " ", TODAY)


def test_voiding_takes_it_out_of_the_count_and_keeps_it_readable(world: World) -> None:
    recorded = record_entry(world.clerk, world.congress(), TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    void_entry(world.clerk, recorded.entry, 1, "与另一条重复")
    assert _count(world) == 0
    assert not Posting.objects.filter(known_until__isnull=True).exists()
    detail = entry_detail(world.clerk, recorded.entry)
    assert detail.row.state is State.VOIDED
    assert detail.void_reason == "与另一条重复"
    with pytest.raises(LedgerError):
        correct_entry(world.clerk, recorded.entry, 1, world.congress(), "再改", TODAY)


def test_what_a_stranger_asks_for_is_not_there(world: World) -> None:
    recorded = record_entry(world.clerk, world.congress(), TODAY)
    for attempt in (
        lambda: entry_detail(world.stranger, recorded.entry),
        lambda: confirm_entry(world.stranger, recorded.revision, TODAY),
        lambda: void_entry(world.stranger, recorded.entry, 1, "x"),
    ):
        with pytest.raises(EntryNotFoundError):
            attempt()
    assert rows_of(world.stranger, list_entries(world.stranger, Filter())) == []


def test_a_fault_that_blocks_is_refused_with_every_finding(world: World) -> None:
    content = world.congress(day=date(2025, 3, 5))
    content["parts"][0]["fields"] = {}
    with pytest.raises(EntryRefusedError) as failure:
        record_entry(world.clerk, content, TODAY)
    assert any(one.place.startswith("parts.0.fields.agenda") for one in failure.value.findings)
    assert Revision.objects.count() == 0


def test_a_joint_occasion_is_seen_by_the_organisation_that_took_part(world: World) -> None:
    content = {
        "recorder": world.branch,
        "day": "2025-05-08",
        "year": 2025,
        "title": "联合主题党日",
        "organizations": [{"organization": world.neighbour, "how": "joint"}],
        "roll": [{"person": one, "present": True} for one in world.people + world.guests],
        "parts": [{"kind": "theme_day", "fields": {"theme": "护渠"}}],
    }
    recorded = record_entry(world.clerk, content, TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    ours = sum(one.amount for one in records(["theme_day/attendance"], [world.branch], *YEAR))
    theirs = sum(one.amount for one in records(["theme_day/attendance"], [world.neighbour], *YEAR))
    assert (ours, theirs) == (len(world.people), len(world.guests))
    assert json.loads(Revision.objects.get().content)["roster"]["branch_of"][str(world.guests[0])] == world.neighbour


def test_a_batch_confirms_what_it_may_and_names_the_rest(world: World) -> None:
    first = record_entry(world.clerk, world.congress(), TODAY)
    second = record_entry(world.clerk, world.congress(date(2025, 6, 4), title="第二季度大会"), TODAY)
    confirm_entry(world.secretary, first.revision, TODAY)
    waiting = waiting_for(world.secretary, [world.branch])
    assert [row.revision for row in waiting] == [second.revision]
    confirmed, refusals = confirm_many(world.secretary, [first.revision, second.revision], TODAY)
    assert confirmed == 1
    assert [one.revision for one in refusals] == [first.revision]
