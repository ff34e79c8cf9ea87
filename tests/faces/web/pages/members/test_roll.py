"""The roll and one person: who is on it on a day, what happened, and foreign is unknown."""

from datetime import date

import pytest
from django.utils import timezone

from taizhang.apps.members.models import MemberEvent
from tests.apps import facts
from tests.faces.web.pages.members.conftest import Place, page_of
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db


def test_the_roll_shows_who_is_on_it_by_group(place: Place) -> None:
    page = page_of(place, "/members/")
    assert "党员p000" in page
    assert "a党组织 · a1党组织" in page
    assert "党员stranger" not in page


def test_filters_stand_in_the_address(place: Place) -> None:
    assert "党员p000" not in page_of(place, "/members/?status=probationary")
    assert "党员young" in page_of(place, "/members/?status=probationary")
    assert "党员young" not in page_of(place, "/members/?sex=男")
    assert "党员p002" in page_of(place, "/members/?q=p002")
    assert "党员p001" not in page_of(place, "/members/?q=p002")
    assert "党员stranger" not in page_of(place, "/members/?q=stranger")
    for nonsense in ("status=x", "sex=x", "mark=x", "q=%00", "page=-1", "q=" + "长" * 500, "mark=id"):
        assert place.client.get(f"/members/?{nonsense}").status_code == 200


def test_the_roll_is_that_of_the_day(place: Place) -> None:
    facts.write(facts.event(place.people[0], "transferred_out", date(2024, 5, 1)))
    assert "党员p000" not in page_of(place, "/members/")
    assert "党员p000" in page_of(place, "/members/?as_of=2024-04-30")


def test_a_person_shows_what_happened_and_which_posts(place: Place) -> None:
    facts.write(*facts.committee(place.branch, place.people[:3]))
    page = page_of(place, f"/members/{place.people[0]}/")
    for word in ("党员p000", "列入名册", "正式党员", "书记", "a党组织", "没有登记转正日期"):
        assert word in page


def test_foreign_and_unknown_persons_are_the_same(place: Place) -> None:
    for path in ("", "event/", "describe/", "sealed/"):
        for one in (place.stranger, 99999):
            assert place.client.get(f"/members/{one}/{path}").status_code == 404, path
    for path in ("event/", "describe/", "sealed/", "reveal/"):
        assert place.client.post(f"/members/{place.stranger}/{path}", {}).status_code == 404, path
    event = MemberEvent.objects.get(member=place.stranger)
    assert place.client.post(f"/members/{place.people[0]}/events/{event.pk}/withdraw/").status_code == 404
    assert place.client.get(f"/members/{place.people[0]}/events/{event.pk}/").status_code == 404
    assert MemberEvent.objects.filter(member=place.stranger, known_until__isnull=True).exists()


def test_who_went_elsewhere_keeps_his_later_life_to_himself(place: Place) -> None:
    facts.write(facts.event(place.people[0], "moved", date(2024, 5, 1), place.foreign, note="去了别处"))
    assert place.client.get(f"/members/{place.people[0]}/").status_code == 404
    then = page_of(place, f"/members/{place.people[0]}/?as_of=2024-01-01")
    assert "去了别处" not in then
    assert "只有他在你这里时的情况" in then


@pytest.mark.parametrize("role", ["system", "security", "auditor"])
def test_administrators_see_nobody(place: Place, role: str) -> None:
    client = signed_in("adm", role)
    for path in ("", f"{place.people[0]}/", "movements/", "new/", "import/", "export/"):
        answer = client.get(f"/members/{path}")
        assert answer.status_code in {200, 403, 404}, path
        assert "党员p0" not in answer.content.decode()


def test_movements_of_a_year_add_up(place: Place) -> None:
    year = timezone.localdate().year - 1
    facts.write(
        facts.event(place.people[0], "transferred_out", date(year, 5, 1)),
        facts.event(place.people[1], "moved", date(year, 6, 1), place.neighbour),
    )
    facts.person("came", place.neighbour, since=date(year, 7, 1))
    page = page_of(place, f"/members/movements/?year={year}")
    for word in ("党员p000", "党员came", "出 · 转出", "进 · 列入名册"):
        assert word in page
    assert "相加不等" not in page
    assert "党员p001" not in page
    assert "党员came" not in page_of(place, f"/members/movements/?year={year}&side=out")
    assert place.client.get(f"/members/movements/?year={year}&side=x&kind=%00").status_code == 200
