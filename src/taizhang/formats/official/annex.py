"""The annex 《数据来源表》: each number of the text with its definition, period and entries."""

from __future__ import annotations

from collections.abc import Sequence
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


SOURCES, CHARTS = "数据来源表", "附图"
"""The titles of the annexes."""
LONGEST_CELL = 3000
"""A cell that fills pages helps nobody to check, and keeps the typesetter busy for minutes."""
HEADINGS = ("序号", "文中数据", "名称和口径", "范围和期间", "来源记录")


def cells_of(number: int, row: SourceRow) -> tuple[str, ...]:
    """The row as texts."""
    entries = "；".join(row.entries) + (f"；另有{row.more}条" if row.more else "")
    cells = (
        str(number),
        row.shown,
        f"{row.zh}：{row.definition}",
        f"{row.scope}，{row.period}",
        entries or "期末存量，见组织与党员",
    )
    return tuple(cell if len(cell) <= LONGEST_CELL else f"{cell[: LONGEST_CELL - 1]}…" for cell in cells)


def labels_of(sources: Sequence[object], charts: Sequence[object] | None) -> dict[str, str]:
    """附件, numbered where there are two."""
    titles = [title for title, is_there in ((SOURCES, bool(sources)), (CHARTS, charts is not None)) if is_there]
    return {title: f"附件{number}" if len(titles) > 1 else "附件" for number, title in enumerate(titles, 1)}
