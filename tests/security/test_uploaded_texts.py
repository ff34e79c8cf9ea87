"""Attack cases B1 to B8 on files that somebody sends to be read or checked: refused, in time, without reaching out."""

import random
import socket
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.domain.official_text import OfficialText
from taizhang.faces.web.shell.marked_text import marked_text
from taizhang.formats.checks import commented_new, commented_original
from taizhang.formats.texts import TextOfFile, UnreadableError, measure_layout, portable, read_text
from tests.formats.checks.made_findings import finding
from tests.formats.texts.made_files import packed, paragraph, pdf_file, unpacked, word_file

SECONDS = 10
WORD = word_file(paragraph("全年组织学习XX次"), {"header1": paragraph("内部"), "styles": "<w:style/>"})
LAUGHS = (
    '<!DOCTYPE w:document [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


LOOP = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>"
)


def with_part(name: str, content: bytes) -> bytes:
    return packed(unpacked(WORD) | {name: content})


def with_main(change: Callable[[bytes], bytes]) -> bytes:
    return with_part("word/document.xml", change(unpacked(WORD)["word/document.xml"]))


def before_root(inserted: str) -> bytes:
    return with_main(lambda main: main.replace(b"<w:document", inserted.encode() + b"<w:document", 1))


def pdf_of(stream: bytes, *, packed_as: str = "") -> bytes:
    """A .pdf with one stream of content."""
    whole = pdf_file([[(72, 700, "X")]])
    begin, end = whole.rindex(b"<</Length"), whole.rindex(b"endstream")
    head = f"<</Length {len(stream)}{packed_as}>>stream\n".encode()
    return whole[:begin] + head + stream + b"\n" + whole[end:]


