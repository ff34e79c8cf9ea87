"""Ranks, editions, months and 十大行动 that a report states as facts: 第四位, 排名第一, 第三届评选, 6月份完成换届."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.domain.official_text import Span
from taizhang.domain.official_text.quantities import written_number

_NUMBER = "[0-9０-\uff19]{1,4}|[一二三四五六七八九十百]{1,5}"
_RANK = re.compile(
    rf"(?:排名|排位|排在|位列|位居|名列|列全|居全)[^，。；：、\n第]{{0,14}}第(?P<one>{_NUMBER})(?:位|名|(?=[，,。；;、！”’)）\n]))"
    rf"|第(?P<two>{_NUMBER})(?:位|名)(?![第责要次])"
)
_EDITION = re.compile(
    rf"(?:开展|举办|举行|评选|组织|参加)(?:[^，。；\n第]{{0,6}})第(?P<number>{_NUMBER})届(?P<what>[^，。；\n]{{2,20}})"
)
_MONTH = re.compile(
    r"(?:(?P<year>20[0-9]{2})年(?P<dated>1[0-2]|[1-9])月(?=传达|召开|组织|开展|举办|完成|成立|举行|学习|参观)"
    r"|(?<![0-9年])(?P<month>1[0-2]|[1-9])月份(?=完成|[，,]?\s?(?:组织|开展|召开|举办|举行|传达|顺利|集中|参观|成立|邀请|带领|赴|在)))"
    r"(?P<what>[^。；\n]{0,20})"
)
_GREAT = re.compile(
    r"(?<![第届])(?P<number>[二两三四五六七八九十]{1,3})大(?P<what>(?:专项)?(?:行动|工程|任务|活动|项目|举措|板块|平台|体系|计划))"
)


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A rank, an edition or a month."""

    span: Span
    value: int
    unit: str
    label: str
    nature: str


def ranks_and_months(text: str) -> Iterator[Ordinal]:
    """Read all of them."""
    for found in _RANK.finditer(text):
        yield from _one(found, found["one"] or found["two"], "位", "位次", "rank")
    for found in _GREAT.finditer(text):
        yield from _one(found, found["number"], "项", found["what"], "enumeration_size")
    for found in _EDITION.finditer(text):
        yield from _one(found, found["number"], "届", found["what"], "ordinal")
    for found in _MONTH.finditer(text):
        yield from _one(found, found["dated"] or found["month"], "月", found["what"].strip("，,"), "date")


def _one(found: re.Match[str], written: str, unit: str, label: str, nature: str) -> Iterator[Ordinal]:
    value = written_number(written)
    if isinstance(value, int) and value > 0:
        yield Ordinal(Span(*found.span()), value, unit, label, nature)
