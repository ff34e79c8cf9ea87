"""A report that was read, told to a person in plain lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taizhang.domain.reading.figures import Nature, StatedFigure
from taizhang.domain.reading.naming import ReportKind
from taizhang.domain.reading.report import ReportRead
from taizhang.domain.reading.sections import PART_WORDS

_KINDS = {ReportKind.PERSON: "个人述职", ReportKind.ORGANIZATION: "组织报告"}
NATURE_WORDS = {
    Nature.COUNT: "数量",
    Nature.RATIO: "比例",
    Nature.FREQUENCY: "频次",
    Nature.BREAKDOWN: "构成",
    Nature.ENUMERATION: "列举",
    Nature.RANK: "位次",
    Nature.ORDINAL: "届次",
    Nature.DATE: "月份",
}
_LONGEST = 40


def lines_of(name: str, report: ReportRead, warnings: Sequence[str] = ()) -> Iterator[str]:
    """Tell a report line by line."""
    naming = report.naming
    yield f"{name}：{naming.title or '没有标题'}"
    post = f"，{naming.post}" if naming.post else ""
    year = f"{naming.year}年" if naming.year else "年度看不出"
    yield f"{_KINDS[naming.kind]}，{year}{'，' + naming.unit if naming.unit else ''}{post}，{report.length} 字。"
    yield from (f"注意：{warning}" for warning in warnings)
    if report.shares:
        told = "，".join(f"{PART_WORDS[part]} {share:g}%" for part, share in report.shares.items())
        yield f"各部分：{told}。"
    yield ""
    yield f"提纲 {len(report.outline)} 条"
    yield from (f"{'  ' * heading.level}{heading.ordinal.written}{heading.text}" for heading in report.outline)
    yield ""
    yield f"数据 {len(report.figures)} 个"
    yield from (
        f"  {figure_words(figure)}（{NATURE_WORDS[figure.nature]}，{_line(report, figure)}）"
        for figure in report.figures
    )
    yield ""
    yield f"有日期的事项 {len(report.acts)} 件"
    yield from (f"  {act.day}{'，' + act.place if act.place else ''}：{_short(act.text)}" for act in report.acts)
    yield ""
    yield f"表态 {len(report.claims)} 处，要有记录支持"
    yield from (f"  {claim.word}：{_short(claim.clause)}" for claim in report.claims)


def figure_words(figure: StatedFigure) -> str:
    """Write a figure in one line: 集中学习 9次, 廉政谈话 100余次."""
    word = figure.word
    behind = word in {"余", "多", "来", "几", "以上", "以下", "以内", "之内", "左右", "上下"}
    number = f"{figure.value}—{figure.high}" if figure.high is not None else f"{figure.value}"
    if word in {"余", "多", "来", "几"}:
        said = f"{number}{word}{figure.unit}"
    elif behind:
        said = f"{number}{figure.unit}{word}"
    else:
        said = f"{word if figure.high is None else ''}{number}{figure.unit}"
    return f"{figure.label} {said}"


def _line(report: ReportRead, figure: StatedFigure) -> str:
    line, _ = report.text.line_and_column(figure.start)
    return f"第 {line} 行"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
