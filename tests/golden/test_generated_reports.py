"""The 2023 reports of the hospital and the health commission, drafted without a limit, state what the real ones did."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from taizhang.apps.accounts.actors import Role, operator_at_machine
from taizhang.apps.ledger.selectors.figures import figure_of
from taizhang.apps.organizations.selectors import organization_by_code
from taizhang.apps.reports.selectors.gathering import gathered, secretary_of, speaker_of
from taizhang.apps.reports.selectors.reaching import reach_of
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.figures.approximate import Wording, is_true_of, numeral
from taizhang.domain.periods import Window
from taizhang.domain.reporting import Chip, Document, Named, Notice, Standing, Style, Words
from taizhang.domain.reporting.drafting import draft
from taizhang.domain.reporting.wanting import Plan
from tests.demo_world import DemoHome

HERE = Path(__file__).resolve().parent
UNTIL = date(2023, 12, 31)
SPEAKERS = {"D2": "YY", "D4": "WJ"}
STATED: list[dict[str, Any]] = tomllib.loads((HERE / "stated.toml").read_text(encoding="utf-8"))["stated"]
ROWS = [row for row in STATED if row["report"] in SPEAKERS]
KNOWN = [row for row in ROWS if "missing" not in row]
DIGITS = re.compile(r"\d")
COUNTED = re.compile("[一二三四五六七八九十百千万两]+余?[次个名人条项件场期份篇]")
QUOTED = re.compile("“[^”]*”")
READER = operator_at_machine("golden", Role.SUPERIOR)


def drafted(code: str, most: int = 0) -> Document:
    organization = organization_by_code(code)
    rulebook = current_rulebook()
    speaker = speaker_of(READER, organization, UNTIL, secretary_of(organization, UNTIL))
    plan = Plan(rulebook, rulebook.outlines["secretary_duty_report"], speaker, Notice(2023, UNTIL, most))
    return draft(plan, gathered(READER, organization, plan)).document


@pytest.fixture(scope="module")
def report(demo_to_read: DemoHome) -> Callable[[str], Document]:
    made: dict[str, Document] = {}

    def of(name: str) -> Document:
        if name not in made:
            made[name] = drafted(SPEAKERS[name])
        return made[name]

    return of


def saying(row: dict[str, Any], document: Document) -> str:
    """The words by which a report states a row; nothing where it does not."""
    how = row.get("how", "total")
    if how in {"total", "each_quarter"}:
        return _counted(row, document, each_quarter=how == "each_quarter") or _edition(row, document)
    if how == "distinct":
        told = dict.fromkeys(one.text for one in names(document) if one.what == row["field"])
        return "、".join(told) if len(told) == row["value"] else ""
    entries = {source.entry for source in sources(row)}
    days = [one.text for one in names(document) if one.what == "day" and one.entry in entries]
    return next((day for day in days if day.startswith(f"{row['value']}月")), "")


def _counted(row: dict[str, Any], document: Document, *, each_quarter: bool) -> str:
    wording = Wording(row.get("wording", ""))
    for chip in document.chips():
        if chip.ask.figure == row["figure"]:
            enough = chip.value >= row["value"] * 4 if each_quarter else is_true_of(chip.value, row["value"], wording)
            if enough:
                return chip.text
    return ""


def _edition(row: dict[str, Any], document: Document) -> str:
    is_edition = row["figure"].endswith("/edition")
    return next((one.text for one in names(document) if is_edition and numeral(row["value"]) in one.text), "")


def names(document: Document) -> Iterator[Named]:
    return (run for block in document.blocks for run in block.runs if isinstance(run, Named))


def sources(row: dict[str, Any]) -> tuple[Any, ...]:
    organizations = reach_of(organization_by_code(row["organization"]), UNTIL).of("all")
    return figure_of(READER, row["figure"], organizations, Window(date(2023, 1, 1), UNTIL), UNTIL).sources


@pytest.mark.parametrize("row", KNOWN, ids=[row["id"] for row in KNOWN])
def test_the_generated_report_states_what_the_ledger_knows(
    row: dict[str, Any], report: Callable[[str], Document]
) -> None:
    assert saying(row, report(row["report"])), row["what"]
    assert row["figure"].endswith("_at_end") or sources(row)


@pytest.mark.parametrize("name", SPEAKERS)
def test_every_number_of_the_generated_report_lies_in_a_figure_a_name_or_framing(
    name: str, report: Callable[[str], Document]
) -> None:
    for block in report(name).blocks:
        if block.style is not Style.PARAGRAPH:
            continue
        for run in block.runs:
            if isinstance(run, Words) and run.standing is not Standing.FRAMING:
                said = QUOTED.sub("", run.text)
                assert not DIGITS.search(run.text), run.text
                assert not COUNTED.search(said), run.text


def test_the_table_says_of_each_figure_whether_it_is_stated_or_waits(report: Callable[[str], Document]) -> None:
    lines = [
        "# 两份报告的数，哪些生成的报告写了",
        "",
        "由 tests/golden 生成，和测试对不上就会报错。",
        "",
        "| 编号 | 报告 | 说的是 | 原文的数 | 生成的报告怎么写 | 等哪一行 |",
        "|---|---|---|---|---|---|",
    ]
    for row in ROWS:
        said = "" if "missing" in row else saying(row, report(row["report"]))
        lines.append(
            f"| {row['id']} | {row['report']} | {row['what']} | {row['value']}{row.get('wording', '')}"
            f" | {said} | {row.get('missing', '')} |"
        )
    assert (HERE / "stated.md").read_text(encoding="utf-8") == "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", SPEAKERS)
@pytest.mark.parametrize("most", [3000, 1500])
def test_an_ordinary_draft_has_about_ten_figures_in_a_thousand_characters(
    name: str, most: int, demo_to_read: DemoHome
) -> None:
    document = drafted(SPEAKERS[name], most)
    figures = sum(1 for _ in document.chips())
    assert 6 <= figures * 1000 / len(document.text) <= 14
    assert len({chip.ask for chip in document.chips()}) == figures  # no figure twice
    entries = [run.entry for run in names(document) if run.what == "day"]
    assert len(entries) == len(set(entries))  # no act twice


def test_chips_are_bound_to_what_the_ledger_answers(report: Callable[[str], Document]) -> None:
    document = report("D4")
    organization = organization_by_code("WJ")
    reach = reach_of(organization, UNTIL)
    for chip in document.chips():
        if chip.ask.figure.startswith("unmet"):
            continue
        period = Window(chip.ask.since, chip.ask.until)
        found = figure_of(READER, chip.ask.figure, reach.of(chip.ask.scope), period, UNTIL)
        assert isinstance(chip, Chip)
        assert found.value == chip.value
        assert found.nature == "stock" or found.sources
