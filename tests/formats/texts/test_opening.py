"""Every kind of file is known by its content, read as it is, or refused with a sentence that says what to do."""

import shutil

import pytest

from taizhang.formats.texts import MOST_BYTES, FileFormat, UnreadableError, office_program, read_text
from tests.formats.texts.made_files import packed, paragraph, pdf_file, word_file


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("一、学习\r\n二".encode(), "utf-8"),
        ("一、学习\r\n二".encode("utf-8-sig"), "utf-8-sig"),
        ("一、学习\r\n二".encode("gb18030"), "gb18030"),
        ("一、学习\r\n二".encode("utf-16"), "utf-16"),
    ],
)
def test_plain_text_keeps_every_code_point_whatever_its_encoding(content: bytes, encoding: str) -> None:
    found = read_text("a.txt", content)
    assert (found.text, found.encoding, found.format) == ("一、学习\r\n二", encoding, FileFormat.TEXT)


def test_a_web_page_gives_what_one_sees() -> None:
    page = (
        '<?xml version="1.0" encoding="utf-8"?><html><head><title>题</title><style>p{}</style></head><body><!-- 注 -->'
        "<h1>述职\n报告</h1><p>学习<b>9次</b>。<span style='display: none'>藏</span>后<span hidden>藏</span>。</p>"
        "<script>alert(1)</script><table><tr><td>甲</td><td>乙</td></tr></table><br>末&nbsp;尾</body></html>"
    )
    assert read_text("a.html", page.encode()).text == "述职 报告\n学习9次。后。\n甲\t乙\n末\xa0尾\n"
    assert read_text("a.htm", "<meta charset=gb2312><p>党课".encode("gbk")).text == "党课\n"


def test_lines_of_a_printed_page_become_paragraphs_again() -> None:
    first = [
        (180, 780, "关于学习的报告"),
        (104, 740, "一年来坚持学习，全年组织集中学习"),
        (72, 710, "九次，讲党课四次，开展谈心谈话二十"),
        (72, 680, "六人次。"),
    ]
    second = [(104, 780, "一是抓学习。"), (104, 750, "二是抓队伍。"), (280, 40, "— 2 —")]
    found = read_text("a.pdf", pdf_file([[*first, (280, 40, "— 1 —")], second]))
    assert found.text.split("\n") == [
        "关于学习的报告",
        "一年来坚持学习，全年组织集中学习九次，讲党课四次，开展谈心谈话二十六人次。",
        "一是抓学习。",
        "二是抓队伍。",
        "",
    ]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "空的"),
        ("a.txt", b"x" * (MOST_BYTES + 1), "超过20兆"),
        ("a.txt", b"ab\0cd", "空字符"),
        ("a.txt", b"\xff\xff\xff\xff", "既不是 UTF-8"),
        ("a.txt", word_file(paragraph("甲")), "其实是 .docx"),
        ("a.docx", b"hello", "里面不是 .docx"),
        ("a.docx", packed({"word/other.xml": b"<a/>"}), "里面没有正文"),
        ("a.docx", packed({"word/document.xml": b"<a><b></a>"}), "文件损坏"),
        ("a.pdf", b"%PDF-1.4 nothing", "PDF 损坏"),
        ("a.pdf", pdf_file([[], []]), "扫描件"),
        ("a.exe", b"MZ", "不认识“.exe”"),
        ("a.\u202etxt", b"x", "不认识“.?txt”"),
    ],
    ids=lambda value: "content" if isinstance(value, bytes) else value,
)
def test_what_gives_no_text_is_refused_with_what_to_do(name: str, content: bytes, said: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read_text(name, content)
    assert said in error.value.message
    assert error.value.message.endswith("。")


def test_an_old_document_that_is_really_a_new_one_is_read_with_a_word() -> None:
    found = read_text("报告.doc", word_file(paragraph("甲")))
    assert (found.text, found.format) == ("甲\n", FileFormat.WORD)
    assert "内容其实是 .docx" in found.warnings[0]


def test_an_old_document_without_an_office_program_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert office_program.office_program() is None
    with pytest.raises(UnreadableError, match="另存为"):
        read_text("报告.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
