"""The holes of wordings: Chinese names and back, one name for one slot, and plain words about what is not there."""

import pytest

from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.holes import (
    SPEAKER_HOLES,
    UnknownHoleError,
    holes_of_act,
    holes_of_kind,
    in_chinese,
    in_slots,
)
from taizhang.domain.rules.rulebook import shipped


def test_every_shipped_wording_reads_in_chinese_and_comes_back_as_it_was() -> None:
    book = shipped()
    catalogue = figure_catalogue(book)
    seen = 0
    for kind, sentences in book.phrases["duty_report"].sentences.items():
        holes, of_act = holes_of_kind(book.kinds[kind]), holes_of_act(book.kinds[kind])
        for used in (holes, of_act):
            assert len(set(used.values())) == len(used), kind
        for key, used in (("speaker", holes), ("own", holes), ("below", holes), ("all", holes), ("act", of_act)):
            for line in getattr(sentences, key):
                said = in_chinese(line, used, catalogue)
                assert not any(character.isascii() and character.isalpha() for character in said), said
                assert in_slots(said, used, catalogue) == line
                seen += 1
    assert seen > 50


def test_a_hole_that_nothing_fills_is_named_with_those_that_there_are() -> None:
    with pytest.raises(UnknownHoleError, match=r"没有“\{天气\}”这个空.*\{党组织\}、\{职务\}"):
        in_slots("{党组织}今天{天气}", SPEAKER_HOLES)


def test_full_width_braces_and_spaces_are_taken_as_they_are_meant() -> None:
    assert in_slots("\uff5b 年度 \uff5d年", SPEAKER_HOLES) == "{year}年"
