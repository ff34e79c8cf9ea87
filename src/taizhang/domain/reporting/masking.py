"""A masked template (脱敏模板): the text of a report without who, where and how many, to be filled in again.

The same name is the same mask everywhere: XX, then XX一, XX二; what kind of organisation it is stays readable. A figure
is XX with its unit. No digit is left, not even in headings and dates.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from taizhang.domain.figures.approximate import numeral
from taizhang.domain.official_text.quantities import quantities
from taizhang.domain.reporting.document import Block, Chip, Document, Gap, Named, Run, Standing, Style, Words

MASK = "XX"
_SHORTEST = 2
_KINDS = re.compile(
    "(?:支部委员会|机关党委|直属党支部|联合党支部|党支部|支部|党总支|党委|党组|纪委|工委|总支部委员会|委员会|街道|社区|"
    "乡|镇|村|局|院|校|公司|中心|所)$"
)
_NOBODY = re.compile(
    "(?:全体|老|新|青年|年轻|预备|困难|流动|离退休|退休|在职|机关|基层|广大)*"
    "(?:党员|干部|职工|群众|党务工作者|入党积极分子|发展对象|教师|师生|学生|医务人员|青年|居民|村民|员工|志愿者|和|、)+"
    "|国家级|省级|市级|区级|县级|[特一二三]等奖|优秀奖"
)
"""What an entry names that is nobody in particular: to mask it would mask the same word wherever it stands."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER = re.compile(r"[\d.,〇零一二三四五六七八九十百千万亿两半余多近约]+")
_OPENING_QUOTE = "“"


def masked(document: Document, names: Iterable[str] = ()) -> Document:
    """The document as a template; `names` are the persons, organisations, units and places that are known."""
    masks = _masks([*_own_names(document), *names], document.text)
    return Document(tuple(_block(block, masks) for block in document.blocks))


def masked_figure(text: str) -> str:
    """XX with the unit of a figure: 60余次 → XX次."""
    found = next(quantities(text), None)
    unit = found.unit if found is not None and found.unit else _NUMBER.sub("", text)
    return MASK + _DIGITS.sub("", unit)


def _own_names(document: Document) -> Iterator[str]:
    """Who speaks and signs, and the places and partners that the entries gave."""
    for block in document.blocks:
        if block.style in {Style.SPEAKER, Style.SIGNATURE}:
            yield block.text.strip()
        for run in block.runs:
            if isinstance(run, Named) and run.what != "day" and not _NOBODY.fullmatch(run.text):
                yield run.text.strip("“”《》 ")


def _masks(names: Iterable[str], text: str) -> dict[str, str]:
    """A mask for each name of the text, counted as they appear; the longest first, so that none is cut in two."""
    masks: dict[str, str] = {}
    standing = {name for name in names if len(name) >= _SHORTEST and name in text}
    for number, name in enumerate(sorted(standing, key=lambda one: (text.index(one), -len(one)))):
        kind = _KINDS.search(name)
        counted = MASK + (numeral(number) if number else "")
        masks[name] = counted + (kind[0] if kind and kind.start() else "")
    return dict(sorted(masks.items(), key=lambda one: -len(one[0])))


def _block(block: Block, masks: dict[str, str]) -> Block:
    text = "".join(_shown(run, masks) for run in block.runs)
    # A name may begin in one run and end in the next; whatever is left of digits goes last.
    text = _DIGITS.sub(MASK, _named(text, masks))
    return replace(block, runs=(Words(text, Standing.FRAMING),))


def _shown(run: Run, masks: dict[str, str]) -> str:
    if isinstance(run, Chip):
        return masked_figure(run.text)
    if isinstance(run, Gap):
        return run.text
    text = _named(run.text, masks)
    if isinstance(run, Words) and run.standing is Standing.TYPED:
        return _without_quantities(text)
    return text


def _named(text: str, masks: dict[str, str]) -> str:
    return _either(masks).sub(lambda found: masks[found[0]], text) if masks else text


def _either(names: Collection[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, names)))


def _without_quantities(text: str) -> str:
    """What somebody typed of numbers goes too; a number that opens a quotation is part of a set phrase."""
    pieces, at = [], 0
    for one in quantities(text):
        if text[one.start - 1 : one.start] == _OPENING_QUOTE:
            continue
        pieces += [text[at : one.start], masked_figure(text[one.start : one.end])]
        at = one.end
    return "".join([*pieces, text[at:]])
