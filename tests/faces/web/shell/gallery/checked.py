"""A text with findings of each weight: overlapping, folded, unsure, let stand."""

from __future__ import annotations

from dataclasses import replace

from taizhang.domain.checking.finding import Category, Confidence
from taizhang.domain.checking.house import Reach, Silence
from taizhang.domain.findings import Severity
from taizhang.faces.web.shell.check_panel import Narrowed, Panel, panel_of
from tests.formats.checks.made_findings import finding

TEXT = (
    "2026年述职报告\n一、主要做法\n学习XX次，讲党课XX次，谈心XX次，走访XX户。年初布署，严于律已。\n\n约10万元左右。\n"
)


def checked_panel() -> Panel:
    """The panel of the invented text."""
    blanks = [
        replace(finding(TEXT, "XX", "按台账填写。", after=at), rule="blanks/placeholder")
        for at in (TEXT.index("XX"), TEXT.index("XX次，谈"), TEXT.index("XX次，走"), TEXT.index("XX户"))
    ]
    typo = replace(finding(TEXT, "布署", "部署", replacing=True), rule="spelling/homophone", category=Category.TYPO)
    doubled = replace(
        finding(TEXT, "约10万元左右", "约10万元", "10万元左右", replacing=True),
        rule="grammar/doubled",
        category=Category.GRAMMAR,
        severity=Severity.WARNING,
    )
    hint = replace(finding(TEXT, "10万元"), rule="grammar/unsure", category=Category.GRAMMAR, severity=Severity.HINT)
    whole = replace(finding(TEXT, "2026"), rule="layout/paper", category=Category.LAYOUT, start=0, end=0, excerpt="")
    unsure = replace(hint, confidence=Confidence.LOW)
    silence = Silence(reach=Reach.ALWAYS, rule="spelling/homophone", reason="地名", author="沈溪", excerpt="律已")
    silenced = [(replace(typo, excerpt="律已"), silence)]
    return panel_of(TEXT, [*blanks, typo, doubled, hint, unsure, whole], silenced, Narrowed(unsure=True))
