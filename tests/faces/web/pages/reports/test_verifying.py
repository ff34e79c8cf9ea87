"""A foreign report held against the ledger in the page: each number with its answer, and nothing kept of it."""

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taizhang.apps.ledger.models import Revision
from taizhang.faces.web.shell import sources
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in
from tests.faces.web.pages.recorded import confirmed, theme_day
from tests.formats.texts.made_files import word_file

pytestmark = pytest.mark.django_db
REPORT = "某党支部{year}年工作总结\n一、工作成效\n全年开展主题党日{said}，收缴党费300元。\n{more}\n"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "business_day", lambda: TODAY)


@pytest.fixture
def clerk(world: World) -> Client:
    return signed_in("writer", "clerk", world.branch)


def _report(said: str, more: str = "") -> str:
    return REPORT.format(said=said, more=more, year=TODAY.year)


def _verified(client: Client, **sent: Any) -> str:
    answer = client.post(reverse("reports:verify"), sent)
    assert answer.status_code == 200, answer.content.decode()[:300]
    return unescape(answer.content.decode())


def _row(page: str, said: str) -> str:
    return page[page.index(said) :].partition("</tr>")[0]


@pytest.mark.parametrize(
    ("said", "sign", "note"),
    [
        ("1次", "相符", ""),
        ("3次", "不符", "台账少 2次"),
        ("不少于1次", "相符", ""),
    ],
)
def test_each_number_has_its_answer_and_opens_the_entries(
    world: World, clerk: Client, said: str, sign: str, note: str
) -> None:
    confirmed(world, theme_day(world, f"{TODAY.year}-03-10"))
    row = _row(_verified(clerk, text=_report(said)), "主题党日 ")
    assert sign in row
    assert note in row
    assert reverse("figures:figure", args=["theme_day/count"]) in row


def test_what_each_branch_did_is_held_against_those_below_alone(world: World) -> None:
    confirmed(world, theme_day(world, f"{TODAY.year}-03-10"))
    above = signed_in("above", "clerk", world.committee)
    row = _row(_verified(above, text=_report("1次", "各党支部开展主题党日3次。")), "各党支部开展主题党日 3次")
    assert "不符" in row
    assert "台账少 2次" in row
    assert "所属党组织" in row


def test_what_was_never_recorded_and_what_is_not_counted_are_told_apart(clerk: Client) -> None:
    page = _verified(clerk, text=_report("2次"))
    assert "无记录" in _row(page, "主题党日 ")
    assert reverse("ledger:record") in _row(page, "主题党日 ")
    assert "台账不计" in _row(page, "收缴党费 ")


def test_a_file_is_read_like_a_pasted_text(world: World, clerk: Client) -> None:
    confirmed(world, theme_day(world, f"{TODAY.year}-03-10"))
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _report("1次").splitlines())
    page = _verified(clerk, file=SimpleUploadedFile("报告.docx", word_file(body)))
    assert "相符" in _row(page, "主题党日 ")


def test_a_stated_count_becomes_a_draft_in_sum_with_its_passage(world: World, clerk: Client) -> None:
    sent = {
        "figure": "theme_day/count",
        "amount": "12",
        "from": f"{TODAY.year}-01-01",
        "to": f"{TODAY.year}-12-31",
        "name": "报告.docx",
        "passage": "全年开展主题党日12次",
    }
    assert reverse("reports:take_down") in _row(_verified(clerk, text=_report("12次")), "主题党日 ")
    answer = clerk.post(reverse("reports:take_down"), sent)
    assert answer.status_code == 302
    form = unescape(clerk.get(answer.headers["Location"]).content.decode())
    assert 'value="12"' in form
    assert "取自“报告.docx”：全年开展主题党日12次" in form
    assert not Revision.objects.filter(organization_id=world.branch).exists()


def test_an_act_becomes_a_draft_of_its_kind_and_day(clerk: Client) -> None:
    day = f"{TODAY.year}-07-01"
    page = _verified(clerk, text=_report("2次", "7月1日，在青禾纪念馆开展主题党日活动。"))
    assert f'name="day" value="{day}"' in page
    sent = {"day": day, "place": "青禾纪念馆", "title": "开展主题党日活动", "kind": "theme_day", "name": "报告"}
    answer = clerk.post(reverse("reports:take_down"), sent)
    form = unescape(clerk.get(answer.headers["Location"]).content.decode())
    assert "青禾纪念馆" in form
    assert f'value="{day}"' in form


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"day": "x"},
        {"figure": "members_at_end", "amount": "3", "from": "2025-01-01", "to": "2025-12-31"},
        {"figure": "nothing/count", "amount": "3", "from": "2025-01-01", "to": "2025-12-31"},
        {"figure": "theme_day/count", "amount": "-3", "from": "2025-01-01", "to": "2025-12-31"},
        {"figure": "theme_day/count", "amount": "3", "from": "", "to": ""},
    ],
)
def test_what_is_no_statement_is_not_taken_down(clerk: Client, sent: dict[str, str]) -> None:
    assert clerk.post(reverse("reports:take_down"), sent).status_code == 404


def test_who_may_not_record_is_offered_no_draft_and_can_make_none(world: World) -> None:
    reader = signed_in("looker", "reader", world.branch)
    assert reverse("reports:take_down") not in _verified(reader, text=_report("2次"))
    sent = {"day": f"{TODAY.year}-07-01", "title": "x", "name": "x"}
    assert reader.post(reverse("reports:take_down"), sent).status_code in {403, 404}


def test_only_what_the_account_may_see_is_counted(world: World) -> None:
    confirmed(world, theme_day(world, f"{TODAY.year}-03-10"))
    beside = signed_in("beside", "reader", world.neighbour)
    assert "无记录" in _row(_verified(beside, text=_report("1次")), "主题党日 ")


def test_nothing_of_the_report_is_written_anywhere(clerk: Client) -> None:
    clerk.get(reverse("reports:verify"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        _verified(clerk, text=_report("2次"))
    written = [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not [sql for sql in written if "session" not in sql]


def test_markup_in_a_report_is_shown_and_not_run(clerk: Client) -> None:
    answer = clerk.post(reverse("reports:verify"), {"text": _report("2次", "<script>alert(1)</script>召开会议3次。")})
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize(
    "sent",
    [
        {"text": ""},
        {"text": "  \n"},
        {"file": SimpleUploadedFile("a.docx", b"PK\x03\x04broken")},
        {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 broken")},
        {"file": SimpleUploadedFile("a.exe", b"MZ")},
        {"text": "一" * 400_001},
    ],
    ids=["nothing", "blanks", "broken docx", "broken pdf", "another kind", "too long"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(clerk: Client, sent: dict[str, Any]) -> None:
    answer = clerk.post(reverse("reports:verify"), sent)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize("year", ["", "2020", "x", "99999999999", "-1", "٣"])
def test_a_year_that_makes_no_sense_is_passed_over(clerk: Client, year: str) -> None:
    assert "核对的是" in _verified(clerk, text=_report("2次"), year=year)


def test_an_administrator_is_told_that_nothing_is_here() -> None:
    assert "没有业务权限" in signed_in("keys", "system").get(reverse("reports:verify")).content.decode()
