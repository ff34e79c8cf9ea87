"""The reference page of the rulebook, generated: every rule with its ground, every kind with what it posts."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.domain.rules.figures import FigureInfo, figure_catalogue
from taizhang.domain.rules.kinds import Kind
from taizhang.domain.rules.obligations import Rule
from taizhang.domain.rules.rulebook import Rulebook
from taizhang.domain.rules.shape import Level, Source, Version
from taizhang.domain.rules.vocabulary import CHECKS, FACTS, MEASURES, NAMED_POSTS, STOCKS, TRAITS
from taizhang.domain.rules.wording import LEVELS, MARKS, RULE_TYPES, TYPE_NAMES, key_in_words, value_in_words

_BODY = (
    "applies_to", "window", "people", "at_least", "figures", "unknown", "usually", "trigger", "answer", "within_months",
    "within_days", "before", "after", "at_most_months", "years", "remind_months", "kinds", "quorum", "majority",
    "majority_base", "items_tagged", "measure", "least", "most", "requires", "check", "limits",
)  # fmt: skip


def reference_page(rulebook: Rulebook) -> str:
    """Write docs/reference/rulebook.md; the same rulebook always gives the same page."""
    names = {identifier: info.zh for identifier, info in figure_catalogue(rulebook).items()}
    names.update((identifier, kind.zh) for identifier, kind in rulebook.kinds.items())
    lines = [
        "# 制度一览",
        "",
        "由 `make docs` 从 `src/taizhang/rulebook/` 生成，不要手改。“待核”的规则只提示，不判任何人不符合。",
        "",
        f"依据 {len(rulebook.sources)} 件，规则 {len(rulebook.rules)} 条，类别 {len(rulebook.kinds)} 个。",
        "",
        f"摘要 `{rulebook.digest}`。",
        "",
        "## 规则",
        *_rules(rulebook, names),
        "",
        "## 类别",
        *_kinds(rulebook),
        "",
        "## 合成数据",
        "",
        "| 编号 | 名称 | 单位 | 口径 |",
        "|---|---|---|---|",
        *(_row(info.id, info.zh, info.unit, info.definition) for info in _composite(rulebook)),
        "",
        "## 依据",
        "",
        "| 名称 | 层级 | 版本 | 核对 | 说明 |",
        "|---|---|---|---|---|",
        *(_source_row(source) for source in rulebook.sources.values()),
        "",
        "## 规则文件可用的词",
        *_vocabulary(),
    ]
    return "\n".join(lines) + "\n"


def _rules(rulebook: Rulebook, names: dict[str, str]) -> Iterator[str]:
    for group in sorted(rulebook.groups.values(), key=lambda group: group.order):
        rules = [rule for rule in rulebook.rules.values() if rule.group == group.id]
        if rules:
            yield from ("", f"### {group.zh}")
        for rule in rules:
            yield from _rule(rule, rulebook, names)


def _rule(rule: Rule, rulebook: Rulebook, names: dict[str, str]) -> Iterator[str]:
    yield from ("", f"#### {rule.zh}", "", f"`{rule.id}` · {RULE_TYPES[rule.type]} · 例子 {len(rule.examples)} 个")
    if rule.profile:
        yield from ("", f"只在选用“{rulebook.profiles[rule.profile].zh}”的单位要求。")
    if rule.note:
        yield from ("", rule.note)
    yield ""
    for version in rule.versions:
        yield _version(version, rulebook, names)


def _version(version: Version, rulebook: Rulebook, names: dict[str, str]) -> str:
    until = f"至 {version.until}" if version.until else "起"
    source = rulebook.sources[version.source]
    mark = "已核对" if version.status == "confirmed" else "待核"
    evidence = MARKS.get(version.evidence, version.evidence)
    body = version.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    said = "；".join(f"{key_in_words(key)}：{value_in_words(key, body[key], names)}" for key in _BODY if key in body)
    titled = source.level not in {Level.LOCAL, Level.PRACTICE}
    ground = f"《{source.zh}》{version.article}" if titled else source.zh
    return (
        f"- {version.since} {until}：{version.text}"
        f"（{ground}；{version.reference or '无资料编号'}；{mark}，{evidence}，"
        f"{version.checked_on} {version.checked_by}）{said}。"
    )


def _kinds(rulebook: Rulebook) -> Iterator[str]:
    catalogue = figure_catalogue(rulebook)
    for group in sorted(rulebook.groups.values(), key=lambda group: group.order):
        kinds = rulebook.kinds_of(group.id)
        if kinds:
            yield from ("", f"### {group.zh}")
        for identifier in kinds:
            yield from _kind(rulebook.kinds[identifier], catalogue)


def _kind(kind: Kind, catalogue: dict[str, FigureInfo]) -> Iterator[str]:
    who = "、".join(TYPE_NAMES[one] for one in kind.recorded_by) or "各类党组织"
    second = "，须另一人确认" if kind.confirmation == "second_person" else ""
    yield from ("", f"#### {kind.zh}", "", f"`{kind.id}` · 目录 {kind.catalogue} · 由{who}登记{second}")
    if kind.note:
        yield from ("", kind.note)
    if kind.fields:
        yield from ("", "字段：" + "、".join(_field(name, kind) for name in kind.fields) + "。")
    posted = [catalogue[f"{kind.id}/{name}"] for name in kind.posts]
    if posted:
        yield from ("", "| 数据 | 名称 | 单位 | 口径 |", "|---|---|---|---|")
        yield from (_row(info.id, info.zh, info.unit, info.definition) for info in posted)
    if kind.sentence:
        yield from ("", f"句式：{kind.sentence}。")


def _field(name: str, kind: Kind) -> str:
    field = kind.fields[name]
    return field.zh + ("（必填）" if field.required else "") + ("（限制可见）" if field.restricted else "")


def _composite(rulebook: Rulebook) -> list[FigureInfo]:
    catalogue = figure_catalogue(rulebook)
    return [catalogue[identifier] for identifier in sorted(rulebook.figures)]


def _source_row(source: Source) -> str:
    editions = "；".join(
        "，".join(
            part
            for part in (
                edition.number,
                f"{edition.in_force_on} 施行" if edition.in_force_on else "施行日未查到",
                f"{edition.repealed_on} 止" if edition.repealed_on else "",
            )
            if part
        )
        for edition in source.editions
    )
    mark = "已核对" if source.status == "confirmed" else "待核"
    return _row(
        source.zh, LEVELS[source.level], editions, f"{mark}，{source.checked_on} {source.checked_by}", source.note
    )


def _vocabulary() -> Iterator[str]:
    words = {"特征（applies_to 的 when、unless）": TRAITS, "数量（measure）": MEASURES, "事实（trigger）": FACTS}
    for title, allowed in {**words, "期末存量（stock）": STOCKS, "合理性核对（check）": CHECKS}.items():
        yield from ("", f"- {title}：" + "；".join(f"`{word}` {zh}" for word, zh in allowed.items()))
    yield from ("", "- 算法（named）：" + "、".join(f"`{name}`" for name in NAMED_POSTS))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
