"""Type `document_name`: names in 《》 held against the documents that exist."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Literal

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.naming.citations import Citation, citations
from taizhang.domain.checking.naming.documents import (
    TRIAL,
    DocumentRegister,
    KnownDocument,
    Parted,
    part,
    shipped_documents,
)
from taizhang.domain.checking.paper import paper_year
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText

_PARTY, _STATE = "中国共产党", "中华人民共和国"
_LONG = 12
"""Names of fewer characters may differ in one place at most."""
_SHORT_SUBJECT = 4
"""Subjects below this many characters differ from one law to the next by a single one: 公司法, 公证法."""
_SHORTEST = 7
_LONGEST = 45
_MOST_NAMES = 2_000
"""More different names than any report cites; what comes after is no report, and is passed over."""
_FILLER = "工作"
"""纪律处分工作条例, 党员教育管理条例: the word most often put in or left out."""
_TITLE = "总书记"
_OF_PARTY_ONLY = frozenset({"条例", "准则"})
"""Genres that no unit can give a paper of its own."""
_EXPLAINED = ("以下简称《", "以下称《", "简称《", "即《")


class NameFault(StrEnum):
    """What is wrong with a cited name."""

    NEAR = "near"  # nearly the name of a document
    GENRE = "genre"  # 细则 for 准则
    TRIAL_DROPPED = "trial_dropped"
    TRIAL_ADDED = "trial_added"
    TRIAL_OUTSIDE = "trial_outside"
    REPEALED = "repealed"
    NOT_YET = "not_yet"
    AMBIGUOUS = "ambiguous"
    ALIAS = "alias"
    SERIES = "series"
    UNKNOWN = "unknown"


class DocumentNameRule(CheckRule):
    """One kind of fault; the names come from the rulebook's sources and the list beside the packs."""

    type: Literal["document_name"]
    fault: NameFault


Verdict = tuple[NameFault, str, tuple[tuple[str, str], ...]]


