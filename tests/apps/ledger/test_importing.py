"""Loading many at once gives the same facts as recording and confirming one by one."""

import json
from datetime import date
from typing import Any

import pytest

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.audit.models import Commit
from taizhang.apps.ledger.errors import EntryRefusedError
from taizhang.apps.ledger.models import (
    Booking,
    Confirmation,
    Entry,
    Posting,
    Revision,
    RevisionOrganization,
    RevisionPart,
    Signature,
)
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.ledger.services.importing import Incoming, load_entries
from taizhang.apps.members.rosters import Rosters
from taizhang.apps.members.selectors import roster
from taizhang.apps.organizations.errors import NotFoundError
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SUMMARY = (
    "会议围绕老旧小区改造中的噪声投诉逐条研究，决定由三个小组分片走访一百二十户居民并在月底前逐户答复处理结果和完成时限；"
    "施工队夜里十点以后不再使用切割机，工地围挡加装隔音棉，社区网格员每天傍晚到现场看一次并把读数贴在公告栏上。"
)


def _contents(world: World) -> list[dict[str, Any]]:
    """A month of many shapes: joint, heads only, absent with a reason, a long summary, a stated count."""
    joint = world.congress(
        date(2025, 4, 9),
        title="联合主题党日",
        summary=SUMMARY,
        organizations=[{"organization": world.neighbour, "how": "joint"}, {"organization": None, "name": "某街道"}],
        roll=[{"person": one, "present": True} for one in (*world.people, *world.guests)],
    )
    absent = world.congress(
        date(2025, 5, 7),
        title="二季度大会",
        roll=[
            {"person": world.people[0], "present": True},
            {"person": world.people[1], "present": False, "reason": "公务"},
        ],
    )
    heads = world.congress(date(2025, 6, 4), title="只记了人数", roll=[], heads={"members": 20, "public": 3})
    heads["parts"][0]["roles"] = {}
    tally = {
        "recorder": world.branch,
        "day": "2024-01-01",
        "end_day": "2024-12-31",
        "year": 2024,
        "tallies": [{"figure": "branch_congress/count", "amount": 4, "keeper": "党办"}],
    }
    return [world.congress(), joint, absent, heads, tally]


def _facts() -> dict[str, Any]:
    """Everything that the ledger holds, without the numbers that the database gave."""
    revisions = Revision.objects.order_by("day", "title")
    postings = Posting.objects.order_by("booking__revision__day", "figure__code", "organization", "person", "part")
    return {
        "revisions": list(
            revisions.values_list(
                "content",
                "content_digest",
                "manifest",
                "day",
                "last_day",
                "year",
                "title",
                "place",
                "is_late",
                "is_tally",
                "recorded_on",
                "account",
                "organization",
                "number",
            )
        ),
        "parts": list(revisions.values_list("parts__position", "parts__kind")),
        "organizations": sorted(revisions.values_list("taking_part__organization", "taking_part__how"), key=str),
        "bookings": list(
            Booking.objects.order_by("revision__day").values_list("postings_digest", "manifest", "revision__title")
        ),
        "postings": list(
            postings.values_list(
                "figure__code",
                "organization",
                "part",
                "person",
                "day",
                "month",
                "year",
                "amount",
                "tally",
                "known_until",
            )
        ),
        "confirmations": list(Confirmation.objects.order_by("revision__day").values_list("account", "confirmed_on")),
        "signatures": sorted(Signature.objects.values_list("band", "value", "whole", "organization")),
    }


def _chained() -> dict[tuple[str, str], str]:
    """What the chain says about each row."""
    return {(table, key): digest for commit in Commit.objects.all() for table, key, digest in json.loads(commit.facts)}


def test_it_leaves_the_same_facts_as_one_by_one(world: World) -> None:
    for content in _contents(world):
        recorded = record_entry(world.clerk, content, TODAY)
        confirm_entry(world.secretary, recorded.revision, TODAY)
    one_by_one = _facts()
    for table in (Posting, Booking, Confirmation, Signature, RevisionPart, RevisionOrganization, Revision):
        table.objects.all().delete()
    load_entries(
        world.clerk,
        [Incoming(content, confirmed_on=TODAY) for content in _contents(world)],
        TODAY,
        confirmer=world.secretary,
    )
    assert _facts() == one_by_one
    assert len(one_by_one["postings"]) > 30
    assert one_by_one["signatures"]


