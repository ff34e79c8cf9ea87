"""Marks between the parts of a list: 一是…；二是…, items joined by ， and 、 at once, two clauses of a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.official_text import OfficialText
from taizhang.domain.official_text.items import Item, Run, runs

_MIXED = re.compile(
    "(?P<first>[^，。；：、！？“”《》\\n]{2,12}|“[^”\\n]{1,12}”[^，。；：、！？“”\\n]{0,6})(?P<mark>[，、])"
)
_COLONS = re.compile("：[^。！？\\n：；“”《》]{2,60}：(?=[^0-9\\n])")
_VERBS = """
加强 加快 加大 推进 推动 推行 落实 提升 提高 强化 深化 夯实 完善 健全 促进 坚持 抓好 抓实
做好 做实 做细 打造 构建 建立 开展 筑牢 压实 压紧 严肃 严格 规范 优化 创新 凝聚 激发 发挥
服务 保障 巩固 拓展 把牢 把握 扛起 带动 引领 助推 助力 突出 紧扣 聚焦 围绕 丰富 营造 树立
增强 确保 防范 守住 守牢
"""
_ADVERBS = "持续 不断 切实 着力 深入 全面 扎实 积极 努力 进一步 有效 充分 大力 牢固"
_OPENS_CLAUSE = re.compile("|".join([*_VERBS.split(), *_ADVERBS.split()]))
_OPENS_WITH_ADVERB = re.compile("|".join(_ADVERBS.split()))
_CLAUSE = 6
_LONG_CLAUSE = 8
_SUFFIX = 2


def separators(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Compare the marks in front of the items of one run inside one paragraph."""
    if "二是" not in document.text and "二要" not in document.text:
        return
    for run in runs(document):
        by_paragraph: dict[int, list[Item]] = {}
        for item in run.items:
            by_paragraph.setdefault(item.paragraph, []).append(item)
        for inside in by_paragraph.values():
            yield from _commas(inside)
            yield from _stops(document, Run(tuple(inside)))


def _commas(inside: list[Item]) -> Iterator[Sighting]:
    """A comma in front of one item where the others follow a stop."""
    later = [item for item in inside if item.number > 1 and item.before]
    marks = Counter(item.before for item in later)
    strong = max("；。", key=lambda mark: marks[mark])
    if not marks[strong] or not marks["，"]:
        return
    for item in later:
        if item.before == "，":
            yield Sighting("item_comma", item.start - 1, item.start, suggestions=(strong,))


def _stops(document: OfficialText, run: Run) -> Iterator[Sighting]:
    """A full stop inside an item that itself ends with a semicolon; told once a paragraph."""
    for this, following in zip(run.items, run.items[1:], strict=False):
        if following.before == "；":
            at = document.text.find("。", this.end, following.start)
            if at >= 0:
                yield Sighting("stop_in_item", at, at + 1, suggestions=("，",))
                return


def mixed_enumerations(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Short items with one ending, joined by 、 here and by ， there: A、B问题，C问题，D问题以及E问题."""
    text = document.text
    for paragraph in document.paragraphs:
        if "以及" not in paragraph.text or "、" not in paragraph.text:
            continue
        chain: list[re.Match[str]] = []
        for found in _MIXED.finditer(text, paragraph.start, paragraph.end):
            if chain and chain[-1].end() != found.start():
                chain = []
            chain.append(found)
            rest = text[found.end() : min(paragraph.end, found.end() + 12)]
            start = _mixed_from(chain, rest)
            if start is not None:
                right = text[start : found.end()].replace("，", "、")
                yield Sighting("mixed_enumeration", start, found.end(), suggestions=(right,))
                chain = []


def _mixed_from(chain: list[re.Match[str]], rest: str) -> int | None:
    """Where the commas begin that part items of one ending, after a 、 and before 以及; None if they do not."""
    if "以及" not in rest and "以及" not in chain[-1]["first"]:
        return None
    suffix = chain[-1]["first"].split("以及")[0][-_SUFFIX:]
    at = len(chain)
    while at and chain[at - 1]["mark"] == "，" and chain[at - 1]["first"].split("以及")[0].endswith(suffix):
        at -= 1
    if len(chain) - at < _SUFFIX or not at or chain[at - 1]["mark"] != "、":
        return None
    return chain[at].start()


def heading_clauses(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Two clauses of a heading are parted by ，, words by 、."""
    for heading in document.headings:
        said = heading.text
        if said.count("、") != 1 and not ("、" in said and "，" in said):
            continue
        at = said.find("、")
        left, right = said[:at], said[at + 1 :]
        right = re.split("[，、]", right)[0]
        if "，" in left or len(left) < _CLAUSE or len(right) < _LONG_CLAUSE:
            continue
        if _OPENS_CLAUSE.match(right) and (_OPENS_CLAUSE.match(left) or _OPENS_WITH_ADVERB.match(right)):
            place = heading.start + heading.ordinal.length + at
            yield Sighting("heading_clauses", place, place + 1, suggestions=("，",))


def colons(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """A second colon inside one sentence."""
    for found in _COLONS.finditer(document.text):
        yield Sighting("second_colon", found.end() - 1, found.end(), suggestions=())
