"""Reports come out in the page of GB/T 9704, the same each time, and nothing of the house goes out with them."""

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest

from taizhang.domain.reporting import Ask, Block, Chip, Document, Style, Words
from taizhang.formats.official.annex import SourceRow
from taizhang.formats.official.portable import proof_pdf, report_pdf
from taizhang.formats.official.titles import MOST_ON_A_LINE, title_lines
from taizhang.formats.official.word import proof_docx, report_docx
from tests.office import as_pdf, needs_office_program

ASK = Ask("theme_day/count", "below", date(2025, 1, 1), date(2025, 12, 31))
CHIP = Chip("tz_0001", ASK, 101, "101次")
REPORT = Document(
    (
        Block("title", Style.TITLE, (Words("2025年度中共青禾区教育系统委员会书记抓基层党建工作述职报告"),)),
        Block("speaker", Style.SPEAKER, (Words("周望野"),)),
        Block("section_1", Style.HEADING_1, (Words("一、履职情况"),)),
        Block("organization", Style.PARAGRAPH, (Words("各党支部开展主题党日"), CHIP, Words("。")), "organization"),
    ),
    {"organization": "jy", "year": "2025"},
)
FULL = Document((Block("a", Style.PARAGRAPH, (Words("党建工作述职报告示例文字" * 120),)),))
SOURCES = (
    SourceRow("tz_0001", "101次", "主题党日次数", "已确认的记录。", "各党支部", "2025年", ("1月20日 重温誓词",), 100),
)


def parts_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def lines_of_page(content: bytes, page: int = 0) -> list[str]:
    return list(pypdfium2.PdfDocument(content)[page].get_textpage().get_text_range().splitlines())


@pytest.mark.parametrize("make", [report_docx, report_pdf])
def test_the_same_document_makes_the_same_bytes(make: object) -> None:
    assert make(REPORT) == make(REPORT)  # type: ignore[operator]


def test_the_version_to_hand_in_carries_nothing_of_the_house() -> None:
    parts = parts_of(report_docx(REPORT))
    everything = "".join(parts.values())
    assert "tz_" not in everything
    assert "theme_day" not in everything
    assert not any(name.startswith("customXml/taizhang") or "comment" in name for name in parts)
    assert "python" not in everything.lower()
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", parts["docProps/core.xml"]) in ([], [""])


def test_the_version_to_check_knows_what_each_number_was_asked() -> None:
    parts = parts_of(proof_docx(REPORT, SOURCES))
    assert 'w:name="tz_0001"' in parts["word/document.xml"]
    kept = json.loads(re.search(r"<figures[^>]*>(.*)</figures>", parts["customXml/taizhang1.xml"])[1])  # type: ignore[index]
    assert kept["figures"]["tz_0001"]["figure"] == "theme_day/count"
    text = "".join(
        cell.text
        for table in docx.Document(io.BytesIO(proof_docx(REPORT, SOURCES))).tables
        for row in table.rows
        for cell in row.cells
    )
    assert "1月20日 重温誓词；另有100条" in text


def test_the_page_of_the_word_file_is_that_of_the_standard() -> None:
    section = docx.Document(io.BytesIO(report_docx(REPORT))).sections[0]
    sizes = [section.page_width, section.page_height, section.top_margin, section.left_margin, section.right_margin]
    assert [round(size.mm) for size in sizes if size] == [210, 297, 37, 28, 26]
    xml = parts_of(report_docx(REPORT))["word/document.xml"]
    assert 'w:linePitch="579"' in xml
    assert not re.search(r"<w:b/>", xml)


def test_a_full_page_of_the_pdf_has_22_lines_of_28_characters() -> None:
    lines = lines_of_page(report_pdf(FULL))
    assert [len(line) for line in lines[:22]] == [26] + [28] * 21
    assert lines[22].strip("— ") == "1"
    assert len(lines) == 23


@needs_office_program
def test_a_full_page_of_the_word_file_has_them_in_a_real_office_program(tmp_path: Path) -> None:
    lines = lines_of_page(as_pdf(tmp_path, "full.docx", report_docx(FULL)))
    assert [len(line) for line in lines[:22]] == [26] + [28] * 21


def test_the_pdf_with_its_annex_can_be_read() -> None:
    document = pypdfium2.PdfDocument(proof_pdf(REPORT, SOURCES))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "数据来源表" in text
    assert "重温誓词" in text


@pytest.mark.parametrize(
    "text", ['#panic("x")', "$x$ *粗* _斜_ `码`", '"引号"\\反斜线', "<标签> @引用", "\u202e倒\x00"]
)
def test_nothing_in_a_text_is_read_as_markup(text: str) -> None:
    document = Document((Block("a", Style.PARAGRAPH, (Words(text),)),))
    assert report_pdf(document).startswith(b"%PDF")
    if "\x00" not in text:
        assert text in docx.Document(io.BytesIO(report_docx(document))).paragraphs[0].text


def test_what_a_file_cannot_hold_is_left_out_and_a_new_line_is_a_break() -> None:
    typed = Document((Block("a", Style.PARAGRAPH, (Words("甲\x00\x0b\ufffe乙\n 丙<丁>&𠮷"),)),))
    (paragraph,) = docx.Document(io.BytesIO(report_docx(typed))).paragraphs
    assert paragraph.text == "甲乙\n 丙<丁>&𠮷"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("述职报告", ("述职报告",)),
        ("中共青禾区委员会2024年度党建工作情况报告", ("中共青禾区委员会", "2024年度党建工作情况报告")),
        (
            "2023年度中共青禾区教育系统委员会书记抓基层党建工作述职报告",
            ("2023年度中共青禾区教育系统委员会", "书记抓基层党建工作述职报告"),
        ),
    ],
)
def test_a_title_is_broken_where_the_sense_pauses(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


@pytest.mark.parametrize("length", [20, 39, 58, 100])
def test_no_line_of_a_title_is_too_long_and_nothing_is_lost(length: int) -> None:
    lines = title_lines("工" * length)
    assert "".join(lines) == "工" * length
    assert max(map(len, lines)) <= MOST_ON_A_LINE


def test_grid_and_cells_of_the_annex_say_the_same_widths_and_its_head_stands_on_every_page() -> None:
    table = docx.Document(io.BytesIO(proof_docx(REPORT, SOURCES))).tables[0]
    grid = [column.width for column in table.columns]
    assert len(set(grid)) > 1
    assert all([cell.width for cell in row.cells] == grid for row in table.rows)
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
