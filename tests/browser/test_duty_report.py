"""A secretary drafts, a clerk writes with him, three people pass, and a number changes under their hands."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.office import Office

pytestmark = pytest.mark.browser


def begun(office: Office, page: Page) -> str:
    """Draft a report of the hospital's secretary, and give its address."""
    page.goto(f"{office.address}/reports/drafts/begin/")
    page.get_by_label("提纲").select_option("secretary_duty_report")
    page.get_by_label("数据截至").fill("2025-11-30")
    page.get_by_label("限定字数").fill("2500")
    page.get_by_role("button", name="起草").click()
    page.wait_for_url(re.compile(r"/reports/\d+/"))
    expect(page.locator(".sheet")).to_be_visible()
    return page.url


def write(page: Page, text: str) -> None:
    """Type at the end of the last sentence."""
    page.locator('.sheet [data-block="closing"]').click()
    page.keyboard.press("End")
    page.keyboard.type(text)


def written(office: Office, text: str) -> Page:
    """A new report at the secretary's window, with words typed at its end."""
    page = office.window("hospital.secretary")
    begun(office, page)
    write(page, text)
    return page


def findings(page: Page, word: str) -> Locator:
    """The findings beside the text, opened, once the word is among them."""
    checked = page.locator("[data-editor-findings]")
    expect(checked).to_contain_text(word, timeout=15_000)
    page.locator("summary", has_text="审校").click()
    return checked


def test_a_number_opens_down_to_its_records_and_prints_in_other_words(
    office: Office, axe_faults: Callable[[Page], list[str]]
) -> None:
    page = office.window("hospital.secretary")
    begun(office, page)
    page.locator(".sheet .fig", has_text="11次").first.click()
    ground = page.locator("#evidence")
    expect(ground).to_contain_text("记录 11 条")
    ground.get_by_role("button", name="十一次").click()
    expect(page.locator(".sheet .fig", has_text="十一次").first).to_be_visible()
    assert axe_faults(page) == []
    page.get_by_role("button", name="存成新一稿").click()
    expect(page.locator(".report-bar")).to_contain_text("第2稿")
    expect(page.locator(".sheet")).to_contain_text("十一次")


def test_a_figure_goes_in_by_its_name_and_a_typed_number_is_marked(office: Office) -> None:
    page = written(office, "走访群众1200余户，志愿服务")
    page.get_by_label("数据名称").fill("志愿服务")
    page.locator("#found button").first.click()
    expect(page.locator(".sheet .hand")).to_have_text("1200余户", timeout=15_000)
    expect(page.locator("[data-editor-state]")).to_contain_text("已自动保存")
    page.reload()
    expect(page.locator(".sheet")).to_contain_text("走访群众1200余户")
    page.get_by_role("button", name="存成新一稿").click()
    expect(page.locator(".report-bar")).to_contain_text("第2稿")
    expect(page.locator('[data-count="unfounded"]')).to_have_text("1")
    page.get_by_label("来源").fill("区水务局统计报表")
    page.get_by_role("button", name="记下", exact=True).click()
    expect(page.locator('[data-count="unfounded"]')).to_have_text("0")


def test_two_people_at_one_paragraph_choose_and_lose_no_words(office: Office) -> None:
    first = office.window("hospital.secretary")
    address = begun(office, first)
    second = office.window("hospital.clerk")
    second.goto(address)
    write(second, "乙写的。")
    write(first, "甲写的。")
    first.get_by_role("button", name="存成新一稿").click()
    expect(first.locator(".report-bar")).to_contain_text("第2稿")
    second.get_by_role("button", name="存成新一稿").click()
    asked = second.get_by_role("dialog")
    expect(asked).to_contain_text("甲写的。")
    asked.get_by_label("两段都留").check()
    asked.get_by_role("button", name="照选好的存").click()
    expect(second.locator(".report-bar")).to_contain_text("第3稿")
    expect(second.locator(".sheet")).to_contain_text("甲写的。")
    expect(second.locator(".sheet")).to_contain_text("乙写的。")


def test_a_finding_is_taken_or_let_stand_beside_the_text(office: Office) -> None:
    page = written(office, "截止目前工作平稳，组织学习XX次。")
    checked = findings(page, "截止")
    checked.get_by_role("button", name="改成“截至”").click()
    expect(page.locator(".sheet")).to_contain_text("截至目前工作平稳")
    expect(checked).not_to_contain_text("截止", timeout=15_000)
    blank = checked.locator(".li", has_text="XX")
    expect(blank).to_be_visible(timeout=15_000)
    blank.locator("summary").click()
    blank.get_by_label("不算错的理由").fill("等统计报表")
    blank.get_by_role("button", name="这份报告不再报").click()
    expect(page.locator(".report-bar")).to_contain_text("第2稿")
    expect(page.locator("[data-editor-findings]")).not_to_contain_text("XX")


def test_a_finding_let_stand_for_good_is_no_finding_in_the_next_report_until_it_is_taken_back(office: Office) -> None:
    page = written(office, "组织学习YY次。截止目前工作平稳。")
    checked = findings(page, "截止")
    found = checked.locator(".li", has_text="截止")
    found.locator("summary").click()
    found.get_by_label("不算错的理由").fill("上级文件这样写")
    found.get_by_role("button", name="以后都不再报").click()
    expect(page.locator(".report-bar")).to_contain_text("第2稿")
    expect(page.locator("[data-editor-findings]")).not_to_contain_text("截止")
    begun(office, page)
    write(page, "截止目前工作平稳。")
    expect(page.locator("[data-editor-state]")).to_contain_text("已自动保存", timeout=15_000)
    expect(page.locator("[data-editor-findings]")).not_to_contain_text("截止")
    page.goto(f"{office.address}/checks/own/")
    row = page.locator(".li", has_text="上级文件这样写")
    row.get_by_role("button", name="撤回").click()
    expect(page.get_by_text("上级文件这样写")).to_have_count(0)


def test_a_level_is_passed_and_an_intention_written_from_beside_the_text(office: Office) -> None:
    page = office.window("hospital.secretary")
    begun(office, page)
    page.locator("summary", has_text="明年打算").click()
    page.get_by_label("事项").fill("书记讲党课")
    page.get_by_label("按哪项数据算做到").fill("党课")
    page.locator("#i-found").get_by_role("radio", name=re.compile("党课次数（本级）")).check()
    page.get_by_label("目标数").fill("4")
    page.get_by_role("button", name="记下打算").click()
    expect(page.locator("summary", has_text="明年打算 1")).to_be_visible()
    page.get_by_role("button", name="通过本级").click()
    expect(page.get_by_role("complementary", name="依据和处理")).to_contain_text("已通过")
