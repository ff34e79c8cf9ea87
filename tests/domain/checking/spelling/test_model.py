"""The model held against sentences of our own: clean ones, and ones with a planted sound- or look-alike."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from time import process_time

import pytest

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.packs import shipped
from taizhang.domain.official_text import OfficialText

HERE = Path(__file__).parent
CONTEXT = Context(today=date(2026, 11, 20))
SHOWN = ("spelling/sure", "spelling/likely")


@cache
def checker() -> Checker:
    return Checker(shipped().only(*SHOWN))


def found(text: str, *protected: str) -> tuple[CheckFinding, ...]:
    context = Context(today=CONTEXT.today, protected=frozenset(protected))
    return checker().check(OfficialText(text), context)


def clean() -> list[str]:
    return (HERE / "clean.txt").read_text(encoding="utf-8").splitlines()


def planted() -> list[tuple[str, int, str]]:
    rows = (line.split("\t") for line in (HERE / "planted.tsv").read_text(encoding="utf-8").splitlines())
    return [(text, int(at), right) for text, at, right in rows]


def test_it_finds_most_planted_typos_and_hardly_anything_else() -> None:
    right = wrong = mended = 0
    rows = planted()
    for text, at, character in rows:
        for one in found(text):
            on_it = one.start <= at < one.end
            right += on_it
            wrong += not on_it
            whole = f"{text[: one.start]}{one.suggestions[0]}{text[one.end :]}"
            mended += whole == f"{text[:at]}{character}{text[at + 1 :]}"
    assert right / len(rows) >= 0.45
    assert right / (right + wrong) >= 0.95
    assert mended / right >= 0.85


def test_it_is_silent_over_clean_sentences() -> None:
    alarms = [(one.excerpt, one.suggestions) for text in clean() for one in found(text)]
    assert len(clean()) >= 200
    assert len(alarms) <= len(clean()) // 50, alarms


@pytest.mark.parametrize(
    ("text", "excerpt", "right"),
    [
        ("抓住发展机欲。", "机欲", "机遇"),
        ("根据学院总党支的要求。", "总党支", "党总支"),
        ("深人开展调查研究。", "深人", "深入"),
        ("充分发挥战斗堡作用。", "战斗堡作用", "战斗堡垒作用"),
    ],
)
def test_it_names_the_word_that_is_meant(text: str, excerpt: str, right: str) -> None:
    assert [(one.excerpt, one.suggestions) for one in found(text)] == [(excerpt, (right,))]


@pytest.mark.parametrize(
    "text",
    [
        "党员老段同志讲授党课。",
        "选举章慧闵同志为宣传委员。",
        "到石头坳村开展义诊。",
        "依据某委组〔2019〕3号文件。",
        "开展“三亮一争”活动。",
        "先抽后采，边查边改，以干代学。",
        "共走访120余场。",
    ],
)
def test_it_leaves_names_numbers_and_slogans_alone(text: str) -> None:
    assert found(text) == ()


def test_it_never_touches_a_protected_name() -> None:
    assert [one.excerpt for one in found("成立惯彻服务队。")] == ["惯彻"]
    assert found("成立惯彻服务队。", "惯彻服务队") == ()


def test_a_word_that_the_text_uses_again_and_again_is_no_typo() -> None:
    assert found("政冶站位。") != ()
    assert found("惯彻一号项目启动。惯彻二号项目验收。惯彻三号项目暂停。") == ()


def test_a_run_without_marks_takes_linear_time() -> None:
    found("己经")
    times = []
    for length in (4_000, 16_000):
        started = process_time()
        found("管里推近惯彻保垒" * (length // 8))
        times.append(process_time() - started)
    assert times[1] < 10 * max(times[0], 0.05)
