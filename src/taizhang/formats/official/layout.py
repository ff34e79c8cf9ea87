"""The page of GB/T 9704-2012 and the faces of its parts, for both formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from taizhang.domain.reporting.document import Style


@dataclass(frozen=True, slots=True)
class Page:
    """The page and what it leaves free; in millimetres, the pitch of lines in points."""

    width: int = 210
    height: int = 297
    top: int = 37
    left: int = 28
    area_width: int = 156
    area_height: int = 225
    number_below: int = 7
    pitch: float = 28.95
    """225 mm in 22 lines are 28.99 points; the standard gives no value for line spacing, this one is practice."""

    @property
    def bottom(self) -> int:
        """What the type area leaves below."""
        return self.height - self.top - self.area_height

    @property
    def right(self) -> int:
        """What it leaves beside."""
        return self.width - self.left - self.area_width


PAGE: Final = Page()


@dataclass(frozen=True, slots=True)
class Face:
    """How a block is set."""

    font: str
    points: float
    indent: int = 0
    """Characters."""
    align: str = "justify"
    after_lines: float = 0


FANG_SONG, HEI, KAI, SONG, TITLE_SONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
OPEN_FONTS: Final = {
    FANG_SONG: ("仿宋", "FangSong", "朱雀仿宋", "Noto Serif CJK SC", "Source Han Serif SC"),
    HEI: ("SimHei", "Noto Sans CJK SC", "Source Han Sans SC"),
    KAI: ("楷体", "KaiTi", "LXGW WenKai", "AR PL UKai CN", "Noto Serif CJK SC"),
    SONG: ("SimSun", "Noto Serif CJK SC", "Source Han Serif SC"),
    TITLE_SONG: ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "Noto Serif CJK SC", "Source Han Serif SC"),
}
"""What stands in where the face is not on the machine: 仿宋_GB2312 and 方正小标宋 are not free, these are."""

FACES: Final = {
    Style.TITLE: Face(TITLE_SONG, 22, align="center", after_lines=0),
    Style.SPEAKER: Face(KAI, 16, align="center", after_lines=1),
    Style.SALUTATION: Face(FANG_SONG, 16, align="left"),
    Style.HEADING_1: Face(HEI, 16, indent=2),
    Style.HEADING_2: Face(KAI, 16, indent=2),
    Style.HEADING_3: Face(FANG_SONG, 16, indent=2),
    Style.PARAGRAPH: Face(FANG_SONG, 16, indent=2),
    Style.SIGNATURE: Face(FANG_SONG, 16, align="right"),
    Style.DATE: Face(FANG_SONG, 16, align="right"),
}
PAGE_NUMBER: Final = Face(SONG, 14)
ANNEX_LABEL, ANNEX_TITLE = Face(HEI, 16), Face(TITLE_SONG, 22)
ANNEX_HEADING, ANNEX_CELL = Face(HEI, 10.5), Face(FANG_SONG, 10.5)
"""The annex is for inside use: its table is set small."""
