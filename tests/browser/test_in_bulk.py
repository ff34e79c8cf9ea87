"""The fifth journey: a month confirmed at once, late records, lump sums, zero reports and control totals."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Office

pytestmark = pytest.mark.browser


def waiting(page: Page, office: Office) -> int:
    """How many entries can be confirmed in the batch."""
    page.goto(f"{office.address}/ledger/batch/")
    return page.locator("input[name=revision]:not([disabled])").count()


def theme_day(page: Page, office: Office, title: str, day: str) -> str:
    """Record one; its path."""
    page.goto(f"{office.address}/ledger/record/?kind=theme_day")
    page.locator("#f-day").fill(day)
    page.locator("#f-title").fill(title)
    page.locator("#f-part-0-theme").fill("主题")
    page.get_by_role("button", name="提交登记").click()
    page.wait_for_url(re.compile(r"/ledger/\d+/"))
    return str(page.evaluate("location.pathname"))


def value(page: Page, office: Office, figure: str) -> int:
    """The yearly figure as its page prints it."""
    page.goto(f"{office.address}/figures/of/{figure}/count/")
    return int(re.sub(r"\D", "", page.locator(".big-number").inner_text()))


def test_a_month_is_confirmed_at_once_and_late_records_show_as_such(office: Office) -> None:
    clerk, secretary = office.window("news.clerk"), office.window("news.secretary")
    entry = theme_day(clerk, office, "补录的主题党日", "2025-03-18")
    expect(clerk.locator("main")).to_contain_text("补录")
    clerk.goto(f"{office.address}/ledger/?late=1&q=补录的主题党日")
    expect(clerk.locator(f"#list a[href*='{entry}']")).to_be_visible()
    before = waiting(secretary, office)
    assert before >= 1
    expect(secretary.locator(".li", has_text="补录的主题党日").locator(".tag")).to_have_text("补录")
    secretary.get_by_role("button", name="确认选中的记录").click()
    expect(secretary.locator(".toast-x")).to_contain_text(f"已确认 {before} 条")
    assert waiting(secretary, office) == 0


def test_a_lump_sum_counts_under_its_own_mark(office: Office) -> None:
    clerk, secretary = office.window("news.clerk"), office.window("news.secretary")
    before = value(clerk, office, "volunteer_service")
    clerk.goto(f"{office.address}/ledger/record/?tally=1")
    clerk.locator("#f-title").fill("上半年志愿服务汇总")
    clerk.locator("[name='tally-0-figure']").select_option("volunteer_service/count")
    clerk.locator("[name='tally-0-amount']").fill("7")
    clerk.locator("[name='tally-0-keeper']").fill("办公室")
    clerk.get_by_role("button", name="提交登记").click()
    clerk.wait_for_url(re.compile(r"/ledger/\d+/"))
    entry = str(clerk.evaluate("location.pathname"))
    assert value(clerk, office, "volunteer_service") == before
    secretary.goto(f"{office.address}{entry}")
    secretary.get_by_role("button", name="确认").click()
    expect(secretary.locator(".toast-x")).to_be_visible()
    assert value(clerk, office, "volunteer_service") > before
    expect(clerk.locator("tr", has=clerk.locator(f"a[href*='{entry}']"))).to_contain_text("汇总登记，无逐条")


def test_a_zero_report_is_signed_by_two_and_lets_nobody_guess(office: Office) -> None:
    clerk, secretary = office.window("news.clerk"), office.window("news.secretary")
    clerk.goto(f"{office.address}/ledger/record/?kind=nil_report")
    clerk.locator("#f-title").fill("四季度意识形态零报告")
    clerk.locator("#f-part-0-matter").select_option(label="意识形态事件")
    clerk.locator("#f-part-0-period_from").fill("2025-10-01")
    clerk.locator("#f-part-0-period_to").fill("2025-12-10")
    clerk.get_by_role("button", name="提交登记").click()
    # Nobody reports nothing without having looked.
    expect(clerk.locator("#f-part-0-how_checked")).to_have_attribute("aria-invalid", "true")
    clerk.locator("#f-part-0-how_checked").fill("逐条查看舆情台账，走访3个科室")
    clerk.get_by_role("button", name="提交登记").click()
    clerk.wait_for_url(re.compile(r"/ledger/\d+/"))
    expect(clerk.get_by_role("button", name="确认")).to_have_count(0)
    entry = str(clerk.evaluate("location.pathname"))
    secretary.goto(f"{office.address}{entry}")
    secretary.get_by_role("button", name="确认").click()
    expect(secretary.locator(".toast-x")).to_be_visible()
    clerk.goto(f"{office.address}/figures/of/nil_report/ideology_incident/")
    expect(clerk.locator(f"a[href*='{entry}']").first).to_be_visible()


def test_a_control_total_that_fails_says_what_it_counted(office: Office) -> None:
    clerk = office.window("news.clerk")
    counted = value(clerk, office, "theme_day")
    clerk.goto(f"{office.address}/figures/assertions/?figure=theme_day/count")
    clerk.locator("[name=amount]").fill(str(counted + 3))
    clerk.locator("[name=starts_on]").fill("2025-01-01")
    clerk.locator("[name=ends_on]").fill("2025-12-10")
    clerk.locator("[name=source]").fill("年度报表第3页")
    clerk.get_by_role("button", name="登记断言").click()
    row = clerk.locator(".li", has_text="年度报表第3页")
    expect(row.locator(".st")).to_have_text(re.compile("不一致"))
    expect(row).to_contain_text(re.compile(rf"少\s*3|多\s*3|差\s*3|{counted}"))
    expect(row.get_by_role("link", name=re.compile(str(counted)))).to_be_visible()
