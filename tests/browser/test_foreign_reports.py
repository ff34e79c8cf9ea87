"""A report that somebody else wrote is held against the ledger; a folder of them stands side by side."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.office import Office
from tests.formats.texts.made_files import word_file

pytestmark = pytest.mark.browser
REPORT = """市第三人民医院党委书记2023年抓基层党建工作述职报告
一、工作成效
今年为全体党员干部讲党课2次，引进学科青年人才60名，收缴党费300元。
二、存在问题
一是学习不深入，结合实际不紧密。
三、下一步打算
一是加强学习。
"""


def _document(text: str) -> bytes:
    return word_file("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines()))


def test_a_foreign_report_becomes_a_table_of_differences_that_open(
    office: Office, tmp_path: Path, axe_faults: Callable[[Page], list[str]]
) -> None:
    page = office.window("hospital.secretary")
    file = tmp_path / "述职报告.docx"
    file.write_bytes(_document(REPORT))
    page.goto(f"{office.address}/reports/")
    page.get_by_role("link", name=re.compile("核验一份报告")).click()
    page.get_by_label("文件").set_input_files(file)
    page.get_by_role("button", name="核验").click()
    told = page.locator("table.told tbody tr")
    expect(told.filter(has_text="讲党课 2次")).to_contain_text("相符")
    expect(told.filter(has_text="收缴党费 300元")).to_contain_text("台账不计")
    differing = told.filter(has_text="学科青年人才 60名")
    expect(differing).to_contain_text("不符")
    expect(differing).to_contain_text("台账少")
    assert axe_faults(page) == []
    differing.get_by_role("link", name="引进学科青年人才").click()
    expect(page.locator("h1")).to_contain_text("引进学科青年人才")


def test_an_act_of_a_foreign_report_becomes_a_draft(office: Office, tmp_path: Path) -> None:
    page = office.window("hospital.clerk")
    file = tmp_path / "总结.txt"
    file.write_text(
        "市三院党委2025年工作总结\n一、工作成效\n7月1日，在青禾纪念馆开展主题党日活动。\n", encoding="utf-8"
    )
    page.goto(f"{office.address}/reports/verify/")
    page.get_by_label("文件").set_input_files(file)
    page.get_by_role("button", name="核验").click()
    page.get_by_role("button", name="存成草稿").click()
    expect(page.locator(".toast-x")).to_contain_text("已存成草稿")
    expect(page.locator("[name=day]")).to_have_value("2025-07-01")
    expect(page.locator("[name=place]")).to_have_value("青禾纪念馆")
    expect(page.locator("[name=summary]")).to_contain_text("取自“总结.txt”")


def test_a_folder_of_reports_stands_side_by_side_and_is_thrown_away(office: Office, tmp_path: Path) -> None:
    page = office.window("district.viewer")
    files = []
    for unit in ("甲", "乙", "丙"):
        file = tmp_path / f"{unit}单位2023.txt"
        file.write_text(REPORT.replace("市第三人民医院", f"{unit}单位"), encoding="utf-8")
        files.append(file)
    page.goto(f"{office.address}/reports/review/")
    page.get_by_label("今年的报告").set_input_files(files)
    page.get_by_role("button", name="开始审阅").click()
    expect(page.locator("table.told tbody tr")).to_have_count(3, timeout=30_000)
    expect(page.locator("main")).to_contain_text("点评可问")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 .xlsx").click()
    assert download.value.suggested_filename == "批量审阅.xlsx"
    page.get_by_role("button", name="丢掉结果").click()
    page.get_by_role("button", name="丢掉", exact=True).click()
    expect(page.locator(".toast-x")).to_contain_text("已丢掉")
