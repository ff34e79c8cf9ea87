"""Files for the tests, written by hand so that each holds exactly what a test speaks of."""

import io
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = {"styles", "numbering", "comments", "footnotes", "endnotes", "header1", "header2", "footer1", "settings"}


def word_file(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A .docx of a body and of parts by name, each the inside of its root."""
    parts = parts or {}
    assert parts.keys() <= _KINDS
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{_kind(name)}+xml"/>'
        for name in parts
    )
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.document.main+xml"/>{overrides}</Types>'
    )
    written = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relations([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": _root("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations(
            [(f"rId{at}", _kind(name), f"{name}.xml") for at, name in enumerate(parts, 1)]
        ),
    } | {f"word/{name}.xml": _root(_element(name), inside) for name, inside in parts.items()}
    return packed({name: text.encode() for name, text in written.items()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Parts by name as a zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def paragraph(*texts: str) -> str:
    """A paragraph with a run for each text."""
    return f"<w:p>{''.join(map(run, texts))}</w:p>"


def run(text: str) -> str:
    """A run."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def pdf_file(pages: Sequence[Sequence[tuple[int, int, str]]], size: int = 16) -> bytes:
    """A .pdf of lines at (x, y), in a Chinese font that every reader knows by name."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * at} 0 R' for at in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        (
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
            "/Supplement 4>>/FontDescriptor 5 0 R/DW 1000>>"
        ),
        (
            "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
            "/Descent -120/CapHeight 880/StemV 93>>"
        ),
    ]
    for at, lines in enumerate(pages):
        drawn = "".join(
            f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n" for x, y, text in lines
        )
        objects += [
            (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {7 + 2 * at} 0 R"
                "/Resources<</Font<</F1 3 0 R>>>>>>"
            ),
            f"<</Length {len(drawn)}>>stream\n{drawn}endstream",
        ]
    return _pdf(objects)


def _pdf(objects: Sequence[str]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{written}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return content + tail.encode() + f"startxref\n{len(content)}\n%%EOF\n".encode()


def _relations(rows: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"/>' for key, kind, target in rows)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _element(name: str) -> str:
    return {"header": "hdr", "footer": "ftr"}.get(_kind(name), name)


def _root(element: str, inside: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{element} xmlns:w="{W}" xmlns:r="{R}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{inside}</w:{element}>'
    )
