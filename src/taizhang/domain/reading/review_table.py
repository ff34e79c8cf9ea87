"""The tables of a review: one row per report, then its figures, its problems, and what is alike; for page and file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.domain.reading.naming import ReportKind
from taizhang.domain.reading.reviewing import Likeness, Reviewed, Unread
from taizhang.domain.reading.sections import PART_WORDS, Part

Told = str | int | float | None

HEADINGS = (
    "文件",
    "标题",
    "单位",
    "类型",
    "年度",
    "字数",
    "超出字数",
    "缺少的部分",
    "问题占比%",
    "打算占比%",
    "问题条数",
    "打算条数",
    "数据个数",
    "每千字数据",
    "回应上年问题",
    "上年问题未见回应",
    "与上年相同",
    "与其他报告相同",
    "点评可问",
    "读的时候",
)
KIND_WORDS = {ReportKind.PERSON: "个人述职", ReportKind.ORGANIZATION: "组织报告"}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, its headings, its rows, and how wide its columns are."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Told, ...], ...]
    widths: tuple[int, ...]


def tables_of(rows: Sequence[Reviewed], unread: Sequence[Unread] = ()) -> tuple[Table, ...]:
    """All tables of a review."""
    main = [*(row_of(row) for row in rows), *(_unread(one) for one in unread)]
    return (
        Table("一览", HEADINGS, tuple(main), (24, 32, 16, 9, 6, 7, 9, 20, 9, 9, 8, 8, 8, 9, 20, 30, 30, 30, 60, 24)),
        Table(
            "数据",
            ("文件", "数的是什么", "数", "单位", "怎么说的", "原文", "位置"),
            tuple(line for row in rows for line in _figures(row)),
            (24, 30, 10, 8, 8, 50, 8),
        ),
        Table(
            "问题和打算",
            ("文件", "是什么", "内容", "有没有数量目标", "有没有时限"),
            tuple(line for row in rows for line in _items(row)),
            (24, 10, 60, 14, 12),
        ),
        Table(
            "相同之处",
            ("文件", "与哪个文件", "是不是上年", "什么相同", "内容"),
            tuple(line for row in rows for line in _alike(row)),
            (24, 24, 10, 10, 80),
        ),
    )


def row_of(row: Reviewed) -> tuple[Told, ...]:
    """The row of one report in the main table."""
    naming = row.report.naming
    return (
        row.name,
        naming.title,
        naming.unit,
        KIND_WORDS[naming.kind],
        naming.year,
        row.length,
        row.over or None,
        "、".join(PART_WORDS[part] for part in row.missing),
        row.share(Part.PROBLEMS),
        row.share(Part.PLANS),
        len(row.problems),
        len(row.intentions),
        len(row.figures),
        row.figures_in_thousand,
        last_year_words(row),
        "；".join(item.text for item in row.unanswered),
        alike_words(row, earlier=True),
        alike_words(row, earlier=False),
        "\n".join(row.questions),
        "；".join(row.warnings),
    )


def last_year_words(row: Reviewed) -> str:
    """How a report answers last year's problems."""
    if row.earlier:
        return f"上年 {len(row.answered) + len(row.unanswered)} 条，见到 {len(row.answered)} 条"
    return "写了整改情况" if row.names_last_year else "没有写，也没有上年报告可对"


def alike_words(row: Reviewed, *, earlier: bool) -> str:
    """What a report has in common with last year's, or with others of the batch."""
    return "；".join(f"{like.other}：{amounts_of(like)}" for like in row.alike if like.is_earlier == earlier)


def amounts_of(like: Likeness) -> str:
    """How much two reports have in common: a passage may run over many paragraphs, so its characters are told."""
    said = [f"{len(like.passages)} 处 {like.characters} 字"] if like.passages else []
    return "、".join([*said, *([f"{len(like.figures)} 个数"] if like.figures else [])])


def _unread(one: Unread) -> tuple[Told, ...]:
    return (one.name, *[None] * (len(HEADINGS) - 2), f"没有读出：{one.reason}")


def _figures(row: Reviewed) -> Iterator[tuple[Told, ...]]:
    for figure in row.figures:
        value = float(figure.value) if isinstance(figure.value, Decimal) else figure.value
        yield row.name, figure.label, value, figure.unit, figure.word, figure.clause, figure.start


def _items(row: Reviewed) -> Iterator[tuple[Told, ...]]:
    for word, items in (("问题", row.problems), ("打算", row.intentions), ("上年问题，未见回应", row.unanswered)):
        for item in items:
            yield row.name, word, item.text, "有" if item.has_target else "", "有" if item.has_day else ""


def _alike(row: Reviewed) -> Iterator[tuple[Told, ...]]:
    for like in row.alike:
        last = "上年" if like.is_earlier else ""
        for passage in like.passages:
            yield row.name, like.other, last, "段落", row.report.text.text[passage.start : passage.end]
        for figure in like.figures:
            yield row.name, like.other, last, "数据", figure