def test_every_row_stands_in_the_chain_with_its_own_digest(world: World) -> None:
    loaded = load_entries(
        world.clerk,
        [Incoming(content, confirmed_on=TODAY) for content in _contents(world)],
        TODAY,
        confirmer=world.secretary,
    )
    chained = _chained()
    for fact in [*Revision.objects.all(), *Confirmation.objects.all(), *Booking.objects.all()]:
        assert chained[fact._meta.db_table, str(fact.pk)] == fact.digest_of_values()
    assert {("ledger_entry", str(entry)) for entry in loaded.entries} <= chained.keys()
    assert Posting.objects.exclude(known_from=Commit.objects.latest("seq").seq).count() == 0


def test_the_same_request_is_recorded_once_however_often_it_is_loaded(world: World) -> None:
    incoming = [Incoming(content, f"request-{number}") for number, content in enumerate(_contents(world))]
    first = load_entries(world.clerk, incoming, TODAY)
    again = load_entries(world.clerk, incoming, TODAY)
    assert first.entries == again.entries
    assert again.already == len(incoming)
    assert Entry.objects.count() == Revision.objects.count() == len(incoming)


def test_what_needs_a_second_person_waits_where_the_recorder_would_confirm_it_himself(world: World) -> None:
    with_vote = world.congress()
    with_vote["parts"][0]["fields"]["vote"] = {"due": 8, "present": 8, "for": 8}
    plain = world.congress(
        date(2025, 4, 9),
        parts=[
            {
                "kind": "branch_committee_meeting",
                "fields": {
                    "agenda": [{"title": "研究二季度工作", "tags": []}],
                },
            }
        ],
    )
    loaded = load_entries(world.secretary, [Incoming(one, confirmed_on=TODAY) for one in (with_vote, plain)], TODAY)
    assert loaded.left_waiting == 1
    assert Confirmation.objects.get().revision.entry_id == loaded.entries[1]


def test_nobody_loads_into_an_organisation_that_is_not_his(world: World) -> None:
    with pytest.raises(NotFoundError):
        load_entries(world.stranger, [Incoming(world.congress())], TODAY)
    assert not Entry.objects.exists()


def test_the_confirmer_must_be_allowed_to_confirm(world: World) -> None:
    nobody = Actor(None, "nobody")
    with pytest.raises(NotFoundError):
        load_entries(world.clerk, [Incoming(world.congress(), confirmed_on=TODAY)], TODAY, confirmer=nobody)
    assert not Entry.objects.exists()


def test_one_content_that_cannot_be_submitted_stops_the_whole_commit(world: World) -> None:
    nobody_knows = world.congress(parts=[{"kind": "branch_congress", "roles": {"astronaut": [world.people[0]]}}])
    with pytest.raises(EntryRefusedError, match=r"astronaut|议题"):
        load_entries(world.clerk, [Incoming(world.congress()), Incoming(nobody_knows)], TODAY)
    assert not Entry.objects.exists()


def test_rosters_answer_as_the_single_one_does_on_every_day(world: World) -> None:
    moved, left = world.people[3], world.people[4]
    facts.write(
        facts.event(moved, "moved", date(2025, 3, 1), world.neighbour),
        facts.event(left, "transferred_out", date(2025, 6, 1)),
        facts.post(world.branch, world.people[0], "secretary", date(2024, 1, 1), date(2025, 5, 31)),
        facts.post(world.branch, world.people[1], "secretary", date(2025, 6, 1)),
    )
    everybody = [*world.people, *world.guests]
    rosters = Rosters()
    for day in (date(2009, 1, 1), date(2025, 2, 28), date(2025, 3, 1), date(2025, 5, 31), date(2025, 6, 1)):
        for organization in (world.committee, world.branch, world.neighbour, world.foreign):
            assert rosters.at(organization, day, everybody) == roster(organization, day, everybody), (organization, day)
