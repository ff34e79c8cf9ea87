"""Sizes of type by their Chinese names (字号)."""

from __future__ import annotations

from typing import Final

SIZES: Final = {
    42: "初号", 36: "小初", 26: "一号", 24: "小一", 22: "二号", 18: "小二", 16: "三号", 15: "小三", 14: "四号",
    12: "小四", 10.5: "五号", 9: "小五", 7.5: "六号",
}  # fmt: skip


def shown_size(points: float) -> str:
    """A size as a clerk knows it: 三号, or in points where it has no name."""
    return SIZES.get(points, f"{points:g}磅")
