"""The annex 《数据来源表》: each number of the text with its definition, period and entries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One number of the text, as the annex tells it; entries come here masked by the reader's rights."""

    identity: str
    shown: str
    zh: str
    definition: str
    scope: str
    period: str
    entries: tuple[str, ...]
    more: int = 0
    """Entries beyond those listed."""


HEADINGS = ("序号", "文中数据", "名称和口径", "范围和期间", "来源记录")


def cells_of(number: int, row: SourceRow) -> tuple[str, ...]:
    """The row as texts."""
    entries = "；".join(row.entries) + (f"；另有{row.more}条" if row.more else "")
    return (
        str(number),
        row.shown,
        f"{row.zh}：{row.definition}",
        f"{row.scope}，{row.period}",
        entries or "期末存量，见组织与党员",
    )
