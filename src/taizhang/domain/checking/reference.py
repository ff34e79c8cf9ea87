"""The reference page of the checker: every rule with its source, its level, why it is there, and examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from taizhang.domain.checking.finding import Category, Confidence
from taizhang.domain.checking.layout.demands import DEMANDS
from taizhang.domain.checking.packs import Pack, Packs
from taizhang.domain.checking.rule import CheckRule, RuleExample
from taizhang.domain.findings import Severity

_SEVERITY: Final = {Severity.ERROR: "必改", Severity.WARNING: "建议", Severity.HINT: "提示"}
_CONFIDENCE: Final = {Confidence.HIGH: "把握大", Confidence.MEDIUM: "把握中等", Confidence.LOW: "把握小，问了才报"}
_CATEGORY: Final = {
    Category.BLANK: "空缺",
    Category.PAYWALL: "收费标记",
    Category.ADVERTISING: "广告",
    Category.GARBLE: "乱码",
    Category.FIXED_EXPRESSION: "固定说法",
    Category.TYPO: "错别字",
    Category.GRAMMAR: "语法",
    Category.PUNCTUATION: "标点",
    Category.FORMAT: "写法",
    Category.STRUCTURE: "结构",
    Category.STALE_YEAR: "年份",
    Category.CONSISTENCY: "前后不一",
    Category.ARITHMETIC: "算术",
    Category.DUPLICATE: "重复",
    Category.WORD_COUNT: "字数",
    Category.SECRECY: "保密",
    Category.LAYOUT: "版式",
    Category.LEDGER: "台账",
}
_LONGEST_EXAMPLE: Final = 120


def checks_page(packs: Packs, head: str) -> str:
    """Write the page as Markdown."""
    return "".join(_page(packs, head))


def _page(packs: Packs, head: str) -> Iterator[str]:
    count = len(packs.rules)
    yield f"# 审校规则\n\n{head}\n"
    yield f"共 {count} 条，分在 {len(packs.packs)} 组。规则是 `src/taizhang/rulebook/checks/` 里的数据，"
    yield "加一组不用写程序：见[加一组审校规则](../guide/checks.md)。"
    yield "依据的写法分四级：“规定”是法规条文，“国家标准规定”是国标，"
    yield "“实务通常”是通行做法，“待核”是还没有核对原文的，不影响通过。\n"
    for pack in packs.packs.values():
        yield from _pack(pack)
    yield from _layout()


def _pack(pack: Pack) -> Iterator[str]:
    yield f"\n## {pack.zh}（`{pack.name}`）\n"
    if pack.why:
        yield f"\n{pack.why}\n"
    for rule in pack.rules.values():
        yield from _rule(rule)


def _rule(rule: CheckRule) -> Iterator[str]:
    yield f"\n### `{rule.id}` {rule.zh}\n\n"
    said = [_SEVERITY[rule.severity], _CONFIDENCE[rule.confidence], _CATEGORY[rule.category], f"第 {rule.version} 版"]
    said += ["可自动改"] if rule.fix else []
    said += ["平时不用，单位启用才查"] if rule.optional else []
    said += [f"{rule.in_force} 起"] if rule.in_force else []
    said += [f"到 {rule.until}"] if rule.until else []
    yield f"{' · '.join(said)}\n\n- 依据：{rule.source.wording}\n- 说法：{_literal(rule.message)}\n"
    if rule.why:
        yield f"- 为什么：{rule.why}\n"
    if rule.suggestion:
        yield f"- 怎么办：{_literal(rule.suggestion)}\n"
    yield f"- 应报：{_examples(rule.bad)}\n- 不报：{_examples(rule.good)}\n"


def _examples(examples: tuple[RuleExample, ...]) -> str:
    return "　".join(_code(example.text) for example in examples)


def _code(text: str) -> str:
    shown = "".join(one if one.isprintable() or one == "\u3000" else f"〔U+{ord(one):04X}〕" for one in _lines(text))
    shown = shown if len(shown) <= _LONGEST_EXAMPLE else f"{shown[:_LONGEST_EXAMPLE]}……"
    # A link inside a code span is none, but whoever looks for links need not know that.
    shown = shown.replace("](", "] (")
    fence = "``" if "`" in shown else "`"
    return f"{fence} {shown} {fence}" if shown.startswith("`") or shown.endswith("`") else f"{fence}{shown}{fence}"


def _lines(text: str) -> str:
    return text.strip("\n").replace("\n", "⏎")


def _literal(text: str) -> str:
    return text.replace("<", "&lt;").replace("](", "] (").replace("\n", " ")


def _layout() -> Iterator[str]:
    yield "\n## 版式（`layout`）\n\n只看 .docx，依据《党政机关公文格式》（GB/T 9704-2012）。述职报告不是法定文种，"
    yield "不查红头、发文字号、印章；“一般要求”和推算出来的只提示。\n"
    yield "\n| 编号 | 要求 | 级别 | 条款 |\n|---|---|---|---|\n"
    for demand in DEMANDS.values():
        said = f"{demand.says.rstrip('，')}。{demand.suggestion}"
        yield f"| `layout/{demand.name}` | {said} | {_SEVERITY[demand.severity]} | {demand.clause} |\n"
