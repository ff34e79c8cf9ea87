"""The version to check comes back: through a real office program with its marks, and hostile files are refused."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from taizhang.domain.reporting import Ask, Block, Chip, Document, Named, Style, Words
from taizhang.domain.reporting.returning import Fate, Marked, compare, is_of
from taizhang.formats.official.annex import SourceRow
from taizhang.formats.official.returned import MOST_CHARACTERS, MOST_IN_PARAGRAPH, MOST_PARAGRAPHS, read_returned
from taizhang.formats.official.word import proof_docx, report_docx
from taizhang.formats.texts import UnreadableError
from tests.formats.texts.made_files import packed, paragraph, unpacked, word_file
from tests.office import needs_office_program, saved_again

ASK = Ask("theme_day/count", "below", date(2025, 1, 1), date(2025, 12, 31))
CHIP = Chip("tz_0001", ASK, 101, "101次")
OTHER = Chip("tz_0003", replace(ASK, figure="lecture/count"), 4, "4次")
REPORT = Document(
    (
        Block("title", Style.TITLE, (Words("2025年度中共青禾区教育系统委员会书记抓基层党建工作述职报告"),)),
        Block("speaker", Style.SPEAKER, (Words("周望野"),)),
        Block("section_1", Style.HEADING_1, (Words("一、履职情况"),)),
        Block(
            "organization",
            Style.PARAGRAPH,
            (Words("各党支部开展主题党日"), CHIP, Words("，在"), Named("tz_0002", "place", "活动室", 1, 1), OTHER),
            "organization",
        ),
        Block("date", Style.DATE, (Words("2025年12月31日"),)),
    ),
    {"organization": "jy", "year": "2025", "about": "person"},
)
SOURCES = (SourceRow("tz_0001", "101次", "主题党日次数", "已确认的记录。", "各党支部", "2025年", ("1月20日",), 100),)
START, END = '<w:bookmarkStart w:id="{0}" w:name="{1}"/>', '<w:bookmarkEnd w:id="{0}"/>'


def test_what_was_made_is_read_as_it_was_made() -> None:
    returned = read_returned(proof_docx(REPORT, SOURCES))
    assert compare(REPORT, returned).document == REPORT
    assert returned.figures == {"tz_0001": "101次", "tz_0003": "4次"}
    assert is_of(returned, REPORT)
    assert not returned.warnings


def test_the_version_to_hand_in_has_no_marks() -> None:
    returned = read_returned(report_docx(REPORT))
    assert not returned.marks
    assert not returned.figures


@needs_office_program
def test_a_real_office_program_keeps_the_marks_and_one_changed_number_is_found(tmp_path: Path) -> None:
    saved = saved_again(tmp_path, "proof.docx", proof_docx(REPORT, SOURCES))
    returned = read_returned(saved)
    assert is_of(returned, REPORT)
    assert returned.figures == {"tz_0001": "101次", "tz_0003": "4次"}
    found = compare(REPORT, returned)
    assert found.document == REPORT
    assert len(found.of(Fate.UNCHANGED)) == 2
    parts = unpacked(saved)
    body = parts["word/document.xml"].replace(b">101<", b">110<", 1)
    assert body != parts["word/document.xml"]
    altered = compare(REPORT, read_returned(packed({**parts, "word/document.xml": body})))
    assert [(one.chip.id, one.text) for one in altered.of(Fate.ALTERED)] == [("tz_0001", "110次")]
    assert [one.chip.id for one in altered.of(Fate.UNCHANGED)] == ["tz_0003"]
    assert [one.block for one in altered.differences] == ["organization"]
    assert [one.text for one in altered.unfounded] == ["110次"]


def test_insertions_are_read_deletions_and_foreign_bookmarks_are_not() -> None:
    body = (
        f"<w:p>{START.format(1, 'tz_0001')}<w:r><w:t>10</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
        f"<w:ins><w:r><w:t>1次</w:t></w:r></w:ins>{END.format(1)}{START.format(2, '_GoBack')}<w:r><w:t>。</w:t></w:r>"
        f"{END.format(2)}</w:p>"
    )
    assert read_returned(word_file(body)).paragraphs == ((Marked("101次", "tz_0001"), Marked("。")),)


def test_a_mark_ends_with_its_paragraph() -> None:
    body = f"<w:p>{START.format(1, 'tz_0001')}<w:r><w:t>甲</w:t></w:r></w:p>{paragraph('乙')}"
    assert read_returned(word_file(body)).paragraphs == ((Marked("甲", "tz_0001"),), (Marked("乙"),))


def test_what_is_not_read_is_said() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('表里')}</w:tc></w:tr></w:tbl>"
    returned = read_returned(word_file(paragraph("正文") + table))
    assert [piece.text for one in returned.paragraphs for piece in one] == ["正文"]
    assert any("表格" in one for one in returned.warnings)


def test_what_was_written_behind_the_annex_is_not_lost() -> None:
    parts = unpacked(proof_docx(REPORT, SOURCES))
    body = parts["word/document.xml"].decode().replace("<w:sectPr", f"{paragraph('写在最后。')}<w:sectPr", 1).encode()
    returned = read_returned(packed({**parts, "word/document.xml": body}))
    assert returned.paragraphs[-1] == (Marked("写在最后。"),)
    assert len(returned.paragraphs) == len(REPORT.blocks) + 1


def test_a_broken_map_is_as_good_as_none() -> None:
    parts = unpacked(proof_docx(REPORT))
    for told in ("不是 JSON", json.dumps({"figures": [1], "about": {}}), "[" * 100_000):
        xml = f'<figures xmlns="urn:taizhang:figures">{told}</figures>'.encode()
        assert not read_returned(packed({**parts, "customXml/taizhang1.xml": xml})).figures


def _with_entity() -> bytes:
    parts = unpacked(proof_docx(REPORT))
    body = parts["word/document.xml"].partition(b"?>")[2]
    dtd = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    return packed({**parts, "word/document.xml": dtd + body})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04 not a package",
        packed({"a.txt": b"x"}),
        _with_entity(),
        packed({**unpacked(proof_docx(REPORT)), "word/document.xml": b"<w:document"}),
        packed({**unpacked(proof_docx(REPORT)), "../../etc/passwd": b"x"}),
        word_file(""),
        word_file(paragraph("字" * (MOST_IN_PARAGRAPH + 1))),
        word_file(paragraph("字") * (MOST_PARAGRAPHS + 1)),
        word_file(paragraph("字" * 2500) * (MOST_CHARACTERS // 2500 + 1)),
        word_file("<w:p>" + "<w:ins>" * 200 + "<w:r><w:t>深</w:t></w:r>" + "</w:ins>" * 200 + "</w:p>"),
    ],
)
def test_a_hostile_or_foreign_file_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="。"):
        read_returned(content)
