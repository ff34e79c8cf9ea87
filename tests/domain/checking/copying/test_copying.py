"""Passages copied from earlier texts, and what stands twice in one text."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import count
from time import process_time

import pytest

from taizhang.domain.checking.context import Context, EarlierText
from taizhang.domain.checking.copying import copied_passages, repeats
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding
from taizhang.domain.checking.packs import shipped
from taizhang.domain.official_text import OfficialText

PASSAGE = (
    "一年来，支部把清河大桥维修现场当作课堂，组织党员轮流值守，白天疏导车辆，夜里巡查围挡，"
    "累计劝返违规车辆{}辆次，得到沿线居民称赞，老支书还把自家院子腾出来给值守的同志歇脚。"
)
FORMULA = "深入学习贯彻习近平新时代中国特色社会主义思想，增强“四个意识”、坚定“四个自信”、做到“两个维护”，"


@cache
def checker() -> Checker:
    packs = shipped()
    return Checker(packs.only(*(rule for rule in packs.rules if rule.startswith("copying/"))))


def found(text: str, **earlier: str) -> tuple[CheckFinding, ...]:
    others = tuple(EarlierText(name, OfficialText(other)) for name, other in earlier.items())
    return checker().check(OfficialText(text), Context(today=date(2026, 11, 20), earlier=others))


def test_it_says_which_text_how_long_and_where() -> None:
    text = f"今年工作如下。\n{PASSAGE.format(312)}\n明年继续努力。"
    (one,) = found(text, 去年总结="去年工作如下。\n开展义诊。\n" + PASSAGE.format(208))
    assert one.rule == "copying/from_earlier"
    assert "去年总结" in one.message
    assert "第3行" in one.message
    assert one.line == 2
    assert one.excerpt.startswith("一年来，支部把清河大桥")
    assert one.excerpt.endswith("歇脚")


def test_a_few_changed_words_do_not_hide_a_copy() -> None:
    changed = PASSAGE.format(312).replace("轮流值守", "排班值守").replace("沿线居民", "过往群众")
    assert [one.rule for one in found(changed, 去年=PASSAGE.format(208))] == ["copying/from_earlier"]


def test_formulas_do_not_count_as_copied() -> None:
    assert found(FORMULA * 3 + "支部抢修水渠。", 去年=FORMULA * 2 + "支部慰问老人。") == ()


def test_what_three_earlier_texts_share_is_a_formula() -> None:
    passage = PASSAGE.format(5)
    assert found(passage, 甲=passage, 乙=passage) != ()
    assert found(passage, 甲=passage, 乙=passage, 丙=passage) == ()


def test_without_earlier_texts_nothing_is_copied() -> None:
    assert list(copied_passages(OfficialText(PASSAGE), (), 12)) == []


def test_a_repeated_paragraph_is_told_once_and_not_by_its_sentences() -> None:
    paragraph = "支部组织党员轮流值守，白天疏导车辆，夜里巡查围挡。居民送来茶水，党员们婉言谢绝并继续值守。"
    findings = found(f"{paragraph}\n全年慰问老党员12人。\n{paragraph}")
    assert [(one.rule, one.line) for one in findings] == [("copying/paragraph_twice", 3)]


def test_many_repeats_in_a_row_are_told_each_once() -> None:
    sentence = "支部组织党员轮流值守，白天疏导车辆，夜里巡查围挡。"
    findings = found("全年工作如下。" + sentence * 4)
    assert [one.rule for one in findings] == ["copying/sentence_twice"] * 3


@pytest.mark.parametrize("text", ["好" * 20_000, "值守巡查" * 5_000, "".join(map(str, range(8_000)))])
def test_texts_that_repeat_themselves_end_soon(text: str) -> None:
    times = []
    for part in (text[: len(text) // 4], text):
        started = process_time()
        list(repeats(OfficialText(part), 30))
        list(copied_passages(OfficialText(part), (EarlierText("同", OfficialText(part)),), 35))
        times.append(process_time() - started)
    assert times[1] < 12 * max(times[0], 0.05)


def test_a_folder_of_reports_is_compared_in_linear_time() -> None:
    numbers = count()
    folder = tuple(
        EarlierText(
            f"第{n}份", OfficialText("".join(chr(0x4E00 + (next(numbers) * 7919) % 20_000) for _ in range(2_000)))
        )
        for n in range(20)
    )
    started = process_time()
    assert [one.name for one in copied_passages(OfficialText(folder[3].text.text[100:400]), folder, 35)] == ["第3份"]
    assert process_time() - started < 3
