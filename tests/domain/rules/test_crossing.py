from __future__ import annotations

import pytest

from tests.domain.rules.small import FIGURE, GROUP, RULE, SOURCE, faults_of, replaced

VERSION = RULE[RULE.index("  - from") : RULE.index("examples:")]


@pytest.mark.parametrize(
    ("first", "second", "line"),
    [
        ("2018-10-28", "2020-01-01", 14),
        ("2018-10-28\n    until: 2020-01-01", "2020-01-01", 15),
        ("2020-01-01", "2018-10-28\n    until: 2020-01-01", 5),
        ("2018-10-28", "2018-10-28", 14),
    ],
)
def test_versions_that_overlap_are_a_fault_in_whatever_order_they_stand(first: str, second: str, line: int) -> None:
    versions = VERSION.replace("2018-10-28", first) + VERSION.replace("2018-10-28", second)
    faults = faults_of(obligations__theme_day_monthly=RULE.replace(VERSION, versions))
    assert [fault.line for fault in faults if "重叠" in fault.message] == [line]


def test_versions_that_follow_each_other_are_none() -> None:
    versions = VERSION.replace("2018-10-28", "2018-10-28\n    until: 2019-12-31") + VERSION.replace(
        "2018-10-28", "2020-01-01"
    )
    assert faults_of(obligations__theme_day_monthly=RULE.replace(VERSION, versions)) == ()


LIMIT = RULE.replace("type: cadence", "type: time_limit").replace(
    "    window: month\n    figures: [theme_day/count]\n",
    "    trigger: fact/secretary_appointed\n    answer: [theme_day/count]\n    within_days: 5\n",
)
OTHER_RULES = [
    (LIMIT, "within_days: 5", "within_days: 0", "versions[1].within_days", "大于零"),
    (LIMIT, "fact/secretary_appointed", "fact/rain", "versions[1].trigger", "没有“fact/rain”"),
    (LIMIT, "answer: [theme_day/count]", "answer: [theme_day/none]", "versions[1].answer[1]", "没有“theme_day/none”"),
]


def test_a_time_limit_in_order_has_no_fault() -> None:
    assert faults_of(obligations__limit=LIMIT) == ()


@pytest.mark.parametrize(("text", "old", "new", "key", "words"), OTHER_RULES)
def test_a_bad_time_limit_is_told(text: str, old: str, new: str, key: str, words: str) -> None:
    faults = faults_of(obligations__limit=replaced(text, old, new))
    assert [(fault.file, fault.key) for fault in faults] == [("obligations/limit.yaml", key)]
    assert words in faults[0].message


COVERAGE = "    applies_to: {types: [branch]}\n    people: members\n"


def of_type(type_: str, body: str) -> str:
    text = RULE.replace("type: cadence", f"type: {type_}")
    start = text.index("    applies_to:")
    return text[:start] + body + text[text.index("examples:") :]


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        (
            of_type("composition", "    applies_to: {types: [branch]}\n    measure: height\n    least: 3\n"),
            "versions[1].measure",
            "full_members",
        ),
        (of_type("plausibility", "    check: luck\n"), "versions[1].check", "in_the_future"),
        (
            of_type("content", "    kinds: [theme_day]\n    requires: [photo]\n"),
            "versions[1].requires[1]",
            "attachment",
        ),
        (of_type("content", "    kinds: [theme_day]\n    requires: ['role:']\n"), "versions[1].requires[1]", "不可用"),
        (
            of_type("coverage", COVERAGE + "    figures: [theme_day/count]\n    at_least: 32\n"),
            "versions[1].figures[1]",
            "amount_per",
        ),
        (
            of_type("content", "    kinds: [picnic]\n    requires: [agenda]\n"),
            "versions[1].kinds[1]",
            "没有“picnic”这个类别",
        ),
        (of_type("vote", "    kinds: [theme_day]\n    quorum: {share: 1}\n"), "versions[1].quorum.of", "缺少“of”"),
        (of_type("term", "    applies_to: {types: [branch]}\n"), "versions[1].years", "缺少“years”"),
        (
            of_type(
                "precondition", "    applies_to: {types: [branch]}\n    before: [theme_day/count]\n    after: [x/y]\n"
            ),
            "versions[1].after[1]",
            "没有“x/y”",
        ),
    ],
)
def test_every_type_of_rule_is_held_against_its_own_words(text: str, key: str, words: str) -> None:
    faults = faults_of(obligations__theme_day_monthly=text)
    assert [fault.key for fault in faults] == [key]
    assert words in faults[0].message