class DocumentNameDetector:
    """Holds each citation against the register; what is a unit's own paper, a book or a film stays silent."""

    def __init__(self, rules: Sequence[DocumentNameRule], register: DocumentRegister) -> None:
        """Keep which rule speaks for which fault."""
        self._rules = {rule.fault: rule.id for rule in rules}
        self._register = register

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report every name that no document has."""
        year = paper_year(document, context) or context.today.year
        verdicts: dict[str, Verdict | None] = {}
        explained: set[str] = set()
        for citation in citations(document):
            name = citation.name
            if name not in verdicts:
                verdicts[name] = self._judged(name, year) if len(verdicts) < _MOST_NAMES else None
            verdict = self._in_place(citation, document.text, explained) or verdicts[name]
            explained.update(short for short in self._register.listed.short_forms if _ends_in(name, short))
            if verdict is None or verdict[0] not in self._rules:
                continue
            fault, right, words = verdict
            suggestions = (f"《{right}》",) if right and not citation.nested else (f"〈{right}〉",) if right else ()
            yield Hit(self._rules[fault], citation.start, citation.end, words, suggestions)

    def _in_place(self, citation: Citation, text: str, explained: set[str]) -> Verdict | None:
        """Judge what depends on the words around: （试行） behind the mark, a short form without its long one."""
        register, name = self._register, citation.name
        if name + TRIAL in register.by_name and text.startswith((TRIAL, "(试行)"), citation.end):
            return NameFault.TRIAL_OUTSIDE, name + TRIAL, ()
        if name not in register.listed.short_forms or citation.nested:
            return None
        before = text[max(0, citation.start - 12) : citation.start + 1]
        if name in explained:
            return None
        explained.add(name)
        if before.endswith(_EXPLAINED):
            return None
        candidates = register.listed.short_forms[name]
        right = candidates[0] if len(candidates) == 1 else ""
        return NameFault.AMBIGUOUS, right, (("candidates", "".join(f"《{one}》" for one in candidates)),)

    def _judged(self, name: str, year: int) -> Verdict | None:
        known = self._register.by_name.get(name)
        if known is not None:
            return _dated(known, year)
        if name in self._register.listed.aliases:
            return NameFault.ALIAS, self._register.listed.aliases[name], ()
        return self._of_series(name) or self._on_trial(name) or self._other_genre(name) or self._near(name)

    def _of_series(self, name: str) -> Verdict | None:
        series = self._register.listed.series
        wrong = next((ending for ending in series.wrong_endings if name.endswith(ending)), "")
        right = name.removesuffix(wrong) + series.ending if wrong else name
        about = series.prefix[-2:]
        author = series.prefix.removesuffix(about)
        if right.endswith((series.ending, *series.other_endings)):
            if right.startswith(about):
                right = author + right
            elif right.startswith(author + _TITLE + about):
                right = author + right.removeprefix(author + _TITLE)
        return (NameFault.SERIES, right, ()) if right != name else None

    def _on_trial(self, name: str) -> Verdict | None:
        known = self._register.by_name
        if name + TRIAL in known and known[name + TRIAL].until is None:
            return NameFault.TRIAL_DROPPED, name + TRIAL, ()
        if name.endswith(TRIAL) and name.removesuffix(TRIAL) in known:
            return NameFault.TRIAL_ADDED, name.removesuffix(TRIAL), ()
        return None

    def _other_genre(self, name: str) -> Verdict | None:
        parts = part(name)
        known = self._register.genres_of.get(parts.subject, {})
        if not known or not parts.genre or parts.genre in known:
            return None
        right = next(iter(known.values()))
        if parts.genre.startswith("实施") or (not parts.prefix and parts.genre not in _OF_PARTY_ONLY):
            return None
        return NameFault.GENRE, right, ()

    def _near(self, name: str) -> Verdict | None:
        parts = part(name)
        formal = bool(parts.prefix) or name.startswith(("关于新形势", "习近平", "中国", "中华", "党委（党组）", "党政"))
        most = 2 if len(name) >= _LONG or parts.prefix == _PARTY else 1
        if not formal or not _SHORTEST <= len(name) <= _LONGEST:
            return None
        for edits, near, right in self._register.near(name, most):
            if _is_slip(name, parts, near, edits):
                return NameFault.NEAR, right, ()
        if parts.prefix == _PARTY and parts.genre in _OF_PARTY_ONLY:
            return NameFault.UNKNOWN, "", ()
        return None


def _ends_in(name: str, short: str) -> bool:
    return len(name) > len(short) and name.removesuffix(TRIAL).endswith(short)


def _dated(known: KnownDocument, year: int) -> Verdict | None:
    if known.until is not None and known.until.year < year and known.replaced_by:
        words = (("until", f"{known.until.year}年"), ("replaced_by", known.replaced_by))
        return NameFault.REPEALED, known.replaced_by, words
    if known.since is not None and known.since.year > year:
        return NameFault.NOT_YET, "", (("since", f"{known.since.year}年{known.since.month}月"), ("year", f"{year}年"))
    return None


def _is_slip(name: str, parts: Parted, right: str, edits: int) -> bool:
    """Tell a slip of the pen from another document whose subject happens to be close."""
    wanted = part(right)
    if name in right and not parts.trial and len(right) - len(name) > 1 and not parts.genre:
        return False  # the beginning of a longer title
    if parts.subject.replace(_FILLER, "") == wanted.subject.replace(_FILLER, ""):
        return True
    if len(parts.subject) == len(wanted.subject):
        shared = sum(a == b for a, b in zip(parts.subject, wanted.subject, strict=True))
        if parts.prefix == _STATE and len(wanted.subject) < _SHORT_SUBJECT:
            return False
        # Two neighbouring characters that differ make another word, not a slip.
        return len(wanted.subject) - shared <= 1 or sorted(parts.subject) == sorted(wanted.subject)
    return edits == 1 or (parts.prefix == _PARTY and _holds(parts.subject, wanted.subject))


def _holds(one: str, other: str) -> bool:
    """Say whether the longer of two subjects holds all characters of the shorter, in their order."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return all(character in rest for character in shorter)


def build_document_name(rules: Sequence[DocumentNameRule]) -> DocumentNameDetector:
    """Build one detector of all rules about names in 《》."""
    return DocumentNameDetector(rules, shipped_documents())
