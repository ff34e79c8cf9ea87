"""Filling a form in a real browser: chooser, roll, items, drafts, errors."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("gallery")]
Open = Callable[[str], Page]


def test_the_chooser_finds_a_kind_by_any_part_or_initials(open_page: Open) -> None:
    page = open_page("/form/")
    box = page.get_by_role("combobox", name="类别")
    shown = page.locator("#kind-choices [role=option]")
    box.fill("党会")
    expect(shown).to_have_count(3)
    expect(shown.first).to_contain_text("支部党员大会")
    box.fill("dxz")
    expect(shown).to_have_count(1)
    box.press("Enter")
    expect(box).to_have_value("党小组会")
    expect(page.locator("input[name=entry_kind]")).to_have_value("group_meeting")
    expect(page.locator("#kind-choices")).to_be_hidden()


def test_the_roll_counts_while_it_is_clicked(open_page: Open) -> None:
    page = open_page("/form/")

    def counted(name: str) -> Locator:
        return page.locator(f"[data-roll-count={name}]")

    expect(counted("open")).to_have_text("10")
    page.get_by_role("button", name="全部到会").click()
    expect(counted("present")).to_have_text("12")
    expect(counted("absent")).to_have_text("1")
    expect(counted("voting")).to_have_text("11")
    page.get_by_role("button", name="陆青").click()
    reason = page.get_by_label("陆青缺席的原因")
    expect(reason).to_be_focused()
    reason.select_option("ill")
    expect(counted("absent")).to_have_text("2")
    expect(page.locator("input[name=roll-state-3]")).to_have_value("absent")


def test_items_are_added_and_taken_away(open_page: Open) -> None:
    page = open_page("/form/")
    page.get_by_role("button", name="加一项议程").click()
    expect(page.locator("[name=agenda-2]")).to_be_focused()
    page.keyboard.type("通报党费收缴")
    page.get_by_role("button", name="去掉这一项").first.click()
    expect(page.locator(".items > li")).to_have_count(2)


def test_a_draft_saves_itself_and_at_ctrl_s(open_page: Open) -> None:
    page = open_page("/form/")
    with page.expect_request("**/draft/") as sent:
        page.locator("#id_place").fill("三楼会议室")
    assert "三楼会议室" in (sent.value.post_data or "")
    expect(page.locator("[data-draft-note]")).to_have_text("草稿 10:42 已存在本机")
    with page.expect_request("**/draft/"):
        page.locator("#id_place").press("Control+s")


def test_a_draft_that_could_not_be_saved_is_said_and_tried_again(open_page: Open) -> None:
    page = open_page("/form/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#id_place").fill("refuse")
    expect(page.locator("[data-draft-note]")).to_contain_text("草稿没有存上")
    page.locator("#id_place").fill("好了")
    expect(page.locator("[data-draft-note]")).to_have_text("草稿 10:42 已存在本机")


def test_errors_take_the_focus_and_lead_to_their_field(open_page: Open) -> None:
    page = open_page("/form/")
    page.locator("#id_day").fill("2026-11-31")
    page.locator("#id_day").press("Control+Enter")
    expect(page.locator("[data-takes-focus]")).to_be_focused()
    page.locator("[data-takes-focus] a").click()
    expect(page.locator("#id_day")).to_be_focused()
    expect(page.locator("#id_day")).to_have_value("2026-11-31")
