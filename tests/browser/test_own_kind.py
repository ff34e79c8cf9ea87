"""The third journey: a unit makes its own kind with a cadence in the page, and uses it like any other."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Office

pytestmark = pytest.mark.browser
KIND = "晨读分享会"


def make_kind(page: Page, office: Office) -> None:
    """Fill in the page that makes a kind, with a requirement for each quarter."""
    page.goto(f"{office.address}/rules/own/kinds/new/")
    page.locator("[name=zh]").fill(KIND)
    page.locator("[name=group]").select_option(index=1)
    page.locator("[name=field-0-zh]").fill("分享篇目")
    page.locator("select[name$=window]").select_option(label="每季度")
    page.locator("input[name$=at_least]").fill("1")
    page.locator("input[name$=since]").fill("2025-10-01")
    page.get_by_role("group", name="哪些党组织要做").get_by_label("机关党委", exact=True).check()
    page.get_by_role("button", name="先看看").click()
    expect(page.locator("#preview")).to_be_visible()
    page.get_by_role("button", name=re.compile("^保存")).click()
    expect(page.locator(".toast-x")).to_be_visible()


def test_a_kind_made_in_the_page_is_recorded_asked_for_counted_and_taken_elsewhere(
    office: Office, tmp_path: Path
) -> None:
    secretary, clerk = office.window("water.secretary"), office.window("water.clerk")
    make_kind(secretary, office)

    clerk.goto(f"{office.address}/ledger/record/")
    clerk.get_by_role("link", name=re.compile(KIND)).first.click()
    clerk.get_by_label("分享篇目").fill("《论党的自我革命》")
    clerk.get_by_role("button", name="提交登记").click()
    clerk.wait_for_url(re.compile(r"/ledger/\d+/"))
    secretary.goto(clerk.url)
    secretary.get_by_role("button", name="确认").click()
    expect(secretary.locator(".toast-x")).to_be_visible()

    clerk.goto(f"{office.address}/owed/list/")
    expect(clerk.locator("main")).to_contain_text(KIND)
    clerk.goto(f"{office.address}/figures/")
    expect(clerk.locator("tr", has_text=f"{KIND}次数").locator("a.num, .num").first).to_contain_text("1")

    secretary.goto(f"{office.address}/rules/own/")
    with secretary.expect_download() as download:
        secretary.get_by_role("link", name=re.compile("导出")).click()
    package = tmp_path / "own.zip"
    download.value.save_as(package)
    assert package.read_bytes()[:2] == b"PK"
    taken_elsewhere(office, package)


def taken_elsewhere(office: Office, package: Path) -> None:
    """Another unit looks at the package, adopts it as its own, and records by it."""
    secretary, clerk = office.window("news.secretary"), office.window("news.clerk")
    clerk.goto(f"{office.address}/ledger/record/")
    expect(clerk.get_by_role("link", name=re.compile(KIND))).to_have_count(0)
    secretary.goto(f"{office.address}/rules/own/import/")
    for button in ("看会变什么", "采用"):
        secretary.get_by_label("制度文件包").set_input_files(package)
        secretary.get_by_role("button", name=button, exact=True).click()
        if button == "看会变什么":
            expect(secretary.get_by_role("region", name="会变什么")).to_contain_text(KIND)
    expect(secretary.locator(".toast-x")).to_contain_text("已采用")
    clerk.reload()
    clerk.get_by_role("link", name=re.compile(KIND)).first.click()
    clerk.get_by_label("分享篇目").fill("《实践论》")
    clerk.get_by_role("button", name="提交登记").click()
    clerk.wait_for_url(re.compile(r"/ledger/\d+/"))
