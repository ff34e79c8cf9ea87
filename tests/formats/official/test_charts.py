"""Charts of the version to check: the same each time, told in words, apart without colour, passed over by readers."""

import io
import struct
import zlib
from pathlib import Path

import docx
import pypdfium2
import pytest

from taizhang.domain.reporting import Block, Document, Style, Words
from taizhang.domain.reporting.charts import Across, Chart, Series
from taizhang.formats.official.annex import SourceRow
from taizhang.formats.official.charts import NOTHING, WIDTH_MM, height_mm, picture
from taizhang.formats.official.portable import proof_pdf
from taizhang.formats.official.returned import read_returned
from taizhang.formats.official.word import proof_docx
from tests.office import needs_office_program, saved_again

MONTHS = Chart(
    Across.MONTHS,
    "主题党日次数（本级），2025年各月",
    "次",
    tuple(f"{month}月" for month in range(1, 13)),
    (Series("2025年", (*range(11), None)), Series("2024年", (3,) * 12)),
    "已确认的“主题党日”记录，每条计一次。",
    "2025-01-01至2025-11-30。",
    "本级的主题党日次数。",
)
KINDS = Chart(
    Across.KINDS, "各类活动次数", "次", ("主题党日", '"#read("x")'), (Series("2025年", (9, 0)),), "每条计一次。", "", ""
)
REPORT = Document((Block("a", Style.PARAGRAPH, (Words("各党支部开展主题党日。"),)),))
SOURCES = (SourceRow("tz_0001", "101次", "主题党日次数", "已确认的记录。", "各党支部", "2025年", ("1月20日",)),)


def pixels(content: bytes) -> tuple[int, int, set[bytes]]:
    """Width, height and the colours of a PNG, read without a library."""
    width, height, depth, kind = struct.unpack(">IIBB", content[16:26])
    assert depth == 8
    size = {0: 1, 2: 3, 4: 2, 6: 4}[kind]
    packed, at = b"", 8
    while at < len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        packed += content[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += length + 12
    return width, height, unfiltered(zlib.decompress(packed), width * size, size)


def unfiltered(raw: bytes, stride: int, size: int) -> set[bytes]:
    colours: set[bytes] = set()
    before = bytearray(stride)
    for at in range(0, len(raw), stride + 1):
        kind, line = raw[at], bytearray(raw[at + 1 : at + 1 + stride])
        for place in range(stride):
            left = line[place - size] if place >= size else 0
            corner = before[place - size] if place >= size else 0
            line[place] = (line[place] + guess(kind, left, before[place], corner)) & 255
        colours |= {bytes(line[place : place + size]) for place in range(0, stride, size)}
        before = line
    return colours


def guess(kind: int, left: int, above: int, corner: int) -> int:
    if kind == 4:
        estimate = left + above - corner
        return min((left, above, corner), key=lambda one: abs(estimate - one))
    return (0, left, above, (left + above) // 2)[kind]


@pytest.mark.parametrize("chart", [MONTHS, KINDS])
def test_a_picture_is_the_same_each_time_and_its_size_is_as_told(chart: Chart) -> None:
    made = picture(chart)
    assert made == picture(chart)
    width, height = struct.unpack(">II", made[16:24])
    assert abs(width / height - WIDTH_MM / height_mm(chart)) < 0.02


def test_a_picture_has_no_colour() -> None:
    _, _, colours = pixels(picture(KINDS))
    assert len(colours) > 2
    assert all(len(set(colour[:3])) == 1 for colour in colours)


def test_the_word_file_has_title_picture_with_words_and_the_three_lines() -> None:
    content = proof_docx(REPORT, SOURCES, (MONTHS, KINDS))
    assert content == proof_docx(REPORT, SOURCES, (MONTHS, KINDS))
    word = docx.Document(io.BytesIO(content))
    texts = [one.text for one in word.paragraphs]
    assert [one for one in texts if one.startswith("附")] == ["附件1", "附件2", "附图"]
    cell = word.tables[1].rows[0].cells[0]
    assert [one.text for one in cell.paragraphs if one.text] == [f"图1　{MONTHS.title}", *MONTHS.lines]
    properties = word.tables[1]._tbl.xpath(".//wp:docPr")
    assert [one.get("descr") for one in properties] == [MONTHS.alternative, KINDS.alternative]


def test_without_the_switch_nothing_is_different_and_with_nothing_to_draw_it_says_so() -> None:
    assert proof_docx(REPORT, SOURCES) == proof_docx(REPORT, SOURCES, None)
    assert "附图" not in "".join(one.text for one in docx.Document(io.BytesIO(proof_docx(REPORT, SOURCES))).paragraphs)
    empty = docx.Document(io.BytesIO(proof_docx(REPORT, (), ())))
    assert empty.tables[0].rows[0].cells[0].text == NOTHING


def test_the_pdf_has_the_charts_on_a_page_of_their_own() -> None:
    content = proof_pdf(REPORT, SOURCES, (MONTHS, KINDS))
    assert content == proof_pdf(REPORT, SOURCES, (MONTHS, KINDS))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    assert len(pages) == 3
    assert "附件2" in pages[2]
    assert MONTHS.title in pages[2]
    assert '"#read("x")' in pages[2]
    assert "11月" in pages[2]


def test_a_proof_with_charts_comes_back_as_its_text_alone() -> None:
    returned = read_returned(proof_docx(REPORT, SOURCES, (MONTHS,)))
    assert ["".join(piece.text for piece in one) for one in returned.paragraphs] == [REPORT.text]
    assert not returned.warnings


@needs_office_program
def test_a_proof_with_charts_that_an_office_program_saved_comes_back_as_its_text_alone(tmp_path: Path) -> None:
    returned = read_returned(saved_again(tmp_path, "proof.docx", proof_docx(REPORT, SOURCES, (MONTHS,))))
    assert ["".join(piece.text for piece in one) for one in returned.paragraphs] == [REPORT.text]
    assert not returned.warnings
