"""Who reports, on which year, as a person or as an organisation: from the title, the opening and the closing lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from taizhang.domain.official_text import OfficialText


class ReportKind(StrEnum):
    """Whether a person reports on a post or an organisation on itself."""

    PERSON = "person"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Naming:
    """What title and opening say of a report."""

    title: str
    kind: ReportKind
    year: int | None
    unit: str
    post: str


_YEAR = re.compile(r"(?<![0-9〔\[])(?P<year>19[2-9][0-9]|20[0-9]{2})(?=年|\s?年度|[^0-9〕\]])")
_CHINESE_YEAR = re.compile("[一二]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])年")
_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_POST = re.compile(
    "党组织书记|党委（党组）书记|第一书记|支部书记|总支书记|党委书记|党组书记|副书记|书记|纪委委员|组织委员|宣传委员|支委|主任|院长|校长|局长"
)
_PARTY = re.compile(
    "[\u4e00-\u9fffXx×*○（）()]{1,30}?(?:党委（党组）|机关党委|联合党委|党委|党组(?!织)|委员会|党总支|党支部|总支|支部|工委)"
)
_PLACE = re.compile(
    "[\u4e00-\u9fffXx×*○（）()]{1,30}?(?:街道|社区|学校|中学|小学|大学|医院|乡镇|(?<!城)乡|镇|局|公司|学院|单位)"
)
_PERSONAL = re.compile("本人|我(?![们国省市县区镇乡校院局厂司单部党支])")
_NO_NAMES = frozenset(
    {"党支部", "支部", "党委", "党组", "学校", "医院", "单位", "乡镇", "乡", "镇", "社区", "公司", "机关支部"}
)
_TITLED = re.compile("(?:第一|副)?书记|主任|院长|校长|局长")
_REPORTED = re.compile(r"(?<![0-9])(20[0-9]{2})\s?年度")
_OPENING = 800
"""Where a report without a year in its title says which one it is about: 现将本人2021年度履职情况报告如下."""
_LONGEST_UNIT = 30
_LONGEST_BYLINE = 40
_SENTENCE_ENDS = "。，；：！"
_REPORTS = ("述职", "述责", "述廉", "履职")
_SUMMARY = ("总结", "汇报", "通报", "综述", "情况报告", "情况的报告", "工作报告")


def naming_of(official: OfficialText) -> Naming:
    """Read the naming of a report."""
    title, byline = _title(official), _byline(official)
    kind = _kind(title, byline, official.text)
    return Naming(title, kind, _year(title, official.text), _unit(title, official), _post(title) or _post(byline))


def _title(official: OfficialText) -> str:
    if official.title is not None:
        return official.title.text
    first = next((paragraph.text for paragraph in official.paragraphs), "")
    return first[:60]


def _byline(official: OfficialText) -> str:
    """The short lines below the title: who reports, in which post, on which day."""
    lines = [paragraph.text.strip("（()） ") for paragraph in official.paragraphs[1:4] if not paragraph.ordinal]
    return "\n".join(line for line in lines if line and len(line) <= _LONGEST_BYLINE and line[-1] not in _SENTENCE_ENDS)


def _kind(title: str, byline: str, text: str) -> ReportKind:
    if any(word in title for word in _REPORTS) and _POST.search(title):
        return ReportKind.PERSON
    if any(word in title for word in _SUMMARY) and not _POST.search(title):
        return ReportKind.ORGANIZATION
    personal = len(_PERSONAL.findall(text[:20_000]))
    if any(word in title for word in _REPORTS) and re.search("(?:支部|党委|总支|党组|党组织)[^书]{0,6}述职", title):
        return ReportKind.ORGANIZATION
    if personal and any(word in title for word in _REPORTS) and _POST.search(byline):
        return ReportKind.PERSON
    return ReportKind.PERSON if personal >= 2 else ReportKind.ORGANIZATION  # noqa: PLR2004


def _year(title: str, text: str) -> int | None:
    in_title = _years(title)
    if in_title:
        return in_title[0]
    told = _REPORTED.search(text, 0, _OPENING)
    if told:
        return int(told[1])
    years = Counter(_years(text[:20_000]))
    return max(years, key=lambda year: (years[year], year)) if years else None


def _years(text: str) -> list[int]:
    found = [(match.start(), int(match["year"])) for match in _YEAR.finditer(text)]
    for match in _CHINESE_YEAR.finditer(text):
        century = "2" if match[0].startswith("二") else "1"
        found.append((match.start(), int(century + "".join(_DIGITS[one] for one in match.groups()))))
    return [year for _, year in sorted(found)]


def _post(title: str) -> str:
    found = _POST.search(title)
    return found[0] if found else ""


def _unit(title: str, official: OfficialText) -> str:
    plain = re.sub(r"^(?:[0-9]{4}年?度?|上半年|下半年|[0-9]{1,2}月|第?[一二三四]季度|关于|召开|开展)*", "", title)
    found = _unit_in(plain)
    if found and found[0] not in _NO_NAMES and "党组织" not in found[0]:
        return found[0]
    for paragraph in official.paragraphs[1:3]:
        line = paragraph.text.strip("（()） ")
        if len(line) <= _LONGEST_UNIT and not paragraph.ordinal and _unit_in(line) and line[-1] not in "。，；：":
            return _TITLED.split(line, maxsplit=1)[0].strip() or line
    return ""


def _unit_in(line: str) -> re.Match[str] | None:
    """What a line begins with: a party organisation before the place or house that it belongs to."""
    return _PARTY.match(line) or _PLACE.match(line)
