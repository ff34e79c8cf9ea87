"""Signatures of minutes (纪要指纹): 64 bits that are near where texts are: copies are found without reading all.

A simhash over pairs of Han characters and letters. What any two minutes share (set phrases of organisational life) is
taken out first, and so are digits: a copy whose days were changed is a copy. Two signatures within `NEAR` bits differ
in none of at least one of `BANDS` bands, so whoever looks for copies asks for equal bands only, never pair by pair.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import lru_cache

from taizhang.domain.ledger.occasion import Occasion

SHORTEST = 60
"""Shorter texts are all formula; they have no signature."""
LABEL = 20
"""Shorter texts in fields are names and labels, not minutes."""
NEAR = 6
BANDS = 8
BITS = 64
_LANE = 24
_WIDTH = BITS // BANDS
_NOT_TEXT = re.compile(r"[^\u3400-\u9fffA-Za-z]+")
_FORMULAS = (
    "习近平新时代中国特色社会主义思想", "中国共产党", "党的二十大精神", "党的二十届三中全会精神",
    "全面从严治党", "增强四个意识", "坚定四个自信", "做到两个维护", "深刻领悟两个确立的决定性意义",
    "支部党员大会", "支部委员会会议", "组织生活会", "民主评议党员", "主题党日活动",
    "会议应到", "实到", "会议由", "主持", "会议指出", "会议强调", "会议要求", "会议认为", "与会党员",
    "一致认为", "一致通过", "会议符合规定人数", "会议内容", "会议时间", "会议地点", "记录人", "参加人员", "缺席人员",
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
    pairs = Counter(plain[place : place + 2] for place in range(len(plain) - 1))
    # Every bit has a lane of its own in one large number, so that all 64 are counted by one addition a pair.
    counted = sum(times * _lanes(pair) for pair, times in pairs.items())
    half = pairs.total() / 2
    mask = (1 << _LANE) - 1
    return sum(1 << bit for bit in range(BITS) if counted >> (bit * _LANE) & mask > half)


def bands_of(signature: int) -> tuple[int, ...]:
    """Cut a signature into bands, each marked with its place: near signatures have at least one in common."""
    mask = (1 << _WIDTH) - 1
    return tuple(place << _WIDTH | signature >> (place * _WIDTH) & mask for place in range(BANDS))


def distance(one: int, other: int) -> int:
    """Count the bits in which two signatures differ."""
    return (one ^ other).bit_count()


def is_near(one: int, other: int, most: int = NEAR) -> bool:
    """Say whether two signatures are those of nearly the same text."""
    return distance(one, other) <= most


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
def _lanes(pair: str) -> int:
    digest = hashlib.blake2b(pair.encode("utf-8", "surrogatepass"), digest_size=BITS // 8).digest()
    bits = int.from_bytes(digest, "big")
    return sum(1 << (bit * _LANE) for bit in range(BITS) if bits >> bit & 1)
