from __future__ import annotations

import time

import pytest

from taizhang.domain.rules.reading import MOST_BYTES, read_yaml, spell

SOON = 5.0
"""Of a core's seconds: what is not refused before it grows takes minutes, or all memory."""


def refusal(text: str) -> tuple[int, str, str]:
    document, faults = read_yaml("kinds/x.yaml", text)
    assert document is None
    assert faults
    assert faults[0].file == "kinds/x.yaml"
    return faults[0].line, faults[0].key, faults[0].message


def test_it_reads_texts_numbers_truths_and_lists_with_their_lines() -> None:
    document, faults = read_yaml("kinds/x.yaml", "zh: 党课\nleast: 3\nshown: false\nnothing:\nfind: [dk, '01', 007]\n")
    assert not faults
    assert document is not None
    expected = {"zh": "党课", "least": 3, "shown": False, "nothing": None, "find": ["dk", "01", "007"]}
    assert document.data == expected
    assert [document.line((key,)) for key in document.data] == [1, 2, 3, 4, 5]


def test_words_that_other_readers_take_for_truths_stay_words() -> None:
    document, _ = read_yaml("kinds/x.yaml", "on: yes\noff: no\ny: n\ntime: 12:30\nday: 2025-01-31\n")
    assert document is not None
    assert document.data == {"on": "yes", "off": "no", "y": "n", "time": "12:30", "day": "2025-01-31"}


def test_a_line_that_is_not_there_is_that_of_what_surrounds_it() -> None:
    document, _ = read_yaml("kinds/x.yaml", "zh: x\nfields:\n  theme:\n    zh: y\n")
    assert document is not None
    assert document.line(("fields", "theme", "type")) == 3
    assert document.line(("posts",)) == 1


def test_a_path_counts_items_from_one() -> None:
    assert spell(("versions", 0, "applies_to", "types", 1)) == "versions[1].applies_to.types[2]"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "空的"),
        ("# nothing but a remark\n", 1, "空的"),
        ("- a\n- b\n", 1, "键: 值"),
        ("just a word\n", 1, "键: 值"),
        ("zh: x\n---\nzh: y\n", 2, "只能有一份"),
        ("zh: x\nunit: [a\n", 3, "不是合格的 YAML"),
        ("zh: x\n  unit: y\n", 2, "不是合格的 YAML"),
        ("zh: x\n\tunit: y\n", 2, "不是合格的 YAML"),
        ("zh: 'x\n", 2, "不是合格的 YAML"),
        ("zh: a\x00b\n", 0, "UTF-8"),
        ("zh: \ud800\n", 0, "UTF-8"),
        ("zh: x\nzh: y\n", 2, "写了两次，第 1 行已有"),
        ("fields:\n  a: {zh: x}\n  b: {zh: y}\n  a: {zh: z}\n", 4, "写了两次，第 2 行已有"),
        ("zh: &a x\nunit: *a\n", 1, "不能用“&”“*”"),
        ("zh: x\nunit: *a\n", 2, "不能用“&”“*”"),
        ("a: &a {x: 1}\nb: {<<: *a}\n", 1, "不能用“&”“*”"),
        ("b:\n  <<: {x: 1}\n", 2, "“<<”"),
        ("zh: !!python/object/apply:os.system ['true']\n", 1, "标签"),
        ("zh: !!python/name:os.system\n", 1, "标签"),
        ("zh: !!str 5\n", 1, "标签"),
        ("zh: !own x\n", 1, "标签"),
        ("!!python/tuple x: 1\n", 1, "标签"),
        ("? [a, b]\n: x\n", 1, "不能是列表"),
        ("? {a: b}\n: x\n", 1, "不能是列表"),
        ("{a: " * 40 + "\n", 1, "层次太深"),
        ("a: " + "[" * 60_000 + "\n", 1, "层次太深"),
        ("a:\n" + "".join(f"{' ' * depth}- \n" for depth in range(1, 40)), 18, "层次太深"),
        ("a: [" + "1," * 30_000 + "]\n", 1, "内容太多"),
    ],
)
def test_what_is_no_plain_file_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    found, _, message = refusal(text)
    assert words in message
    assert found == line


def test_every_duplicate_is_told_not_only_the_first() -> None:
    _, faults = read_yaml("kinds/x.yaml", "a: 1\na: 2\nb: 1\nb: 2\nb: 3\n")
    assert [(fault.line, fault.key) for fault in faults] == [(2, "a"), (4, "b"), (5, "b")]


def test_a_file_of_ten_megabytes_is_refused_at_once() -> None:
    text = "zh: " + "党" * 4_000_000
    began = time.process_time()
    assert "太大" in refusal(text)[2]
    assert time.process_time() - began < SOON


def test_the_limit_is_in_bytes_not_characters() -> None:
    assert "太大" in refusal("zh: " + "党" * (MOST_BYTES // 3))[2]
    document, _ = read_yaml("kinds/x.yaml", "zh: " + "x" * (MOST_BYTES - 4))
    assert document is not None


def test_a_bomb_of_anchors_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    began = time.process_time()
    assert "不能用" in refusal("\n".join(lines))[2]
    assert time.process_time() - began < SOON


def test_a_deep_flow_is_refused_without_falling_over() -> None:
    began = time.process_time()
    assert "层次太深" in refusal("a: " + "[" * 190_000)[2]
    assert time.process_time() - began < SOON
