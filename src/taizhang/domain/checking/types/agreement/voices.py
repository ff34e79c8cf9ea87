"""Who speaks and of what: 本人 in an organisation's report, a branch secretary over ten branches, mixed units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.types.probing import Sighting
from taizhang.domain.official_text import OfficialText

_OF_PERSON = re.compile(
    "书记|述职|个人|主任|局长|校长|院长|镇长|委员|心得|体会|申请|思想汇报|自我|先进事迹|发言|讲话|致辞|剖析|对照检查"
)
_OF_ORGANIZATION = re.compile("(?:总结|报告|汇报|综述|要点|计划|情况)$|总结及|总结和")
_PERSON = re.compile("本人|(?:(?<=^)|(?<=[，。；\n]))我(?=[在对将还也始积认坚带按把以能主努深牢严不要会始负])")
_BRANCH_SECRETARY = re.compile("(?<!总)支部书记")
_BROAD = re.compile("(?:下设|下辖|辖)[^，。；]{0,6}?(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})个(?:基层)?党支部")
_STARRED = re.compile("“(?P<head>[\u4e00-\u9fff]{2,6})(?:\\*{1,3}|[Xx×]{1,3})”")
_QUOTED = re.compile("“(?P<name>[\u4e00-\u9fff]{3,12})”")
_SHORTEST_HEAD = 2
_UNITS = (("平方米", "㎡", "平米"), ("公里", "千米"), ("公斤", "千克"), ("人次", "人/次"))
_BEFORE_UNIT = re.compile("[0-9余多万亿]$")
_PERSONS = re.compile(
    "(?P<total>[0-9]{1,6})(?P<unit>[名人])[，（](?:其中)?[^，。；0-9]{1,10}(?P<part>[0-9]{1,6})(?P<other>[名人])(?![次份])"
)


def voices(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """Hold the speaker and the post of the title against the body."""
    title, text = document.title, document.text
    if title is None:
        return
    if _OF_ORGANIZATION.search(title.text) and not _OF_PERSON.search(title.text):
        found = _PERSON.search(text, title.end)
        if found:
            yield Sighting("person_speaks", found.start(), found.end(), (), ())
    post = _BRANCH_SECRETARY.search(title.text)
    branches = _BROAD.search(text, title.end) if post else None
    if post and branches:
        start = title.start + post.start()
        yield Sighting("post_of_title", start, title.start + post.end(), (("branches", branches[0]),), ())


def forms(document: OfficialText, _context: Context, _condemned: Condemned) -> Iterator[Sighting]:
    """One thing in two forms: 平方米 and ㎡, “十佳人才” and “十佳*”, 名 and 人 in one enumeration."""
    text = document.text
    for same in _UNITS:
        places = [(text.find(unit), unit) for unit in same if unit in text]
        if len(places) > 1:
            (_, first), (at, unit) = sorted(places)[:2]
            if _BEFORE_UNIT.search(text, max(0, at - 1), at):
                yield Sighting("two_units", at, at + len(unit), (("first", first), ("second", unit)), (first,))
    yield from _starred(text)
    for found in _PERSONS.finditer(text):
        if found["unit"] != found["other"]:
            words = (("first", found["unit"]), ("second", found["other"]))
            yield Sighting("mixed_measure_words", found.start("part"), found.end(), words, ())


def _starred(text: str) -> Iterator[Sighting]:
    """“十佳*” beside “十佳人才”."""
    starred = list(_STARRED.finditer(text))
    if not starred:
        return
    heads: dict[str, str] = {}
    for found in _QUOTED.finditer(text):
        for length in range(_SHORTEST_HEAD, len(found["name"])):
            heads.setdefault(found["name"][:length], found[0])
    for found in starred:
        whole = heads.get(found["head"])
        if whole:
            yield Sighting("two_forms", found.start(), found.end(), (("first", whole),), (whole,))
