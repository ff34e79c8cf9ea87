from __future__ import annotations

import pytest

from taizhang.domain.rules.faults import RulebookFaultyError
from taizhang.domain.rules.rulebook import Rulebook, read_rulebook
from tests.domain.rules.small import KIND, RULE, SMALL, faults_of, replaced, small


def test_the_small_rulebook_has_no_fault() -> None:
    assert faults_of() == ()


KIND_CASES = [
    ("zh: 主题党日\n", "", 1, "zh", "缺少“zh”"),
    ("zh: 主题党日\n", "zh: ''\n", 1, "zh", "不能为空"),
    ("zh: 主题党日\n", "zh: '  '\n", 1, "zh", "不能为空"),
    ("zh: 主题党日\n", "zh: 12\n", 1, "zh", "应为文字"),
    ("zh: 主题党日\n", f"zh: {'长' * 2001}\n", 1, "zh", "最多 2000 个字"),
    ("unit: 次\n", "unit: 次\nunits: 场\n", 4, "units", "没有“units”这一项；可用的是：zh、short"),
    ("unit: 次\n", "unit: 次\nid: theme_day\n", 4, "id", "不要写 id"),
    ("unit: 次\n", "unit: 次\ndetails: maybe\n", 4, "details", "true 或 false"),
    (
        "unit: 次\n",
        "unit: 次\nrecorded_by: [branch, twig]\n",
        4,
        "recorded_by[2]",
        "“twig”不可用；可用的是：committee、",
    ),
    ("unit: 次\n", "unit: 次\nrecorded_by: branch\n", 4, "recorded_by", "应是列表"),
    ("unit: 次\n", "unit: 次\nconfirmation: nobody\n", 4, "confirmation", "batch、second_person"),
    ("group: life\n", "group: death\n", 2, "group", "没有“death”这个分组"),
    ("  theme: {zh: 主题, type: text}\n", "  theme: 主题\n", 5, "fields.theme", "“键: 值”"),
    ("  theme: {zh: 主题, type: text}\n", "  theme: {zh: 主题, type: word}\n", 5, "fields.theme.type", "“word”不可用"),
    ("  theme: {zh: 主题, type: text}\n", "  theme: {type: text}\n", 5, "fields.theme.zh", "缺少“zh”"),
    ("  theme: {zh: 主题, type: text}\n", "  Theme: {zh: 主题, type: text}\n", 5, "fields.Theme", "键“Theme”不合要求"),
    (
        "  theme: {zh: 主题, type: text}\n",
        "  theme: {zh: 主题, type: text, least: few}\n",
        5,
        "fields.theme.least",
        "不是整数",
    ),
    (
        "  theme: {zh: 主题, type: text}\n",
        "  theme: {zh: 主题, type: text, size: 2}\n",
        5,
        "fields.theme.size",
        "可用的是：zh、type",
    ),
    (
        "  theme: {zh: 主题, type: text}\n",
        "  theme: {zh: 主题, type: integer, least: 3, most: 2}\n",
        5,
        "fields.theme.least",
        "下限 3 大于上限 2",
    ),
    ("    options: {film: 观影, visit: 参观}\n", "", 6, "fields.form.options", "要写 options"),
    (
        "restricted_tags: [internal]",
        "restricted_tags: [secret]",
        15,
        "fields.agenda.restricted_tags[1]",
        "tags 里没有“secret”",
    ),
    (
        "roles: {chair: 主持人, attendee: 参加人员}\n",
        "roles: {chair: 主持人}\n",
        1,
        "attendance[2]",
        "roles 里没有“attendee”",
    ),
    ("{zh: 观影, one: true, when", "{zh: 观影, when", 20, "posts.films", "只能有一个来历"),
    ("{zh: 观影, one: true, when", "{zh: 观影, one: true, count_of: chair, when", 20, "posts.films", "one、count_of"),
    ("{zh: 观影, one: true, when", "{zh: 观影, one: false, when", 20, "posts.films.one", "不可用"),
    ("when: {form: film}", "when: {form: opera}", 20, "posts.films.when.form", "“opera”不可用；可用的是：film、visit"),
    ("when: {form: film}", "when: {theme: film}", 20, "posts.films.when.theme", "没有可作条件的"),
    ("when: {form: film}", "when: {form: true}", 20, "posts.films.when.form", "不可用"),
    ("number: served}", "number: theme}", 21, "posts.served.number", "没有数字类的“theme”"),
    ("number: served}", "number: hours}", 21, "posts.served.amount", "amount 应写 tenth_hour"),
    ("number: served}", "count_of: singer}", 21, "posts.served.count_of", "roles 里没有“singer”"),
    ("number: served}", "number: served, option: good}", 21, "posts.served.option", "option 只用于 grades"),
    ("number: served}", "items: theme}", 21, "posts.served.items", "没有可以逐行计数的“theme”"),
    ("number: served}", "distinct: dogs}", 21, "posts.served.distinct", "people、organizations、places"),
    ("number: served}", "named: guess}", 21, "posts.served.named", "没有“guess”这个算法"),
    ("number: served}", "named: joint, with: {role: chair}}", 21, "posts.served.with.role", "没有“role”这一项"),
    (
        "number: served}",
        "named: by_secretary, with: {role: singer}}",
        21,
        "posts.served.with.role",
        "roles 里没有“singer”",
    ),
    ("number: served}", "named: heads, with: {group: dogs}}", 21, "posts.served.with.group", "group 应是"),
    ("number: served}", "named: quorum, with: {base: all, share: 1, of: 2}}", 21, "posts.served.with", "base 应是"),
    ("number: served}", "named: quorum, with: {base: due, share: 3, of: 2}}", 21, "posts.served.with", "share ≤ of"),
    ("tag: ideology, form: discuss", "tag: faith, form: discuss", 22, "posts.ideology.tag", "没有标签“faith”"),
    ("tag: ideology, form: discuss", "tag: ideology, form: sing", 22, "posts.ideology.form", "没有形式“sing”"),
    ("amount_per: hours", "amount_per: theme", 23, "posts.hours.amount_per", "没有类型为 amounts 或数字"),
    ("amount: tenth_hour, amount_per", "amount_per", 23, "posts.hours.amount", "amount 应写 tenth_hour"),
    ("  films:", "  count:", 20, "posts.count", "自动有的"),
    ("{attendance}", "{guests}", 24, "sentence", "“{guests}”不是数据；本类别可用的是：count"),
    ("{attendance}", "{other/count}", 24, "sentence", "“{other/count}”不是数据"),
]


