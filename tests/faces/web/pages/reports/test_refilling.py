"""A masked template filled in from the ledger in the page: proposals, choices, and nothing kept of it."""

import io
from html import unescape
from urllib.parse import unquote

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from taizhang.apps.accounts.models import Account
from taizhang.faces.web.shell import sources
from taizhang.formats.texts import read_text
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in
from tests.faces.web.pages.recorded import confirmed, theme_day
from tests.formats.texts.made_files import paragraph, word_file

pytestmark = pytest.mark.django_db
TEMPLATE = "XX党支部工作总结\n全年开展主题党日XX次，植树XX棵。"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "business_day", lambda: TODAY)


@pytest.fixture
def clerk(world: World) -> Client:
    confirmed(world, theme_day(world, f"{TODAY.year}-03-10"))
    return signed_in("writer", "clerk", world.branch)


def _filled(client: Client, **sent: object) -> str:
    answer = client.post(reverse("reports:refill"), sent)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def _text(page: str) -> str:
    return page.rpartition("<textarea")[2].partition(">")[2].partition("</textarea>")[0].strip()


def test_what_is_sure_is_filled_in_and_opens_the_ledger_and_the_rest_is_marked(clerk: Client) -> None:
    page = _filled(clerk, text=TEMPLATE)
    assert _text(page) == "XX党支部工作总结\n全年开展主题党日1次，植树【待补：XX棵】。"
    assert reverse("figures:figure", args=["theme_day/count"]) in page
    assert "XX 2 处　待补 1" in page


def test_a_file_is_read_like_a_pasted_text(clerk: Client) -> None:
    content = word_file("".join(paragraph(line) for line in TEMPLATE.splitlines()))
    assert "主题党日1次" in _text(_filled(clerk, file=SimpleUploadedFile("模板.docx", content)))


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"slot-0": "0"}, "1次"),
        ({"slot-0": ""}, "【待补：XX次】"),
        ({}, "【待补：XX次】"),
        ({"slot-0": "9"}, "【待补：XX次】"),
        ({"slot-0": "²"}, "【待补：XX次】"),
    ],
)
def test_what_is_chosen_is_filled_in_and_nothing_else(clerk: Client, chosen: dict[str, str], said: str) -> None:
    assert f"主题党日{said}，" in _text(_filled(clerk, text=TEMPLATE, again="yes", **chosen))


def test_markup_in_a_template_stays_text(clerk: Client) -> None:
    answer = clerk.post(reverse("reports:refill"), {"text": "<script>alert(1)</script>开展主题党日XX次"})
    assert "<script>alert" not in answer.content.decode()


def test_nothing_sent_is_said_in_words(clerk: Client) -> None:
    answer = clerk.post(reverse("reports:refill"), {"text": " "})
    assert answer.status_code == 422
    assert "还没有文字" in answer.content.decode()


def test_who_sees_no_entries_of_the_branch_gets_no_numbers_of_it(world: World, clerk: Client) -> None:
    stranger = signed_in("stranger1", "clerk", world.foreign)
    assert "主题党日【待补：XX次】" in _text(_filled(stranger, text=TEMPLATE))


def _sent_word(client: Client) -> str:
    content = word_file("".join(paragraph(*line.partition("X")) for line in TEMPLATE.splitlines()))
    return _filled(client, file=SimpleUploadedFile("去年的模板.docx", content))


def _kept(page: str) -> str:
    return page.partition('name="kept" value="')[2].partition('"')[0]


def test_a_word_template_comes_back_as_word_with_what_was_chosen(clerk: Client) -> None:
    page = _sent_word(clerk)
    assert "主题党日1次" in _text(page)
    choices = {"kept": _kept(page), "name": "去年的模板.docx", "again": "yes", "slot-0": "0"}
    assert "下载填好的 .docx" in _filled(clerk, **choices)
    answer = clerk.post(reverse("reports:refill"), choices | {"take": "docx"})
    assert "去年的模板（已填数）.docx" in unquote(answer["Content-Disposition"])
    assert answer["Cache-Control"] == "no-store, private"
    word = docx.Document(io.BytesIO(answer.content))
    text = "\n".join(one.text for one in word.paragraphs)
    assert text == "XX党支部工作总结\n全年开展主题党日1次，植树XX棵。"
    marked = [run.text for one in word.paragraphs for run in one.runs if run.font.highlight_color is not None]
    assert "".join(marked) == "XXXX棵"
    assert [one.text for one in word.comments] == ["【待补】台账里没有对得上的数。查实以后自己填。"]


def test_heads_and_feet_have_proposals_too_and_what_cannot_be_filled_is_named(clerk: Client) -> None:
    content = word_file(
        paragraph("工作总结"),
        {
            "header1": paragraph("主题党日X", "X次"),
            "comments": f'<w:comment w:id="4">{paragraph("XX次")}</w:comment>',
        },
    )
    page = _filled(clerk, file=SimpleUploadedFile("模板.docx", content))
    assert '<span class="tag">页眉</span>' in page
    assert "批注里有1处 XX，填不了。下载以后在 Word 或 WPS 里自己改。" in page
    assert _text(page) == "工作总结"
    choices = {"kept": _kept(page), "name": "模板.docx", "again": "yes", "slot-0": "0", "take": "docx"}
    answer = clerk.post(reverse("reports:refill"), choices)
    assert "主题党日1次" in read_text("a.docx", answer.content).text


def test_a_kept_template_is_its_sender_s_alone_and_ends_with_his_session(clerk: Client, world: World) -> None:
    name = _kept(_sent_word(clerk))
    other = signed_in("another", "clerk", world.branch)
    choices = {"kept": name, "again": "yes", "slot-0": "0", "take": "docx"}
    for client, status in ((other, 422), (clerk, 200)):
        assert client.post(reverse("reports:refill"), choices).status_code == status
    clerk.post(reverse("accounts:sign_out"))
    clerk.force_login(Account.objects.get(login="writer"))
    answer = clerk.post(reverse("reports:refill"), choices)
    assert answer.status_code == 422
    assert "再选一次文件" in answer.content.decode()
