"""Terms of a closed lexicon with one character lost, doubled, moved or changed, found without measuring every word.

What is lost, doubled or moved is spelled out beforehand (the neighbourhood of each term) and found by an automaton.
A changed character leaves one half of the term whole: the halves are found by a second automaton, and the character
behind or before tells which few terms to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

_CHANGED_FROM: Final = 6
_ENDS_FROM: Final = 7
"""From this length on the last character may be the wrong one."""
_NUMERALS: Final = frozenset("〇零一二两三四五六七八九十百千万亿")
_JOINTS: Final = frozenset("的地得和与及或之为在是对把被将并且暨等了着过各某")
_PAIR: Final = 2
_LONG: Final = 10
"""In shorter terms, what is left of the first or the last pair may belong to the word before or behind."""
_WORDS_ALONE: Final = frozenset(
    "党人会组课国省市县团群学新全大小中部员书事要能有在为以上下内外年月日第总抓好制岗队政心同高深重工民法建力理基性家地区主先级层务实"
)
"""What a pair may shrink to and still be read as a word."""
_LEFT_OUT: Final = frozenset("小大党员总新化型性代")
_SPHERES: Final = frozenset("警检院校团军行企医税教政水路妇工农林馆所司监矿港电商民学社村镇乡县市区省国家队协残侨")
"""从严治党, 从严治警: where 党 gives way to one of these, the term is meant for another sphere."""


class Edit(StrEnum):
    """How a written form came about."""

    LOST = "lost"
    DOUBLED = "doubled"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Near:
    """A written form, the term it is near to, and how."""

    start: int
    end: int
    term: str
    edit: Edit


class NearTerms:
    """Both automatons over one lexicon."""

    def __init__(self, terms: Iterable[str], right: Sequence[str], alike: Callable[[str, str], bool]) -> None:
        """Spell out the neighbourhood of terms whose words are parted by blanks; `right` stands for itself."""
        parted = tuple(dict.fromkeys(tuple(term.split()) for term in terms))
        known = frozenset("".join(words) for words in parted)
        everything = "\n".join(known)
        self._alike = alike
        self._variants: dict[str, tuple[str, Edit]] = {}
        for words in parted:
            for variant, edit in _neighbourhood(words):
                if variant not in everything and not any(one in variant for one in right):
                    self._variants.setdefault(variant, ("".join(words), edit))
        self._spelled = [*self._variants, *known]
        self._exact = _automaton(self._spelled)
        self._known = known
        halves: dict[str, _Half] = {}
        for term in sorted(known):
            if len(term) >= _CHANGED_FROM:
                middle = len(term) // 2
                halves.setdefault(term[:middle], _Half()).begin(term, middle)
                halves.setdefault(term[middle:], _Half()).finish(term, middle)
        self._half_of = list(halves.values())
        self._half = _automaton(list(halves), MatchKind.Standard)

    def find(self, text: str) -> Iterator[Near]:
        """Find everything that is nearly a term and none."""
        whole = bytearray(len(text) + 1)
        for number, start, end in self._exact.find_matches_as_indexes(text):
            spelled = self._spelled[number]
            if spelled in self._variants:
                yield Near(start, end, *self._variants[spelled])
            whole[start:end] = b"\x01" * (end - start)
        for number, start, end in self._half.find_matches_as_indexes(text, overlapping=True):
            if whole[start] and whole[end - 1]:
                continue
            half = self._half_of[number]
            if half.may_go_on(text[max(0, start - 2) : start], text[end : end + 2]):
                yield from self._changed(half, text, start, end, whole)

    def _changed(self, half: _Half, text: str, start: int, end: int, whole: bytearray) -> Iterator[Near]:
        for term, begin in half.candidates(text, start, end):
            stop = begin + len(term)
            if begin < 0 or stop > len(text) or whole[begin] or whole[stop - 1]:
                continue
            differs = [at for at, wanted in enumerate(term) if text[begin + at] != wanted]
            if len(differs) != 1 or differs[0] == 0 or (differs[0] == len(term) - 1 and len(term) < _ENDS_FROM):
                continue
            wanted, written = term[differs[0]], text[begin + differs[0]]
            if _may_be_meant(wanted, written) or not self._alike(written, wanted):
                continue
            whole[begin:stop] = b"\x01" * len(term)
            yield Near(begin, stop, term, Edit.CHANGED)


class _Half:
    """The terms that begin or end with one piece, by the characters on its other side."""

    def __init__(self) -> None:
        self._behind: dict[tuple[int, str], list[tuple[str, int]]] = {}
        self._ahead: dict[tuple[int, str], list[tuple[str, int]]] = {}
        self._borders: set[str] = set()

    def may_go_on(self, before: str, after: str) -> bool:
        """Say quickly whether any character beside the piece is one that a term has there."""
        borders = self._borders
        return not (borders.isdisjoint(after) and borders.isdisjoint(before))

    def begin(self, term: str, middle: int) -> None:
        for step in (0, 1):
            self._behind.setdefault((step, term[middle + step]), []).append((term, middle))
            self._borders.add(term[middle + step])

    def finish(self, term: str, middle: int) -> None:
        for step in (0, 1):
            self._ahead.setdefault((step, term[middle - 1 - step]), []).append((term, middle))
            self._borders.add(term[middle - 1 - step])

    def candidates(self, text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
        """Give the terms for which one of the two characters next to the piece is as it should be."""
        for step in (0, 1):
            if self._behind and end + step < len(text):
                for term, _middle in self._behind.get((step, text[end + step]), ()):
                    yield term, start
            if self._ahead and start - 1 - step >= 0:
                for term, middle in self._ahead.get((step, text[start - 1 - step]), ()):
                    yield term, start - middle


def _automaton(terms: list[str], kind: MatchKind = MatchKind.LeftmostLongest) -> AhoCorasick:
    return AhoCorasick(terms, matchkind=kind, implementation=Implementation.ContiguousNFA)


def _neighbourhood(words: tuple[str, ...]) -> Iterator[tuple[str, Edit]]:
    """Spell the term with one slip inside of one word; between words a slip mostly makes other words."""
    term = "".join(words)
    begin = 0
    for word in words:
        size = len(word)
        for at in range(begin, begin + size):
            inner = 0 < at < len(term) - 1 and size > 1 and term[at] not in _NUMERALS
            at_border = size == _PAIR and (begin == 0 or begin + size == len(term)) and len(term) < _LONG
            if inner and not at_border and _leaves_a_scar(word, at - begin):
                yield term[:at] + term[at + 1 :], Edit.LOST
            if inner:
                yield term[: at + 1] + term[at:], Edit.DOUBLED
            if 0 < at < begin + size - 1 and term[at] != term[at + 1]:
                yield term[:at] + term[at + 1] + term[at] + term[at + 2 :], Edit.MOVED
        begin += size


def _leaves_a_scar(word: str, at: int) -> bool:
    """Say whether the word is no word any more without its character."""
    if len(word) == _PAIR:
        return word[1 - at] not in _WORDS_ALONE
    return 0 < at < len(word) - 1 and word[at] not in _LEFT_OUT


def _may_be_meant(wanted: str, written: str) -> bool:
    """Say whether the other character is another word and no slip."""
    if not "\u4e00" <= written <= "\u9fff" or not "\u4e00" <= wanted <= "\u9fff":
        return True
    if wanted in _NUMERALS and written in _NUMERALS:
        return True
    return written in _JOINTS or (wanted in "党员" and written in _SPHERES)
