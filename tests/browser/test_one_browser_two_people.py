"""Attack cases A11 and A31: one office computer, two people after each other; the second finds nothing of the first."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.office import Office

pytestmark = pytest.mark.browser
CANARY = "金丝雀没写完的会"
STORES = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage), caches: await caches.keys(),
  databases: (await indexedDB.databases()).map(one => one.name),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
EMPTY = {"local": [], "session": [], "caches": [], "databases": [], "workers": 0}


@pytest.fixture
def computer(office: Office) -> Iterator[BrowserContext]:
    """A browser of its own, that people share."""
    context = office.browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(30_000)
    yield context
    context.close()


def sign_out(page: Page, office: Office) -> None:
    page.goto(f"{office.address}/")
    page.locator("form[action*='/accounts/out/'] button").first.evaluate("one => one.click()")
    page.wait_for_url("**/accounts/in/**")


def unfinished(page: Page, office: Office) -> None:
    """The first person's form, kept as a draft and then written on."""
    page.goto(f"{office.address}/ledger/record/?kind=theme_day")
    page.locator("#f-title").fill(CANARY)
    page.locator("#f-place").fill(CANARY)
    with page.expect_response("**/ledger/record/draft/**") as kept:
        page.keyboard.press("Control+s")
    assert kept.value.ok
    page.locator("#f-summary").fill(CANARY)


def written(page: Page, office: Office) -> str:
    """The first person's report, with words in the editor that nobody saved."""
    page.goto(f"{office.address}/reports/drafts/begin/")
    page.get_by_label("提纲").select_option(index=0)
    page.get_by_role("button", name="起草").click()
    page.wait_for_url(re.compile(r"/reports/\d+/"))
    page.locator(".sheet [data-block]").last.click()
    page.keyboard.press("End")
    page.keyboard.type(CANARY)
    expect(page.locator(".sheet")).to_contain_text(CANARY)
    return page.url


def test_who_signs_in_next_finds_nothing_of_who_was_there(office: Office, computer: BrowserContext) -> None:
    editor, form, shell = computer.new_page(), computer.new_page(), computer.new_page()
    office.sign_in(computer.new_page(), "news.secretary")
    report = written(editor, office)
    unfinished(form, office)
    sign_out(shell, office)
    office.sign_in(computer.new_page(), "water.clerk")

    for page in (form, editor):  # What the first one left open writes into nobody's account.
        page.keyboard.press("Control+s")
        page.wait_for_load_state("networkidle")
    places = ("/ledger/drafts/", "/ledger/record/?kind=theme_day", "/reports/drafts/", "/", f"/search/?q={CANARY[:3]}")
    for place in places:
        shell.goto(f"{office.address}{place}")
        assert CANARY not in shell.content(), place
    shell.goto(f"{office.address}/ledger/drafts/")
    expect(shell.locator("main")).not_to_contain_text("主题党日")
    answer = shell.goto(report)
    assert answer is not None
    assert answer.status == 404
    assert shell.evaluate(STORES) == EMPTY


def test_the_way_back_shows_nothing_after_signing_out(office: Office, computer: BrowserContext) -> None:
    page = computer.new_page()
    office.sign_in(computer.new_page(), "water.secretary")
    page.goto(f"{office.address}/members/")
    name = page.locator("#list a[href*='/members/']").first.inner_text().strip()
    page.locator("#list a[href*='/members/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    sign_out(page, office)
    for _ in range(3):
        page.go_back()
        expect(page.get_by_role("button", name="登录")).to_be_visible()
        assert name not in page.content()
    assert page.evaluate(STORES) == EMPTY
    kept = {one["name"] for one in computer.cookies()}
    assert "taizhang_session" not in kept
    assert "taizhang_toast" not in kept
