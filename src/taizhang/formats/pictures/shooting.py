"""Exif (拍摄信息): of all that a camera writes, which way up and when; where, with what and by whom is not kept."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from typing import Literal

_ORIENTATION, _EXIF_PAGE, _TAKEN_AT, _PLACE_PAGE = 0x0112, 0x8769, 0x9003, 0x8825
_SHORT, _LONG, _TEXT = 3, 4, 2
_MOST_TAGS = 500
_MOMENT = re.compile(rb"\d{4}:\d{2}:\d{2} \d{2}:\d{2}:\d{2}\0")

_Tag = tuple[int, int, bytes]
"""Kind, count, and the four bytes with the value or the place where it lies."""


def kept_of(tiff: bytes) -> bytes:
    """Write anew what a picture needs and its day; nothing where there is neither."""
    turned, moment = 1, b""
    order = _order(tiff)
    if order is not None:
        page = _page(tiff, int.from_bytes(tiff[4:8], order), order)
        kind, _, value = page.get(_ORIENTATION, (0, 0, b""))
        if kind == _SHORT:
            turned = int.from_bytes(value[:2], order)
        if _EXIF_PAGE in page:
            more = _page(tiff, int.from_bytes(page[_EXIF_PAGE][2], order), order)
            moment = _text(tiff, more.get(_TAKEN_AT, (0, 0, b"")), order)
    turned = turned if 1 < turned <= 8 else 1  # noqa: PLR2004 (eight ways to lay a picture)
    return _written(turned, moment)


def tells_the_place(tiff: bytes) -> bool:
    """Say whether it holds where the picture was taken."""
    order = _order(tiff)
    return order is not None and _PLACE_PAGE in _page(tiff, int.from_bytes(tiff[4:8], order), order)


def _order(tiff: bytes) -> Literal["little", "big"] | None:
    order: Literal["little", "big"] | None = {b"II*\0": "little", b"MM\0*": "big"}.get(tiff[:4])  # type: ignore[assignment]
    return order


def _page(tiff: bytes, begins: int, order: Literal["little", "big"]) -> Mapping[int, _Tag]:
    return dict(_tags(tiff, begins, order))


def _tags(tiff: bytes, begins: int, order: Literal["little", "big"]) -> Iterator[tuple[int, _Tag]]:
    many = int.from_bytes(tiff[begins : begins + 2], order)
    for place in range(min(many, _MOST_TAGS)):
        at = begins + 2 + 12 * place
        tag = tiff[at : at + 12]
        if len(tag) < 12:  # noqa: PLR2004 (the length of a tag)
            return
        first, kind = int.from_bytes(tag[:2], order), int.from_bytes(tag[2:4], order)
        yield first, (kind, int.from_bytes(tag[4:8], order), tag[8:])


def _text(tiff: bytes, tag: _Tag, order: Literal["little", "big"]) -> bytes:
    kind, _, value = tag
    at = int.from_bytes(value, order)
    found = tiff[at : at + 20]
    return found if kind == _TEXT and _MOMENT.fullmatch(found) else b""


def _written(turned: int, moment: bytes) -> bytes:
    tags = []
    if turned != 1:
        tags.append(struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, turned, 0))
    ends = 8 + 2 + 12 * (len(tags) + bool(moment)) + 4
    if moment:
        tags.append(struct.pack(">HHII", _EXIF_PAGE, _LONG, 1, ends))
    if not tags:
        return b""
    head = b"MM\0*" + struct.pack(">IH", 8, len(tags)) + b"".join(tags) + bytes(4)
    if not moment:
        return head
    return head + struct.pack(">HHHIII", 1, _TAKEN_AT, _TEXT, len(moment), ends + 18, 0) + moment
