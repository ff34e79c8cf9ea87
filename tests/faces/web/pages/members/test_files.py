"""A roll comes in as a file, checked before anything is written, and goes out filtered."""

import io
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from taizhang.apps.audit.models import Commit
from taizhang.apps.members.models import Member
from taizhang.apps.members.sealing import Sensitive, seal_field
from tests.faces.web.pages.members.conftest import ID_NUMBER, Place, operator
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db


def workbook(*rows: list[Any]) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("名册.xlsx", buffer.getvalue())


def test_a_roll_is_checked_before_anything_is_written(place: Place) -> None:
    before = Member.objects.count()
    file = workbook(
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
    seal_field(operator(), place.people[0], Sensitive.ID_NUMBER, ID_NUMBER)
    answer = place.client.get("/members/export/?form=csv&status=full")
    text = answer.content.decode()
    assert "党员p000" in text
    assert "党员young" not in text
    assert "党员stranger" not in text
    assert ID_NUMBER not in text
    assert Commit.objects.filter(action="members.export").exists()
    assert place.client.get("/members/export/")["Content-Type"].endswith("sheet")
    assert place.client.get("/members/import/template/").status_code == 200
