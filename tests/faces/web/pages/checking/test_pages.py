"""The checker's page: findings beside the text, accepted and let stand without a script; nothing is kept."""

import io
import json
import re
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from taizhang.apps.audit.writing import last_seq
from taizhang.domain.checking.house import read_house
from taizhang.domain.checking.packs import shipped
from taizhang.formats.texts import read_text
from tests.apps import facts
from tests.faces.web.pages.people import signed_in
from tests.formats.texts.made_files import paragraph, word_file

pytestmark = pytest.mark.django_db
TEXT = "关于学习的报告\n一、主要做法\n全年组织学习XX次\n登录后可查看全文\n"


@pytest.fixture
def branch(db: None) -> int:
    return facts.organization("a")


@pytest.fixture
def client(branch: int) -> Client:
    return signed_in("shen", "secretary", branch)


def sent(client: Client, text: str = TEXT, **more: Any) -> str:
    answer = client.post("/checks/", {"text": text, **more})
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1].replace("&quot;", '"')


def text_in(page: str) -> str:
    found = re.search(r'<textarea class="form-control" id="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return found[1]


def key_of(page: str, message: str) -> str:
    at = page.index(message)
    found = re.search(r'name="silence" value="once:([^"]+)"', page[at:])
    assert found
    return found[1]


def test_findings_stand_beside_the_text_with_reason_and_source(client: Client) -> None:
    page = sent(client)
    assert "“XX”没有填写。" in page
    assert "实务通常：" in page
    assert re.search(r'<mark class="e" data-marks="\d+"><span id="m\d+"></span>XX<a class="to" href="#f\d+"', page)
    assert "必改" in page
    assert text_in(page) == TEXT


def test_nothing_of_a_text_is_kept(client: Client) -> None:
    before = last_seq()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        sent(client)
    assert last_seq() == before
    writes = [one["sql"] for one in asked if re.match(r"(INSERT|UPDATE|DELETE)", one["sql"])]
    # The session only notes when it was last seen.
    writes = [one for one in writes if "django_session" not in one]
    assert writes == []
    assert not [model for model in apps.get_app_config("checks").get_models() if model.__name__ != "OwnWord"]


def test_html_in_a_text_is_shown_and_never_run(client: Client) -> None:
    page = sent(client, "<script>alert(1)</script>XX\u202e&amp;\n")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "看不见的字符 U+202E" in page


def test_cleaning_cuts_what_sites_left_and_gives_an_account(client: Client) -> None:
    page = sent(client, TEXT, clean="1")
    assert "登录后" not in text_in(page)
    assert "清理了1处" in page
    assert "<td>登录后可查看全文" in page


def test_a_replacement_is_taken_where_it_was_offered(client: Client) -> None:
    page = sent(client, "年初布署、年底总结，严于律已。\n")
    offer = re.search(r'name="accept" value="([^"]+)"[^>]*>改成“严于律己”|name="accept" value="([^"]+)"', page)
    assert offer
    after = text_in(sent(client, text_in(page), accept=offer[1] or offer[2]))
    assert after != text_in(page)
    stale = client.post("/checks/", {"text": "别的文字XX。", "accept": offer[1] or offer[2]})
    assert stale.status_code == 422
    assert "这一处已经不在了" in stale.content.decode()


def test_a_place_is_let_stand_with_a_reason_and_only_in_this_text(client: Client) -> None:
    page = sent(client)
    key = key_of(page, "“XX”没有填写。")
    refused = client.post("/checks/", {"text": TEXT, "silence": f"once:{key}"})
    assert refused.status_code == 422
    assert "没有写理由" in refused.content.decode()
    page = sent(client, TEXT, silence=f"once:{key}", **{f"reason-{key}": "等会议定"})
    assert "已标“不算错” 1 处" in page
    assert [one["reason"] for one in json.loads(field(page, "silences"))] == ["等会议定"]
    again = sent(client, TEXT, silences=field(page, "silences"))
    assert "“XX”没有填写。" not in again.split("已标“不算错”")[0]
    assert "已标“不算错”" not in sent(client)


def test_letting_a_wording_stand_for_good_needs_the_right(client: Client, branch: int) -> None:
    key = key_of(sent(client), "“XX”没有填写。")
    page = sent(client, TEXT, silence=f"always:{key}", **{f"reason-{key}": "模板"})
    assert "以后“XX”不再报" in page
    assert "模板" in client.get("/checks/own/").content.decode()
    reader = signed_in("du", "reader", branch)
    other = "全年组织学习XXX次\n"
    key = key_of(sent(reader, other), "没有填写。")
    assert "以后都不报" not in sent(reader, other)
    answer = reader.post("/checks/", {"text": other, "silence": f"always:{key}", f"reason-{key}": "模板"})
    assert answer.status_code == 403


def test_the_list_narrows_by_severity_and_category(client: Client) -> None:
    text = TEXT + "约10万元左右。\n"
    whole, narrowed = sent(client, text), sent(client, text, category="blank")
    assert whole.count('class="finding-row"') > narrowed.count('class="finding-row"') == 1
    assert 'aria-pressed="true"' in sent(client, text, severity="error")


def test_a_file_is_read_checked_and_its_look_judged(client: Client) -> None:
    content = word_file(paragraph("关于学习的报告") + paragraph("全年组织学习XX次"))
    answer = client.post("/checks/", {"file": SimpleUploadedFile("报告.docx", content)})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "报告.docx" in page
    assert "“XX”没有填写。" in page
    assert 'id="family-layout"' in page


def test_the_very_file_comes_back_with_comments(client: Client) -> None:
    content = word_file(paragraph("全年组织学习XX次"))
    answer = client.post("/checks/commented/", {"file": SimpleUploadedFile("报告.docx", content)})
    assert "attachment" in answer["Content-Disposition"]
    comments = [one.text for one in Document(io.BytesIO(answer.content)).comments]
    assert any("“XX”没有填写。" in one for one in comments)
    assert read_text("a.docx", answer.content).text == "全年组织学习XX次\n"


def test_a_pasted_text_comes_back_as_text_or_as_a_document(client: Client) -> None:
    answer = client.post("/checks/text/", {"text": TEXT.replace("\n", "\r\n"), "name": "../a\u202eb.txt"})
    assert answer.content.decode() == TEXT
    assert "ab" in answer["Content-Disposition"]
    answer = client.post("/checks/commented/", {"text": TEXT})
    assert read_text("a.docx", answer.content).text.startswith(TEXT)


@pytest.mark.parametrize("place", ["/checks/", "/checks/commented/", "/checks/text/"])
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": "  "}, "还没有文字"),
        ({"text": "字" * 300_001}, "超过30万字"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")}, "PDF 损坏"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "不认识"),
    ],
)
def test_what_cannot_be_checked_is_said_on_the_same_page(
    client: Client, place: str, sent: dict[str, Any], said: str
) -> None:
    if "file" in sent:
        sent["file"].seek(0)
    answer = client.post(place, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_silences_that_make_no_sense_count_for_nothing(client: Client) -> None:
    for told in ("{", "[1]", '[{"reach": "always"}]', "[" * 5000, '{"a": 1}'):
        assert "“XX”没有填写。" in sent(client, TEXT, silences=told)


def test_own_words_are_decided_and_taken_back_on_their_page(client: Client) -> None:
    assert client.get("/checks/own/decide/?kind=style").status_code == 200
    refused = client.post("/checks/own/decide/?kind=off", {"rule": "no/such", "reason": "因"})
    assert refused.status_code == 422
    client.post("/checks/own/decide/?kind=off", {"rule": "blanks/placeholder", "reason": "模板里就留空"})
    assert "“XX”没有填写。" not in sent(client)
    page = client.get("/checks/own/").content.decode()
    number = re.search(r"/checks/own/(\d+)/withdraw/", page)
    assert number
    client.post(f"/checks/own/{number[1]}/withdraw/")
    assert "“XX”没有填写。" in sent(client)


def test_own_words_are_taken_away_as_the_file_that_the_command_takes(client: Client) -> None:
    client.post("/checks/own/decide/?kind=off", {"rule": "blanks/placeholder", "reason": "模板里就留空"})
    client.post("/checks/own/decide/?kind=style", {"word": "支部书记", "right": "支部负责人", "reason": "统一"})
    client.post("/checks/own/decide/?kind=protected", {"word": "青禾渠", "reason": "地名"})
    content = client.get("/checks/own/house.yaml").content.decode()
    house, faults = read_house("house.yaml", content, shipped().rules)
    assert faults == ()
    assert house is not None
    assert (house.protected, dict(house.style)) == (frozenset({"青禾渠"}), {"支部书记": "支部负责人"})
    assert not house.allows("blanks/placeholder", optional=False)


def test_what_may_not_leave_the_house_is_held_back_with_the_reason(client: Client) -> None:
    text = "关于学习的报告\n联系电话13812345678。\n"
    assert "还不能往外发" not in sent(client, text)
    page = sent(client, text, release="1")
    assert "还不能往外发" in page
    assert "第2行" in page
    refused = client.post("/checks/text/", {"text": text, "release": "1"})
    assert refused.status_code == 422
    assert "还不能往外发" in refused.content.decode()
    assert client.post("/checks/text/", {"text": text}).status_code == 200
    assert "没有看到密级标志和个人信息" in sent(client, "关于学习的报告\n", release="1")


def test_an_htmx_request_gets_the_desk_alone(client: Client) -> None:
    answer = client.post("/checks/", {"text": TEXT}, headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert b"data-check-panel" in answer.content
