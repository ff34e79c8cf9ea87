"""Chinese words and how frequent they are: a public dictionary, and the words of the genre over it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from taizhang.domain.checking.spelling.lists import genre_words

_FLOOR: Final = 2.0
"""The frequency a word is taken to have at least: nothing is impossible."""
_UNKNOWN: Final = 0.5
"""The frequency of a character that the dictionary does not have alone."""
_KNOWN: Final = 20.0
"""The frequency of a word that only needs to be known."""
_LEAST_MEANT: Final = 100.0
"""Words of the dictionary that are rarer are never proposed; those of the genre always are."""
_SHORTEST_TO_LACK: Final = 4
"""Below this, what is left of a word without one character is too often a word itself."""
LONGEST_MEANT: Final = 7
"""Longer words are not looked for: seven characters with one wrong are found in their parts."""
_NAMES: Final = frozenset({"nr", "ns", "nt", "nz"})
"""The dictionary's kinds of names: people, places, bodies, others."""
_NOTHING: Final = float("-inf")
_COLUMNS: Final = 3  # word, count, part of speech


class Words:
    """Frequencies of words as logarithms, and the masked forms by which a word with one wrong character is found."""

    def __init__(
        self, frequencies: Mapping[str, float], meant: Iterable[str], names: frozenset[str] = frozenset()
    ) -> None:
        """Take the frequencies, the words that may be proposed as the right ones, and which words are names."""
        self.names = names
        self._total = sum(frequencies.values())
        scale = math.log(self._total)
        # The dictionary has few different counts, so that the logarithm of each is taken once.
        log = {count: math.log(max(count, _FLOOR)) - scale for count in set(frequencies.values())}
        self.logs = {word: log[count] for word, count in frequencies.items()}
        self.unknown = math.log(_UNKNOWN) - scale
        self.reach = _reach(frequencies)
        chosen = [word for word in meant if 2 <= len(word) <= LONGEST_MEANT]  # noqa: PLR2004
        self.masked = _masked(chosen)
        self.meant = frozenset(chosen)
        self.shortened = _shortened(chosen)
        self._first, self._last = _best_by_end(chosen, self.logs, 0), _best_by_end(chosen, self.logs, -1)

    def most(self, first: str, last: str, length: int) -> float:
        """The best a word of that length can be worth that keeps the first or the last character."""
        return max(self._first[length].get(first, _NOTHING), self._last[length].get(last, _NOTHING))

    def frequency(self, word: str) -> float:
        """How often the word stands in the dictionary's own count."""
        known = self.logs.get(word)
        return 0.0 if known is None else math.exp(known) * self._total


@cache
def shipped_words() -> Words:
    """Join the public dictionary and the words of the genre, once."""
    frequencies, names = _public_dictionary()
    genre = genre_words()
    meant = {word for word, count in frequencies.items() if count >= _LEAST_MEANT and word not in names}
    for word in genre.known.split():
        frequencies[word] = max(_KNOWN, frequencies.get(word, 0.0))
    for word, count in genre.frequencies.items():
        frequencies[word] = max(count, frequencies.get(word, 0.0))
        meant.add(word)
    return Words(frequencies, meant, names)


def _public_dictionary() -> tuple[dict[str, float], frozenset[str]]:
    """Read the dictionary of jieba, a plain list of words and counts, without running any of its code.

    Beside the words, tell which are names: nobody's village is called wrong because another one is better known.
    """
    package = find_spec("jieba")
    folders = package.submodule_search_locations if package else None
    if not folders:
        raise ModuleNotFoundError("没有安装 jieba：错别字的词频取自它的词典。重新安装本产品。")
    columns = Path(folders[0], "dict.txt").read_text(encoding="utf-8").split()
    words, kinds = columns[::_COLUMNS], columns[2::_COLUMNS]
    names = frozenset(word for word, kind in zip(words, kinds, strict=True) if kind[:2] in _NAMES)
    return dict(zip(words, map(float, columns[1::_COLUMNS]), strict=True)), names


def _best_by_end(words: Iterable[str], logs: Mapping[str, float], end: int) -> list[dict[str, float]]:
    """The best value by length and by the character at one end; a word that lacks one character counts as well."""
    best: list[dict[str, float]] = [{} for _ in range(LONGEST_MEANT + 1)]
    for word in words:
        log, character = logs[word], word[end]
        for length in (len(word), len(word) - 1):
            if log > best[length].get(character, _NOTHING):
                best[length][character] = log
    return best


def _reach(words: Iterable[str]) -> dict[str, int]:
    """The longest word by its first two characters."""
    long = sorted((word for word in words if len(word) > 2), key=len)  # noqa: PLR2004
    return {word[:2]: len(word) for word in long}


def _masked(words: Iterable[str]) -> dict[str, str]:
    """Every word with one character left out, and the characters that stand there."""
    masked: dict[str, str] = {}
    for word in words:
        for at, character in enumerate(word):
            key = f"{word[:at]}?{word[at + 1 :]}"
            masked[key] = masked.get(key, "") + character
    return masked


def _shortened(words: Iterable[str]) -> dict[str, str]:
    """Longer words with one character lost from their middle, and what they were: an end may be left out on purpose."""
    return {
        f"{word[:at]}{word[at + 1 :]}": word
        for word in words
        if len(word) >= _SHORTEST_TO_LACK
        for at in range(1, len(word) - 1)
    }
