"""A rulebook small enough to read at a glance, for cases that change one thing in it."""

from __future__ import annotations

from taizhang.domain.rules.faults import RuleFault
from taizhang.domain.rules.rulebook import read_rulebook

SOURCE = """\
zh: 支部工作条例
issuer: 中共中央
level: regulation
editions:
  - in_force_on: 2018-10-28
status: confirmed
checked_on: 2026-11-20
checked_by: 公开文本核对
"""

GROUP = """\
zh: 组织生活
order: 1
kinds: [theme_day]
"""

KIND = """\
zh: 主题党日
group: life
unit: 次
fields:
  theme: {zh: 主题, type: text}
  form:
    zh: 形式
    type: choice
    options: {film: 观影, visit: 参观}
  agenda:
    zh: 议题
    type: items
    options: {study: 学习, discuss: 研究}
    tags: {ideology: 意识形态, internal: 内部}
    restricted_tags: [internal]
  hours: {zh: 学时, type: hours}
  served: {zh: 服务, type: integer}
roles: {chair: 主持人, attendee: 参加人员}
posts:
  films: {zh: 观影, one: true, when: {form: film}}
  served: {zh: 服务, unit: 人次, number: served}
  ideology: {zh: 研究意识形态, any_item: agenda, tag: ideology, form: discuss}
  hours: {zh: 学时, unit: 学时, amount: tenth_hour, amount_per: hours}
sentence: 开展主题党日{count}，{attendance}参加
"""

RULE = """\
type: cadence
zh: 主题党日每月一次
group: life
versions:
  - from: 2018-10-28
    source: work
    status: confirmed
    checked_on: 2026-11-20
    checked_by: 公开文本核对
    text: 每月一次主题党日。
    applies_to: {types: [branch]}
    window: month
    figures: [theme_day/count]
examples:
  - name: 做了一次
    as_of: 2025-10-01
    window: 2025-09-01
    postings: [{figure: theme_day/count, on: 2025-09-05}]
    expect: met
"""

FIGURE = """\
zh: 服务群众
unit: 人次
group: life
definition: 服务的群众
sum_of: [theme_day/served]
"""

PROFILE = """\
zh: 每季度一次党课
note: 本地做法。
"""

SMALL = {
    "sources/work.yaml": SOURCE,
    "groups/life.yaml": GROUP,
    "kinds/theme_day.yaml": KIND,
    "obligations/theme_day_monthly.yaml": RULE,
    "figures/served.yaml": FIGURE,
    "profiles/lecture.yaml": PROFILE,
}


def small(**changed: str) -> dict[str, str]:
    """The small rulebook with some files changed, added (family__name) or, if empty, left out."""
    texts = {**SMALL, **{f"{name.replace('__', '/', 1)}.yaml": text for name, text in changed.items()}}
    return {path: text for path, text in texts.items() if text}


def faults_of(**changed: str) -> tuple[RuleFault, ...]:
    rulebook, faults = read_rulebook(small(**changed))
    assert (rulebook is None) == bool(faults)
    return faults


def replaced(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new, 1)
