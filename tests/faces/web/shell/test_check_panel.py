"""The panel numbers findings as it shows them, folds what repeats, and marks every place of the text."""

import re
from dataclasses import replace

from taizhang.domain.checking.finding import Category, Confidence
from taizhang.domain.findings import Severity
from taizhang.faces.web.shell.check_panel import FEW, MOST_OF_RULE, Narrowed, is_safe_typo, panel_of
from taizhang.faces.web.shell.marked_text import marked_text
from tests.formats.checks.made_findings import finding


def test_families_come_in_their_order_and_numbers_follow_it() -> None:
    text = "部署XX次，布署XX次。"
    typo = replace(finding(text, "布署", "部署", replacing=True), category=Category.TYPO, rule="spelling/sound")
    blanks = [finding(text, "XX"), finding(text, "XX", after=5)]
    panel = panel_of(text, [blanks[0], typo, blanks[1]])
    rows = [row for family in panel.families for rule in family.rules for row in rule.rows]
    assert [family.word for family in panel.families] == ["空缺与残留", "错别字"]
    assert [(row.number, row.finding.excerpt) for row in rows] == [(1, "XX"), (2, "XX"), (3, "布署")]
    assert [offer.text for offer in rows[2].offers] == ["部署"]
    assert panel.typos == 1


def test_what_repeats_is_folded_and_what_nobody_reads_is_left_to_the_text() -> None:
    text = "X" * (MOST_OF_RULE + 9)
    panel = panel_of(text, [finding(text, "X", after=at) for at in range(len(text))])
    (rule,) = panel.families[0].rules
    assert (len(rule.shown), len(rule.folded), rule.beyond) == (FEW, MOST_OF_RULE - FEW, 9)
    assert panel.text.count("<mark") == len(text)


def test_unsure_findings_wait_until_they_are_asked_for() -> None:
    text = "约10万元左右XX"
    unsure = replace(finding(text, "约10万元左右"), confidence=Confidence.LOW, severity=Severity.HINT)
    assert (panel_of(text, [unsure]).total, panel_of(text, [unsure]).unsure) == (0, 1)
    assert panel_of(text, [unsure], narrowed=Narrowed(unsure=True)).total == 1


def test_only_typos_with_one_sure_answer_are_mended_together() -> None:
    text = "布署"
    sure = replace(finding(text, "布署", "部署", replacing=True), category=Category.TYPO)
    assert is_safe_typo(sure)
    assert not is_safe_typo(replace(sure, suggestions=("部署", "布置")))
    assert not is_safe_typo(replace(sure, category=Category.FIXED_EXPRESSION))


def test_overlapping_marks_belong_to_all_and_look_like_the_gravest() -> None:
    text = "约10万元左右"
    grave, slight = finding(text, "10万元"), replace(finding(text, text), severity=Severity.HINT)
    marks = re.findall(r'<mark class="(\w)" data-marks="([\d ]+)">', marked_text(text, [(1, grave), (2, slight)]))
    assert marks == [("h", "2"), ("e", "2 1"), ("h", "2")]


def test_a_mark_over_several_lines_is_closed_on_each() -> None:
    text = "甲XX\n\nYY乙\n"
    shown = marked_text(text, [(1, finding(text, "XX\n\nYY"))])
    assert shown.count("<mark") == shown.count("</mark>") == 2
    assert re.findall(r"<p[^>]*>.*?</p>", shown) == shown.replace("</p>", "</p>\n").split("\n")[:-1]
