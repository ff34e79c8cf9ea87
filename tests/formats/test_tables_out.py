"""Tables out: no cell that a spreadsheet would run, whatever it begins with (B11)."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from taizhang.formats.cells import neutral, original
from taizhang.formats.csv_text import csv_lines
from taizhang.formats.xlsx_out import CellTooLongError, Sheet, write_workbook

PAYLOADS = (
    '=HYPERLINK("http://evil","看这里")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "=1+1",
    "\uff1d1+1",
    "＋1",
    "－1",
    "\uff20SUM(1)",
    "\0=1",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_csv_cell_that_would_run_begins_with_an_apostrophe(payload: str) -> None:
    text = "".join(csv_lines(["名称", payload], [[payload, -3]]))
    heading, row = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert row[0] == heading[1] == f"'{payload}"
    assert row[1] == "-3"
    assert original(row[0]) == payload


def test_a_csv_is_marked_as_utf8_and_quotes_what_holds_its_own_signs() -> None:
    text = "".join(csv_lines(["甲"], [['他说"是"，\n然后'], [None], [True], [date(2025, 1, 2)]]))
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == [
        ["甲"],
        ['他说"是"，\n然后'],
        [""],
        ["是"],
        ["2025-01-02"],
    ]


@pytest.mark.parametrize("payload", [one for one in PAYLOADS if "\0" not in one])
def test_a_workbook_holds_texts_and_no_formula(payload: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    write_workbook(file, [Sheet("表", ["名称", "数"], [[payload, 7]])])
    with zipfile.ZipFile(file) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
        styles = package.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert 'quotePrefix="1"' in styles
    read, number = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()[1]
    assert str(read).replace("\r\n", "\n").strip() == payload.replace("\r", "\n").strip()
    assert number == 7


def test_links_and_numbers_in_texts_stay_texts(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    write_workbook(file, [Sheet("表", ["甲", "乙"], [["http://example.com", "110101199001011234"]])])
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert rows[1] == ["http://example.com", "110101199001011234"]


def test_a_text_that_no_cell_holds_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(CellTooLongError, match="“表”第 2 行"):
        write_workbook(tmp_path / "a.xlsx", [Sheet("表", ["甲"], [["长" * 40_000]])])


def test_names_of_sheets_are_made_to_fit_and_differ(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    long = "很长的名称" * 10
    write_workbook(file, [Sheet(name, ["甲"], [["x"]]) for name in ("a/b:c?", long, long, "A/B:C?", "")])
    names = CalamineWorkbook.from_path(str(file)).sheet_names
    assert len({name.casefold() for name in names}) == 5
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


@pytest.mark.parametrize("text", ["", "'", "'a", "普通", "'=already", "a=b"])
def test_a_harmless_text_is_left_as_it_is(text: str) -> None:
    assert neutral(text) == text
    assert original(neutral(text)) in (text, text.removeprefix("'"))
