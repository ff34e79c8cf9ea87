"""Sending a text on its way in the page: typed, from a file, from the checker; and its next versions."""

import io
from html import unescape
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from taizhang.apps.papers.models import Paper, Version
from taizhang.apps.papers.selectors.texts import head_of, text_of
from tests.apps.ledger.conftest import World, world  # noqa: F401 (a fixture)
from tests.apps.papers.written import BODY, NEWS, again, opened
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
SENT = {"title": NEWS.title, "destination": "机关网站", "goes_out_on": "2025-12-12", "text": BODY}


def _body(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return unescape(answer.content.decode())


@pytest.fixture
def writer(world: World) -> Client:
    return signed_in("writer", "clerk", world.branch)


def test_a_text_is_sent_on_its_way_and_opened(world: World, writer: Client) -> None:
    assert "不得录入国家秘密" in _body(writer.get(reverse("papers:begin")))
    answer = writer.post(reverse("papers:begin"), SENT | {"text": BODY.replace("\n", "\r\n\r\n　　")})
    paper = Paper.objects.get()
    assert answer.headers["Location"].startswith(reverse("papers:show", args=[paper.pk]))
    assert text_of(head_of(paper)).body == BODY
    shown = _body(writer.get(reverse("papers:show", args=[paper.pk])))
    assert BODY.split("\n")[1] in shown
    assert "起草中" in shown
    assert 'value="机关网站"' in _body(writer.get(reverse("papers:begin"))), "offered the next time"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"title": ""}, "还没有填标题"),
        ({"destination": " "}, "还没有填去向"),
        ({"text": "　\n"}, "还没有填正文"),
        ({"goes_out_on": "2025-11-31"}, "这不是日期"),
        ({"title": "长" * 121}, "最多120个字"),
        ({"text": "段。\n" * 601}, "拆成几份"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    world: World,
    writer: Client,
    wrong: dict[str, str],
    why: str,
) -> None:
    shown = _body(writer.post(reverse("papers:begin"), SENT | wrong), 422)
    assert why in shown
    assert "title" in wrong or NEWS.title in shown
    assert "text" in wrong or BODY.split("\n")[0] in shown
    assert not Paper.objects.exists()


def _word(*paragraphs: str) -> bytes:
    made, kept = docx.Document(), io.BytesIO()
    for one in paragraphs:
        made.add_paragraph(one)
    made.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("稿.docx", _word("部署年底工作", "机关党委召开会议。")),
        ("稿.txt", "部署年底工作\r\n机关党委召开会议。".encode("gb18030")),
    ],
)
def test_a_file_is_read_and_looked_at_before_it_is_sent(
    world: World,
    writer: Client,
    name: str,
    content: bytes,
) -> None:
    sent = {"destination": "机关网站", "title": "", "text": "", "file": SimpleUploadedFile(name, content)}
    shown = _body(writer.post(reverse("papers:begin"), sent))
    assert "还没有保存" in shown
    assert 'value="部署年底工作"' in shown
    assert "机关党委召开会议。</textarea>" in shown
    assert 'value="机关网站"' in shown
    assert not Paper.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("稿.docx", b"PK\x03\x04 no zip"), ("稿.pdf", b"%PDF-1.7 nothing"), ("空.txt", b" \n")],
)
def test_a_file_that_cannot_be_read_leaves_what_was_typed(
    world: World,
    writer: Client,
    name: str,
    content: bytes,
) -> None:
    answer = writer.post(reverse("papers:begin"), SENT | {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code in {200, 422}
    assert NEWS.title in unescape(answer.content.decode())
    assert not Paper.objects.exists()


def test_the_checker_carries_a_text_over_and_only_for_who_writes(world: World, writer: Client) -> None:
    checked = _body(writer.post(reverse("checks:index"), {"text": f"部署年底工作\n{BODY}"}))
    assert "送三审三校" in checked
    carried = writer.post(f"{reverse('papers:begin')}?carried=1", {"text": f"部署年底工作\r\n{BODY}"})
    shown = _body(carried)
    assert 'value="部署年底工作"' in shown
    assert f'action="{reverse("papers:begin")}"' in shown, "sent the next time, not carried again"
    assert not Paper.objects.exists()
    reader = signed_in("reading", "reader", world.branch)
    assert "送三审三校" not in _body(reader.post(reverse("checks:index"), {"text": BODY}))
    assert reader.get(reverse("papers:begin")).status_code == 403


def test_the_next_version_is_typed_over_the_last(world: World, writer: Client) -> None:
    paper = opened(world)
    place = reverse("papers:edit", args=[paper.pk])
    assert BODY.split("\n")[1] in _body(writer.get(place))
    sent = SENT | {"based_on": "1", "text": f"{BODY}\n补一句。", "note": "补了一句"}
    assert writer.post(place, sent).status_code == 302
    head = head_of(paper)
    assert (head.number, head.note) == (2, "补了一句")
    same = writer.post(place, sent | {"based_on": "2"})
    assert same.status_code == 302
    assert head_of(paper).number == 2


def test_two_writers_see_both_texts_side_by_side_and_choose(world: World, writer: Client) -> None:
    paper = opened(world)
    again(world, paper, title="同事的标题")
    place = reverse("papers:edit", args=[paper.pk])
    mine = SENT | {"based_on": "1", "title": "我的标题", "text": f"{BODY}\n我补一句。"}
    shown = _body(writer.post(place, mine), 409)
    assert "我的标题" in shown
    assert "同事的标题" in shown
    assert "我补一句。" in shown, "what was typed is carried along"
    assert head_of(paper).number == 2
    assert writer.post(place, mine | {"choice-title": "nonsense"}).status_code == 409
    assert writer.post(place, mine | {"choice-title": "theirs"}).status_code == 302
    text = text_of(head_of(paper))
    assert (text.title, text.body) == ("同事的标题", f"{BODY}\n我补一句。")
    assert Version.objects.filter(paper=paper).count() == 3
