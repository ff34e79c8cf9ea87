"""The second journey: two at one entry, a closed tab, a server that goes away, a session that ends."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Office

pytestmark = pytest.mark.browser
WORDS = "会上逐条对照了上半年的清单，大家谈了很久。"


def entry_to_correct(page: Page, office: Office, word: str) -> str:
    """The path of a confirmed entry of the branch."""
    page.goto(f"{office.address}/ledger/?q={word}&state=confirmed&own=1")
    link = page.locator("#list a[href*='/ledger/']").first
    return str(link.evaluate("one => one.pathname"))


def form(page: Page, office: Office, title: str) -> None:
    """The form of a theme day, filled in."""
    page.goto(f"{office.address}/ledger/record/?kind=theme_day")
    page.locator("#f-title").fill(title)
    page.locator("#f-part-0-theme").fill("对照清单")
    page.locator("#f-summary").fill(WORDS)


def submit(page: Page) -> None:
    page.get_by_role("button", name="提交登记").click()


def recorded(page: Page, office: Office, title: str) -> int:
    """How many entries have this title."""
    page.goto(f"{office.address}/ledger/?q={title}")
    return page.locator("#list a", has_text=title).count()


def test_who_corrects_second_is_told_and_keeps_every_word(office: Office) -> None:
    first, second = office.window("health.branch"), office.window("health.clerk")
    entry = entry_to_correct(first, office, "主题党日")
    first.goto(f"{office.address}{entry}correct/")
    second.goto(f"{office.address}{entry}correct/")
    first.locator("#f-place").fill("二楼报告厅")
    first.locator("#f-reason").fill("地点写错")
    first.get_by_role("button", name="提交更正").click()
    expect(first.locator(".toast-x")).to_contain_text("已更正")

    second.locator("#f-place").fill("一楼大厅")
    second.locator("#f-summary").fill(WORDS)
    second.locator("#f-reason").fill("地点和内容都要改")
    second.get_by_role("button", name="提交更正").click()
    told = second.get_by_role("alert").filter(has_text="一个字没有丢")
    expect(told).to_contain_text("二楼报告厅")
    expect(second.locator("#f-place")).to_have_value("一楼大厅")
    expect(second.locator("#f-summary")).to_have_value(WORDS)
    expect(second.locator("#f-reason")).to_have_value("地点和内容都要改")


def test_a_draft_survives_a_closed_tab_and_a_killed_server(office: Office) -> None:
    page = office.window("health.branch")
    page.clock.install()
    form(page, office, "没写完的主题党日")
    page.clock.fast_forward(21_000)
    expect(page.locator("[data-draft-note]")).to_contain_text(re.compile(r"草稿 \d\d:\d\d 已存在本机"))
    page.close()
    office.stop()
    office.start()
    later = office.window("health.branch")
    later.goto(f"{office.address}/ledger/drafts/")
    later.get_by_role("link", name="没写完的主题党日").click()
    expect(later.locator("#f-summary")).to_have_value(WORDS)
    expect(later.locator("#f-part-0-theme")).to_have_value("对照清单")


def test_a_server_that_went_away_loses_nothing_and_records_once(office: Office) -> None:
    page = office.window("health.branch")
    title = "断线时登记的主题党日"
    form(page, office, title)
    office.stop()
    submit(page)
    expect(page.locator("#request-trouble")).to_contain_text("还没有提交，填的内容都在这一页")
    expect(page.locator("#f-summary")).to_have_value(WORDS)
    office.start()
    submit(page)
    page.wait_for_url(re.compile(r"/ledger/\d+/"))
    assert recorded(office.window("health.branch"), office, title) == 1


def test_an_answer_that_never_came_is_sent_again_without_recording_twice(office: Office) -> None:
    page = office.window("health.branch")
    title = "没等到回音的主题党日"
    form(page, office, title)
    with page.expect_request(lambda one: one.method == "POST" and one.url.endswith("/ledger/record/")) as sent:
        submit(page)
    page.wait_for_url(re.compile(r"/ledger/\d+/"))
    again = page.request.post(
        sent.value.url,
        headers={"content-type": sent.value.headers["content-type"], "referer": page.url},
        data=sent.value.post_data_buffer or b"",
    )
    assert again.url == page.url
    assert recorded(office.window("health.branch"), office, title) == 1


def test_a_session_that_ended_keeps_the_form_until_one_signed_in_again(office: Office) -> None:
    page = office.window("health.branch")
    title = "登录到期后登记的主题党日"
    form(page, office, title)
    page.context.clear_cookies(name="taizhang_session")
    submit(page)
    expect(page.locator("#request-trouble")).to_contain_text("登录已经到期，还没有提交")
    office.sign_in(page.context.new_page(), "health.branch")
    submit(page)
    page.wait_for_url(re.compile(r"/ledger/\d+/"))
    assert recorded(office.window("health.branch"), office, title) == 1
