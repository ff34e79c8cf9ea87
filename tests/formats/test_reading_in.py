"""Files in: every fault told by its place, nothing that a database would trip over, numbers as they were typed."""

import io
import json
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from taizhang.formats.cells import CellInexactError, as_text
from taizhang.formats.json_lines import MOST_LINE_BYTES, json_line, read_json_lines
from taizhang.formats.strict_json import NotStrictError, is_plain_text, strict_json
from taizhang.formats.xlsx_in import WorkbookUnreadableError, read_workbook


def test_a_bad_line_stops_none_of_the_others() -> None:
    content = b'\xef\xbb\xbf{"a": 1}\r\n\n{bad\n[1]\n\xff\n{"a": 2}'
    lines = list(read_json_lines(io.BytesIO(content)))
    assert [(one.number, one.value) for one in lines] == [(1, {"a": 1}), (3, None), (4, None), (5, None), (6, {"a": 2})]
    assert [bool(one.fault) for one in lines] == [False, True, True, True, False]


def test_a_line_without_end_is_passed_over_and_told() -> None:
    content = b'{"a": "' + b"x" * (MOST_LINE_BYTES * 3) + b'"}\n{"a": 2}\n'
    first, second = read_json_lines(io.BytesIO(content))
    assert "超过" in first.fault
    assert (second.number, second.value) == (2, {"a": 2})


@pytest.mark.parametrize(
    "text",
    [
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": 1, "a": 2}',
        "[" * 30 + "]" * 30,
        '{"a": "\\u0000"}',
        '{"\\ud800": 1}',
        '{"a": 9007199254740993}',
        "9" * 5000,
        "{",
        "[" * 100_000,
    ],
)
def test_json_that_somebody_would_trip_over_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotStrictError, match=r"。$"):
        strict_json(text)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(JSON)
def test_every_value_goes_out_and_in_again(value: object) -> None:
    [line] = read_json_lines(io.BytesIO(json_line({"value": value}).encode()))
    assert line.value == {"value": value}


@given(st.text())
def test_plain_text_is_what_utf8_and_databases_take(text: str) -> None:
    if is_plain_text(text):
        text.encode("utf-8")
        assert "\0" not in text
        assert strict_json(json.dumps(text)) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (3.0, "3"),
        (3.5, "3.5"),
        (13912345678.0, "13912345678"),
        (110101199001011.0, "110101199001011"),
        (
            datetime(2025, 3, 4),  # noqa: DTZ001 (a cell has no zone)
            "2025-03-04",
        ),
        (date(2025, 3, 4), "2025-03-04"),
        (time(14, 30), "14:30"),
        ("", ""),
        (None, ""),
        (True, "是"),
        ("  两头  ", "两头"),
        ("'=1+1", "=1+1"),
    ],
)
def test_a_cell_is_read_as_somebody_typed_it(cell: object, text: str) -> None:
    assert as_text(cell) == text


def test_a_number_whose_last_digits_are_gone_is_refused() -> None:
    with pytest.raises(CellInexactError, match="设成“文本”格式"):
        as_text(110101199001011234.0)


def test_a_workbook_is_read_with_the_numbers_of_its_rows(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        page = book.add_worksheet("表")
        page.write_row(0, 0, ["甲", "乙"])
        page.write_row(3, 0, ["x", 5])
        book.add_worksheet("空")
    [sheet] = read_workbook(file.read_bytes())
    assert (sheet.name, sheet.headings) == ("表", ("甲", "乙"))
    assert sheet.rows == ((4, ("x", 5.0)),)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"a,b\n1,2\n"])
def test_what_is_no_workbook_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(WorkbookUnreadableError, match=r"。$"):
        list(read_workbook(content))


def test_a_workbook_with_a_macro_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsm"
    macros = tmp_path / "vbaProject.bin"
    macros.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    with xlsxwriter.Workbook(str(file)) as book:
        book.add_worksheet("表").write(0, 0, "x")
        book.add_vba_project(str(macros))
    with pytest.raises(WorkbookUnreadableError):
        list(read_workbook(file.read_bytes()))
