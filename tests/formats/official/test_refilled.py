"""A template comes back with its XX filled in and is otherwise the document that was sent."""

import io
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from taizhang.domain.reporting.refilling import Filling
from taizhang.formats.official.refilled import AUTHOR, refilled_docx
from taizhang.formats.official.unfillable import unfillable
from taizhang.formats.texts import UnreadableError, read_text
from tests.formats.texts.made_files import W, packed, paragraph, run, unpacked, word_file
from tests.office import needs_office_program, saved_again

BOLD = '<w:r><w:rPr><w:b/><w:color w:val="FF0000"/><w:lang w:val="zh-CN"/></w:rPr><w:t>{}</w:t></w:r>'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
BOX = (
    f"<w:p><w:r><mc:AlternateContent {MC}><mc:Choice Requires='wps'><w:txbxContent>{{}}</w:txbxContent></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def filled(content: bytes, *places: tuple[str, str]) -> bytes:
    """Fill places by the words around them: XX stands for the mask of each."""
    return refilled_docx(content, fillings(content, *places))


def fillings(content: bytes, *places: tuple[str, str]) -> list[Filling]:
    text = read_text("a.docx", content).text
    found = []
    for words, said in places:
        at = text.index(words) + words.index("XX")
        found.append(Filling(at, at + 2, said, "" if said else "台账里没有对得上的数。"))
    return found


def text_of(content: bytes) -> str:
    return read_text("a.docx", content).text


def runs_of(content: bytes, part: str = "word/document.xml") -> list[tuple[str, list[str]]]:
    """Each run's text with the names of its properties."""
    root = etree.fromstring(unpacked(content)[part])
    return [
        (text, [etree.QName(one).localname for one in run.findall(f"{{{W}}}rPr/*")])
        for run in root.iter(f"{{{W}}}r")
        if (text := "".join(one.text or "" for one in run.findall(f"{{{W}}}t")))
    ]


def without_declaration(part: str) -> str:
    return re.sub(r"<\?xml.*?\?>\s*| xml:space=\"preserve\"", "", part)


def comments_of(content: bytes) -> list[Any]:
    return list(docx.Document(io.BytesIO(content)).comments)


def test_a_number_takes_the_look_of_its_mask_and_all_else_keeps_its_bytes() -> None:
    sent = word_file(
        f"<w:p>{run('全年开展主题党日')}{BOLD.format('XX')}{run('次，讲党课XX次。')}</w:p>"
        f"<w:tbl><w:tr><w:tc>{paragraph('党员大会')}</w:tc><w:tc>{paragraph('XX次')}</w:tc></w:tr></w:tbl>",
        {"styles": '<w:style w:styleId="a"/>', "header1": paragraph("XX党支部")},
    )
    made = filled(sent, ("日XX次", "12"), ("课XX次", "4"), ("\tXX次", "3"))
    before, after = unpacked(sent), unpacked(made)
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert text_of(made) == text_of(sent).replace("XX次", "{}次").format(12, 4, 3)
    assert ("12", ["b", "color", "lang"]) in runs_of(made)
    was, now = (re.sub(r"XX|12|4|3", "", one["word/document.xml"].decode()) for one in (before, after))
    assert without_declaration(now) == without_declaration(was)


@pytest.mark.parametrize(
    "cut", [("主题党日X", "X", "次"), ("主题党日", "X", "X次"), ("主题党日", "X", "X", "次"), ("主题党日XX", "次")]
)
def test_a_mask_that_is_cut_over_several_runs_is_filled_in_the_first(cut: tuple[str, ...]) -> None:
    made = filled(word_file(paragraph(*cut) + paragraph("植树XX棵")), ("日XX次", "12"))
    assert text_of(made).startswith("主题党日12次\n")
    texts = [one for one, _ in runs_of(made)]
    assert sum("12" in one for one in texts) == 1


def test_many_places_of_one_run_are_all_filled() -> None:
    sent = word_file(paragraph("大会XX次、支委会XX次、党课XX次，谈心XX人次。"))
    made = filled(sent, ("大会XX", "4"), ("会XX次、党", "12"), ("课XX", "100"), ("心XX", ""))
    assert text_of(made) == "大会4次、支委会12次、党课100次，谈心XX人次。\n"
    assert [(text, look) for text, look in runs_of(made) if look] == [("XX", ["highlight"])]


def test_what_stays_is_highlighted_alone_and_a_comment_says_why() -> None:
    sent = word_file(f"<w:p>{BOLD.format('植树XX棵，造林XX亩')}</w:p>")
    (tree,) = (one for one in fillings(sent, ("树XX", "")))
    made = refilled_docx(sent, [tree, Filling(8, 10)])
    looks = dict(runs_of(made))
    assert looks["XX"] == ["b", "color", "highlight", "lang"]
    assert "highlight" not in looks["植树"] + looks["棵，造林"] + looks["亩"]
    (comment,) = comments_of(made)
    assert (comment.author, comment.text) == (AUTHOR, "【待补】台账里没有对得上的数。")


def test_filled_later_neither_highlight_nor_comment_of_ours_is_left_and_others_stay() -> None:
    sent = word_file(
        f'<w:p><w:commentRangeStart w:id="4"/>{run("植树")}<w:commentRangeEnd w:id="4"/>'
        f'<w:r><w:commentReference w:id="4"/></w:r>{run("XX棵，造林XX亩")}</w:p>',
        {"comments": f'<w:comment w:id="4" w:author="丁一" xmlns:w="{W}">{paragraph("核对")}</w:comment>'},
    )
    once = filled(sent, ("XX棵", ""), ("林XX", ""))
    assert [one.author for one in comments_of(once)] == ["丁一", AUTHOR, AUTHOR]
    twice = filled(once, ("XX棵", "30"), ("林XX", ""))
    assert [one.author for one in comments_of(twice)] == ["丁一", AUTHOR]
    assert [text for text, look in runs_of(twice) if "highlight" in look] == ["XX"]
    assert text_of(twice) == "植树30棵，造林XX亩\n"
    again = filled(twice, ("林XX", "5"))
    assert [one.author for one in comments_of(again)] == ["丁一"]
    assert not any(look for _, look in runs_of(again))


def test_a_box_is_filled_for_new_programs_and_for_old_ones() -> None:
    inside = paragraph("主题党日", "X", "X次")
    made = filled(word_file(BOX.format(inside, inside)), ("日XX次", "12"))
    body = unpacked(made)["word/document.xml"].decode()
    assert body.count(">12<") == 2
    assert "X" not in re.sub("<[^>]*>", "", body)


def test_notes_are_filled_where_they_stand_and_a_head_that_nothing_was_said_of_keeps_its_bytes() -> None:
    sent = word_file(
        f'<w:p>{run("主题党日")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        {
            "footnotes": f'<w:footnote w:id="2">{paragraph("其中联合XX次，另XX次")}</w:footnote>',
            "header1": paragraph("XX党支部"),
        },
    )
    made = filled(sent, ("联合XX次", "3"), ("另XX次", ""))
    assert runs_of(made, "word/footnotes.xml") == [("其中联合3次，另", []), ("XX", ["highlight"]), ("次", [])]
    assert unpacked(made)["word/header1.xml"] == unpacked(sent)["word/header1.xml"]


