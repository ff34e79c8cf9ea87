from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.official_text import MarkdownText

SHOWN = [
    ("# 一、总体情况 #", "一、总体情况"),
    ("### 工作成效", "工作成效"),
    ("**认真落实**“三会一课”，*扎实*推进", "认真落实“三会一课”，扎实推进"),
    ("***强调***的话，~~旧的~~新的", "强调的话，旧的新的"),
    ("- **组织生活**：4次", "组织生活：4次"),
    ("* 第一项", "第一项"),
    ("- [x] 完成整改", "完成整改"),
    ("> 引用的话", "引用的话"),
    ("1. 讲党课4次", "1. 讲党课4次"),
    ("见[学习计划](docs/plan.md)和[方案][1]。", "见学习计划和方案。"),
    ("[1]: https://example.org/", ""),
    ("![图片](photo.png)会场", "会场"),
    ("有差距。[^1]", "有差距。"),
    ("[^1]: 见通报。", "见通报。"),
    ("前<!-- 待补 -->后", "前后"),
    ("前<br>后<span class='a'>面</span>", "前后面"),
    ("`台账`里", "台账里"),
    (r"2\. 转义", "2. 转义"),
    ("| 项目 | 次数 |", " 项目 \t 次数 "),
    ("|------|-----:|", ""),
    ("---", ""),
    ("__制度__：严格", "制度：严格"),
    ("____年__月__日", "____年__月__日"),
    ("发展党员**名。", "发展党员**名。"),
    ("3*4=12", "3*4=12"),
]


@pytest.mark.parametrize(("source", "shown"), SHOWN)
def test_it_shows_what_a_reader_sees(source: str, shown: str) -> None:
    assert MarkdownText(source).plain.text == shown


def test_blocks_that_no_reader_reads_are_left_out() -> None:
    source = "前文。\n```python\nXX = 1\n```\n<!-- 甲\n乙\n丙 -->后文。\n"
    assert MarkdownText(source).plain.text.split() == ["前文。", "后文。"]


def test_a_paragraph_wrapped_for_the_eye_is_one() -> None:
    source = "支部认真落实“三会一课”制度，组织党员开展集中学习和专题研\n讨，撰写心得体会30篇。\n下一段。\n"
    assert MarkdownText(source).plain.text.splitlines() == [
        "支部认真落实“三会一课”制度，组织党员开展集中学习和专题研讨，撰写心得体会30篇。", "下一段。",
    ]  # fmt: skip


@given(st.text("甲乙。，*_`~#>-|[]()!<>\\ \n\t1x:/", max_size=80))
def test_every_character_shown_stands_in_the_source(source: str) -> None:
    text = MarkdownText(source)
    plain = text.plain.text
    for at, character in enumerate(plain):
        start, end = text.span(at, at + 1)
        assert end == start + 1
        assert source[start] == character or (source[start], character) == ("|", "\t")
    assert text.span(len(plain), len(plain)) == (len(source), len(source))
