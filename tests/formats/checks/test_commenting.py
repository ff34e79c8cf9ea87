"""Comments stand at their places, and nothing else in the document that somebody sent is touched."""

import io
from collections.abc import Sequence
from typing import Any

import pytest
from docx import Document
from lxml import etree

from taizhang.domain.checking.finding import CheckFinding
from taizhang.formats.checks import commented_new, commented_original, commenting
from taizhang.formats.texts import read_text
from tests.formats.checks.made_findings import finding
from tests.formats.texts.made_files import W, paragraph, run, unpacked, word_file

MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


def commented(content: bytes, *excerpts: str) -> tuple[bytes, list[tuple[str, str]]]:
    text = read_text("a.docx", content).text
    return _commented(content, [finding(text, excerpt, "按台账填写。") for excerpt in excerpts])


def _commented(content: bytes, findings: Sequence[CheckFinding]) -> tuple[bytes, list[tuple[str, str]]]:
    made = commented_original(content, findings, "2026-11-20T08:00:00Z")
    return made, embraced(made)


def embraced(made: bytes) -> list[tuple[str, str]]:
    """Each comment's first line with the text that its range embraces, as an office program sees it."""
    root = etree.fromstring(unpacked(made)["word/document.xml"])
    open_ones: set[str] = set()
    said: dict[str, str] = {}
    for one in root.iter():
        name = etree.QName(one).localname
        number = one.get(f"{{{W}}}id", "")
        if name == "commentRangeStart":
            open_ones.add(number)
            said[number] = ""
        elif name == "commentRangeEnd":
            open_ones.remove(number)
        elif name == "t":
            for number in open_ones:
                said[number] += one.text
    assert not open_ones
    comments = {str(one.comment_id): one.text.split("\n")[0] for one in Document(io.BytesIO(made)).comments}
    return [(comments[number], text) for number, text in said.items()]


def look(one: Any) -> bytes:
    """The properties of a run, spelled."""
    properties = one.find(f"{{{W}}}rPr")
    return b"" if properties is None else bytes(etree.tostring(properties))


def without_marks(part: bytes) -> str:
    """The main part as it reads, runs of the same look joined again."""
    root = etree.fromstring(part)
    for one in list(root.iter()):
        if etree.QName(one).localname in MARKS:
            above = one.getparent()
            if etree.QName(above).localname == "r":
                above.getparent().remove(above)
            else:
                above.remove(one)
    for one in list(root.iter(f"{{{W}}}r")):
        before = one.getprevious()
        if before is not None and before.tag == one.tag and look(before) == look(one):
            before.extend([child for child in one if child.tag != f"{{{W}}}rPr"])
            one.getparent().remove(one)
    for one in list(root.iter(f"{{{W}}}t")):
        before = one.getprevious()
        if before is not None and before.tag == one.tag:
            before.text += one.text
            one.getparent().remove(one)
    for one in root.iter(f"{{{W}}}t"):
        one.attrib.clear()
    return str(etree.tostring(root, method="c14n", encoding=None).decode())


BODY = (
    paragraph("全年组织学习XX次", "，谈心YY人次。")
    + '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>粗ZZ体</w:t><w:tab/><w:t>后</w:t></w:r><w:ins w:id="9">'
    + run("增加AA处")
    + "</w:ins></w:p>"
)


def test_a_comment_embraces_exactly_its_words_even_inside_a_run() -> None:
    _, found = commented(word_file(BODY), "XX", "次，谈", "ZZ体\t后", "AA")
    assert found == [
        ("【必改】“XX”没有填写。", "XX"),
        ("【必改】“次，谈”没有填写。", "次，谈"),
        ("【必改】“ZZ体�后”没有填写。", "ZZ体后"),
        ("【必改】“AA”没有填写。", "AA"),
    ]


def test_nested_and_touching_places_each_keep_their_words() -> None:
    _, found = commented(word_file(BODY), "学习XX次", "XX", "次，谈心YY", "YY")
    assert [text for _, text in found] == ["学习XX次", "XX", "次，谈心YY", "YY"]


def test_nothing_else_changes() -> None:
    content = word_file(BODY, {"styles": "<w:style/>", "header1": paragraph("内部")})
    made, _ = commented(content, "XX", "ZZ")
    before, after = unpacked(content), unpacked(made)
    assert after.keys() - before.keys() == {"word/comments.xml"}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert without_marks(before["word/document.xml"]) == without_marks(after["word/document.xml"])
    assert read_text("a.docx", made).text == read_text("a.docx", content).text


def test_comments_that_are_there_stay_and_numbers_go_on() -> None:
    there = f'<w:comment w:id="4" w:author="沈溪">{paragraph("看过。")}</w:comment>'
    body = f'<w:p><w:commentRangeStart w:id="4"/>{run("甲XX")}<w:commentRangeEnd w:id="4"/></w:p>'
    made, found = commented(word_file(body, {"comments": there}), "XX")
    assert found == [("看过。", "甲XX"), ("【必改】“XX”没有填写。", "XX")]
    assert [one.comment_id for one in Document(io.BytesIO(made)).comments] == [4, 5]


def test_what_stands_in_a_note_or_a_head_is_commented_where_the_body_shows_it() -> None:
    marked = f'<w:p>{run("正文")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    note = f'<w:footnote w:id="2">{paragraph("注里XX")}</w:footnote>'
    content = word_file(marked, {"footnotes": note, "header1": paragraph("头上YY")})
    made, found = commented(content, "XX", "YY")
    assert [said[:9] for said, _ in found] == ["【必改】页眉里“Y", "【必改】脚注里“X"]
    assert unpacked(made)["word/footnotes.xml"] == unpacked(content)["word/footnotes.xml"]


def test_a_text_becomes_a_new_document_with_its_places() -> None:
    text = "关于学习的报告\r\n全年学习XX次，\x07谈心\tYY。\n"
    made = commented_new(text, [finding(text, "XX"), finding(text, "YY")])
    assert [words for _, words in embraced(made)] == ["XX", "YY"]
    assert read_text("a.docx", made).text.startswith("关于学习的报告\n全年学习XX次，\ufffd谈心\tYY。\n")
    assert Document(io.BytesIO(made)).core_properties.author == ""


def test_comments_end_somewhere_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commenting, "MOST_COMMENTS", 20)
    text = "X" * 27
    made = commented_new(text, [finding(text, "X", after=at) for at in range(len(text))])
    comments = list(Document(io.BytesIO(made)).comments)
    assert len(comments) == 21
    assert comments[-1].text == "另有7处没有写成批注，改完这些再审一次。"


def test_a_place_that_no_node_holds_hangs_on_its_neighbour() -> None:
    content = word_file(paragraph("甲") + paragraph() + paragraph("乙"))
    text = read_text("a.docx", content).text
    _, found = _commented(content, [finding(text, "\n\n")])
    assert found == [("【必改】“��”没有填写。", "甲")]
