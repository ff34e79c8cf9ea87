"""A figure's value as running text has it: in the unit people speak of, never in fen or tenths of an hour."""

from __future__ import annotations

from taizhang.domain.figures.approximate import Wording, worded
from taizhang.domain.rules.figures import FigureInfo
from taizhang.domain.rules.kinds import Amount

_SCALES = {Amount.FEN: (100, 2), Amount.TENTH_HOUR: (10, 1)}


def printed(value: int, info: FigureInfo, wording: Wording = Wording.EXACT, *, chinese: bool = False) -> str:
    """Print a value with its unit: 34次, 58412元, 12.5学时; 60余次 where the word is true of it."""
    scale = _SCALES.get(info.amount)
    if scale is None:
        return worded(value, info.unit, wording, chinese=chinese)
    whole, rest = divmod(value, scale[0])
    if not rest:
        return worded(whole, info.unit, wording, chinese=chinese)
    return f"{whole}.{rest:0{scale[1]}d}".rstrip("0") + info.unit
