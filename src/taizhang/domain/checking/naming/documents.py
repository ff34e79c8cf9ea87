"""The documents that reports cite: what they are called, since when and until when they were in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from taizhang.domain.checking.naming.distance import NearestNames
from taizhang.domain.rules.check_lists import shipped_list
from taizhang.domain.rules.shape import Level, Shape, Source, Text
from taizhang.domain.rules.sources import shipped_sources

TRIAL: Final = "（试行）"
_REVISED: Final = ("修订", "修改", "修正", "此前")
PREFIXES: Final = ("中国共产党", "中华人民共和国", "中共中央")
GENRES: Final = (
    "实施细则",
    "实施办法",
    "实施条例",
    "条例",
    "准则",
    "细则",
    "规则",
    "规定",
    "办法",
    "章程",
    "意见",
    "纲要",
    "法",
)
_NO_NAMES: Final = frozenset({Level.PRACTICE, Level.LOCAL})


class KnownDocument(Shape):
    """A name that can be cited; the days say in which years."""

    name: Text
    since: date | None = None
    until: date | None = None
    replaced_by: str = ""


class NameSeries(Shape):
    """Books of one make: 习近平关于…论述摘编."""

    prefix: Text
    ending: Text
    other_endings: tuple[Text, ...] = ()
    wrong_endings: tuple[Text, ...] = ()


class DocumentList(Shape):
    """The file of names that stand in no source of the rulebook."""

    zh: Text
    note: str = ""
    documents: tuple[KnownDocument, ...]
    aliases: Mapping[Text, Text]
    short_forms: Mapping[Text, tuple[Text, ...]]
    series: NameSeries


@dataclass(frozen=True, slots=True)
class Parted:
    """A name cut into what stands before its subject, the subject, its genre, and （试行）."""

    prefix: str
    subject: str
    genre: str
    trial: bool


def part(name: str) -> Parted:
    """Cut 中国共产党|支部工作|条例|（试行）."""
    trial = name.endswith(TRIAL)
    rest = name.removesuffix(TRIAL)
    prefix = next((one for one in PREFIXES if rest.startswith(one)), "")
    rest = rest[len(prefix) :]
    genre = next((one for one in GENRES if rest.endswith(one) and len(rest) > len(one)), "")
    return Parted(prefix, rest[: len(rest) - len(genre)], genre, trial)


class DocumentRegister:
    """All known names, asked by exact name, by subject, and by nearness."""

    def __init__(self, known: Iterable[KnownDocument], listed: DocumentList) -> None:
        """Index the names once."""
        self.by_name = {document.name: document for document in known}
        self.listed = listed
        self._in_full = {name.removesuffix(TRIAL): name for name in self.by_name} | {
            name: name for name in self.by_name
        }
        self._nearest = NearestNames(self._in_full)
        self.genres_of: dict[str, dict[str, str]] = {}
        for name in self.by_name:
            parts = part(name)
            if parts.subject and parts.genre:
                self.genres_of.setdefault(parts.subject, {})[parts.genre] = name

    def near(self, written: str, most: int) -> list[tuple[int, str, str]]:
        """Find what is at most so many edits away: how far, the name with or without （试行）, the name in full."""
        return [(edits, name, self._in_full[name]) for edits, name in self._nearest.near(written, most)]


@cache
def shipped_documents() -> DocumentRegister:
    """Build the register of the rulebook's sources and of the list beside the packs."""
    listed = shipped_list("documents", DocumentList)
    return DocumentRegister([*listed.documents, *map(_of_source, _citable(shipped_sources().values()))], listed)


def _citable(sources: Iterable[Source]) -> Iterable[Source]:
    return (source for source in sources if source.level not in _NO_NAMES)


def _of_source(source: Source) -> KnownDocument:
    """A revised document had the same name before: only a first edition says since when the name can be cited."""
    first, last = source.editions[0], source.editions[-1]
    first_of_all = len(source.editions) == 1 and not any(word in first.note for word in _REVISED)
    since = (first.issued_on or first.in_force_on) if first_of_all and first.note else None
    return KnownDocument(name=source.zh, since=since, until=last.repealed_on)
