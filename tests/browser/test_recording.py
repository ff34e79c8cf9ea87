"""The first journey: an afternoon recorded by keyboard alone, confirmed by another, and what follows from it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.keyboard import press, select, tab_to, write
from tests.browser.office import Office

pytestmark = pytest.mark.browser
TITLE = "十二月党员大会暨主题党日"
NEIGHBOUR = "社区卫生服务中心党支部"
MATRIX = "/owed/matrix/?open=theme_day_monthly"
CELL = re.compile(r"^疾.*支部 12月 主题党日每月一次：")


def number(page: Page, office: Office, figure: str) -> int:
    """The yearly figure as its page prints it."""
    page.goto(f"{office.address}/figures/of/{figure}/count/")
    return int(re.sub(r"\D", "", page.locator(".big-number").inner_text()))


def opened_entries(page: Page) -> set[str]:
    """The entries that the figure on this page opens down to."""
    links = page.locator("#record-table a[href*='/ledger/']").evaluate_all("all => all.map(one => one.pathname)")
    return set(links)


def balance(page: Page, office: Office, figure: str) -> list[int]:
    """The numbers of: 各党组织合计 − 重复 = 总数."""
    page.goto(f"{office.address}/figures/of/{figure}/count/")
    found = re.search(r"各党组织合计 (\d+)次 − 重复 (\d+)次 = (\d+)次", page.locator("main").inner_text())
    assert found, page.locator("main").inner_text()
    return [int(one) for one in found.groups()]


def cell(page: Page, office: Office) -> Locator:
    """The cell of this branch, this month, this rule."""
    page.goto(f"{office.address}{MATRIX}")
    return page.locator("[data-matrix] td > a").filter(has=page.locator(":scope")).and_(page.get_by_label(CELL))


def add_kind(page: Page, word: str) -> None:
    """Say that the same afternoon was something else as well."""
    press(page, "同一次活动还有别的内容.*")
    tab_to(page, "add-kind")
    page.keyboard.type(word)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        press(page, "加上这一类")
    expect(page.locator(".pick.on").filter(has_text=word).first).to_be_visible()


def fill_by_keyboard(page: Page) -> None:
    """Everything from the title to the last part, in the order in which Tab comes along."""
    write(page, "f-title", TITLE)
    write(page, "f-place", "三楼会议室")
    press(page, "全部到会")
    press(page, r"\+ 加一个联合举办或参加的组织")
    select(page, "with-0-id", NEIGHBOUR)
    write(page, "part-0-agenda-0-title", "表决通过年度工作总结")
    select(page, "part-0-agenda-0-form", "表决")
    press(page, "表决情况（有表决的填）")
    voters = page.locator("[data-roll-count=voters]").inner_text()
    for name in ("due", "present", "valid", "for"):
        write(page, f"part-0-vote-{name}", voters)
    write(page, "part-1-theme", "走进社区讲全会精神")
    write(page, "part-2-subject", "基层医疗里的初心")
    select(page, "part-2-form", "党课")
    select(page, "part-2-audience", "本支部党员")


def record_by_keyboard(page: Page, office: Office) -> str:
    """From the desk to the recorded entry; its path."""
    page.goto(f"{office.address}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("工作台")
    page.keyboard.press("n")
    expect(page.get_by_role("combobox", name="类别")).to_be_focused()
    page.keyboard.type("党员大会")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**kind=branch_congress**")
    add_kind(page, "主题党日")
    add_kind(page, "党课")
    fill_by_keyboard(page)
    panel = page.locator("#effects")
    expect(panel).to_contain_text("主题党日每月一次")
    expect(panel).to_contain_text(re.compile(r"党课次数\s*\d+次\s*→\s*\d+次"))
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/ledger/\d+/"))
    expect(page.locator(".toast-x")).to_contain_text("已登记，等确认后计数。")
    return str(page.evaluate("location.pathname"))


def test_an_afternoon_is_recorded_by_keyboard_confirmed_by_another_and_counted(office: Office) -> None:
    clerk, secretary = office.window("health.branch"), office.window("health.secretary")
    parts, overlap, total = balance(secretary, office, "theme_day")
    lectures = number(clerk, office, "party_lecture")
    known = opened_entries(clerk)
    expect(cell(clerk, office)).not_to_have_attribute("aria-label", re.compile("：符合"))
    entry = record_by_keyboard(clerk, office)
    expect(clerk.get_by_role("button", name="确认")).to_have_count(0)
    assert number(clerk, office, "party_lecture") == lectures, "counted before anybody confirmed it"

    secretary.goto(f"{office.address}{entry}")
    secretary.get_by_role("button", name="确认").click()
    expect(secretary.locator(".toast-x")).to_be_visible()

    expect(cell(clerk, office)).to_have_attribute("aria-label", re.compile("：符合"))
    assert number(clerk, office, "party_lecture") == lectures + 1
    assert opened_entries(clerk) - known == {entry}
    clerk.locator(f"#record-table a[href*='{entry}']").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text(TITLE)

    assert balance(secretary, office, "theme_day") == [parts + 2, overlap + 1, total + 1]