@pytest.mark.parametrize(("old", "new", "line", "key", "words"), KIND_CASES)
def test_a_bad_kind_is_told_by_line_key_and_what_is_allowed(
    old: str, new: str, line: int, key: str, words: str
) -> None:
    faults = faults_of(kinds__theme_day=replaced(KIND, old, new))
    told = [(fault.file, fault.line, fault.key) for fault in faults]
    assert ("kinds/theme_day.yaml", line, key) in told
    assert any(words in fault.message for fault in faults if fault.key == key)


RULE_CASES = [
    ("type: cadence\n", "", 1, "type", "缺少“type”"),
    ("type: cadence\n", "type: rhythm\n", 1, "type", "“rhythm”不是规则的类型；可用的是：cadence、time_limit"),
    ("group: life\n", "", 1, "group", "缺少“group”"),
    ("group: life\n", "group: life\nprofile: unheard\n", 4, "profile", "没有“unheard”这项本地做法"),
    ("  - from: 2018-10-28\n    source", "  - source", 5, "versions[1].from", "缺少“from”"),
    ("from: 2018-10-28", "from: 2018-13-28", 5, "versions[1].from", "不是日期，应写成 2025-01-31"),
    ("from: 2018-10-28", "from: someday", 5, "versions[1].from", "“someday”不是日期"),
    ("from: 2018-10-28", "from: 2018-10-28\n    until: 2018-10-27", 6, "versions[1].until", "早于起始日"),
    ("source: work", "source: nowhere", 6, "versions[1].source", "没有“nowhere”这个依据"),
    ("status: confirmed", "status: sure", 7, "versions[1].status", "confirmed、unconfirmed"),
    ("types: [branch]", "types: []", 11, "versions[1].applies_to.types", "至少要有 1 项"),
    (
        "types: [branch]",
        "types: [branch], when: [rich]",
        11,
        "versions[1].applies_to.when[1]",
        "“rich”不可用；可用的是：has_committee",
    ),
    ("window: month", "window: fortnight", 12, "versions[1].window", "week、month、quarter、half、year"),
    (
        "figures: [theme_day/count]",
        "figures: [theme_day/counts]",
        13,
        "versions[1].figures[1]",
        "没有“theme_day/counts”这项数据",
    ),
    ("figures: [theme_day/count]", "figures: [Theme/count]", 13, "versions[1].figures[1]", "只用小写字母"),
    ("    figures: [theme_day/count]\n", "", 5, "versions[1].figures", "缺少“figures”"),
    ("window: month", "window: month\n    at_least: two", 13, "versions[1].at_least", "“two”不是整数"),
    ("window: month", "window: month\n    years: 3", 13, "versions[1].years", "没有“years”这一项；可用的是：from"),
    (
        "figure: theme_day/count, on",
        "figure: theme_day/cuont, on",
        18,
        "examples[1].postings[1].figure",
        "没有“theme_day/cuont”",
    ),
    ("expect: met", "expect: maybe", 19, "examples[1].expect", "met、unmet"),
    ("    as_of: 2025-10-01\n", "", 15, "examples[1].as_of", "缺少“as_of”"),
    (
        "    expect: met",
        "    organization: {traits: [rich]}\n    expect: met",
        19,
        "examples[1].organization.traits[1]",
        "“rich”不可用",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "key", "words"), RULE_CASES)
