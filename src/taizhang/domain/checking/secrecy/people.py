"""Names of people beside what burdens them (谈话、处分、信访、困难), and names of minors.

Who is meant cannot be read from a list, so a name is only believed behind or before a word that announces one, and
never where its beginning is a common word. Public figures are no secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from taizhang.domain.checking.reach import MOST_READ
from taizhang.domain.checking.secrecy.sighting import Sensitive, SensitiveKind
from taizhang.domain.checking.spelling.lists import names
from taizhang.domain.checking.spelling.words import shipped_words
from taizhang.domain.official_text import OfficialText
from taizhang.domain.rules.check_lists import shipped_list
from taizhang.domain.rules.shape import Shape, Text

_A_COMMON_WORD: Final = 60.0
_HIDDEN: Final = frozenset("某")
_LONGEST_ANNOUNCED: Final = 3


class People(Shape):
    """The words by which a name and its burden are known, each list parted by blanks."""

    zh: Text
    matters: dict[str, str]
    before: str
    after: str
    minors: str
    public: str


@cache
def _people() -> People:
    return shipped_list("people", People)


@cache
def _matters() -> re.Pattern[str]:
    kinds = enumerate(_people().matters.values())
    return re.compile("|".join(f"(?P<m{at}>{_any(words)})" for at, words in kinds))


def _any(words: str) -> str:
    return "|".join(map(re.escape, words.split()))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    surname = f"(?:欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|端木|[{''.join(names().surnames.split())}])"
    given = "[\u4e00-\u9fff]{1,2}?"
    before, after, minors = (_any(words) for words in (_people().before, _people().after, _people().minors))
    return (
        re.compile(f"(?:{before})(?P<name>{surname}{given})(?={after})"),
        re.compile(f"(?P<name>{surname}{given})(?=同志)"),
        re.compile(
            f"(?:{minors})(?P<name>{surname}{given})(?=[，。、；（0-9]|{after}|同学|小朋友)"
            f"|(?P<other>{surname}{given})(?=同学)"
        ),
    )


@cache
def _joined() -> re.Pattern[str]:
    surnames = "".join(names().surnames.split())
    return re.compile(f"[、和及](?P<name>[{surnames}][\u4e00-\u9fff]{{1,2}}?)(?=[和及]|{_any(_people().after)})")


def burdened_names(document: OfficialText) -> Iterator[Sensitive]:
    """Find names in sentences about what burdens people, and names of children and pupils."""
    announced, comrade, minor = _patterns()
    if len(document.text) > MOST_READ:
        document = OfficialText(document.text[:MOST_READ])
    for sentence in document.sentences:
        said = document.text[sentence.start : sentence.end]
        taken: set[int] = set()
        for found in minor.finditer(said):
            group = "name" if found["name"] else "other"
            if _is_name(found[group]):
                taken.add(found.start(group))
                yield _sighting(SensitiveKind.MINOR, sentence.start, found, group, "未成年人")
        matter = _matter(said)
        if not matter:
            continue
        for pattern in (announced, comrade):
            for found in pattern.finditer(said):
                for one in _and_the_next(found, said):
                    if one.start("name") in taken or not _is_name(one["name"]):
                        break
                    taken.add(one.start("name"))
                    yield _sighting(SensitiveKind.BURDENED_NAME, sentence.start, one, "name", matter)


def _and_the_next(found: re.Match[str], said: str) -> Iterator[re.Match[str]]:
    """Give a name and those that are joined to it: 确定李强、赵敏为发展对象."""
    joined: re.Match[str] | None = found
    while joined is not None:
        yield joined
        joined = _joined().match(said, joined.end("name"))


def _matter(said: str) -> str:
    found = _matters().search(said)
    return list(_people().matters)[int(found.lastgroup[1:])] if found and found.lastgroup else ""


def _sighting(kind: SensitiveKind, offset: int, found: re.Match[str], group: str, matter: str) -> Sensitive:
    shown = f"{found[group][0]}{'*' * (len(found[group]) - 1)}"
    return Sensitive(kind, offset + found.start(group), offset + found.end(group), shown, matter)


def _is_name(name: str) -> bool:
    """Say whether it is nobody known to all, not already hidden (张某), and no common word."""
    if name in _people().public.split() or _HIDDEN & set(name):
        return False
    words = shipped_words()
    if words.is_name(name):
        return True
    return all(words.frequency(part) < _A_COMMON_WORD for part in (name, name[:2], name[-2:]))
