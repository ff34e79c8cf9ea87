"""A secretary makes the outline of his unit his own with the keyboard, tries it, adopts it, and goes back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Office

pytestmark = pytest.mark.browser


def test_an_outline_is_made_ones_own_with_the_keyboard_and_given_up_again(
    office: Office, axe_faults: Callable[[Page], list[str]]
) -> None:
    page = office.window("water.secretary")
    page.goto(f"{office.address}/rules/outlines/change/secretary_duty_report/")
    expect(page.get_by_label("结尾")).to_be_hidden()
    page.get_by_role("checkbox", name="1. 工作成效").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="下移“会议、责任落实”").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="下移“会议、责任落实”")).to_be_focused()
    expect(page.locator('input[name="s0-p1-topic"]')).to_have_value("responsibility")
    page.get_by_label("占百分之几").first.fill("50")
    page.get_by_role("navigation", name="目录").get_by_role("link", name="套语").click()
    page.get_by_label("结尾").fill("以上，请评议。")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("应为100")
    page.get_by_label("占百分之几").first.fill("65")
    page.get_by_role("button", name="看会变什么").last.click()
    tried = page.get_by_role("region", name="试写的报告")
    expect(tried).to_contain_text("以上，请评议。")
    expect(page.locator("#trial")).to_be_visible()
    assert axe_faults(page) == []
    page.get_by_role("button", name="采用", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已采用")
    page.goto(f"{office.address}/rules/outlines/")
    expect(page.get_by_text("本单位自己的", exact=True)).to_be_visible()
    page.get_by_role("link", name="党组织书记抓基层党建工作述职报告").click()
    page.get_by_role("button", name="换回随附的").click()
    page.get_by_role("dialog").get_by_role("button", name="换回随附的").click()
    expect(page.get_by_text("自己的，现在没用")).to_be_visible()
