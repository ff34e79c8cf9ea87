"""The grammar of a number in running text: the words that qualify it, and the expressions that find and read it."""

from __future__ import annotations

import re
from enum import StrEnum

from taizhang.domain.official_text.measures import unit_pattern


class Qualifier(StrEnum):
    """How exact a written number claims to be."""

    EXACT = "exact"
    AT_LEAST = "at_least"  # 余 多 超过 不少于 以上
    AT_MOST = "at_most"  # 不超过 以内
    NEARLY = "nearly"  # 近
    ABOUT = "about"  # 约 左右
    RANGE = "range"  # 3至5次


BEFORE = {
    "不少于": Qualifier.AT_LEAST,
    "不低于": Qualifier.AT_LEAST,
    "不下": Qualifier.AT_LEAST,
    "至少": Qualifier.AT_LEAST,
    "最少": Qualifier.AT_LEAST,
    "超过": Qualifier.AT_LEAST,
    "突破": Qualifier.AT_LEAST,
    "超": Qualifier.AT_LEAST,
    "逾": Qualifier.AT_LEAST,
    "上": Qualifier.AT_LEAST,
    "不超过": Qualifier.AT_MOST,
    "不多于": Qualifier.AT_MOST,
    "不高于": Qualifier.AT_MOST,
    "至多": Qualifier.AT_MOST,
    "最多": Qualifier.AT_MOST,
    "接近": Qualifier.NEARLY,
    "将近": Qualifier.NEARLY,
    "近": Qualifier.NEARLY,
    "大约": Qualifier.ABOUT,
    "大概": Qualifier.ABOUT,
    "约": Qualifier.ABOUT,
}
AFTER = {
    "以上": Qualifier.AT_LEAST,
    "以下": Qualifier.AT_MOST,
    "以内": Qualifier.AT_MOST,
    "之内": Qualifier.AT_MOST,
    "左右": Qualifier.ABOUT,
    "上下": Qualifier.ABOUT,
}
NOT_AFTER_NEARLY = "附最亲靠临邻贴相新晚"
"""最近5次 is no 近5次."""
DIGITS = "0123456789"
WIDE_DIGITS = "".join(chr(0xFF10 + digit) for digit in range(10))
_BLANK = "[ \u3000\u00a0]{0,2}"
_DIGIT = "[0-9０-\uff19]"
_DECIMALS = f"(?:[.．]{_DIGIT}{{1,4}})?"
_ARABIC = f"{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}}){{1,4}}{_DECIMALS}|{_DIGIT}{{1,12}}{_DECIMALS}"
CHINESE_DIGIT = "〇零一二两三四五六七八九"
_CHINESE = f"[{CHINESE_DIGIT}十百千]{{1,9}}(?:点[{CHINESE_DIGIT}]{{1,4}})?"
_WRITTEN = f"(?:{_ARABIC})|(?:{_CHINESE})"
QUANTITY = re.compile(
    rf"(?P<before>{'|'.join(sorted(BEFORE, key=len, reverse=True))})?{_BLANK}"
    rf"(?:(?P<cent>百分之){_BLANK})?"
    rf"(?P<low>{_WRITTEN}|(?=[万亿][余多]?[^一万亿]))"
    rf"(?:{_BLANK}(?P<lowunit>%|％)?{_BLANK}(?:至|到|-|－|—{{1,2}}|–|～|~){_BLANK}(?P<high>{_WRITTEN}))?"
    rf"{_BLANK}(?P<more>余|多|来|几)?(?P<scale>[十百千]?万|亿|千(?=[元名人余多])|百(?=[元名人余多]))?"
    rf"(?P<tail>[{CHINESE_DIGIT}十百千]{{1,7}}|[0-9]千)?(?P<more2>余|多)?"
    rf"{_BLANK}(?P<unit>(?:{unit_pattern()})|成(?![为立功员效果绩长本就熟])(?P<half>[{CHINESE_DIGIT}])?)"
    r"(?P<after>(?:以上|以下|以内|之内|左右|上下)(?!级))?"
)
UNITLESS_CENT = re.compile(rf"(?P<before>近|约|超过|超)?百分之(?P<low>{_WRITTEN})")
START = re.compile(
    rf"(?:{'|'.join(sorted(BEFORE, key=len, reverse=True))}){_BLANK}(?=[0-9０-\uff19{CHINESE_DIGIT}十百千万亿])"
    rf"|百分之|[0-9０-\uff19]|[{CHINESE_DIGIT}十百千]|(?<=[上近约])[万亿]"
)
RUN = re.compile(rf"[0-9０-\uff19.．,，]{{1,64}}|[{CHINESE_DIGIT}十百千万亿点]{{1,64}}")
FULL_WIDTH = str.maketrans(WIDE_DIGITS + "．，", DIGITS + ".,")
_SET = """
一起 一方面 一部分 一点 一面 一对一 一块 一处 一门 一节 一条心 一张网 一张图 一盘棋 一类 一种 一首 一字
一方 一分 一度 一周 一天天 一年一度 千家万户 千万家 百家争鸣 一站 一版 一套人马 万分 十分 百分 千分 一头 一组
一支 百年 千年 万年 百岁 一只 一里 一升 一克
"""
NUMERAL_NEVER = frozenset(_SET.split())
"""Chinese numerals that are part of a set word and count nothing."""

SET_WORDS = {
    first: tuple(word for word in sorted(NUMERAL_NEVER) if word[0] == first)
    for first in {word[0] for word in NUMERAL_NEVER}
}