@pytest.mark.parametrize(
    ("name", "text", "key", "words"),
    [
        ("figures__served", FIGURE.replace("sum_of: [theme_day/served]\n", ""), "", "四者应写一个"),
        ("figures__served", FIGURE + "stock: members\n", "", "四者应写一个"),
        ("figures__served", FIGURE.replace("theme_day/served", "theme_day/lost"), "sum_of[1]", "没有“theme_day/lost”"),
        ("figures__served", FIGURE.replace("theme_day/served", "theme_day/hours"), "sum_of[1]", "不能相加"),
        (
            "figures__served",
            FIGURE.replace("sum_of: [theme_day/served]", "people_of: [theme_day/count]"),
            "people_of[1]",
            "不是参加人次",
        ),
        ("figures__served", FIGURE.replace("sum_of: [theme_day/served]", "stock: horses"), "stock", "“horses”不可用"),
        ("figures__served", FIGURE.replace("group: life", "group: death"), "group", "没有“death”"),
        ("figures__other", FIGURE.replace("theme_day/served", "served"), "sum_of[1]", "合计只能由类别的数据组成"),
        ("groups__life", GROUP.replace("theme_day", "picnic"), "kinds[1]", "没有“picnic”这个类别"),
        ("groups__other", GROUP, "kinds[1]", "不属于本组"),
        ("sources__work", SOURCE.replace("level: regulation", "level: rumour"), "level", "“rumour”不可用"),
        (
            "sources__work",
            SOURCE.replace("editions:\n  - in_force_on: 2018-10-28\n", "editions: []\n"),
            "editions",
            "至少要有 1 项",
        ),
        (
            "sources__work",
            SOURCE.replace(
                "  - in_force_on: 2018-10-28\n", "  - in_force_on: 2018-10-28\n  - in_force_on: 2026-01-01\n"
            ),
            "editions[1]",
            "repealed_on",
        ),
        ("profiles__lecture", "zh: 党课\n", "note", "缺少“note”"),
    ],
)
def test_every_family_is_held_against_its_own_words(name: str, text: str, key: str, words: str) -> None:
    faults = faults_of(**{name: text})
    assert [fault.key for fault in faults] == [key]
    assert faults[0].line > 0
    assert words in faults[0].message


@pytest.mark.parametrize("name", ["figures__theme_day", "figures__theme_day/count", "figures__theme_day/anything"])
def test_a_composite_figure_cannot_take_the_name_of_a_kinds_own(name: str) -> None:
    (fault,) = faults_of(**{name: FIGURE})
    assert "重名" in fault.message


@pytest.mark.parametrize(
    ("occasion", "word"),
    [
        ("{day: 2025-01-01}", "kind"),
        ("{kind: theme_day, day: someday}", "day"),
        ("{kind: theme_day, roll: [甲]}", "roll"),
        ("{kind: theme_day, heads: {members: many}}", "heads"),
        ("{kind: theme_day, fields: [x]}", "fields"),
        ("{kind: theme_day, weather: fine}", "weather"),
        ("{kind: theme_day, other: {roll: x}}", "other"),
    ],
)
def test_an_example_of_a_record_that_could_not_be_written_is_refused(occasion: str, word: str) -> None:
    text = RULE.replace("    expect: met", f"    occasion: {occasion}\n    expect: met")
    (fault,) = faults_of(obligations__theme_day_monthly=text)
    assert (fault.line, fault.key) == (19, "examples[1].occasion")
    assert fault.message.startswith(f"{word} 不合要求")
