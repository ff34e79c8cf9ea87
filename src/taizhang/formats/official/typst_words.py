"""Words and faces in Typst's own spelling: nothing in a text is ever read as markup."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from taizhang.formats.official.layout import OPEN_FONTS, Face


def string(text: str) -> str:
    """Text as a Typst string."""
    return json.dumps(text.replace("\x00", ""), ensure_ascii=False).replace("\\/", "/")


def fonts(face: Face) -> str:
    """A face with what stands in for it."""
    return "(" + ", ".join(string(one) for one in (face.font, *OPEN_FONTS[face.font])) + ")"


def set_text(words: str, face: Face) -> str:
    """Words in a face."""
    return f"text(font: {fonts(face)}, size: {face.points}pt, {string(words)})"


def font_folders(folder: Path | None) -> list[Any]:
    """The folder of fonts that the house chooses; the stub asks for folders of the same type as the source."""
    return [folder] if folder else []