def test_a_bad_rule_is_told_by_line_key_and_what_is_allowed(
    old: str, new: str, line: int, key: str, words: str
) -> None:
    faults = faults_of(obligations__theme_day_monthly=replaced(RULE, old, new))
    told = [(fault.file, fault.line, fault.key) for fault in faults]
    assert ("obligations/theme_day_monthly.yaml", line, key) in told
    assert any(words in fault.message for fault in faults if fault.key == key)


@pytest.mark.parametrize(
    "path",
    [
        "theme_day.yaml",
        "spells/x.yaml",
        "kinds/Theme.yaml",
        "kinds/../sources/x.yaml",
        "/kinds/x.yaml",
        "kinds/a b.yaml",
        "kinds/x.yml",
        f"kinds/{'x' * 101}.yaml",
        "kinds/党课.yaml",
        "kinds//x.yaml",
    ],
)
def test_a_file_in_no_place_of_its_own_is_refused(path: str) -> None:
    _, faults = read_rulebook({**SMALL, path: KIND})
    assert [fault.file for fault in faults] == [path]
    assert "文件应放在" in faults[0].message


def test_faults_of_all_files_are_told_together() -> None:
    bad_kind = KIND.replace("type: text", "type: word").replace("type: hours", "type: our")
    faults = faults_of(kinds__theme_day=bad_kind, sources__work="zh: [", profiles__lecture="zh: x\nzh: y\n")
    assert {fault.file for fault in faults} == {"kinds/theme_day.yaml", "sources/work.yaml", "profiles/lecture.yaml"}
    assert sum(fault.file == "kinds/theme_day.yaml" for fault in faults) == 2


def test_a_missing_file_is_told_at_every_place_that_needs_it() -> None:
    faults = faults_of(sources__work="")
    assert [(fault.file, fault.line, fault.key) for fault in faults] == [
        ("obligations/theme_day_monthly.yaml", 6, "versions[1].source")
    ]


def test_a_fault_is_one_line_and_a_finding() -> None:
    with pytest.raises(RulebookFaultyError) as caught:
        Rulebook.from_texts(small(kinds__theme_day=KIND.replace("type: text", "type: word")))
    fault = caught.value.faults[0]
    assert str(fault).startswith("kinds/theme_day.yaml:5：fields.theme.type：“word”不可用")
    assert fault.finding.blocks
    assert "第 5 行" in fault.finding.place
