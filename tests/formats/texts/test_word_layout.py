"""The look of a .docx is measured as an office program shows it: defaults, styles, own properties, blanks."""

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run

from taizhang.domain.checking.layout import judge_layout
from taizhang.domain.official_text import OfficialText
from taizhang.formats.texts import measure_layout, read_text
from tests.formats.texts.made_files import paragraph, word_file

BODY = "一年来，坚持把学习摆在首位，组织集中学习9次，讲党课4次，开展谈心谈话26人次，推动各项任务落到实处。"


def face(run: Run, name: str, size: float) -> None:
    run.font.size = Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def add(document: WordDocument, text: str, name: str, size: float = 16, indent: int = 200) -> None:
    added = document.add_paragraph()
    face(added.add_run(text), name, size)
    setting = OxmlElement("w:ind")
    setting.set(qn("w:firstLineChars"), str(indent))
    added._p.get_or_add_pPr().append(setting)
    added.paragraph_format.line_spacing = Pt(28.95)


def good_document() -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    face(title.add_run("2023年度抓基层党建工作述职报告"), "方正小标宋简体", 22)
    add(document, "一、工作成效", "黑体")
    add(document, "（一）抓学习", "楷体_GB2312")
    for _ in range(15):
        add(document, BODY, "仿宋_GB2312")
    document.settings.odd_and_even_pages_header_footer = True
    foot = section.footer.paragraphs[0]
    for text, field in (("— ", ""), ("", "PAGE"), (" —", "")):
        run = foot.add_run(text)
        face(run, "宋体", 14)
        if field:
            instruction = OxmlElement("w:instrText")
            instruction.text = f" {field} "
            run._r.append(instruction)
    return document


def findings(document: WordDocument) -> dict[str, str]:
    buffer = io.BytesIO()
    document.save(buffer)
    content = buffer.getvalue()
    text = OfficialText(read_text("a.docx", content).text)
    return {one.rule: one.message for one in judge_layout(measure_layout(content), text)}


def test_a_document_by_the_standard_has_no_findings() -> None:
    assert findings(good_document()) == {}


def test_each_departure_is_found_once_with_what_it_is() -> None:
    document = good_document()
    document.sections[0].left_margin = Mm(31.7)
    add(document, BODY, "宋体", 12, 0)
    add(document, BODY, "宋体", 12, 0)
    add(document, "二、存在问题", "仿宋")
    document.paragraphs[5].runs[0].bold = True
    document.settings.odd_and_even_pages_header_footer = False
    assert findings(document) == {
        "layout/margin_left": "订口（左白边）为28毫米±1毫米，现在是31.7毫米。",
        "layout/bold": "层次靠字体区分，一般不加粗，现在是加粗。",
        "layout/body_face": "正文用仿宋体，现在是宋体（共2处）。",
        "layout/body_size": "正文和各级标题用3号字，现在是小四（共2处）。",
        "layout/indent": "正文每个自然段左空二字，现在是0个字（共2处）。",
        "layout/heading_one": "第一层标题一般用黑体，现在是仿宋。",
        "layout/number_sides": "单页码居右空一字，双页码居左空一字，现在是单双页一样。",
    }


def test_two_wide_blanks_indent_as_well_as_a_setting() -> None:
    document = good_document()
    add(document, f"　　{BODY}", "仿宋", 16, 0)
    assert findings(document) == {}


def test_a_look_comes_through_styles_defaults_and_theme() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:sz w:val="32"/></w:rPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    styled = '<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>甲</w:t></w:r></w:p>'
    measured = measure_layout(word_file(paragraph("乙") + styled, {"styles": styles}))
    looks = [one.looks[0] for one in measured.paragraphs]
    assert [(look.face, look.size, look.bold) for look in looks] == [("宋体", 16, False), ("宋体", 16, False)]


def test_the_places_are_those_of_the_text() -> None:
    content = word_file(paragraph("标题") + paragraph("甲", "乙"))
    text = read_text("a.docx", content).text
    assert [text[one.start : one.end] for one in measure_layout(content).paragraphs] == ["标题", "甲乙"]
