from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding, Confidence, SourceLevel
from taizhang.domain.checking.house import House
from taizhang.domain.checking.packs import Packs, shipped
from taizhang.domain.official_text import MarkdownText, OfficialText

CONTEXT = Context(today=date(2026, 11, 20))
PACK = """zh: 例
rules:
  one:
    type: lexicon
    version: 3
    category: typo
    severity: error
    confidence: high
    source: {{level: {level}, title: 《某规定》, clause: 第八条}}
    {more}
    zh: 例
    message: “{{excerpt}}”应为“{{right}}”。
    replace: {{截止目前: 截至目前}}
    bad: [截止目前]
    good: [截至目前]
"""


def checked(text: str, checker: Checker | None = None, context: Context = CONTEXT) -> tuple[CheckFinding, ...]:
    return (checker or shipped_checker()).check(OfficialText(text), context)


def shipped_checker() -> Checker:
    return Checker(packs_of("blanks", "leftovers", "garble"))


def packs_of(*names: str) -> Packs:
    packs = shipped()
    return packs.only(*(rule for rule in packs.rules if rule.partition("/")[0] in names))


def own(level: str = "practice", more: str = "") -> Checker:
    text = PACK.format(level=level, more=more or "why: 例")
    return Checker(Packs.from_texts({"own.yaml": text}))


def test_places_count_code_points_from_the_head_of_the_text() -> None:
    (found,) = checked("一\n𠮷二XX三。")
    assert (found.start, found.end, found.line, found.column, found.excerpt) == (4, 6, 2, 3, "XX")


def test_what_an_earlier_stage_condemned_is_not_found_again() -> None:
    text = "加强组织本资料权属公文第一站XX严禁复制剽窃建设。"
    assert {one.rule for one in checked(text)} == {"leftovers/advertisement"}


def test_a_message_names_the_characters_and_what_they_should_be() -> None:
    (found,) = checked("截止目前完成", own())
    assert (found.message, found.suggestions, found.version) == ("“截止目前”应为“截至目前”。", ("截至目前",), 3)


@pytest.mark.parametrize(
    ("level", "said"),
    [("law", "规定："), ("standard", "国家标准规定："), ("practice", "实务通常："), ("unconfirmed", "待核：")],
)
def test_only_law_and_standard_may_say_that_something_is_prescribed(level: str, said: str) -> None:
    (found,) = checked("截止目前", own(level))
    assert found.source == f"{said}《某规定》第八条"
    assert found.source_level is SourceLevel(level)


@pytest.mark.parametrize(
    ("text", "context", "count"),
    [
        ("2021年总结\n截止目前", CONTEXT, 0),
        ("2022年总结\n截止目前", CONTEXT, 1),
        ("2024年总结\n截止目前", CONTEXT, 1),
        ("2025年总结\n截止目前", CONTEXT, 0),
        ("总结\n截止目前", replace(CONTEXT, year=2023), 1),
        ("总结\n截止目前", CONTEXT, 0),
    ],
)
def test_a_rule_holds_for_papers_of_its_years(text: str, context: Context, count: int) -> None:
    assert len(checked(text, own(more="in_force: 2022-10-22\n    until: 2024-06-30"), context)) == count


def test_a_protected_name_is_never_called_wrong() -> None:
    text = "在XX湖景区和某某酒坊开展活动XX次"
    open_ones = checked(text, Checker(packs_of("blanks"), House(protected=frozenset({"XX湖", "某某酒坊"}))))
    assert [one.start for one in open_ones] == [15]
    same = checked(text, context=replace(CONTEXT, protected=frozenset({"XX湖", "某某酒坊"})))
    assert [one.start for one in same if one.rule.startswith("blanks/")] == [15]


def test_a_units_own_wording_is_checked() -> None:
    house = House(style={"支委会": "支部委员会会议"})
    (found,) = checked("召开支委会", Checker(packs_of("blanks"), house))
    assert (found.rule, found.suggestions, found.fixable) == ("house/style", ("支部委员会会议",), True)
    (again,) = checked("召开支委会", Checker(packs_of("blanks")), replace(CONTEXT, house_style=house.style))
    assert again.suggestions == ("支部委员会会议",)


def test_a_fingerprint_outlives_an_edit_elsewhere_and_not_one_beside_it() -> None:
    (found,) = checked("支部全年共组织集中学习XX次，开展研讨。")
    (moved,) = checked("今年以来工作很多。\n支部全年共组织集中学习XX次，开展研讨。")
    (edited,) = checked("支部全年共组织专题学习XX次，开展研讨。")
    assert found.fingerprint == moved.fingerprint != edited.fingerprint


def test_findings_come_in_the_order_of_the_text() -> None:
    found = checked("XX同志##paid##在某某镇。\n习.近平\n召开×次会议，")
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert len(found) >= 5


def test_the_same_characters_are_reported_once_in_a_stage() -> None:
    text = "组织学习xx次"
    assert len(checked(text)) == 1


def test_half_a_character_does_not_stop_the_checker() -> None:
    text = "党\ud800建XX工作\udfff"
    found = checked(text)
    assert [one.excerpt for one in found if one.rule.startswith("blanks/")] == ["XX"]


def test_a_text_in_markdown_is_read_as_it_shows_and_told_where_it_stands() -> None:
    source = (
        "# 2025年度工作总结\n\n- **各党支部**对此*一愁莫展*。\n\n| 项目 | 次数 |\n|---|--:|\n| 党员大会 | 4 |\n\n"
        "<!-- XX待补 -->\n\n发展党员XX名，要**惯**彻到底。\n"
    )
    found = Checker(shipped()).check(MarkdownText(source), CONTEXT)
    shown = [(one.excerpt, one.line, one.fixable) for one in found if one.confidence is not Confidence.LOW]
    assert shown == [("一愁莫展", 3, True), ("XX", 11, False), ("惯**彻", 11, False)]
    assert all(source[one.start : one.end] == one.excerpt for one in found)


def test_a_clean_report_gives_nothing_because_of_its_markdown() -> None:
    plain = (Path(__file__).parent / "clean" / "branch_secretary_2023.txt").read_text(encoding="utf-8")
    lines = [line for line in plain.splitlines() if line.strip()]
    source = "\n\n".join(
        f"## {line}" if len(line) < 20 else line.replace("，", "，**", 1).replace("。", "**。", 1)
        if line.find("，") < line.find("。") else f"- {line}"
        for line in lines
    )  # fmt: skip
    checker = Checker(shipped())
    there = {(one.rule, one.excerpt.replace("*", "")) for one in checker.check(MarkdownText(source), CONTEXT)}
    here = {(one.rule, one.excerpt) for one in checker.check(OfficialText("\n\n".join(lines)), CONTEXT)}
    assert there <= here
