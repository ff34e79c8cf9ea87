"""The fourth journey: a superior walks the matrix, prints it, and asks as of another day and as known then."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Office

pytestmark = pytest.mark.browser


def answers(page: Page) -> dict[str, int]:
    """The legend: how many cells give which answer."""
    found = (re.fullmatch(r"(\S+) (\d+)", text.strip()) for text in page.locator("a.st").all_inner_texts())
    return {one[1]: int(one[2]) for one in found if one}


def test_the_matrix_is_walked_by_arrows_and_its_cell_opens_beside(office: Office) -> None:
    page = office.window("district.viewer")
    page.goto(f"{office.address}/owed/matrix/?open=theme_day_monthly")
    page.locator("[data-matrix] td > a").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    here = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert " 2月 主题党日每月一次：" in here
    page.keyboard.press("Enter")
    drawer = page.locator("[data-drawer]")
    expect(drawer).to_contain_text("怎么算的")
    expect(drawer).to_contain_text("中国共产党支部工作条例（试行）")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == here


def test_a_filter_stays_in_the_address_and_shows_only_its_answer(office: Office) -> None:
    page = office.window("district.viewer")
    page.goto(f"{office.address}/owed/matrix/?open=theme_day_monthly")
    page.get_by_role("link", name=re.compile("^不符合 ")).click()
    expect(page).to_have_url(re.compile("answer=unmet"))
    labels = page.locator("[data-matrix] tr", has=page.locator("td > a")).evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('td > a')].map(one => one.getAttribute('aria-label')))"
    )
    assert labels
    assert all(any("：不符合" in one for one in row) for row in labels)
    page.reload()
    expect(page.get_by_role("link", name=re.compile("^不符合 "))).to_have_attribute("aria-current", "true")


def test_the_matrix_is_printed_across_with_every_month(office: Office) -> None:
    page = office.window("district.viewer")
    page.goto(f"{office.address}/owed/matrix/?open=theme_day_monthly")
    boxes = re.findall(rb"/MediaBox \[0 0 (\d+)[\d.]* (\d+)", page.pdf(prefer_css_page_size=True))
    assert boxes
    assert all(int(width) > int(height) for width, height in boxes), boxes
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("[data-matrix] thead th")).to_have_count(14)
    expect(page.locator("[data-matrix] thead th").nth(12)).to_be_visible()
    for hidden in (".side", ".top", "[data-print]", ".filters"):
        for one in page.locator(hidden).all():
            expect(one).to_be_hidden()


def test_another_day_and_what_was_known_then_answer_differently_and_nothing_is_recorded(office: Office) -> None:
    page = office.window("hospital.clerk")
    page.goto(f"{office.address}/owed/matrix/?year=2024")
    now = answers(page)
    page.keyboard.press("t")
    page.locator("#as-of").fill("2024-12-31")
    page.get_by_role("button", name="看这一天").click()
    bar = page.locator(".past")
    expect(bar).to_contain_text("2024年12月31日 当天的情况，按今天知道的算")
    then = answers(page)
    page.get_by_role("link", name=re.compile("改成按2024年12月31日当时知道的算")).click()
    expect(bar).to_contain_text("按2024年12月31日当时知道的算")
    known = answers(page)
    assert now["符合"] > then["符合"] or now != then
    assert known["符合"] < then["符合"], "what was recorded late was not known then"
    assert page.locator('[data-key="record"]').count() == 0
    page.get_by_role("link", name="回到今天").click()
    expect(bar).to_have_count(0)
