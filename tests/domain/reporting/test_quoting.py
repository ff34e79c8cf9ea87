"""A passage of a branch's report in its committee's: its own words, numbers still bound, nothing invented."""

from datetime import date

import pytest

from taizhang.domain.reporting import Ask, Block, Chip, Document, Gap, Named, Run, Standing, Style, Words, to_json
from taizhang.domain.reporting.elsewhere import is_scope, scope_at, whose
from taizhang.domain.reporting.origins import Cited, Origin, origin_of
from taizhang.domain.reporting.quoting import Voice, may_be_quoted, passage, sentences_of
from taizhang.domain.reporting.trusting import distrusted, new_sources
from taizhang.domain.reporting.unfounded import quoted_by_hand, unfounded

VOICE = Voice(7, "河东党支部", ("支部",), ("本人", "我"), "河东党支部书记", "云川市水务局河东党支部")
ASK = Ask("branch_congress/count", "own", date(2025, 1, 1), date(2025, 11, 30))
CHIP = Chip("tz_0001", ASK, 4, "4次")
DAY = Named("tz_0002", "day", "3月8日", 5, 9)
SOURCE = "12#3/study"


def block(*runs: Run, style: Style = Style.PARAGRAPH) -> Block:
    return Block("study", style, runs, "study")


def said(*runs: Run, sentence: int = 0) -> str:
    return "".join(run.text for run in passage(block(*runs), VOICE, SOURCE, sentence))


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ((Words("支部召开党员大会"), CHIP, Words("。")), "河东党支部召开党员大会4次。"),
        ((Words("召开党员大会"), CHIP, Words("。")), "河东党支部召开党员大会4次。"),
        ((Words("河东党支部召开党员大会"), CHIP, Words("。")), "河东党支部召开党员大会4次。"),
        ((Words("目前，云川市水务局河东党支部有党员"), CHIP, Words("。")), "目前，云川市水务局河东党支部有党员4次。"),
        ((DAY, Words("，支部在河边清理河道。")), "3月8日，河东党支部在河边清理河道。"),
        ((DAY, Words("，在河边清理河道。")), "3月8日，河东党支部在河边清理河道。"),
        ((Words("本人讲党课"), CHIP, Words("。")), "河东党支部书记讲党课4次。"),
        ((Words("我讲党课"), CHIP, Words("，我区召开会议。")), "河东党支部书记讲党课4次，我区召开会议。"),
        ((CHIP, Words("党员大会都有本人主持。")), "4次党员大会都有河东党支部书记主持。"),
    ],
)
def test_it_says_who_is_meant_and_invents_no_word(runs: tuple[Run, ...], expected: str) -> None:
    assert said(*runs) == expected


def test_a_sentence_leaves_its_number_behind_and_a_paragraph_names_who_is_meant_once() -> None:
    runs = (Words("一是抓学习。", Standing.FRAMING), Words("二是支部召开党员大会"), CHIP, Words("。支部走访。"))
    assert [len(one) for one in sentences_of(block(*runs))] == [1, 3, 1]
    assert said(*runs, sentence=2) == "河东党支部召开党员大会4次。"
    assert said(*runs) == "河东党支部一是抓学习。二是支部召开党员大会4次。支部走访。"
    assert said(*runs, sentence=9) == ""


def test_numbers_are_those_of_the_branch_and_everything_knows_where_it_is_from() -> None:
    runs = passage(block(Words("支部召开"), CHIP, DAY, Words("约200人参加。", Standing.TYPED)), VOICE, SOURCE)
    assert {getattr(run, "source", "") for run in runs} == {SOURCE}
    chip = next(run for run in runs if isinstance(run, Chip))
    assert whose(chip.ask.scope) == ("own", 7)
    document = Document((Block("x", Style.PARAGRAPH, runs),))
    assert unfounded(document) == ()
    assert [one.text for one in quoted_by_hand(document)] == ["约200人"]


def test_what_is_missing_or_says_nothing_is_not_offered() -> None:
    assert may_be_quoted(block(CHIP, Words("。")))
    assert not may_be_quoted(block(CHIP, Gap("原因")))
    assert not may_be_quoted(block(Words("持之以恒。", Standing.FRAMING)))
    assert not may_be_quoted(block(CHIP, style=Style.HEADING_1))


@pytest.mark.parametrize(
    "origin",
    [
        Origin((Cited(12, 3),), "study"),
        Origin((Cited(12, 3),), "n_a-1", 2),
        Origin((Cited(1, 2), Cited(3, 4)), entry=5),
    ],
)
def test_an_origin_is_read_as_it_was_written(origin: Origin) -> None:
    assert origin_of(str(origin)) == origin


@pytest.mark.parametrize("text", ["", "12", "12#3", "12#3/", "a#1/x", "5=", "5=1#2,", "12#3/x y", "1" * 12 + "#1/x"])
def test_what_is_no_origin_is_none(text: str) -> None:
    assert origin_of(text) is None


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("own", True),
        ("below@3", True),
        ("own@0", False),
        ("own@", False),
        ("@3", False),
        ("else", False),
        ("own@x", False),
    ],
)
def test_a_scope_from_outside_is_a_known_one(scope: str, *, expected: bool) -> None:
    assert is_scope(scope) is expected
    assert scope_at("own@3", 9) == "own@3"


def test_a_document_cannot_claim_to_quote_what_is_not_there() -> None:
    base = Document((block(Words("抓学习。", Standing.FRAMING)),))
    honest = passage(block(Words("支部走访群众约200户。", Standing.TYPED)), VOICE, SOURCE)
    forged = Words("河东党支部走访群众约900户。", Standing.TYPED, SOURCE)
    sent = Document(
        (block(*honest), Block("b", Style.PARAGRAPH, (forged, Words("全部完成。", Standing.CLAIM, "9#9/x"))))
    )
    assert new_sources(sent, base) == {SOURCE, "9#9/x"}
    kept = distrusted(sent, base, {}, {}, {SOURCE: honest})
    assert kept.blocks[0].runs == honest
    assert kept.blocks[1].runs == (Words("河东党支部走访群众约900户。全部完成。", Standing.TYPED),)
    assert distrusted(kept, kept, {}, {}) == kept  # what was once accepted stays, whoever reads it later


def test_a_document_that_quotes_nothing_is_kept_as_it_always_was() -> None:
    kept = to_json(Document((block(CHIP, DAY, Words("。")),)))
    assert all("source" not in run for run in kept["blocks"][0]["runs"])
