"""Chinese words and how frequent they are: a public dictionary, and the words of the genre over it.

Hundreds of thousands of words are held by one automaton and one array of numbers, not as so many Python texts: the
automaton finds all words of a stretch at once, and takes a fifth of the room.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from taizhang.domain.checking.spelling.lists import genre_words
from taizhang.domain.checking.spelling.tables import Tables

_FLOOR: Final = 2.0
"""The frequency a word is taken to have at least: nothing is impossible."""
_UNKNOWN: Final = 0.5
"""The frequency of a character that the dictionary does not have alone."""
_KNOWN: Final = 20.0
"""The frequency of a word that only needs to be known."""
_LEAST_MEANT: Final = 100.0
"""Words of the dictionary that are rarer are never proposed; those of the genre always are."""
_DEAREST: Final = math.log(3_000.0)
"""What a phrase counts at most where it is proposed for a stretch that does not even sound like it."""
_SHORTEST_TO_LACK: Final = 4
"""Below this, what is left of a word without one character is too often a word itself."""
LONGEST_MEANT: Final = 7
"""Longer words are not looked for: seven characters with one wrong are found in their parts."""
KEPT: Final = (0, 1, 1, 1, 2, 2, 2, 2)
"""By length, how many characters stay at one end of a word that has one wrong."""
_NAMES: Final = frozenset({"nr", "ns", "nt", "nz"})
"""The dictionary's kinds of names: people, places, bodies, others."""
_FIRST_HAN, _LAST_HAN = "\u4e00", "\u9fff"
_NOTHING: Final = float("-inf")


class Word(NamedTuple):
    """A word and how often it was counted."""

    text: str
    times: float
    meant: bool = False
    """Whether it may be proposed as the right one."""
    name: bool = False
    heard: bool = False
    """Whether it is listened for as a phrase, however it is written."""
    kind: str = ""
    """The part of speech, as the dictionary calls it."""


class Words:
    """Frequencies of words as logarithms, and the masked forms by which a word with one wrong character is found."""

    def __init__(self, words: Iterable[Word]) -> None:
        """Read the words once; of the texts only those that may be proposed are kept for the time of building."""
        self._logs, self._names, singles, chosen, heard = array("f"), bytearray(), {}, [], []
        self._kinds, kinds = bytearray(), {"": 0}
        total = 0.0

        def long_words() -> Iterator[str]:
            nonlocal total
            for word in words:
                # What stands together by our own word is no part of what the dictionary counted.
                total += 0 if word.heard else word.times
                log = math.log(max(word.times, _FLOOR))
                if len(word.text) == 1:
                    singles[word.text] = log
                    continue
                self._logs.append(log)
                self._names.append(word.name)
                self._kinds.append(kinds.setdefault(word.kind, len(kinds)))
                if word.meant and len(word.text) <= LONGEST_MEANT:
                    chosen.append((word.text, min(log, _DEAREST) if word.heard else log))
                if word.heard or (word.meant and word.times >= _LEAST_MEANT):
                    heard.append((word.text, log))
                yield word.text

        self._automaton = AhoCorasick(long_words(), store_patterns=False, implementation=Implementation.ContiguousNFA)
        self._scale, self._kind_names = math.log(total), tuple(kinds)
        self._logs = array("f", (log - self._scale for log in self._logs))
        self.singles = {character: log - self._scale for character, log in singles.items()}
        self.unknown = math.log(_UNKNOWN) - self._scale
        meant = [(text, log - self._scale) for text, log in chosen]
        self.meant = Tables(meant)
        self.phrases = tuple((text, log - self._scale) for text, log in heard)
        self.masked = Tables(_masked(text for text, _ in meant))
        self.shortened = Tables(_shortened(text for text, _ in meant))
        self._first, self._last = _best_by_end(meant, 1), _best_by_end(meant, -1)

    def bounds(self, length: int) -> tuple[Mapping[str, float], Mapping[str, float]]:
        """The best a word of that length can be worth, by its first `KEPT` characters and by its last."""
        return self._first[length], self._last[length]

    def found_in(self, text: str) -> list[tuple[int, int, float]]:
        """Give every word of two characters and more that stands in a text, with its logarithm, in order of its end."""
        logs, found = self._logs, self._automaton.find_matches_as_indexes(text, overlapping=True)
        return [(start, end, logs[at]) for at, start, end in found]

    def knows(self, word: str) -> bool:
        """Say whether it is a word."""
        return self._number(word) is not None if len(word) > 1 else word in self.singles

    def is_name(self, word: str) -> bool:
        """Say whether the dictionary has it as the name of somebody, some place or some body."""
        number = self._number(word)
        return number is not None and bool(self._names[number])

    def kind(self, word: str) -> str:
        """Give the part of speech that the dictionary has for a word of two characters and more; else nothing."""
        number = self._number(word)
        return "" if number is None else self._kind_names[self._kinds[number]]

    def frequency(self, word: str) -> float:
        """How often the word stands in the dictionary's own count."""
        number = self._number(word) if len(word) > 1 else None
        log = self.singles.get(word) if number is None else self._logs[number]
        return 0.0 if log is None else self.count(log)

    def count(self, log: float) -> float:
        """Turn the logarithm of a word back into a count."""
        return math.exp(log + self._scale)

    def log(self, count: float) -> float:
        """Turn a count into the logarithm that a word with it has."""
        return math.log(count) - self._scale

    def _number(self, word: str) -> int | None:
        found = self._automaton.find_matches_as_indexes(word, overlapping=True)
        return next((at for at, start, end in found if start == 0 and end == len(word)), None)


