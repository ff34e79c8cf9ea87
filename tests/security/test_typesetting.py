"""Attack case B12: words of a report are words to the typesetter and to the text program, whatever they look like."""

import io
import time
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest

from taizhang.domain.reporting import Ask, Block, Chip, Document, Style, Words
from taizhang.domain.reporting.trusting import MOST_CHARACTERS, UntrustedError, within_limits
from taizhang.formats.official.annex import SourceRow
from taizhang.formats.official.portable import proof_pdf, report_pdf
from taizhang.formats.official.word import proof_docx, report_docx
from taizhang.formats.xlsx_out import CellTooLongError, Sheet, write_workbook

SECONDS = 10
HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.2.0": *',
    '#include "/etc/hostname"',
    "#{ let f(x) = f(x); f(1) }",
    "$ integral_0^1 x $ @label <label> `raw` ``` ```",
    "{{ 7*7 }} {% load static %} ${7*7} #{7*7}",
    '\\u{41} \\" ]) #panic("x") ([',
    "{ INCLUDETEXT /etc/passwd } &xxe; <w:p/> ]]>",
)
ASK = Ask("theme_day/count", "below", date(2025, 1, 1), date(2025, 12, 31))


def of(text: str) -> Document:
    return Document((Block("a", Style.PARAGRAPH, (Words(text),)),))


def printed(content: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def plain(text: str) -> str:
    return "".join(text.replace("\ufffe", "").split())


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_command_is_printed_as_it_stands(text: str) -> None:
    shown = printed(report_pdf(of(text)))
    assert plain(text) in plain(shown)
    assert "root:" not in shown
    (paragraph,) = docx.Document(io.BytesIO(report_docx(of(text)))).paragraphs
    assert paragraph.text == text


@pytest.mark.parametrize("sign", ["[", "({[“", "#(", "$"])
def test_as_many_brackets_as_a_report_may_have_take_no_time_and_a_million_never_come(sign: str) -> None:
    with pytest.raises(UntrustedError, match=str(MOST_CHARACTERS)):
        within_limits(of(sign * (1_000_000 // len(sign))))
    text = sign * (MOST_CHARACTERS // len(sign))
    began = time.process_time()
    assert report_pdf(of(text)).startswith(b"%PDF")
    assert report_docx(of(text)).startswith(b"PK")
    assert time.process_time() - began < SECONDS


def test_a_cell_of_ten_megabytes_is_cut_short_in_the_annex_and_refused_in_a_workbook(tmp_path: Path) -> None:
    huge = "#(" * 5_000_000
    document = Document((Block("a", Style.PARAGRAPH, (Chip("tz_0001", ASK, 1, "1次"),)),))
    sources = (SourceRow("tz_0001", "1次", huge, "已确认的记录。", "各党支部", "2025年", (huge,), 0),)
    began = time.process_time()
    assert "#(#(" in printed(proof_pdf(document, sources))
    assert len(proof_docx(document, sources)) < 1_000_000
    with pytest.raises(CellTooLongError):
        write_workbook(tmp_path / "a.xlsx", [Sheet("表", ("列",), [(huge,)])])
    assert time.process_time() - began < SECONDS
