"""Hostile packages are refused before they are read, by what lies in them: attack cases B4 to B6."""

import io
import zipfile

import pytest

from taizhang.formats.guard import guard_package
from taizhang.formats.guard_parts import GuardError
from tests.formats.hostile_packages import TYPES, package, refused

RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
    ' Target="{target}" TargetMode="External"/></Relationships>'
)


ENTITY = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


LAUGHS = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [ENTITY, LAUGHS, "<a><!-- --><! DOCTYPE a></a>", ENTITY.replace("<a>", "<a>" + " " * 300_000)]
)
@pytest.mark.parametrize("name", ["word/document.xml", "_rels/.rels", "xl/drawings/a.vml"])
def test_entities_are_refused(name: str, text: str, encoding: str) -> None:
    assert "实体" in refused(package((name, text.encode(encoding))))


def test_an_entity_on_the_seam_of_two_pieces_is_refused() -> None:
    for before in range(64 * 1024 * 4 - 12, 64 * 1024 * 4 + 2):
        content = b"<a>" + b" " * (before - 3) + b"<!DOCTYPE a>"
        with pytest.raises(GuardError):
            guard_package(package(("word/document.xml", content)))


def test_a_rare_encoding_is_refused() -> None:
    assert "编码" in refused(package(("word/document.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>')))


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "frame", "externalLinkPath", "subDocument"])
def test_what_would_be_fetched_from_elsewhere_is_refused(kind: str) -> None:
    relations = RELATIONS.format(kind=kind, target="http://192.0.2.1/x").encode()
    assert "从别处取" in refused(package(("word/_rels/settings.xml.rels", relations)))


def test_a_link_that_somebody_may_click_passes() -> None:
    relations = RELATIONS.format(kind="hyperlink", target="https://example.cn/").encode()
    guard_package(package(("word/_rels/document.xml.rels", relations)))


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("xl/externalLinks/externalLink1.xml", b"<externalLink><ddeLink ddeService='cmd'/></externalLink>", "DDE"),
        ("word/document.xml", b"<w:instrText> DDEAUTO c:\\\\windows\\\\cmd.exe </w:instrText>", "DDE"),
        ("word/vbaProject.bin", b"x", "宏"),
        ("xl/VBAPROJECT.BIN", b"x", "宏"),
        ("word/activeX/activeX1.xml", b"<a/>", "宏"),
        ("xl/macrosheets/sheet1.xml", b"<a/>", "宏"),
        ("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "OLE"),
        ("word/media/image1.png", b"MZ\x90\0", "程序"),
        ("word/run.vbs", b"x", "程序"),
        ("_rels/.rels", b"<Relationships><!-- vbaProject --></Relationships>", "宏"),
    ],
)
def test_programs_are_refused(name: str, content: bytes, word: str) -> None:
    assert word in refused(package((name, content)))


def test_a_macro_type_is_refused_whatever_the_ending() -> None:
    content = package().replace(b"x", b"x")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(
            "[Content_Types].xml", TYPES.replace(b"/>", b' a="application/vnd.ms-word.document.macroEnabled"/>')
        )
    assert content
    assert "宏" in refused(buffer.getvalue())


@pytest.mark.parametrize("cells", [("A1", "XFD1048576"), ("B2", "ZZ9000000"), ("A1", "XFD500")])
def test_a_sheet_that_spans_the_earth_is_refused(cells: tuple[str, str]) -> None:
    """B4: two cells far apart; readers would make room for all between."""
    rows = "".join(
        f'<row r="{cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c s="1" r="{cell}"><v>1</v></c></row>' for cell in cells
    )
    sheet = f'<worksheet><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    assert "范围" in refused(package(("xl/worksheets/sheet1.xml", sheet.encode())))


def test_a_dimension_that_only_claims_to_be_large_passes() -> None:
    sheet = (
        b'<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"/></row></sheetData></worksheet>'
    )
    guard_package(package(("xl/worksheets/sheet1.xml", sheet)))
