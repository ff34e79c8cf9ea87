import json

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from taizhang.faces.web.shell.render import wants_fragment
from taizhang.faces.web.shell.toasts import COOKIE, announce, toast_of
from tests.faces.web.shell.gallery.views import RefusedError

pytestmark = pytest.mark.usefixtures("gallery")


def test_a_browser_gets_the_page_and_htmx_the_very_fragment_in_it(client: Client) -> None:
    page = client.get("/matrix/cell/0/2/")
    fragment = client.get("/matrix/cell/0/2/", headers={"hx-request": "true"})
    assert "<!doctype html>" in page.content.decode()
    assert "<!doctype html>" not in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    # Only what belongs to a drawer beside a matrix differs: the button that closes it, and its keys.
    inner = fragment.content.decode().split('<div class="in">', 1)[1].split('<div class="in keys', 1)[0].strip()
    assert "怎么算的" in inner
    assert inner in page.content.decode()


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_a_page_that_htmx_restores_is_whole(rf: RequestFactory, header: str) -> None:
    assert wants_fragment(rf.get("/", headers={"HX-Request": "true"}))
    assert not wants_fragment(rf.get("/", headers={"HX-Request": "true", header: "true"}))


def test_a_page_varies_with_htmx_and_is_kept_nowhere(client: Client) -> None:
    answer = client.get("/")
    assert "HX-Request" in answer["Vary"]
    assert answer["Cache-Control"] == "no-store, private"


def test_every_answer_carries_the_headers_error_pages_too(client: Client) -> None:
    for path in ("/", "/lost/", "/trouble/500/", "/nowhere/", "/accounts/in/", "/static/shell/css/tokens.css"):
        answer = client.get(path)
        answer.close()
        headers = answer.headers
        assert headers["Content-Security-Policy"].startswith("default-src 'self'; object-src 'none'"), path
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert "camera=()" in headers["Permissions-Policy"]


def test_a_toast_is_said_once(client: Client) -> None:
    assert client.get("/done/").status_code == 302
    assert "已提交，等书记沈溪确认。" in client.get("/").content.decode()
    assert "已提交" not in client.get("/").content.decode()


def test_a_toast_reaches_a_fragment_too(client: Client) -> None:
    client.get("/done/")
    text = client.get("/matrix/cell/0/2/", headers={"hx-request": "true"}).content.decode()
    assert 'hx-swap-oob="true"' in text
    assert "已提交，等书记沈溪确认。" in text


def test_a_forged_toast_says_nothing(rf: RequestFactory) -> None:
    response = announce(HttpResponse(), "做好了。")
    request = rf.get("/")
    request.COOKIES[COOKIE] = response.cookies[COOKIE].value
    assert toast_of(request) is not None
    request.COOKIES[COOKIE] = response.cookies[COOKIE].value[:-2] + "xx"
    assert toast_of(request) is None


@pytest.mark.parametrize(
    ("status", "words"), [(400, "看不懂"), (403, "不在你的权限里"), (404, "找不到"), (500, "没有写入任何东西")]
)
def test_a_failure_says_what_happened_why_and_what_to_do(client: Client, status: int, words: str) -> None:
    answer = client.get(f"/trouble/{status}/")
    assert answer.status_code == status
    text = answer.content.decode()
    assert words in text
    assert "请" not in text.replace("请求", "")
    assert "您" not in text


def test_an_unknown_page_is_told_in_plain_words(client: Client) -> None:
    answer = client.get("/lost/")
    assert answer.status_code == 404
    assert "找不到这一页" in answer.content.decode()


def test_a_failed_fragment_is_no_page(client: Client) -> None:
    text = client.get("/lost/", headers={"hx-request": "true"}).content.decode()
    assert "<html" not in text


def test_a_form_with_errors_keeps_what_was_typed_and_links_to_each(client: Client) -> None:
    answer = client.post("/form/", {"day": "2026-11-31", "place": "三楼会议室"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="三楼会议室"' in text
    assert "有 1 处要改，才能提交：" in text
    assert 'href="#id_day"' in text
    assert 'aria-describedby="id_day_helptext id_day_error"' in text
    assert 'id="id_day_error"' in text


def test_links_of_the_shell_keep_the_address(client: Client) -> None:
    text = client.get("/?org=QH03&year=2025&as_of=2025-06-30").content.decode()
    assert 'href="/owed/?org=QH03&amp;year=2025&amp;as_of=2025-06-30"' in text
    assert 'name="as_of" value="2025-06-30"' in text
    assert "2025年6月30日" in text
    assert 'href="/?org=QH03&amp;year=2025"' in text


def test_recording_is_off_on_another_day(client: Client) -> None:
    assert 'data-key="record"' in client.get("/").content.decode()
    past = client.get("/?as_of=2026-06-30").content.decode()
    assert 'data-key="record"' not in past
    assert "不能登记" in past


def test_scripts_of_htmx_may_evaluate_nothing_and_remember_nothing(client: Client) -> None:
    text = client.get("/").content.decode()
    start = text.index("content='", text.index("htmx-config")) + len("content='")
    config = json.loads(text[start : text.index("'", start)])
    assert not config["allowEval"]
    assert not config["allowScriptTags"]
    assert not config["includeIndicatorStyles"]
    assert config["selfRequestsOnly"]
    assert config["historyCacheSize"] == 0


@pytest.mark.parametrize(
    ("code", "status"), [("entry_not_found", 404), ("not_found", 404), ("not_allowed", 403), ("entry_refused", 409)]
)
def test_what_an_app_refuses_is_told_in_its_own_words(client: Client, code: str, status: int) -> None:
    answer = client.get(f"/refused/{code}/")
    assert answer.status_code == status
    assert "这条记录已经作废，不能再更正。" in answer.content.decode()
    fragment = client.get(f"/refused/{code}/", headers={"hx-request": "true"}).content.decode()
    assert fragment.strip() == '<p class="mt-2" data-trouble>这条记录已经作废，不能再更正。要改，先看作废的原因。</p>'


def test_a_fault_of_our_own_stays_a_fault(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RefusedError, "__module__", "elsewhere")
    client.raise_request_exception = False
    answer = client.get("/refused/not_found/")
    assert answer.status_code == 500
    assert "已经作废" not in answer.content.decode()
