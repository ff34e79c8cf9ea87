"""Recording, confirming, correcting and voiding through the API, as through the pages."""

import pytest

from taizhang.apps.ledger.models import Entry, Revision
from tests.apps.ledger.conftest import World
from tests.faces.api.conftest import Caller, record_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def _count(caller: Caller) -> int:
    answer = caller.get("/organizations/a/figure", figure="branch_congress/count", start="2025-01-01", end="2025-12-31")
    assert answer.status_code == 200, answer.content.decode()
    return int(answer.json()["value"])


def test_an_occasion_is_recorded_confirmed_corrected_and_voided(clerk: Caller, secretary: Caller, world: World) -> None:
    recorded = clerk.post("/entries", record_of(world))
    assert recorded.status_code == 201, recorded.content.decode()
    entry = recorded.json()["entry"]
    assert _count(clerk) == 0
    confirmed = secretary.post(f"/entries/{entry}/confirmation", {"number": 1})
    assert confirmed.json() == {"entry": entry, "number": 1, "state": "confirmed"}
    assert _count(clerk) == 1
    fewer = record_of(world, roll=[{"person": "p000"}])
    corrected = clerk.post(
        f"/entries/{entry}/corrections", {"base_number": 1, "reason": "按签到表改", "content": fewer}
    )
    assert corrected.json()["number"] == 2
    secretary.post(f"/entries/{entry}/confirmation", {"number": 2})
    detail = clerk.get(f"/entries/{entry}").json()
    assert detail["record"]["roll"] == [{"person": "p000", "present": True}]
    assert [one["number"] for one in detail["revisions"]] == [1, 2]
    voided = clerk.post(f"/entries/{entry}/voiding", {"base_number": 2, "reason": "重复"})
    assert voided.json()["state"] == "voided"
    assert _count(clerk) == 0


def test_what_is_read_can_be_sent_again(clerk: Caller, world: World) -> None:
    entry = clerk.post("/entries", record_of(world)).json()["entry"]
    record = clerk.get(f"/entries/{entry}").json()["record"]
    again = clerk.post("/entries", record | {"day": "2025-04-02"})
    assert again.status_code == 201, again.content.decode()
    first, second = Revision.objects.order_by("pk").values_list("content", flat=True)
    assert first.replace("2025-03-05", "2025-04-02") == second


def test_the_same_key_records_once_and_belongs_to_its_sender(clerk: Caller, secretary: Caller, world: World) -> None:
    one = clerk.post("/entries", record_of(world), **{"Idempotency-Key": "nightly-7"}).json()["entry"]
    two = clerk.post("/entries", record_of(world), **{"Idempotency-Key": "nightly-7"}).json()["entry"]
    other = secretary.post("/entries", record_of(world), **{"Idempotency-Key": "nightly-7"}).json()["entry"]
    assert one == two != other


def test_who_corrects_an_older_revision_is_told_what_changed(clerk: Caller, world: World) -> None:
    entry = clerk.post("/entries", record_of(world)).json()["entry"]
    changed = {"base_number": 1, "reason": "改地点", "content": record_of(world, place="二楼")}
    assert clerk.post(f"/entries/{entry}/corrections", changed).status_code == 201
    loser = clerk.post(f"/entries/{entry}/corrections", changed | {"reason": "也改地点"})
    assert loser.status_code == 409
    answer = loser.json()
    assert (answer["code"], answer["number"]) == ("changed_meanwhile", 2)
    assert answer["differences"]
    assert clerk.post(f"/entries/{entry}/confirmation", {"number": 1}).status_code == 409


def test_what_cannot_be_submitted_is_refused_with_every_place(clerk: Caller, world: World) -> None:
    answer = clerk.post("/entries", record_of(world, roll=[{"person": "谁也不是"}], parts=[{"kind": "没有的会"}]))
    assert answer.status_code == 422
    assert {one["place"] for one in answer.json()["findings"]} == {"roll.0.person", "parts.0.kind"}
    assert not Entry.objects.exists()


def test_a_key_that_nobody_knows_changes_nothing(clerk: Caller, world: World) -> None:
    strange: tuple[dict[str, object], ...] = (
        {"account": 1},
        {"recorder": world.foreign},
        {"known_from": 1},
        {"roster": {}},
    )
    for extra in strange:
        answer = clerk.post("/entries", record_of(world, **extra))
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), extra
    assert not Entry.objects.exists()


def test_a_vote_is_confirmed_by_somebody_else_than_the_recorder(clerk: Caller, world: World) -> None:
    with_vote = record_of(world)
    with_vote["parts"][0]["fields"]["vote"] = {
        "due": 8,
        "present": 8,
        "issued": 8,
        "returned": 8,
        "valid": 8,
        "for": 8,
        "against": 0,
        "abstain": 0,
    }
    entry = clerk.post("/entries", with_vote).json()["entry"]
    answer = clerk.post(f"/entries/{entry}/confirmation", {"number": 1})
    assert (answer.status_code, answer.json()["code"]) == (409, "second_person")


def test_the_list_is_filtered_and_paged(clerk: Caller, world: World) -> None:
    for month in range(1, 8):
        clerk.post("/entries", record_of(world, day=f"2025-{month:02}-05", title=f"{month}月大会"))
    page = clerk.get("/entries", year=2025, start="2025-03-01", page_size=2, page=2).json()
    assert (page["total"], [one["title"] for one in page["items"]]) == (5, ["5月大会", "4月大会"])
    assert clerk.get("/entries", text="6月").json()["total"] == 1
    assert clerk.get("/entries", kind="party_lecture").json()["total"] == 0
    assert clerk.get("/entries", page_size=201).status_code == 422


def test_a_body_beyond_two_megabytes_is_refused(clerk: Caller, world: World) -> None:
    answer = clerk.post("/entries", record_of(world, summary="长" * 800_000))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        "null",
        '{"day": NaN}',
        '{"day":"2025-01-01","day":"2025-01-02"}',
        '{"a":' * 3000 + "1" + "}" * 3000,
        '{"organization": "a\\u0000"}',
        '{"organization": "\\ud800"}',
        '{"x": 99999999999999999999999}',
        "9" * 5000,
        "\xff",
    ],
)
def test_a_body_that_no_reader_takes_is_refused_in_words(clerk: Caller, body: str) -> None:
    answer = clerk.post("/entries", body.encode("latin-1"))
    assert answer.status_code in (400, 422)
    assert answer.json()["message"].endswith("。")
