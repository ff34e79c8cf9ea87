"""A text is checked in the page: by mouse, by keyboard alone, without a script; the very file comes back commented."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from taizhang.formats.texts import read_text
from tests.browser.office import SIZES, Office
from tests.formats.texts.made_files import paragraph, word_file

pytestmark = pytest.mark.browser
TEXT = (
    "2025年党支部书记抓党建工作述职报告\n一、主要做法\n组织集中学习XX次，年初布署、年中检查。\n"
    "【本文剩余60%，登录后查看】\n二、存在问题\n走访困难党员XX户。\n"
)
WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def checked(page: Page, office: Office, text: str = TEXT) -> None:
    page.goto(f"{office.address}/checks/")
    page.get_by_label("文字", exact=True).fill(text)
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator("[data-check-panel]")).to_be_visible()


def text_of(page: Page) -> str:
    return page.locator("#text").input_value()


def test_findings_are_walked_accepted_and_let_stand_by_keyboard_alone(office: Office) -> None:
    page = office.window("water.clerk")
    checked(page, office)
    before = page.locator(".finding-row").count()
    for _ in range(before):
        page.keyboard.press("F8")
        if page.locator(":focus").inner_text().find("布署") >= 0:
            break
    page.keyboard.press("Enter")
    expect(page.locator("mark.on")).to_contain_text("布署")
    page.keyboard.press("a")
    expect(page.locator("#text")).to_have_value(re.compile("年初部署"))

    page.keyboard.press("F8")
    row = page.locator(".finding-row", has=page.locator("summary:focus"))
    said = row.locator("summary .grow").inner_text()
    page.keyboard.press("x")
    page.keyboard.type("等会议定")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("已标“不算错” 1 处"))).to_be_visible()
    assert said


def test_cleaning_and_narrowing_keep_the_text_and_take_away_what_was_asked(office: Office) -> None:
    page = office.window("water.clerk")
    checked(page, office)
    page.get_by_role("button", name=re.compile("清理网站残留")).click()
    expect(page.get_by_text("清理了1处", exact=False)).to_be_visible()
    assert "登录后查看" not in text_of(page)
    page.get_by_role("button", name=re.compile("^必改")).click()
    expect(page.get_by_role("button", name=re.compile("^必改"))).to_have_attribute("aria-pressed", "true")
    with page.expect_download() as download:
        page.get_by_role("button", name=".txt", exact=True).click()
    assert Path(download.value.path()).read_text(encoding="utf-8") == text_of(page)


def test_the_very_file_comes_back_with_comments(office: Office, tmp_path: Path) -> None:
    page = office.window("water.clerk")
    source = tmp_path / "述职报告.docx"
    source.write_bytes(word_file(paragraph("2025年述职报告") + paragraph("组织集中学习XX次。")))
    page.goto(f"{office.address}/checks/")
    page.get_by_label("文件", exact=True).set_input_files(source)
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator("#family-layout")).to_be_visible()
    page.goto(f"{office.address}/checks/")
    page.get_by_label("文件", exact=True).set_input_files(source)
    with page.expect_download() as download:
        page.get_by_role("button", name="直接下载带批注的 .docx").click()
    content = Path(download.value.path()).read_bytes()
    assert any("没有填写" in one.text for one in Document(io.BytesIO(content)).comments)
    assert read_text("a.docx", content).text == "2025年述职报告\n组织集中学习XX次。\n"


def test_the_page_works_without_a_script(office: Office) -> None:
    context = office.window("water.clerk").context
    plain = office.browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    page = plain.new_page()
    page.goto(f"{office.address}/checks/")
    page.locator("#pasted").fill(TEXT)
    page.locator("#send button").first.click()
    row = page.locator(".finding-row", has_text="布署").first
    row.locator("summary").first.click()
    row.get_by_role("button", name=re.compile("改成“部署”")).click()
    assert "年初部署" in text_of(page)
    plain.close()


@pytest.mark.parametrize("size", SIZES)
def test_the_result_fits_every_screen_and_axe_finds_nothing(
    office: Office, axe_faults: Callable[[Page], list[str]], size: str
) -> None:
    page = office.window("water.clerk", size)
    checked(page, office)
    page.locator("summary.finding").first.click()
    assert page.evaluate(WIDTH) <= 0
    assert axe_faults(page) == []
