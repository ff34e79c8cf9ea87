"""Attack case B14: a file of very many rows, half of them wrong, is told of in bounds, written not at all, in bounds.

`python -m tests.faces.cli.large_files` measures two hundred thousand rows, which takes minutes.
"""

import json
import os

import pytest
import xlsxwriter

from taizhang.apps.ledger.services.staging import MOST_TOLD
from tests.faces.cli.conftest import Installation
from tests.faces.cli.large_files import half_wrong, measured

ROWS = 3000
MOST_GROWTH = 25
"""Megabytes; the file has forty-five."""
COUNT = "from taizhang.apps.ledger.models import Entry; print(Entry.objects.count())"


@pytest.mark.skipif(os.name != "posix", reason="how much memory a process took is told on POSIX only")
def test_many_wrong_lines_are_told_in_bounds_and_kept_nowhere(installation: Installation) -> None:
    few = half_wrong(installation.root / "few.jsonl", 20, 10)
    _, _, usual = measured(installation, "entries", "import", str(few), "--as", "clerk", "--keep-duplicates")
    many = half_wrong(installation.root / "many.jsonl", ROWS, 30_000)
    assert many.stat().st_size > 44_000_000
    code, found, most = measured(installation, "entries", "import", str(many), "--as", "clerk", "--keep-duplicates")
    assert code == 1
    assert (found["records"], found["faulty"], found["recorded"]) == (ROWS, ROWS // 2, 0)
    assert len(found["lines"]) == MOST_TOLD
    assert found["untold"] >= ROWS // 2 - MOST_TOLD
    assert most - usual < MOST_GROWTH, f"{most} MB, where a small file takes {usual} MB"
    assert installation.python(COUNT).strip() == "0"


def test_a_wrong_row_of_a_large_sheet_keeps_all_others_out(installation: Installation) -> None:
    path = installation.root / "many.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("主题党日")
        sheet.write_row(0, 0, ["党组织", "日期", "名称", "主题"])
        for row in range(1, 1501):
            sheet.write_row(row, 0, ["a" if row % 2 else "没有", "2025-03-05", f"第{row}次", "学习"])
    found = installation.run("entries", "import", str(path), "--as", "clerk", "--keep-duplicates", "--format", "json")
    told = json.loads(found.stdout)
    assert (found.returncode, told["records"], told["recorded"]) == (1, 1500, 0)
    assert told["faulty"] >= 750
    assert installation.python(COUNT).strip() == "0"
