"""Rolls as files: rows by heading out of a workbook or a CSV, and the roll written out under the same headings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import writing
from taizhang.apps.members.errors import MemberError
from taizhang.apps.members.movements import full_since
from taizhang.apps.members.selectors import rolls
from taizhang.apps.members.services.importing import HEADINGS, MOST_LINES
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.selectors import names_of
from taizhang.formats.cells import Cell, original
from taizhang.formats.xlsx_in import SheetStream, WorkbookUnreadableError, stream_workbook

MOST_BYTES: Final = 20 * 1024 * 1024
BEFORE_HEADINGS: Final = 20
TOO_LONG: Final = f"名册超过{MOST_LINES}行，没有检查。一次最多{MOST_LINES}行，请分成几份。"
COLUMNS: Final = (
    "编号",
    "姓名",
    "性别",
    "民族",
    "学历",
    "出生年份",
    "职业",
    "党支部",
    "党小组",
    "人员类别",
    "转正日期",
    "流动党员",
    "退休",
)
"""What an export holds; identity numbers and telephones never leave with it."""
TEMPLATE: Final = (
    "编号",
    "姓名",
    "性别",
    "民族",
    "学历",
    "出生年份",
    "职业",
    "党支部",
    "党小组",
    "人员类别",
    "入党日期",
    "转正日期",
    "进入支部日期",
    "身份证号",
    "电话",
    "备注",
)
_KNOWN = frozenset(word for words in HEADINGS.values() for word in words)


def rows_of_file(name: str, content: bytes) -> tuple[list[dict[str, Any]], int]:
    """The rows of the first sheet whose headings are those of a roll, and the line on which they begin."""
    if len(content) > MOST_BYTES:
        raise MemberError(f"文件超过{MOST_BYTES // 1024 // 1024}兆，没有读。名册不会这么大，请检查。")
    ending = name.lower().rpartition(".")[2]
    if ending not in {"xlsx", "csv"}:
        raise MemberError(f"“{name[:60]}”不是 .xlsx 或 .csv，没有读。用表格软件另存一份再选。")
    table = _csv(content) if ending == "csv" else _xlsx(content)
    for number, row in enumerate(table[:BEFORE_HEADINGS]):
        headings = [str(cell or "").strip() for cell in row]
        if "姓名" in headings and len(_KNOWN.intersection(headings)) > 1:
            return _rows(headings, table[number + 1 :]), number + 2
    raise MemberError("没有找到表头。要有一行写着“姓名”“人员类别”等栏目名；可以下载空白名册来填。")


def exported_roll(actor: Actor, ids: Sequence[int], day: date, known: int | None = None) -> list[list[Cell]]:
    """The roll of these organisations as rows; who exports is logged, with how many."""
    for one in ids[:1]:
        require(actor, Permission.EXPORT, one)
    found = rolls(ids, day, known)
    names = names_of({one for view in found for one in (view.organization, view.group) if one}, day, known)
    since = full_since([view.id for view in found], day, known)
    with writing(actor.label, "members.export", f"members:{len(found)}"):
        pass
    return [
        [
            view.code,
            view.name,
            view.sex,
            view.nation,
            view.education,
            view.born_in,
            view.occupation,
            names.get(view.organization or 0, ""),
            names.get(view.group or 0, ""),
            view.status.zh,
            since.get(view.id),
            "是" if view.floating else "",
            "是" if view.retired else "",
        ]
        for view in found
    ]


def _rows(headings: Sequence[str], lines: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    if len(lines) > MOST_LINES:
        raise MemberError(TOO_LONG)
    return [{heading: cell for heading, cell in zip(headings, line, strict=False) if heading} for line in lines]


def _placed(sheet: SheetStream) -> Iterator[list[Any]]:
    """The lines of a sheet; empty ones keep their place, so that a finding names the line that somebody sees."""
    yield list(sheet.headings)
    after = 1
    for number, row in sheet.rows:
        yield from ([] for _ in range(number - 1 - after))
        yield list(row)
        after = number


def _in_bounds(lines: Iterable[list[Any]]) -> list[list[Any]]:
    """The lines, and no more of them than a roll may have and a heading may stand below."""
    found = list(islice(lines, MOST_LINES + BEFORE_HEADINGS + 1))
    if len(found) > MOST_LINES + BEFORE_HEADINGS:
        raise MemberError(TOO_LONG)
    return found


def _csv(content: bytes) -> list[list[Any]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            # What our own export guards against formulas comes back as it was.
            lines = csv.reader(io.StringIO(text, newline=""), strict=True)
            return _in_bounds([original(cell) for cell in line] for line in lines)
        except csv.Error as error:
            raise MemberError("这份 CSV 读不下去，多半是引号没有配对。用表格软件另存为 .xlsx 再选。") from error
    raise MemberError("这份 CSV 的编码不认识。用表格软件另存为 .xlsx 再选。")


def _xlsx(content: bytes) -> list[list[Any]]:
    try:
        for sheet in stream_workbook(content):
            table = _in_bounds(_placed(sheet))
            if any("姓名" in [str(cell or "").strip() for cell in row] for row in table[:BEFORE_HEADINGS]):
                return table
    except WorkbookUnreadableError as error:
        raise MemberError(f"{error.message}没有导入。") from error
    return []
