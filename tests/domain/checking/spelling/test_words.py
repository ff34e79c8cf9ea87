from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.checking.spelling.lattice import Lattice
from taizhang.domain.checking.spelling.words import Word, Words

WORDS = Words([
    *(Word(text, 50.0) for text in "党组织建设在先"),
    *(Word(text, 900.0, meant=True) for text in ("党组", "组织", "党组织", "建设", "组织建设", "先进")),
    Word("织建", 3.0, name=True),
])  # fmt: skip


def best(run: str) -> float:
    """Try every way to cut."""
    if not run:
        return 0.0
    logs = {(start, end): log for start, end, log in WORDS.found_in(run) if start == 0}
    values = [WORDS.singles.get(run[0], WORDS.unknown) + best(run[1:])]
    return max(values + [log + best(run[end:]) for (_, end), log in logs.items()])


@given(st.text("党组织建设先进无", min_size=1, max_size=9))
def test_the_best_cut_is_the_best_of_all_cuts(run: str) -> None:
    lattice = Lattice(run, WORDS)
    assert abs(lattice._backward[0] - best(run)) < 1e-6
    assert abs(lattice._forward[-1] - lattice._backward[0]) < 1e-6
    assert "".join(run[start:end] for start, end in lattice.tokens) == run


def test_it_knows_words_their_frequency_and_which_are_names() -> None:
    assert WORDS.knows("党组织")
    assert WORDS.knows("党")
    assert not WORDS.knows("组织建")
    assert round(WORDS.frequency("先进")) == 900
    assert WORDS.frequency("没有") == 0
    assert WORDS.is_name("织建")
    assert not WORDS.is_name("建设")


def test_words_that_may_be_meant_are_found_by_what_is_left_of_them() -> None:
    assert set(WORDS.masked.find("?织")) == {"组"}
    assert list(WORDS.shortened.find("组织设")) == [(2, "建")]
    assert list(WORDS.masked.find("织?")) == []
