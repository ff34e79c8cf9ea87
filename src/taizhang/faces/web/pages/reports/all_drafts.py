"""What a run that drafts many reports keeps, and the package of their files."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import permitted
from taizhang.apps.organizations.errors import OrganizationError
from taizhang.apps.reports.doors import open_for
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.selectors.texts import document_of, version_of
from taizhang.apps.reports.services.drafting_all import Asked, draft_each
from taizhang.apps.runs.services import Running
from taizhang.formats.cells import Cell
from taizhang.formats.official.word import report_docx
from taizhang.formats.xlsx_out import Sheet, write_workbook

DRAFT_ALL = "draft_reports"
MOST_AT_ONCE = 300
LONGEST_NAME = 60
INDEX = "目录.xlsx"
HEADINGS = (
    "序号",
    "党组织",
    "文件",
    "稿次",
    "字数",
    "数据",
    "待补",
    "待补的内容",
    "没写进正文",
    "没写进正文的内容",
    "说明",
)
WIDTHS = (6, 30, 44, 8, 8, 8, 8, 60, 10, 60, 44)

Kept = dict[str, Any]
"""One organisation's line in the result of the run."""


def drafted(actor: Actor, organizations: Sequence[int], asked: Asked, running: Running) -> dict[str, Any]:
    """Draft them all; what stands already is in the result even where somebody stops the run."""
    rows: list[Kept] = []
    running.result = {"reports": rows}
    running.advance(0, len(organizations), "起草")
    for told in draft_each(actor, organizations, asked):
        rows.append(asdict(told))
        running.advance(len(rows), len(organizations), "起草")
    return running.result


def kept_for(actor: Actor, result: dict[str, Any]) -> list[Kept]:
    """The lines of those organisations for which the actor may write today: rights may have ended since the run."""
    allowed = permitted(actor, Permission.WRITE_REPORTS)
    return [one for one in result.get("reports", ()) if one["organization"] in allowed]


def packed(actor: Actor, rows: Sequence[Kept], told: Callable[[int], None] = lambda _: None) -> bytes:
    """A zip with a .docx of each version that was drafted, and the index; asks anew what the actor may take out."""
    file = io.BytesIO()
    lines: list[Sequence[Cell]] = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for order, row in enumerate(rows, start=1):
            name, remark = "", row["remark"]
            if row["report"]:
                try:
                    name, content = _file(actor, order, row)
                    package.writestr(name, content)
                except (ReportError, OrganizationError) as refused:
                    row, remark = {**row, "report": 0}, refused.message  # noqa: PLW2901 (nothing of it is told)
            lines.append(_line(order, row, name, remark))
            told(order)
        package.writestr(INDEX, _index(lines))
    return file.getvalue()


def _file(actor: Actor, order: int, row: Kept) -> tuple[str, bytes]:
    report = open_for(actor, row["report"], Permission.EXPORT)
    document = document_of(version_of(report, row["version"]))
    title = document.blocks[0].text if document.blocks else row["name"]
    return f"{order:03d} {''.join(_plain(title))}.docx", report_docx(document)


def _plain(title: str) -> Iterator[str]:
    """What every file system takes, and no way into another folder."""
    return (one if one.isalnum() or one in "（）—-" else "_" for one in title[:LONGEST_NAME])


def _line(order: int, row: Kept, name: str, remark: str) -> Sequence[Cell]:
    if not row["report"]:
        return (order, row["name"], "", "", "", "", "", "", "", "", remark)
    return (
        order,
        row["name"],
        name,
        f"第{row['version']}稿",
        row["characters"],
        row["figures"],
        row["missing"],
        "；".join(row["gaps"]),
        row["left_out"],
        "；".join(row["dropped"]),
        remark,
    )


def _index(lines: Sequence[Sequence[Cell]]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "index.xlsx"
        write_workbook(file, [Sheet("目录", HEADINGS, lines, WIDTHS)])
        return file.read_bytes()