@cache
def shipped_words() -> Words:
    """Join the public dictionary and the words of the genre, once."""
    return Words(_joined())


def _joined() -> Iterator[Word]:
    genre = genre_words()
    ours = {word: Word(word, _KNOWN) for word in genre.known.split()}
    ours |= {word: Word(word, max(count, _known(ours, word)), meant=True) for word, count in genre.frequencies.items()}
    for word, count in genre.collocated.items():
        meant = word in genre.frequencies
        ours[word] = Word(word, max(count, _known(ours, word)), meant, heard=True)
    for public in _public_dictionary():
        own = ours.pop(public.text, None)
        if own is not None:
            times, meant = max(public.times, own.times), public.meant or own.meant
            yield Word(public.text, times, meant, public.name, own.heard, public.kind)
        else:
            yield public
    yield from ours.values()


def _known(ours: dict[str, Word], word: str) -> float:
    return ours[word].times if word in ours else 0.0


def _public_dictionary() -> Iterator[Word]:
    """Read the dictionary of jieba, a plain list of words and counts, without running any of its code.

    Beside the words, tell which are names: nobody's village is called wrong because another one is better known.
    """
    package = find_spec("jieba")
    folders = package.submodule_search_locations if package else None
    if not folders:
        raise ModuleNotFoundError("没有安装 jieba：错别字的词频取自它的词典。重新安装本产品。")
    with Path(folders[0], "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            text, written, kind = line.split()
            if not _FIRST_HAN <= min(text) <= max(text) <= _LAST_HAN:
                continue
            count, name = float(written), kind[:2] in _NAMES
            yield Word(text, count, count >= _LEAST_MEANT and not name and len(text) > 1, name, kind=kind)


def _best_by_end(words: Iterable[tuple[str, float]], step: int) -> list[dict[str, float]]:
    """The best value by length and by what one end keeps; a word lacking a character or with two turned counts too."""
    best: list[dict[str, float]] = [{} for _ in range(LONGEST_MEANT + 1)]
    for word, log in words:
        away = word[::step]
        for length in (len(word), len(word) - 1):
            kept = KEPT[length]
            for end in {away[:kept], away[0] + away[2:3]} if kept > 1 else {away[0]}:
                if log > best[length].get(end[::step], _NOTHING):
                    best[length][end[::step]] = log
    return best


def _masked(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every word with one character left out, and the character that stands there."""
    for word in words:
        for at, character in enumerate(word):
            yield f"{word[:at]}?{word[at + 1 :]}", character


def _shortened(words: Iterable[str]) -> Iterator[tuple[str, tuple[int, str]]]:
    """Longer words with one character lost from their middle, and which: an end may be left out on purpose."""
    for word in words:
        if len(word) >= _SHORTEST_TO_LACK:
            for at in range(1, len(word) - 1):
                yield f"{word[:at]}{word[at + 1 :]}", (at, word[at])
