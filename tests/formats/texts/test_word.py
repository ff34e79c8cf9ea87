"""All text of a .docx comes out in reading order, and each stretch leads back to its node."""

from taizhang.formats.texts import Role, TextOfFile, read_text
from tests.formats.texts.made_files import paragraph, run, word_file

BOX = (
    "<w:p>{before}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{inside}"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{inside}</w:txbxContent>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>{after}</w:p>"
)
NUMBERED = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
)


def read(body: str, **parts: str) -> TextOfFile:
    return read_text("述职报告.docx", word_file(body, parts))


def numbered(text: str, number: str, level: str = "0") -> str:
    listed = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{listed}{run(text)}</w:p>"


def test_it_reads_insertions_controls_and_links_and_leaves_deletions_out() -> None:
    found = read(
        f"<w:p>{run('召开')}<w:ins>{run('党员大会')}</w:ins><w:del><w:r><w:delText>支委会</w:delText></w:r></w:del>"
        f"<w:hyperlink>{run('4次')}</w:hyperlink><w:sdt><w:sdtPr><w:tag/></w:sdtPr><w:sdtContent>{run('。')}"
        "</w:sdtContent></w:sdt><w:r><w:fldChar/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom>" + paragraph("二是", "讲党课。")
    )
    assert found.text == "召开党员大会4次。\n二是讲党课。\n"


def test_every_place_holds_the_text_of_its_node() -> None:
    found = read(paragraph("一、", "工作成效") + f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc></w:tr></w:tbl>")
    assert [(place.node, found.text[place.start : place.end]) for place in found.places] == [
        (0, "一、"),
        (1, "工作成效"),
        (2, "甲"),
    ]
    assert {place.part for place in found.places} == {"word/document.xml"}


def test_a_table_gives_a_line_for_each_row_and_a_tab_between_cells() -> None:
    row = "<w:tr>{}</w:tr>"
    cells = [row.format("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in texts)) for texts in ("甲乙", "丙丁")]
    assert (
        read(paragraph("表") + f"<w:tbl>{''.join(cells)}</w:tbl>" + paragraph("后")).text == "表\n甲\t乙\n丙\t丁\n后\n"
    )


def test_a_box_is_read_once_and_after_the_paragraph_that_carries_it() -> None:
    found = read(BOX.format(before=run("前"), inside=paragraph("框里9次"), after=run("后")) + paragraph("末"))
    assert found.text == "前后\n框里9次\n末\n"
    assert [(part.role, found.text[part.start : part.end]) for part in found.parts] == [
        (Role.BODY, "前后\n"),
        (Role.BOX, "框里9次\n"),
        (Role.BODY, "末\n"),
    ]


def test_notes_follow_the_body_and_heads_and_feet_stand_apart() -> None:
    marked = '<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    note = '<w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2">' + paragraph("注") + "</w:footnote>"
    found = read(
        marked, footnotes=note, header1=paragraph("内部资料"), header2=paragraph("内部资料"), footer1=paragraph("— 1 —")
    )
    assert found.text == "正文\n注\n内部资料\n"
    assert found.body == "正文\n注\n"
    assert [part.role for part in found.parts] == [Role.BODY, Role.FOOTNOTE, Role.HEADER]
    assert found.role_at(found.text.index("内")) is Role.HEADER


def test_it_counts_the_numbers_that_the_office_program_shows() -> None:
    body = [
        numbered("成效", "3"),
        numbered("学习", "3", "1"),
        numbered("党课", "3", "1"),
        numbered("点", "3", "2"),
        numbered("问题", "3"),
        numbered("原因", "3", "1"),
        numbered("另起", "4"),
        numbered("无", "0"),
    ]
    found = read("".join(body), numbering=NUMBERED)
    assert found.text.split() == [
        "一、成效",
        "（一）学习",
        "（二）党课",
        "点",
        "二、问题",
        "（一）原因",
        "五、另起",
        "无",
    ]


def test_a_list_may_belong_to_a_style() -> None:
    style = '<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    body = f'<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr>{run("成效")}</w:p>'
    assert read(body, numbering=NUMBERED, styles=style).text == "一、成效\n"


def test_it_says_what_it_left_out_and_what_one_does_not_see() -> None:
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p><w:altChunk/>"
    found = read(hidden, comments='<w:comment w:id="0"/><w:comment w:id="1"/>')
    assert found.text == "藏\n"
    assert [warning[:6] for warning in found.warnings] == ["文件里有2条", "文件里有隐藏", "文件里嵌着另"]


def test_breaks_tabs_and_formulas_are_read() -> None:
    formula = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    spoken = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"
    assert read(f"<w:p>{spoken}{formula}</w:p>").text == "甲\t乙\n丙x=1\n"
