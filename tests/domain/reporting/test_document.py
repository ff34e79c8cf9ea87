"""A document is plain data and comes back as it went."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from taizhang.domain.figures.approximate import Wording
from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting import (
    Ask,
    Block,
    Chip,
    Document,
    Gap,
    Named,
    Standing,
    Style,
    Words,
    from_json,
    to_json,
)
from taizhang.domain.reporting.rebinding import changes, taken, wordings_true_of
from taizhang.domain.rules.figures import figure_catalogue
from taizhang.domain.rules.rulebook import shipped

TEXT = some.text(max_size=20)
ASK = some.builds(Ask, TEXT, TEXT, some.dates(), some.dates())
RUN = some.one_of(
    some.builds(Words, TEXT, some.sampled_from(Standing)),
    some.builds(Chip, TEXT, ASK, some.integers(), TEXT, some.sampled_from(Wording), some.booleans()),
    some.builds(Named, TEXT, TEXT, TEXT, some.integers(), some.integers()),
    some.builds(Gap, TEXT),
)
BLOCK = some.builds(Block, TEXT, some.sampled_from(Style), some.lists(RUN, max_size=4).map(tuple), TEXT)
ASKED = Ask("theme_day/count", "below", date(2025, 1, 1), date(2025, 12, 31))


@given(some.builds(Document, some.lists(BLOCK, max_size=4).map(tuple), some.dictionaries(TEXT, TEXT)))
def test_a_document_survives_being_kept_as_json(document: Document) -> None:
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


@pytest.mark.parametrize("content", [{}, {"blocks": [{}]}, {"blocks": [{"id": "a", "style": "loud", "runs": []}]}])
def test_what_is_no_document_is_refused(content: dict[str, object]) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        from_json(content)


def one_chip(value: int, wording: Wording = Wording.EXACT, text: str = "101次") -> Document:
    chip = Chip("tz_0001", ASKED, value, text, wording)
    return Document((Block("organization", Style.PARAGRAPH, (Words("开展主题党日"), chip)),))


def test_a_changed_answer_is_shown_with_the_old_and_the_new_value() -> None:
    (change,) = changes(one_chip(101), {ASKED: 102})
    assert (change.chip.value, change.now, change.still_true) == (101, 102, False)
    assert not list(changes(one_chip(101), {ASKED: 101}))
    assert not list(changes(one_chip(101), {}))


def test_an_approximate_wording_may_stay_true_of_the_new_value() -> None:
    (change,) = changes(one_chip(101, Wording.MORE_ARABIC, "100余次"), {ASKED: 105})
    assert change.still_true


def test_a_new_value_is_taken_in_the_chips_own_way() -> None:
    info = figure_catalogue(shipped())["theme_day/count"]
    assert taken(one_chip(101), "tz_0001", 102, info).text == "开展主题党日102次"
    more = taken(one_chip(101, Wording.MORE_ARABIC, "100余次"), "tz_0001", 105, info)
    assert more.text == "开展主题党日100余次"
    assert taken(one_chip(101, Wording.MORE_ARABIC, "100余次"), "tz_0001", 100, info).text == "开展主题党日100次"


def test_only_wordings_that_are_true_are_offered() -> None:
    assert dict(wordings_true_of(98, "次"))[Wording.NEARLY] == "近100次"
    assert set(dict(wordings_true_of(7, "次"))) <= {Wording.EXACT, Wording.NEARLY}


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("述职报告", 4),
        ("2023年", 2),
        ("开展 12 次。", 5),
        ("A4纸", 2),
        ("“三会一课”", 6),
        ("一\n二\u3000三", 3),
    ],
)
def test_the_official_length_counts_as_word_does(text: str, length: int) -> None:
    assert official_length(text) == length
