"""Going about in a real browser: keys, dialogs, menus, matrix and drawer, charts, copying."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("gallery")]
Open = Callable[[str], Page]


def test_the_first_tab_leads_to_the_content(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


def test_single_letters_work_outside_fields_only(open_page: Open, live_server: LiveServer) -> None:
    page = open_page("/form/")
    page.locator("#id_place").press("n")
    expect(page.locator("#id_place")).to_have_value("n")
    page = open_page("/matrix/")
    page.keyboard.press("n")
    expect(page).to_have_url(f"{live_server.url}/ledger/record/")


def test_ctrl_k_goes_to_the_search(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("Control+k")
    expect(page.locator("[data-key=search]")).to_be_focused()


def test_o_opens_the_organisations_and_typing_finds_one(open_page: Open, live_server: LiveServer) -> None:
    page = open_page("/?year=2025")
    page.keyboard.press("o")
    expect(page.locator("#find-organization")).to_be_focused()
    page.keyboard.type("排水")
    expect(page.locator("#chooser .choice-list a")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/?org=QH03&year=2025")


def test_t_asks_for_a_day_and_the_sand_bar_leads_back(open_page: Open, live_server: LiveServer) -> None:
    page = open_page("/")
    page.keyboard.press("t")
    page.locator("#as-of").fill("2026-06-30")
    page.get_by_role("button", name="看这一天").click()
    expect(page).to_have_url(f"{live_server.url}/?as_of=2026-06-30")
    expect(page.locator(".past")).to_contain_text("6月30日 当天的情况，按今天知道的算")
    page.get_by_role("link", name="改成按6月30日当时知道的算").click()
    expect(page.locator(".past")).to_contain_text("按6月30日当时知道的算")
    page.get_by_role("link", name="回到今天").click()
    expect(page.locator(".past")).to_have_count(0)


def test_escape_closes_a_menu_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_text("2026年").first.click()
    expect(page.get_by_role("link", name="2025年")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="2025年")).to_be_hidden()


def test_the_drawer_opens_beside_and_follows_the_arrows(open_page: Open) -> None:
    page = open_page("/matrix/")
    cells = page.locator("[data-matrix] td > a")
    cells.nth(2).click()
    heading = page.locator("[data-drawer] .crumb")
    expect(heading).to_have_text("供水中心党支部 · 3月")
    page.keyboard.press("ArrowDown")
    expect(heading).to_have_text("排水管理所党支部 · 3月")
    page.keyboard.press("ArrowRight")
    expect(heading).to_have_text("排水管理所党支部 · 4月")
    expect(page.locator("[data-matrix] a[aria-current]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("[data-drawer]")).to_be_hidden()
    expect(cells.nth(15)).to_be_focused()


def test_arrows_cross_from_months_to_quarters(open_page: Open) -> None:
    page = open_page("/matrix/")
    page.locator("[data-matrix] td > a").nth(36 + 7).focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_attribute("aria-label", re.compile("供水中心党支部 7月 支部党员大会"))


def test_one_cell_only_is_reached_by_tab(open_page: Open) -> None:
    page = open_page("/matrix/")
    expect(page.locator('[data-matrix] td > a[tabindex="0"]')).to_have_count(1)


def test_on_a_phone_a_cell_is_a_page(open_page: Open, page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page("/matrix/")
    page.locator("[data-matrix] td > a").nth(2).click()
    expect(page).to_have_url(f"{live_server.url}/matrix/cell/0/2/")


def test_after_success_a_toast_offers_to_undo(open_page: Open) -> None:
    page = open_page("/form/")
    page.locator("#id_day").fill("2026-11-20")
    page.get_by_role("button", name="提交给书记确认").click()
    expect(page.locator(".toast-x")).to_contain_text("已提交，等书记沈溪确认。")
    page.get_by_role("button", name="撤回").click()
    expect(page.locator(".toast-x")).to_contain_text("已撤回")


def test_a_dialog_puts_the_safe_answer_first_and_asks_for_a_reason(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_role("button", name="更正…").click()
    expect(page.locator("#correct")).to_be_visible()
    page.get_by_role("button", name="生成第2版").click()
    expect(page.locator("#correct")).to_be_visible()
    page.get_by_role("button", name="不更正").click()
    expect(page.locator("#correct")).to_be_hidden()


def test_large_text_is_switched_and_stays(open_page: Open) -> None:
    page = open_page("/")
    page.get_by_text("林穗").click()
    page.get_by_role("button", name="换成大字").click()
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    page = open_page("/matrix/")
    expect(page.locator("html")).to_have_attribute("data-text", "large")


def test_a_table_is_copied_with_tabs(open_page: Open, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_page("/")
    page.get_by_role("button", name="复制到 Excel").click()
    expect(page.locator(".toast-x")).to_contain_text("已复制")
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[0] == "日期\t主题\t参加\t状态"
    assert lines[1] == "一、组织生活\t\t\t4项，完成2"
    assert lines[2].split("\t")[2:] == ["0 人", "已登记"]


def test_f8_goes_from_one_mark_to_the_next(open_page: Open) -> None:
    page = open_page("/")
    page.keyboard.press("F8")
    expect(page.locator(".fig.chg")).to_be_focused()
    page.keyboard.press("F8")
    expect(page.locator(".hand")).to_be_focused()
    page.keyboard.press("Shift+F8")
    expect(page.locator(".fig.chg")).to_be_focused()


def test_a_chart_is_drawn_with_every_month_and_a_bar_opens_its_records(
    open_page: Open, live_server: LiveServer
) -> None:
    page = open_page("/")
    drawn = page.locator("[data-chart] svg").first
    for month in range(1, 13):
        expect(drawn.get_by_text(f"{month}月", exact=True)).to_be_visible()
    page.locator("[data-chart]").hover(position={"x": 400, "y": 200})
    for _ in range(8):  # It draws itself once more when the fonts are there, and a click in between goes nowhere.
        drawn.locator('path[fill="#4F7398"]').nth(3).click()
        page.wait_for_timeout(500)
        if page.url.endswith("/matrix/"):
            break
    expect(page).to_have_url(f"{live_server.url}/matrix/")


def test_a_refusal_is_told_in_its_own_words_and_the_page_stays(open_page: Open, page: Page) -> None:
    open_page("/matrix/")
    page.locator("[data-matrix] td > a").first.evaluate("cell => { cell.href = '/refused/second_person/'; }")
    page.locator("[data-matrix] td > a").first.click()
    expect(page.locator("#request-trouble")).to_contain_text("这条记录已经作废，不能再更正。")
    expect(page.locator("[data-matrix]")).to_be_visible()


def test_a_lost_connection_is_told_and_nothing_pretends(open_page: Open, page: Page) -> None:
    open_page("/matrix/")
    page.route("**/matrix/cell/**", lambda route: route.abort())
    page.locator("[data-matrix] td > a").first.click()
    expect(page.locator("#request-trouble")).to_contain_text("没有连上本机的台账服务")
    page.get_by_role("button", name="知道了").click()
    expect(page.locator("#request-trouble")).to_be_hidden()
