"""Files that go out of the pages: a template filled in itself, a package that is taken once, a proof with charts."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.office import Office
from tests.formats.texts.made_files import paragraph, unpacked, word_file

pytestmark = pytest.mark.browser


def taken(page: Page, button: Locator) -> tuple[str, bytes]:
    """Press, and give the name and the bytes of what comes."""
    with page.expect_download() as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_word_template_is_filled_in_itself(
    office: Office, tmp_path: Path, axe_faults: Callable[[Page], list[str]]
) -> None:
    page = office.window("education.clerk")
    file = tmp_path / "去年的模板.docx"
    file.write_bytes(word_file(paragraph("所属党支部开展主题党日X", "X次，讲党课XX次，植树XX棵。")))
    page.goto(f"{office.address}/reports/refill/")
    page.get_by_label("文件").set_input_files(file)
    page.get_by_role("button", name="找数").click()
    expect(page.locator("main")).to_contain_text("XX 3 处")
    assert axe_faults(page) == []
    lectures = page.locator("tr", has_text="讲党课")
    said = lectures.locator("label b").first.inner_text()
    lectures.get_by_role("radio").first.check()
    name, content = taken(page, page.get_by_role("button", name="下载填好的 .docx"))
    assert name == "去年的模板（已填数）.docx"
    text = docx.Document(io.BytesIO(content)).paragraphs[0].text
    assert re.fullmatch(rf"所属党支部开展主题党日\d+次，讲党课{said}，植树XX棵。", text)


def test_the_reports_of_all_below_are_packed_and_taken_once(office: Office) -> None:
    page = office.window("health.clerk")
    page.goto(f"{office.address}/reports/drafts/all/")
    page.locator("[name=outline]").select_option("organization_report")
    page.get_by_role("button", name="全部起草").click()
    page.get_by_role("button", name="打包成 .zip").click(timeout=180_000)
    name, content = taken(page, page.get_by_role("button", name="取走 .zip"))
    assert name.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert "目录.xlsx" in package.namelist()
        assert sum(one.endswith(".docx") for one in package.namelist()) >= 1
    page.reload()
    expect(page.locator("main")).to_contain_text("已经取走")
    page.get_by_role("button", name="再打一次包").click()
    expect(page.get_by_role("button", name="取走 .zip")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="看起草的结果").click()
    page.locator("table.told a").first.click()
    page.locator("summary", has_text="导出").click()
    proof = page.locator("form", has_text="附图")
    proof.get_by_label("附图").check()
    name, content = taken(page, proof.get_by_role("button", name=".docx"))
    assert "校对版" in name
    assert "附图" in "".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    assert "word/document.xml" in unpacked(content)