def with_margins() -> bytes:
    """As an office writes it: two sections with one head, another on the first page, a table in the foot."""
    document = docx.Document()
    document.add_paragraph("全年开展主题党日XX次。")
    document.add_section()
    for section in document.sections:
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].add_run("主题党日X")
        section.header.paragraphs[0].add_run("X次，植树XX棵").bold = True
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "讲党课XX次"
    foot = document.sections[0].footer
    foot.add_table(1, 2, docx.shared.Cm(10)).cell(0, 1).text = "谈心XX人次"
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_running_heads_and_feet_are_filled_in_every_section_that_says_the_same() -> None:
    sent = with_margins()
    made = filled(sent, ("党日XX次。", "12"), ("党日XX次，植", "12"), ("树XX", ""), ("课XX", "4"), ("心XX", "30"))
    opened = docx.Document(io.BytesIO(made))
    assert [one.header.paragraphs[0].text for one in opened.sections] == ["主题党日12次，植树XX棵"] * 2
    for section in opened.sections:
        marked = [run.text for run in section.header.paragraphs[0].runs if run.font.highlight_color is not None]
        assert marked == ["XX"]
    assert opened.sections[0].first_page_header.paragraphs[0].text == "讲党课4次"
    assert opened.sections[0].footer.tables[0].cell(0, 1).text == "谈心30人次"
    assert opened.paragraphs[0].text == "全年开展主题党日12次。"
    # A comment may stand in the text alone, and says there which part it speaks of.
    assert [one.text for one in opened.comments] == ["【待补】页眉里的：台账里没有对得上的数。"]
    assert "commentR" not in "".join(
        part.decode() for name, part in unpacked(made).items() if "header" in name and name.endswith(".xml")
    )
    again = docx.Document(io.BytesIO(filled(made, ("树XX", "30"))))
    assert [one.header.paragraphs[0].text for one in again.sections] == ["主题党日12次，植树30棵"] * 2
    for section in again.sections:
        assert all(run.font.highlight_color is None for run in section.header.paragraphs[0].runs)
    assert not list(again.comments)


