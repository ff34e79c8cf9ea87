"""Options for ECharts, plain enough for JSON: no animation, every label shown, at most three series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

INK, INK_2, INK_3 = "#22201D", "#4A4641", "#6A655F"
LINE, LINE_2 = "#ECE8E3", "#857E76"
NOW, BEFORE, RIM = "#4F7398", "#CBC4BA", "#3F6591"
MONTHS = tuple(f"{month}月" for month in range(1, 13))
SIZE = 13


def bars(
    labels: Sequence[str],
    values: Sequence[float | None],
    *,
    name: str,
    links: Sequence[str] = (),
    before: Sequence[float | None] | None = None,
    before_name: str = "",
    expected: float | None = None,
    expected_name: str = "应有",
    unfinished: int | None = None,
) -> dict[str, Any]:
    """Draw bars, beside them last year's, and a dashed line of what there should be.

    `links` opens the records of a bar; `unfinished` is the index of the month that is not over.
    """
    series: list[dict[str, Any]] = [
        {
            "name": name,
            "type": "bar",
            "barMaxWidth": 22,
            "barGap": "10%",
            "z": 3,
            "itemStyle": {"color": NOW},
            "label": {
                "show": True,
                "position": "top",
                "fontSize": SIZE,
                "fontWeight": 600,
                "color": INK,
                "textBorderColor": "#FFFFFF",
                "textBorderWidth": 4,
            },
            "data": [
                _bar(value, index == unfinished, links[index] if links else "") for index, value in enumerate(values)
            ],
        }
    ]
    if before is not None:
        series.append(
            {
                "name": before_name,
                "type": "bar",
                "barMaxWidth": 10,
                "data": list(before),
                "itemStyle": {"color": BEFORE},
            }
        )
    if expected is not None:
        series.append(
            {
                "name": expected_name,
                "type": "line",
                "symbol": "none",
                "z": 2,
                "data": [expected] * len(labels),
                "lineStyle": {"color": INK, "width": 1, "type": "dashed"},
                "itemStyle": {"color": INK},
            }
        )
    return {**_ground(labels), "series": series}


def lines(labels: Sequence[str], series: Sequence[tuple[str, Sequence[float | None]]]) -> dict[str, Any]:
    """Draw one to three lines, told apart by colour and by dash."""
    looks = ((NOW, "solid"), (LINE_2, "dashed"), (INK, "dotted"))
    drawn = [
        {
            "name": name,
            "type": "line",
            "symbol": "circle",
            "symbolSize": 6,
            "data": list(values),
            "lineStyle": {"color": colour, "width": 2, "type": dash},
            "itemStyle": {"color": colour},
        }
        for (name, values), (colour, dash) in zip(series, looks, strict=False)
    ]
    return {**_ground(labels), "series": drawn}


def _bar(value: float | None, is_unfinished: bool, link: str) -> Any:  # noqa: FBT001 (one of two looks)
    if not is_unfinished and not link:
        return value
    point: dict[str, Any] = {"value": value}
    if link:
        point["link"] = link
    if is_unfinished:
        point["itemStyle"] = {"color": "#FFFFFF", "borderColor": RIM, "borderWidth": 1.5, "borderType": "dashed"}
    return point


def _ground(labels: Sequence[str]) -> dict[str, Any]:
    return {
        "animation": False,
        "textStyle": {"fontSize": SIZE, "color": INK},
        "aria": {"enabled": False},
        "grid": {"left": 8, "right": 16, "top": 40, "bottom": 8, "containLabel": True},
        "legend": {
            "top": 4,
            "left": 8,
            "itemWidth": 16,
            "itemHeight": 10,
            "textStyle": {"fontSize": SIZE, "color": INK_2},
        },
        # Rich text, because the other form writes inline styles, which the content security policy forbids.
        "tooltip": {"trigger": "axis", "renderMode": "richText", "axisPointer": {"type": "shadow"}},
        "xAxis": {
            "type": "category",
            "data": list(labels),
            "axisTick": {"show": False},
            "axisLine": {"lineStyle": {"color": LINE_2}},
            # Without an interval of 0 ECharts hides labels that it thinks too close.
            "axisLabel": {"color": INK_2, "fontSize": SIZE, "interval": 0},
        },
        "yAxis": {
            "type": "value",
            "minInterval": 1,
            "axisLabel": {"color": INK_3, "fontSize": SIZE},
            "splitLine": {"lineStyle": {"color": LINE}},
        },
    }
