"""The committee's writer takes an act, a sentence and a distinct count out of its branches' reports."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Office
from tests.browser.test_duty_report import begun

pytestmark = pytest.mark.browser
SLOW = 30_000


def test_an_act_a_passage_and_a_count_go_in_with_a_click_and_the_annex_names_where_they_are_from(
    office: Office, axe_faults: Callable[[Page], list[str]]
) -> None:
    page = office.window("hospital.secretary")
    address = begun(office, page)
    below, sheet, state = page.locator("#below"), page.locator(".sheet"), page.locator("[data-editor-state]")

    page.locator("summary", has_text="各支部报告").press("Enter")
    expect(below).to_contain_text("可取材的报告", timeout=SLOW)
    expect(below).to_contain_text("还没有的：")
    act = below.locator(".taken:not(.is-taken)", has=page.get_by_role("button", name=re.compile("^插入："))).first
    sheet.locator('[data-block="closing"]').click()
    page.keyboard.press("End")
    before = sheet.inner_text()
    act.get_by_role("button").press("Enter")
    expect(sheet.locator(".from-below")).not_to_have_count(0)
    assert sheet.inner_text() != before
    expect(below.locator(".is-taken").first).to_contain_text("已写入")
    page.keyboard.press("Control+z")
    expect(sheet.locator(".from-below")).to_have_count(0)
    act.get_by_role("button").click()

    branch = below.get_by_label("党组织", exact=True)
    branch.select_option(index=1)
    passages = below.locator("details.fold")
    expect(passages.first).to_be_visible(timeout=SLOW)
    passages.first.locator("summary").click()
    quoted = passages.first.get_by_role("button", name=re.compile("^引用：")).first
    quoted.click()
    expect(quoted).to_be_disabled()

    page.locator("summary", has_text="各支部合计和去重").click()
    counts = page.locator("#below-sums")
    expect(counts).to_contain_text(re.compile("各支部合计 .+，去重 .+"), timeout=SLOW)
    counts.get_by_role("button").first.click()
    assert axe_faults(page) == []

    expect(state).to_contain_text("已自动保存", timeout=SLOW)
    expect(page.locator('[data-count="unfounded"]')).to_have_text("0")
    sheet.locator(".from-below", has_text=re.compile("..")).last.click()
    expect(page.locator("#evidence")).to_contain_text(re.compile("引自.+2025年度报告第2稿"), timeout=SLOW)
    page.get_by_role("button", name="存成新一稿").click()
    expect(page.locator(".report-bar")).to_contain_text("第2稿", timeout=SLOW)
    expect(sheet.locator(".from-below")).not_to_have_count(0)

    proof = page.request.get(f"{address}file/proof.docx")
    assert proof.ok
    text = re.sub("<[^>]+>", "", zipfile.ZipFile(io.BytesIO(proof.body())).read("word/document.xml").decode())
    assert "2025年度报告第2稿" in text
    assert "写到的一件事" in text
    handed_in = page.request.get(f"{address}file/draft.docx").body()
    text = re.sub("<[^>]+>", "", zipfile.ZipFile(io.BytesIO(handed_in)).read("word/document.xml").decode())
    assert "引自" not in text
