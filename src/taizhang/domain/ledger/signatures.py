"""Signatures of minutes (纪要指纹): 64 bits that are alike where texts are: copies are found without reading all.

Sixteen small digests (MinHash), each of the pair of characters that comes first in an order of its own: two texts agree
in about as many as the share of pairs they have in common. What any two minutes share (set phrases of organisational
life) is taken out first, and so are digits: a copy whose days were changed is a copy. Signatures that differ in no more
than `NEAR` places agree in at least one of `BANDS` bands, so whoever looks for copies asks for equal bands only.
"""

from __future__ import annotations

import hashlib
import re
import struct
from functools import lru_cache

from taizhang.domain.ledger.occasion import Occasion

SHORTEST = 60
"""Shorter texts are all formula; they have no signature."""
LABEL = 20
"""Shorter texts in fields are names and labels, not minutes."""
PLACES = 16
NEAR = 3
"""Nine tenths of the pairs in common: so few places may differ."""
BANDS = 8
BITS = 64
_PLACE = BITS // PLACES
_WIDTH = BITS // BANDS
_NOT_TEXT = re.compile(r"[^\u3400-\u9fffA-Za-z]+")
_FORMULAS = (
    "习近平新时代中国特色社会主义思想",
    "中国共产党",
    "党的二十大精神",
    "党的二十届三中全会精神",
    "全面从严治党",
    "增强四个意识",
    "坚定四个自信",
    "做到两个维护",
    "深刻领悟两个确立的决定性意义",
    "支部党员大会",
    "支部委员会会议",
    "组织生活会",
    "民主评议党员",
    "主题党日活动",
    "会议应到",
    "实到",
    "会议由",
    "主持",
    "会议指出",
    "会议强调",
    "会议要求",
    "会议认为",
    "与会党员",
    "一致认为",
    "一致通过",
    "会议符合规定人数",
    "会议内容",
    "会议时间",
    "会议地点",
    "记录人",
    "参加人员",
    "缺席人员",
)


def minutes_of(occasion: Occasion) -> str:
    """Gather the text whose copying would be noticed: the summary, and what stands in long fields."""
    texts = [occasion.summary]
    for part in occasion.parts:
        texts.extend(value for _, value in sorted(part.fields.items()) if isinstance(value, str) and len(value) > LABEL)
    return "\n".join(texts)


def signature_of(text: str) -> int | None:
    """Sign a text; None where it is too short to tell copies from custom."""
    plain = _plain(text)
    if len(plain) < SHORTEST:
        return None
    pairs = {plain[at : at + 2] for at in range(len(plain) - 1)}
    mask = (1 << _PLACE) - 1
    signature = 0
    for place, order in enumerate(zip(*map(_words, pairs), strict=True)):
        signature |= (min(order) & mask) << (place * _PLACE)
    return signature


def bands_of(signature: int) -> tuple[int, ...]:
    """Cut a signature into bands, each marked with its place: near signatures have at least one in common."""
    mask = (1 << _WIDTH) - 1
    return tuple(place << _WIDTH | signature >> (place * _WIDTH) & mask for place in range(BANDS))


def distance(one: int, other: int) -> int:
    """Count the places in which two signatures differ."""
    different = one ^ other
    mask = (1 << _PLACE) - 1
    return sum(1 for place in range(PLACES) if different >> (place * _PLACE) & mask)


def is_near(one: int, other: int, most: int = NEAR) -> bool:
    """Say whether two signatures are those of nearly the same text."""
    return distance(one, other) <= most


def places_for(percent: int) -> int:
    """Say how many places may differ where so many of a hundred pairs must be the same, one of them by chance."""
    return -(-PLACES * (100 - percent) // 100) + 1


def as_signed(signature: int) -> int:
    """Fold a signature into the whole numbers of 64 bits with a sign, as databases keep them."""
    return signature - (1 << BITS) if signature >> (BITS - 1) else signature


def from_signed(stored: int) -> int:
    """Unfold what a database kept."""
    return stored % (1 << BITS)


def _plain(text: str) -> str:
    plain = _NOT_TEXT.sub("", text)
    for formula in _FORMULAS:
        plain = plain.replace(formula, "")
    return plain


@lru_cache(maxsize=65536)
def _words(pair: str) -> tuple[int, ...]:
    """The place of a pair of characters in each of the orders."""
    digest = hashlib.blake2b(pair.encode("utf-8", "surrogatepass"), digest_size=4 * PLACES).digest()
    return struct.unpack(f">{PLACES}I", digest)