def test_a_box_in_a_running_head_is_filled_in_both_of_its_writings() -> None:
    inside = paragraph("主题党日XX次")
    made = filled(word_file(paragraph("总结"), {"header1": BOX.format(inside, inside)}), ("日XX次", "12"))
    head = unpacked(made)["word/header1.xml"].decode()
    assert re.sub("<[^>]*>", "", head).count("12次") == 2
    assert "X" not in re.sub("<[^>]*>", "", head)


@needs_office_program
def test_an_office_program_shows_the_filled_heads_and_feet(tmp_path: Path) -> None:
    sent = saved_again(tmp_path, "sent.docx", with_margins())
    made = filled(sent, ("党日XX次，植", "12"), ("树XX", "30"), ("课XX", "4"), ("心XX", "30"))
    text = read_text("a.docx", saved_again(tmp_path, "made.docx", made)).text
    for words in ("主题党日12次，植树30棵", "讲党课4次", "谈心30人次", "全年开展主题党日XX次。"):
        assert words in text


def test_what_nothing_fills_in_is_named() -> None:
    parts = unpacked(
        word_file(
            paragraph("党日XX次"),
            {"comments": f'<w:comment w:id="4">{paragraph("X", "X次")}</w:comment>'},
        )
    )
    drawn = '<c:chart xmlns:c="c" xmlns:a="a"><a:p><a:r><a:t>X</a:t></a:r><a:r><a:t>X次</a:t></a:r></a:p></c:chart>'
    parts |= {
        "word/charts/chart1.xml": drawn.encode(),
        "word/diagrams/data1.xml": b"<d><a:p xmlns:a='a'><a:t>XX</a:t></a:p></d>",
        "word/header1.xml": b"<w:hdr xmlns:w='w' xmlns:v='v'><v:textpath string='XX \xe5\x8c\xba'/></w:hdr>",
        "docProps/core.xml": b"<core><title>XX \xe6\x80\xbb\xe7\xbb\x93</title></core>",
        "word/embeddings/sheet1.xlsx": b"-",
        "word/embeddings/sheet2.xlsx": b"-",
    }
    said = "".join(unfillable(packed(parts)))
    for where in ("图表", "SmartArt 图形", "艺术字和水印", "批注", "文件属性"):
        assert f"{where}里有1处 XX，填不了。" in said
    assert "里面嵌着1个文件，没有读" in said
    assert unfillable(word_file(paragraph("党日XX次"))) == ()
    with pytest.raises(UnreadableError, match="重新传"):
        unfillable(b"PK\x03\x04nothing")


def test_the_same_choices_make_the_same_bytes_and_programs_open_them() -> None:
    sent = word_file(paragraph("主题党日XX次，植树XX棵"))
    one, other = (filled(sent, ("日XX", "12"), ("树XX", "")) for _ in range(2))
    assert one == other
    assert docx.Document(io.BytesIO(one)).paragraphs[0].text == "主题党日12次，植树XX棵"


def test_what_is_no_package_is_refused_in_words() -> None:
    with pytest.raises(UnreadableError, match="重新传"):
        refilled_docx(b"PK\x03\x04nothing", [])


@given(
    st.lists(st.sampled_from(["开展主题党日", "，", "XX", "次", "𠮷", " ", "\t", "会"]), min_size=1, max_size=14),
    st.lists(st.integers(0, 40), max_size=8),
    st.data(),
)
def test_wherever_runs_are_cut_the_text_is_the_one_that_was_chosen(
    words: list[str], cuts: list[int], data: st.DataObject
) -> None:
    text = "".join(words)
    places = [(one.start(), one.end()) for one in re.finditer("XX", text)]
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    sent = word_file(paragraph(*(text[begin:end] for begin, end in pairwise(edges))))
    said = [Filling(*place, data.draw(st.sampled_from(["", "12", "1,200"])), "查实以后自己填。") for place in places]
    made = refilled_docx(sent, said)
    expected, at = "", 0
    for one in said:
        expected += text[at : one.start] + (one.text or "XX")
        at = one.end
    assert text_of(made) == expected + text[at:] + "\n"
    left = sum(not one.text for one in said)
    assert "".join(one for one, look in runs_of(made) if "highlight" in look) == "XX" * left
    assert len(comments_of(made)) == left
