"""How large a picture says it is, what was left out of it, and why one is refused."""

from __future__ import annotations

from dataclasses import dataclass

MOST_PIXELS = 250_000_000
MOST_ON_A_SIDE = 30_000
"""A telephone's largest photo has 200 million pixels; a sheet of A3 scanned finely has 70 million."""


class PictureError(ValueError):
    """A picture that is not taken in; the sentence says why and what to do."""

    code = "picture"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What a picture measures, and what of it was left behind, in words for its owner."""

    width: int
    height: int
    left_out: tuple[str, ...] = ()


def damaged() -> PictureError:
    """The picture ends too early, or is not what it says."""
    return PictureError("照片损坏，或没有传完。重新拍一张，或用看图软件另存一次。")


def refuse_giant(width: int, height: int) -> None:
    """Stop at the header what would fill the memory of whoever opens it."""
    if not width or not height:
        raise damaged()
    if width * height > MOST_PIXELS or max(width, height) > MOST_ON_A_SIDE:
        raise PictureError(f"照片有 {width}×{height} 个像素，太大了，打开会占满内存。用看图软件缩小再传。")


def number_of(content: bytes) -> int:
    """A whole number as pictures write it, the high byte first."""
    return int.from_bytes(content, "big")
