"""Two people at one report lose no words; a person can read what changed between two versions."""

from hypothesis import given
from hypothesis import strategies as some

from taizhang.domain.reporting import Block, Document, Style, Words
from taizhang.domain.reporting.differences import Piece, differences
from taizhang.domain.reporting.merging import merge, resolved


def document(**blocks: str) -> Document:
    return Document(tuple(Block(name, Style.PARAGRAPH, (Words(text),)) for name, text in blocks.items()))


BASE = document(a="甲", b="乙", c="丙")


def test_each_keeps_the_paragraph_that_only_he_changed() -> None:
    merged = merge(BASE, document(a="甲一", b="乙", c="丙"), document(a="甲", b="乙", c="丙二"))
    assert merged.document.text == "甲一\n乙\n丙二"
    assert not merged.conflicts


def test_the_same_change_twice_is_no_conflict() -> None:
    same = document(a="甲一", b="乙", c="丙")
    assert merge(BASE, same, same).conflicts == ()


def test_a_paragraph_that_both_changed_is_asked_about() -> None:
    merged = merge(BASE, document(a="甲一", b="乙", c="丙"), document(a="甲二", b="乙", c="丙"))
    (conflict,) = merged.conflicts
    assert (conflict.mine and conflict.mine.text, conflict.theirs and conflict.theirs.text) == ("甲一", "甲二")
    assert resolved(merged, {}) is None
    texts = {choice: resolved(merged, {"a": choice}) for choice in ("mine", "theirs", "both")}
    assert {key: one.text.split("\n")[0] for key, one in texts.items() if one} == {
        "mine": "甲一",
        "theirs": "甲二",
        "both": "甲一",
    }
    assert texts["both"] is not None
    assert texts["both"].text == "甲一\n甲二\n乙\n丙"


def test_a_paragraph_taken_out_and_changed_is_asked_about() -> None:
    merged = merge(BASE, document(a="甲", c="丙"), document(a="甲", b="乙二", c="丙"))
    (conflict,) = merged.conflicts
    assert conflict.mine is None
    kept = resolved(merged, {"b": "theirs"})
    gone = resolved(merged, {"b": "mine"})
    assert [one.text for one in (kept, gone) if one] == ["甲\n乙二\n丙", "甲\n丙"]


def test_a_paragraph_that_only_they_added_stands_where_they_put_it() -> None:
    theirs = document(a="甲", n="新", b="乙", c="丙")
    assert merge(BASE, document(a="甲一", b="乙", c="丙"), theirs).document.text == "甲一\n新\n乙\n丙"


TEXTS = some.dictionaries(some.sampled_from("abcdef"), some.sampled_from(["一", "二", "三"]), max_size=6)


@given(TEXTS, TEXTS, TEXTS)
def test_no_words_are_lost(base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]) -> None:
    merged = merge(document(**base), document(**mine), document(**theirs))
    whole = resolved(merged, dict.fromkeys((one.block for one in merged.conflicts), "both"))
    assert whole is not None
    said = {(block.id.removesuffix("_2"), block.text) for block in whole.blocks}
    for changed, other in ((mine, theirs), (theirs, mine)):
        for name, text in changed.items():
            if text != base.get(name):
                assert (name, text) in said, "a change was lost"
            elif name in other:
                assert any(block == name for block, _ in said)


@given(TEXTS, TEXTS)
def test_who_alone_changed_gets_his_own(base: dict[str, str], mine: dict[str, str]) -> None:
    merged = merge(document(**base), document(**mine), document(**base))
    assert not merged.conflicts
    assert {block.id: block.text for block in merged.document.blocks} == mine


def test_a_difference_can_be_read() -> None:
    (other,) = differences(document(a="一是甲。二是乙。"), document(a="一是甲。二是提前安排时间。"))
    assert other.pieces == ((Piece.KEPT, "一是甲。"), (Piece.OUT, "二是乙。"), (Piece.IN, "二是提前安排时间。"))
    (one,) = differences(document(a="开展主题党日101次"), document(a="开展主题党日102次"))
    assert one.pieces == ((Piece.KEPT, "开展主题党日10"), (Piece.OUT, "1"), (Piece.IN, "2"), (Piece.KEPT, "次"))
    new, gone = differences(document(a="甲"), document(b="乙"))
    assert (new.is_new, gone.is_gone) == (True, True)


@given(TEXTS, TEXTS)
def test_a_difference_holds_both_texts(old: dict[str, str], new: dict[str, str]) -> None:
    for one in differences(document(**old), document(**new)):
        was = "".join(text for piece, text in one.pieces if piece is not Piece.IN)
        now = "".join(text for piece, text in one.pieces if piece is not Piece.OUT)
        assert was == old.get(one.block, "")
        assert now == new.get(one.block, "")
