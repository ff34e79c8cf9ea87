"""Writing exported records in the form that the file's name asks for."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import click

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.exchange.sheets import workbook
from taizhang.apps.ledger.selectors.entries import Filter, State, list_entries
from taizhang.apps.ledger.services.files import exported_records
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.faces.cli.exits import CommandEndedError
from taizhang.formats.csv_text import csv_lines
from taizhang.formats.json_lines import json_line
from taizhang.formats.xlsx_out import write_workbook

Report = Callable[[int, int, str], None]
MOST_IN_SHEETS = 50_000
ENDINGS = (".jsonl", ".xlsx", ".csv")


def write_entries(target: Path, actor: Actor, wanted: Filter, report: Report) -> int:
    """Write the entries; the file appears whole or not at all."""
    if str(target) != "-" and target.suffix.lower() not in ENDINGS:
        raise click.UsageError("文件名要以 .jsonl、.xlsx 或 .csv 结尾。")
    if target.suffix.lower() == ".xlsx" and (many := list_entries(actor, wanted).count()) > MOST_IN_SHEETS:
        raise CommandEndedError(
            f"有 {many} 条记录，一份表格最多放 {MOST_IN_SHEETS} 条，没有导出。"
            "用 --year 或 --org 分几次，或导出成 .jsonl。"
        )
    counting = _Counting(exported_records(actor, wanted, report))
    if str(target) == "-":
        _write_lines(sys.stdout, map(json_line, counting))
        return counting.count
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=target.suffix, dir=target.resolve().parent)
    os.close(handle)
    fresh = Path(name)
    try:
        _write_file(fresh, target.suffix.lower(), counting)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return counting.count


def _write_file(file: Path, ending: str, records: Iterable[dict[str, Any]]) -> None:
    if ending == ".xlsx":
        write_workbook(file, workbook(records, current_rulebook()))
        return
    with file.open("w", encoding="utf-8", newline="") as stream:
        _write_lines(stream, map(json_line, records) if ending == ".jsonl" else csv_lines(HEADINGS, map(_row, records)))


def _write_lines(stream: IO[str], lines: Iterable[str]) -> None:
    for line in lines:
        stream.write(line)


HEADINGS = ("记录", "党组织", "日期", "结束日期", "归属年度", "名称", "地点", "类别", "状态")


def _row(record: dict[str, Any]) -> tuple[Any, ...]:
    kinds = current_rulebook().kinds
    named = "、".join(kinds[part["kind"]].zh for part in record.get("parts", []) if part["kind"] in kinds)
    return (
        record["entry"],
        record["organization"],
        record["day"],
        record.get("end_day"),
        record.get("year"),
        record.get("title"),
        record.get("place"),
        named or "汇总登记",
        State(record["state"]).zh,
    )


class _Counting:
    """Counts what goes by."""

    def __init__(self, records: Iterable[dict[str, Any]]) -> None:
        self._records = records
        self.count = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for record in self._records:
            self.count += 1
            yield record
