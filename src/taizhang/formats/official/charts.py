"""A chart drawn: bars with their numbers, told apart by filling and hatching so that a black printer is enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typst

from taizhang.domain.reporting.charts import Across, Chart, Series
from taizhang.formats.official.layout import FANG_SONG, HEI, Face
from taizhang.formats.official.typst_words import font_folders, set_text

TITLE: Final = Face(HEI, 12)
SMALL: Final = Face(FANG_SONG, 10.5)
NUMBER: Final = Face(FANG_SONG, 8)
NOTHING: Final = "正文里没有能按月、按类画出来的数。"
"""Said in place of the charts where there are none."""
WIDTH_MM: Final = 150
_DOTS_PER_INCH: Final = 220.0
_LEGEND_MM, _FOOT_MM = 7.0, 6.0
_TALL_MM = 38.0
"""The longest bar of a chart by month."""
_LABEL_MM, _NUMBER_MM, _ROW_MM = 42.0, 12.0, 9.0
_FILLED = "fill: luma(35%), stroke: 0.4pt + luma(20%)"
_HATCHED = "fill: hatching, stroke: 0.4pt + luma(20%)"
_PRELUDE = "#let hatching = tiling(size: (3pt, 3pt), place(line(start: (0pt, 3pt), end: (3pt, 0pt), stroke: 0.5pt)))\n"


def height_mm(chart: Chart) -> float:
    """How tall a chart is drawn."""
    if chart.across is Across.MONTHS:
        return _LEGEND_MM + _TALL_MM + 2 * _FOOT_MM
    return _LEGEND_MM + _ROW_MM * len(chart.labels)


def drawing(chart: Chart) -> str:
    """The chart as a Typst box; `prelude` has to stand before the first."""
    bars = _by_month(chart) if chart.across is Across.MONTHS else _by_kind(chart)
    placed = "\n".join(f"  {one}" for one in (*_legend(chart), *bars))
    return f"box(width: {WIDTH_MM}mm, height: {height_mm(chart):.2f}mm, {{\n{placed}\n}})"


def prelude() -> str:
    """What drawings need once."""
    return _PRELUDE


def picture(chart: Chart, fonts: Path | None = None) -> bytes:
    """The chart as PNG, the same bytes for the same chart and fonts."""
    page = f"#set page(width: {WIDTH_MM}mm, height: {height_mm(chart):.2f}mm, margin: 0mm, fill: white)\n"
    source = f'{_PRELUDE}{page}#set text(lang: "zh", region: "cn")\n#{drawing(chart)}'
    made: bytes = typst.compile(source.encode(), format="png", ppi=_DOTS_PER_INCH, font_paths=font_folders(fonts))
    return made


def _legend(chart: Chart) -> Iterator[str]:
    for at, one in enumerate(chart.series):
        left = at * 26.0
        yield _rect(left, 1.0, 5.0, 3.0, at)
        yield _words(one.name, left + 6.5, 0.8, SMALL)
    yield f"place(top + right, dy: 0.8mm, {set_text(f'单位：{chart.unit}', SMALL)})"


def _by_month(chart: Chart) -> Iterator[str]:
    group = WIDTH_MM / len(chart.labels)
    thick = group * 0.8 / len(chart.series)
    ground = _LEGEND_MM + _FOOT_MM + _TALL_MM
    longest = _longest(chart)
    for at, series in enumerate(chart.series):
        for month, value in enumerate(series.values):
            if value is None:
                continue
            left, tall = month * group + group * 0.1 + at * thick, _TALL_MM * value / longest
            yield _rect(left, ground - tall, thick, tall, at) if value else ""
            yield _centred(str(value), left - 2, ground - tall - 4, thick + 4, NUMBER)
    yield f"place(dy: {ground:.2f}mm, line(length: {WIDTH_MM}mm, stroke: 0.5pt))"
    for month, label in enumerate(chart.labels):
        yield _centred(label, month * group, ground + 1.2, group, Face(FANG_SONG, 9))


def _by_kind(chart: Chart) -> Iterator[str]:
    longest, room = _longest(chart), WIDTH_MM - _LABEL_MM - _NUMBER_MM
    thick = _ROW_MM * 0.76 / len(chart.series)
    for row, label in enumerate(chart.labels):
        top = _LEGEND_MM + row * _ROW_MM
        yield (
            f"place(dy: {top:.2f}mm, box(width: {_LABEL_MM - 2}mm, height: {_ROW_MM * 0.76:.2f}mm,"
            f" align(right + horizon, {set_text(label, Face(FANG_SONG, 9))})))"
        )
        for at, series in enumerate(chart.series):
            value, bar = series.values[row] or 0, room * (series.values[row] or 0) / longest
            yield _rect(_LABEL_MM, top + at * thick, bar, thick, at) if value else ""
            yield _words(str(value), _LABEL_MM + bar + 1, top + at * thick + thick / 2 - 1.4, NUMBER)
    ground = _ROW_MM * len(chart.labels) - _ROW_MM * 0.1
    yield (
        f"place(dx: {_LABEL_MM}mm, dy: {_LEGEND_MM - 0.7:.2f}mm,"
        f" line(length: {ground:.2f}mm, angle: 90deg, stroke: 0.5pt))"
    )


def _longest(chart: Chart) -> int:
    return max((value for series in chart.series for value in _known(series)), default=0) or 1


def _known(series: Series) -> Iterator[int]:
    return (value for value in series.values if value is not None)


def _rect(left: float, top: float, width: float, height: float, at: int) -> str:
    look = _HATCHED if at else _FILLED
    return f"place(dx: {left:.2f}mm, dy: {top:.2f}mm, rect(width: {width:.2f}mm, height: {height:.2f}mm, {look}))"


def _words(words: str, left: float, top: float, face: Face) -> str:
    return f"place(dx: {left:.2f}mm, dy: {top:.2f}mm, {set_text(words, face)})"


def _centred(words: str, left: float, top: float, width: float, face: Face) -> str:
    return (
        f"place(dx: {left:.2f}mm, dy: {top:.2f}mm, box(width: {width:.2f}mm, align(center, {set_text(words, face)})))"
    )
