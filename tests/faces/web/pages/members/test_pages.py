"""The pages of members: roll, person, changes, movements, files; foreign is unknown, sealed values only on request."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from taizhang.apps.audit.models import Commit
from taizhang.apps.members.models import Member, MemberEvent
from taizhang.apps.members.sealing import Sensitive, seal_field
from taizhang.apps.members.selectors import member_view, roll
from tests.apps import facts
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
ID_NUMBER = "11010519491231002X"


@dataclass
class Place:
    committee: int
    branch: int
    neighbour: int
    group: int
    foreign: int
    people: list[int]
    stranger: int
    client: Client


@pytest.fixture
def place(db: None) -> Iterator[Place]:
    committee = facts.organization("c", "committee")
    branch, neighbour = facts.organization("a", under=committee), facts.organization("b", under=committee)
    group = facts.organization("a1", "subgroup", under=branch)
    foreign = facts.organization("x")
    people = facts.persons("p", 4, branch)
    people.append(facts.person("young", branch, full=False, sex="女", group=group))
    stranger = facts.person("stranger", foreign)
    yield Place(
        committee, branch, neighbour, group, foreign, people, stranger, signed_in("lin", "secretary", committee)
    )
    for left in (settings.ENVIRONMENT.home / "staging").glob("*"):
        left.unlink()


def _operator() -> Actor:
    return Actor(None, "本机操作", (Holding(Role.SECRETARY),), operator="test")


def _page(place: Place, path: str) -> str:
    answer = place.client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def _workbook(*rows: list[Any]) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("名册.xlsx", buffer.getvalue())


def test_the_roll_shows_who_is_on_it_by_group(place: Place) -> None:
    page = _page(place, "/members/")
    assert "党员p000" in page
    assert "a党组织 · a1党组织" in page
    assert "党员stranger" not in page


def test_filters_stand_in_the_address(place: Place) -> None:
    assert "党员p000" not in _page(place, "/members/?status=probationary")
    assert "党员young" in _page(place, "/members/?status=probationary")
    assert "党员young" not in _page(place, "/members/?sex=男")
    assert "党员p002" in _page(place, "/members/?q=p002")
    assert "党员p001" not in _page(place, "/members/?q=p002")
    assert "党员stranger" not in _page(place, "/members/?q=stranger")
    for nonsense in ("status=x", "sex=x", "mark=x", "q=%00", "page=-1", "q=" + "长" * 500, "mark=id"):
        assert place.client.get(f"/members/?{nonsense}").status_code == 200


def test_the_roll_is_that_of_the_day(place: Place) -> None:
    facts.write(facts.event(place.people[0], "transferred_out", date(2024, 5, 1)))
    assert "党员p000" not in _page(place, "/members/")
    assert "党员p000" in _page(place, "/members/?as_of=2024-04-30")


def test_a_person_shows_what_happened_and_which_posts(place: Place) -> None:
    facts.write(*facts.committee(place.branch, place.people[:3]))
    page = _page(place, f"/members/{place.people[0]}/")
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
    then = _page(place, f"/members/{place.people[0]}/?as_of=2024-01-01")
    assert "去了别处" not in then
    assert "只有他在你这里时的情况" in then


@pytest.mark.parametrize("role", ["reader", "superior", "discipline"])
def test_those_who_only_read_change_nothing(place: Place, role: str) -> None:
    client = signed_in("reads", role, place.committee)
    page = client.get(f"/members/{place.people[0]}/").content.decode()
    assert "登记变动" not in page
    for path in ("new/", "import/", f"{place.people[0]}/event/", f"{place.people[0]}/describe/"):
        assert client.get(f"/members/{path}").status_code == 403, path
    assert client.get("/members/export/").status_code == (200 if role == "superior" else 403)


@pytest.mark.parametrize("role", ["system", "security", "auditor"])
def test_administrators_see_nobody(place: Place, role: str) -> None:
    client = signed_in("adm", role)
    for path in ("", f"{place.people[0]}/", "movements/", "new/", "import/", "export/"):
        answer = client.get(f"/members/{path}")
        assert answer.status_code in {200, 403, 404}, path
        assert "党员p0" not in answer.content.decode()


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
    assert "新同志" in _page(place, made["Location"])
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


def test_a_sealed_value_is_masked_until_somebody_says_why(place: Place) -> None:
    person = place.people[0]
    bad = place.client.post(f"/members/{person}/sealed/", {"field": "id_number", "value": ID_NUMBER[:-1] + "1"})
    assert bad.status_code == 422
    assert (
        place.client.post(f"/members/{person}/sealed/", {"field": "id_number", "value": ID_NUMBER}).status_code == 302
    )
    page = _page(place, f"/members/{person}/")
    assert "002X" in page
    assert ID_NUMBER not in page
    for reason in ("", "because"):
        refused = place.client.post(f"/members/{person}/reveal/", {"field": "id_number", "reason": reason})
        assert refused.status_code == 422
        assert ID_NUMBER not in refused.content.decode()
    shown = place.client.post(f"/members/{person}/reveal/", {"field": "id_number", "reason": "transfer"})
    assert ID_NUMBER in shown.content.decode()
    logged = Commit.objects.filter(action="sealed.reveal")
    assert [one.subject for one in logged] == [f"member:{person}:id_number:transfer"]


@pytest.mark.parametrize(("role", "status"), [("discipline", 200), ("reader", 403), ("superior", 403)])
def test_only_some_may_see_a_sealed_value(place: Place, role: str, status: int) -> None:
    seal_field(_operator(), place.people[0], Sensitive.ID_NUMBER, ID_NUMBER)
    client = signed_in("reads", role, place.committee)
    answer = client.post(f"/members/{place.people[0]}/reveal/", {"field": "id_number", "reason": "verify"})
    assert answer.status_code == status
    assert (ID_NUMBER in answer.content.decode()) == (status == 200)


def test_movements_of_a_year_add_up(place: Place) -> None:
    year = timezone.localdate().year - 1
    facts.write(
        facts.event(place.people[0], "transferred_out", date(year, 5, 1)),
        facts.event(place.people[1], "moved", date(year, 6, 1), place.neighbour),
    )
    facts.person("came", place.neighbour, since=date(year, 7, 1))
    page = _page(place, f"/members/movements/?year={year}")
    for word in ("党员p000", "党员came", "出 · 转出", "进 · 列入名册"):
        assert word in page
    assert "相加不等" not in page
    assert "党员p001" not in page
    assert "党员came" not in _page(place, f"/members/movements/?year={year}&side=out")
    assert place.client.get(f"/members/movements/?year={year}&side=x&kind=%00").status_code == 200


def test_a_roll_is_checked_before_anything_is_written(place: Place) -> None:
    before = Member.objects.count()
    file = _workbook(
        ["姓名", "性别", "党支部", "人员类别", "身份证号"],
        ["甲一", "男", "a党组织", "正式党员", ID_NUMBER],
        ["乙二", "女", "没有的支部", "正式党员", ""],
        ["丙三", "女", "b", "什么", ""],
    )
    answer = place.client.post("/members/import/", {"file": file, "day": "2025-01-01"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "第3行" in page
    assert "第4行" in page
    assert "先导入没有问题的 1 行" in page
    assert Member.objects.count() == before
    token = page.partition('name="token" value="')[2].partition('"')[0]
    kept = [file.read_bytes() for file in Path(settings.ENVIRONMENT.home / "staging").iterdir()]
    assert all(ID_NUMBER.encode() not in content and "甲一".encode() not in content for content in kept)
    stranger = signed_in("stranger", "secretary", place.foreign)
    assert stranger.post("/members/import/confirm/", {"token": token}).status_code == 409
    whole = place.client.post("/members/import/confirm/", {"token": token})
    assert whole.status_code == 409
    assert Member.objects.count() == before
    assert place.client.post("/members/import/confirm/", {"token": token, "only_good": "1"}).status_code == 302
    assert Member.objects.count() == before + 1
    assert place.client.post("/members/import/confirm/", {"token": token, "only_good": "1"}).status_code == 409


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"not a workbook"),
        ("a.csv", b'\xff\xfe\x00"'),
        ("a.csv", '姓名,x\n"没有配对'.encode()),
        ("a.exe", b"MZ"),
        ("a.csv", b"a,b\n1,2\n"),
        ("a.csv", b""),
        ("../../a.csv", b"\x00"),
    ],
)
def test_files_that_are_no_rolls_are_refused(place: Place, name: str, content: bytes) -> None:
    file = SimpleUploadedFile(name, content)
    assert place.client.post("/members/import/", {"file": file, "day": "2025-01-01"}).status_code == 422


def test_a_csv_in_the_national_code_is_read(place: Place) -> None:
    text = "姓名,性别,党支部,人员类别\n甲一,男,a,正式党员\n"
    file = SimpleUploadedFile("名册.csv", text.encode("gb18030"))
    page = place.client.post("/members/import/", {"file": file, "day": "2025-01-01"}).content.decode()
    assert "导入这 1 行" in page


@pytest.mark.parametrize("token", ["", "x", "a" * 32 + "." + "b" * 32, "../../etc/passwd", "0" * 400])
def test_a_forged_token_opens_nothing(place: Place, token: str) -> None:
    assert place.client.post("/members/import/confirm/", {"token": token}).status_code == 409


def test_an_export_holds_the_filtered_roll_and_is_logged(place: Place) -> None:
    seal_field(_operator(), place.people[0], Sensitive.ID_NUMBER, ID_NUMBER)
    answer = place.client.get("/members/export/?form=csv&status=full")
    text = answer.content.decode()
    assert "党员p000" in text
    assert "党员young" not in text
    assert "党员stranger" not in text
    assert ID_NUMBER not in text
    assert Commit.objects.filter(action="members.export").exists()
    assert place.client.get("/members/export/")["Content-Type"].endswith("sheet")
    assert place.client.get("/members/import/template/").status_code == 200
