"""Amounts are integers in the smallest unit of their figure; here they get the form a clerk reads."""

from __future__ import annotations

from fractions import Fraction

FEN_PER_YUAN = 100
TENTHS_PER_HOUR = 10


def amount_text(amount: int | Fraction | None, unit: str = "") -> str:
    """Write 128600 fen as 1,286.00元, 15 tenths of an hour as 1.5小时, 102 次 as 102次, and nothing as 无."""
    if amount is None:
        return "无"
    if unit == "fen":
        yuan, fen = divmod(abs(int(amount)), FEN_PER_YUAN)
        return f"{'-' if amount < 0 else ''}{yuan:,}.{fen:02d}元"
    if unit in {"tenth_hour", "tenths_of_an_hour"}:
        hours, tenths = divmod(abs(int(amount)), TENTHS_PER_HOUR)
        return f"{'-' if amount < 0 else ''}{hours:,}{f'.{tenths}' if tenths else ''}小时"
    return f"{int(amount):,}{unit}"
