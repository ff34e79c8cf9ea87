"""Findings of the checker beside their text: numbered, by family, folded, with what can be done about each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from django.utils.safestring import SafeString

from taizhang.domain.checking.finding import Category, CheckFinding, Confidence
from taizhang.domain.checking.house import Silence
from taizhang.domain.findings import Severity
from taizhang.faces.web.shell.marked_text import marked_text

FEW: Final = 3
"""More findings than this of one rule are folded."""
MOST_OF_RULE: Final = 200
"""So many of one rule are listed; the text marks them all."""
CATEGORY_WORDS: Final = {
    Category.SECRECY: "保密与个人信息",
    Category.PAYWALL: "网站收费标记",
    Category.ADVERTISING: "广告与防抄句",
    Category.GARBLE: "乱码与缺字",
    Category.BLANK: "空缺与残留",
    Category.FIXED_EXPRESSION: "名称与固定说法",
    Category.TYPO: "错别字",
    Category.GRAMMAR: "用词与语法",
    Category.STALE_YEAR: "年份",
    Category.ARITHMETIC: "算术",
    Category.CONSISTENCY: "前后不一",
    Category.STRUCTURE: "序号与层次",
    Category.PUNCTUATION: "标点",
    Category.FORMAT: "数字与写法",
    Category.DUPLICATE: "重复与照搬",
    Category.WORD_COUNT: "字数",
    Category.LEDGER: "与台账不符",
    Category.LAYOUT: "版式",
}
"""What families are called, in the order in which they are shown."""
SEVERITY_WORDS: Final = {Severity.ERROR: "必改", Severity.WARNING: "建议", Severity.HINT: "提示"}
_SIGNS: Final = {Severity.ERROR: "unmet", Severity.WARNING: "soon", Severity.HINT: "na"}
_CATEGORY_ORDER: Final = {category: place for place, category in enumerate(CATEGORY_WORDS)}


@dataclass(frozen=True, slots=True)
class Offer:
    """A text that can take the place of what was found."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as the panel shows it."""

    number: int
    finding: CheckFinding

    @property
    def key(self) -> str:
        """Names the finding in a form: its place and its fingerprint."""
        return f"{self.finding.start}:{self.finding.fingerprint}"

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What can be put in its place with one click."""
        if not self.finding.replacing:
            return ()
        return tuple(Offer(f"{self.key}:{at}", text) for at, text in enumerate(self.finding.suggestions))

    @property
    def advice(self) -> str:
        """What to do where a machine cannot."""
        return "" if self.finding.replacing else "；".join(self.finding.suggestions)

    @property
    def severity(self) -> str:
        """Its weight as a word."""
        return SEVERITY_WORDS[self.finding.severity]

    @property
    def sign(self) -> str:
        """The sign of its weight."""
        return _SIGNS[self.finding.severity]

    @property
    def is_unsure(self) -> bool:
        """Whether the rule itself is not sure."""
        return self.finding.confidence is Confidence.LOW

    @property
    def has_mark(self) -> bool:
        """Whether the text shows it: what is about the whole document has no place there."""
        return self.finding.end > self.finding.start


@dataclass(frozen=True, slots=True)
class RuleRows:
    """The findings of one rule, of which only the first few lie open."""

    rows: tuple[Row, ...]

    @property
    def shown(self) -> tuple[Row, ...]:
        """Those that lie open."""
        return self.rows if len(self.rows) <= FEW else self.rows[:FEW]

    @property
    def folded(self) -> tuple[Row, ...]:
        """Those that are folded away."""
        return self.rows[len(self.shown) : MOST_OF_RULE]

    @property
    def beyond(self) -> int:
        """How many more there are than anybody reads at once."""
        return max(0, len(self.rows) - MOST_OF_RULE)


@dataclass(frozen=True, slots=True)
class Family:
    """The findings of one category."""

    key: str
    word: str
    rules: tuple[RuleRows, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the list."""

    value: str
    word: str
    count: int
    is_current: bool
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything that the panel shows."""

    families: tuple[Family, ...]
    text: SafeString
    total: int
    shown: int
    severities: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    unsure: int
    """Findings whose rule is not sure of itself, left out unless asked for."""
    asks_unsure: bool
    leftovers: int
    typos: int
    silenced: tuple[tuple[CheckFinding, Silence], ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What somebody wants to see of the findings."""

    severity: str = ""
    category: str = ""
    unsure: bool = False


def panel_of(
    text: str,
    findings: Sequence[CheckFinding],
    silenced: Sequence[tuple[CheckFinding, Silence]] = (),
    narrowed: Narrowed | None = None,
) -> Panel:
    """Number the findings, gather them by family and rule, and mark the text."""
    asked = narrowed or Narrowed()
    sure = [one for one in findings if asked.unsure or one.confidence is not Confidence.LOW]
    wanted = [
        one for one in sure if asked.severity in {"", one.severity.value} and asked.category in {"", one.category.value}
    ]
    families = _families(wanted)
    rows = [row for family in families for rule in family.rules for row in rule.rows]
    return Panel(
        families=families,
        text=marked_text(text, [(row.number, row.finding) for row in rows if row.has_mark]),
        total=len(sure),
        shown=len(wanted),
        severities=_severities(sure, asked.severity),
        categories=_categories(sure, asked.category),
        unsure=sum(one.confidence is Confidence.LOW for one in findings),
        asks_unsure=asked.unsure,
        leftovers=sum(is_leftover(one) for one in findings),
        typos=sum(is_safe_typo(one) for one in sure),
        silenced=tuple(silenced),
    )


def is_leftover(finding: CheckFinding) -> bool:
    """Whether cleaning takes it out."""
    leftover = finding.category in {Category.PAYWALL, Category.ADVERTISING}
    return leftover and finding.fixable and finding.suggestions[:1] == ("",)


def is_safe_typo(finding: CheckFinding) -> bool:
    """Whether it may be mended together with all others of its kind."""
    return finding.category is Category.TYPO and finding.fixable and len(finding.suggestions) == 1


def _families(findings: Iterable[CheckFinding]) -> tuple[Family, ...]:
    ordered = sorted(findings, key=lambda one: (_CATEGORY_ORDER[one.category], one.rule, one.start, one.end))
    rows = [Row(number, finding) for number, finding in enumerate(ordered, 1)]
    families = []
    for category, of_category in groupby(rows, key=lambda row: row.finding.category):
        rules = [RuleRows(tuple(of_rule)) for _, of_rule in groupby(of_category, key=lambda row: row.finding.rule)]
        count = sum(len(rule.rows) for rule in rules)
        families.append(Family(category.value, CATEGORY_WORDS[category], tuple(rules), count))
    return tuple(families)


def _severities(findings: Sequence[CheckFinding], current: str) -> tuple[Choice, ...]:
    counted = Counter(one.severity for one in findings)
    kinds = [
        Choice(severity.value, word, counted[severity], current == severity.value, _SIGNS[severity])
        for severity, word in SEVERITY_WORDS.items()
        if counted[severity] or current == severity.value
    ]
    return (Choice("", "全部", len(findings), not current), *kinds)


def _categories(findings: Sequence[CheckFinding], current: str) -> tuple[Choice, ...]:
    counted = Counter(one.category for one in findings)
    kinds = [
        Choice(category.value, word, counted[category], current == category.value)
        for category, word in CATEGORY_WORDS.items()
        if counted[category] or current == category.value
    ]
    return (Choice("", "各类", len(findings), not current), *kinds)
