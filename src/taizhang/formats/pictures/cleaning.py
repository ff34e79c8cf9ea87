"""One picture from one file into another."""

from __future__ import annotations

from collections.abc import Callable
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO, Final

from taizhang.formats.pictures.jpeg import clean_jpeg
from taizhang.formats.pictures.measured import Cleaned, damaged
from taizhang.formats.pictures.png import clean_png

_READERS: Final[dict[str, Callable[[mmap, BinaryIO], Cleaned]]] = {
    ".jpg": clean_jpeg,
    ".jpeg": clean_jpeg,
    ".png": clean_png,
}


def is_picture(name: str) -> bool:
    """Say whether a file of this name is cleaned."""
    return Path(name).suffix.lower() in _READERS


def clean_picture(source: Path, target: BinaryIO, name: str) -> Cleaned:
    """Copy a picture without what tells on its maker; raises `PictureError` for one that is damaged or too large."""
    with source.open("rb") as stream:
        if not stream.read(1):
            raise damaged()
        with mmap(stream.fileno(), 0, access=ACCESS_READ) as opened:
            return _READERS[Path(name).suffix.lower()](opened, target)
