"""The counts that real reports state come out again from the demonstration's entries of 2023."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from taizhang.apps.accounts.actors import Role, operator_at_machine
from taizhang.apps.ledger.selectors.entries import entry_detail
from taizhang.apps.ledger.selectors.figures import figure_of
from taizhang.apps.organizations.selectors import below, organization_by_code
from taizhang.domain.figures.approximate import Wording, is_true_of
from taizhang.domain.figures.figure import Figure
from taizhang.domain.periods import Window
from taizhang.domain.rules.rulebook import shipped
from tests.demo_world import DemoHome

HERE = Path(__file__).resolve().parent
ANNOTATED = HERE.parent.parent.parent / "shared" / "eval" / "figures.jsonl"
REPORTS = ("000_", "002_", "004_")
YEAR = Window(date(2023, 1, 1), date(2023, 12, 31))
TODAY = date(2025, 12, 10)
STATED: list[dict[str, Any]] = tomllib.loads((HERE / "stated.toml").read_text(encoding="utf-8"))["stated"]
COMPUTED = [row for row in STATED if "missing" not in row]
MISSING = [row for row in STATED if "missing" in row]


def asked(row: dict[str, Any], period: Window = YEAR) -> Figure:
    """The figure of a row, over the organisation and all below it."""
    reader = operator_at_machine("golden", Role.SUPERIOR)
    scope = below(organization_by_code(row["organization"]), period.end)
    return figure_of(reader, row["figure"], scope, period, TODAY)


def value(row: dict[str, Any]) -> int:
    how = row.get("how", "total")
    if how == "each_quarter":
        quarters = [Window(date(2023, month, 1), date(2023, month + 2, 28)) for month in (1, 4, 7, 10)]
        least = min(asked(row, quarter).value for quarter in quarters)
        return min(least, int(row["value"]))  # “每季度一次”, where there were more
    figure = asked(row)
    if how == "month":
        (only,) = {source.day.month for source in figure.sources}
        return only
    if how == "first_month":
        return min(source.day for source in figure.sources).month
    if how == "distinct":
        return len({one for source in figure.sources for one in in_entry(source.entry, row["field"])})
    return figure.value


def in_entry(entry: int, field: str) -> list[int]:
    reader = operator_at_machine("golden", Role.SUPERIOR)
    return [one for part in entry_detail(reader, entry).occasion.parts for one in part.fields[field]]


@pytest.mark.parametrize("row", COMPUTED, ids=[row["id"] for row in COMPUTED])
def test_a_stated_count_comes_out_again_from_its_entries(row: dict[str, Any], demo_to_read: DemoHome) -> None:
    found = value(row)
    assert is_true_of(found, row["value"], Wording(row.get("wording", ""))), f"{row['what']}: {found}"


@pytest.mark.parametrize("row", COMPUTED, ids=[row["id"] for row in COMPUTED])
def test_a_stated_count_can_be_opened_down_to_its_entries(row: dict[str, Any], demo_to_read: DemoHome) -> None:
    figure = asked(row)
    if figure.nature == "stock":
        assert sum(portion.value for portion in figure.portions) == figure.value
        return
    assert figure.sources
    assert bool(figure.tallied) == row.get("tallied", False)


@pytest.mark.parametrize("row", MISSING, ids=[row["id"] for row in MISSING])
def test_what_is_listed_as_missing_has_no_kind_yet(row: dict[str, Any]) -> None:
    rulebook = shipped()
    having = [kind.id for kind in rulebook.kinds.values() if kind.catalogue == row["missing"]]
    assert not having, f"{row['missing']} has kinds now ({having}): let the table compute {row['id']}"


@pytest.mark.skipif(not ANNOTATED.is_file(), reason="标注不在旁边的 shared/eval 里")
def test_the_table_covers_every_figure_annotated_in_the_three_reports() -> None:
    lines = map(json.loads, ANNOTATED.read_text(encoding="utf-8").splitlines())
    annotated = {line["id"]: line["value"] for line in lines if line["file"].startswith(REPORTS)}
    assert {row["id"]: row["value"] for row in STATED} == annotated
