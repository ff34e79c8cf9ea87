"""What is changed on the roll, by whom, and that nonsense never breaks a form."""

from datetime import date

import pytest

from taizhang.apps.members.models import MemberEvent
from taizhang.apps.members.selectors import member_view, roll
from tests.faces.web.pages.members.conftest import Place, page_of
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["reader", "superior", "discipline"])
def test_those_who_only_read_change_nothing(place: Place, role: str) -> None:
    client = signed_in("reads", role, place.committee)
    page = client.get(f"/members/{place.people[0]}/").content.decode()
    assert "登记变动" not in page
    for path in ("new/", "import/", f"{place.people[0]}/event/", f"{place.people[0]}/describe/"):
        assert client.get(f"/members/{path}").status_code == 403, path
    assert client.get("/members/export/").status_code == (200 if role == "superior" else 403)


def test_somebody_is_put_on_the_roll(place: Place) -> None:
    sent = {
        "name": "新同志",
        "kind": "entered_roll",
        "organization": str(place.branch),
        "group": str(place.group),
        "day": "2025-03-01",
        "full": "1",
        "born_in": "1990",
    }
    assert place.client.post("/members/new/", sent | {"born_in": "2015"}).status_code == 422
    elsewhere = place.client.post("/members/new/", sent | {"organization": str(place.foreign)})
    assert elsewhere.status_code == 422
    made = place.client.post("/members/new/", sent)
    assert made.status_code == 302
    assert "新同志" in page_of(place, made["Location"])
    assert "新同志" in {one.name for one in roll(place.branch, date(2025, 6, 1))}


def test_events_are_recorded_corrected_and_taken_back(place: Place) -> None:
    person = place.people[4]
    path = f"/members/{person}/event/"
    twice = place.client.post(path, {"kind": "moved", "day": "2009-01-01", "organization": str(place.neighbour)})
    assert twice.status_code == 422
    assert 'id="id_day_error"' in twice.content.decode()
    assert place.client.post(path, {"kind": "confirmed", "day": "2025-03-01"}).status_code == 302
    row = MemberEvent.objects.get(member=person, kind="confirmed", known_until__isnull=True)
    assert place.client.get(f"/members/{person}/events/{row.pk}/").status_code == 200
    assert place.client.post(f"/members/{person}/events/{row.pk}/", {"day": "2025-04-01"}).status_code == 302
    newer = MemberEvent.objects.get(member=person, kind="confirmed", known_until__isnull=True)
    assert newer.day == date(2025, 4, 1)
    assert place.client.post(f"/members/{person}/events/{newer.pk}/withdraw/").status_code == 302
    assert member_view(person, date(2025, 12, 1)).status.value == "probationary"


def test_nobody_is_moved_to_a_branch_of_strangers(place: Place) -> None:
    sent = {"kind": "moved", "day": "2025-03-01", "organization": str(place.foreign)}
    assert place.client.post(f"/members/{place.people[0]}/event/", sent).status_code == 422
    assert member_view(place.people[0], date(2025, 12, 1)).organization == place.branch


def test_what_the_roll_says_changes_from_a_day_on_or_is_corrected(place: Place) -> None:
    path = f"/members/{place.people[0]}/describe/"
    sent = {"name": "改了名", "sex": "男", "how": "changed", "day": "2025-05-01"}
    assert place.client.post(path, sent).status_code == 302
    assert member_view(place.people[0], date(2025, 4, 30)).name == "党员p000"
    assert member_view(place.people[0], date(2025, 5, 1)).name == "改了名"
    assert place.client.post(path, sent | {"how": "correct", "name": "一直叫这"}).status_code == 302
    assert place.client.post(path, sent | {"name": ""}).status_code == 422


def test_nonsense_never_breaks_a_form(place: Place) -> None:
    wrong = dict.fromkeys(
        (
            "name",
            "kind",
            "organization",
            "group",
            "day",
            "full",
            "sex",
            "born_in",
            "joined_on",
            "how",
            "field",
            "value",
            "code",
            "note",
        ),
        "\x00<b>'",
    )
    for path in ("new/", f"{place.people[0]}/event/", f"{place.people[0]}/describe/", f"{place.people[0]}/sealed/"):
        assert place.client.post(f"/members/{path}", wrong).status_code == 422, path
        assert place.client.post(f"/members/{path}", {}).status_code == 422, path
    assert place.client.post(f"/members/{place.people[0]}/reveal/", wrong).status_code == 422