def bombs() -> dict[str, tuple[str, bytes]]:
    zeros = b"<a>" + b" " * 90_000_000 + b"</a>"
    return {
        "ratio": ("a.docx", with_part("word/big.xml", zeros)),
        "laughs": ("a.docx", before_root(LAUGHS)),
        "file-entity": ("a.docx", before_root('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
        "macro": ("a.docx", with_part("word/vbaProject.bin", b"x")),
        "program": ("a.docx", with_part("word/embeddings/in.docx", b"MZ" + WORD)),
        "nested": ("a.docx", with_part("word/media/in.docx", WORD)),
        "zip-slip": ("a.docx", with_part("../../outside.xml", b"<a/>")),
        "cut-short": ("a.docx", WORD[: len(WORD) // 2]),
        "not-xml": ("a.docx", with_part("word/document.xml", b"\0\xff<<<")),
        "deep": ("a.docx", with_main(lambda main: main.replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 100_000))),
        "deep-enough-to-parse": ("a.docx", word_file("<w:sdt>" * 200 + paragraph("甲") + "</w:sdt>" * 200)),
        "no-pdf": ("a.pdf", b"%PDF-1.7\n" + random.Random(1).randbytes(200_000)),  # noqa: S311 (noise)
        "pdf-loop": ("a.pdf", LOOP),
        "nul": ("a.txt", b"abc\0def"),
        "as-text": ("a.txt", WORD),
        "as-word": ("a.docx", pdf_file([[(72, 700, "X")]])),
    }  # fmt: skip


BOMBS = bombs()


@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_file_is_refused_in_time_and_without_reaching_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def reached(*_: object) -> None:
        pytest.fail("a file made us reach out")

    monkeypatch.setattr(socket.socket, "connect", reached)
    began = time.monotonic()
    with pytest.raises(UnreadableError) as error:
        read_text(*BOMBS[name])
    assert time.monotonic() - began < SECONDS
    assert error.value.message.endswith("。")
    assert "root:" not in error.value.message


def test_a_stream_that_unpacks_to_a_hundred_megabytes_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = zlib.compress(b"BT /F1 16 Tf <4e00> Tj ET\n" * 4_000_000, 9)
    assert len(stream) < 400_000
    monkeypatch.setattr(portable, "SECONDS", 3)
    began = time.monotonic()
    with pytest.raises(UnreadableError, match=r"没有再等|读不出来"):
        read_text("a.pdf", pdf_of(stream, packed_as="/Filter/FlateDecode"))
    assert time.monotonic() - began < SECONDS


def test_an_embedded_chart_and_a_template_elsewhere_are_neither_opened_nor_in_the_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a file made us reach out"))
    elsewhere = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://127.0.0.1:9/a.dotm" TargetMode="External"/></Relationships>'
    )
    parts = {"word/embeddings/chart.xlsx": WORD, "word/_rels/settings.xml.rels": elsewhere.encode()}
    content = packed(unpacked(WORD) | parts)
    assert read_text("a.docx", content).text.startswith("全年组织学习XX次")
    assert commented_original(content, [])[:2] == b"PK"


def test_a_pdf_of_too_many_pages_is_refused_with_their_number() -> None:
    with pytest.raises(UnreadableError, match="601页"):
        read_text("a.pdf", pdf_file([[] for _ in range(601)]))


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("金丝雀", encoding="utf-8")
    page = f'<html><body><iframe src="file://{tmp_path}/secret"></iframe><p>甲</p><!--#include file="secret"--></body>'
    assert read_text("a.html", page.encode()).text == "甲\n"


def test_marks_that_turn_the_reading_direction_are_shown_for_what_they_are() -> None:
    text = "学习\u202e次XX\u202c、\u200b党课\ufeff"
    assert read_text("a.txt", text.encode()).text == text
    shown = marked_text(text, [(1, finding(text, "XX"))])
    assert not set("\u202e\u202c\u200b\ufeff") & set(shown)
    assert shown.count("看不见的字符") == 4


def test_ten_megabytes_of_one_character_are_read_and_marked_in_time() -> None:
    text = "一" * 3_000_000
    began = time.monotonic()
    found = read_text("a.txt", text.encode())
    assert len(marked_text(found.text, [])) > 3_000_000
    assert time.monotonic() - began < SECONDS


def _ended_well(name: str, content: bytes) -> TextOfFile | None:
    """Read it or refuse it with a sentence; anything else is a fault."""
    try:
        return read_text(name, content)
    except UnreadableError as refused:
        said = refused.message
    assert said.endswith("。")
    return None


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=st.binary(max_size=400), suffix=st.sampled_from(["txt", "md", "html", "docx", "doc", "wps", ""]))
def test_no_bytes_break_the_reading(content: bytes, suffix: str) -> None:
    _ended_well(f"a.{suffix}" if suffix else "a", content)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_a_damaged_document_is_read_refused_measured_and_commented_without_a_crash(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (damage at random)
    main = bytearray(unpacked(WORD)["word/document.xml"])
    for _ in range(chance.randint(1, 6)):
        main[chance.randrange(len(main))] = chance.randrange(256)
    content = with_part("word/document.xml", bytes(main))
    found = _ended_well("a.docx", content)
    if found is None or not found.text:
        return
    measure_layout(content)
    at = chance.randrange(len(found.text))
    made = commented_original(content, [finding(found.text, found.text[at], after=at)])
    assert read_text("a.docx", made).text == found.text


@settings(max_examples=15, deadline=None)
@given(text=st.text(max_size=60), data=st.data())
def test_any_text_is_marked_and_commented_without_a_loss(text: str, data: st.DataObject) -> None:
    places = [data.draw(st.integers(0, len(text))) for _ in range(4)]
    spans = [(min(pair), max(pair)) for pair in (places[:2], places[2:])]
    findings = [finding(text, text[start:end], after=start) for start, end in spans if end > start]
    shown = marked_text(text, list(enumerate(findings, 1)))
    assert shown.count("<p") == OfficialText(text).text.count("\n") + 1
    assert commented_new(text, findings)[:2] == b"PK"
