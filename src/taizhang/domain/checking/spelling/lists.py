"""The lists that the model reads: words of the genre, look-alikes, names of people and places."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from typing import Annotated, Final

from pydantic import Field

from taizhang.domain.rules.check_lists import shipped_list
from taizhang.domain.rules.shape import Shape, Text

_FREQUENCY_BY_LENGTH: Final = {1: 0.0, 2: 600.0, 3: 400.0}
_FREQUENCY_OF_PHRASES: Final = 300.0
_FREQUENCY_OF_COMBINATIONS: Final = 40.0
_FREQUENCY_OF_COLLOCATIONS: Final = 40_000.0
Words = Annotated[str, Field(min_length=1)]


class Combination(Shape):
    """Words that go together: every head with every tail."""

    heads: Words
    tails: Words

    def words(self) -> Iterator[str]:
        """Put each head before each tail."""
        for head in self.heads.split():
            for tail in self.tails.split():
                if head != tail:
                    yield head + tail


class GenreWords(Shape):
    """What official texts are made of: words and set phrases, combinations, and words that only need to be known."""

    zh: Text
    words: dict[str, Words]
    combinations: tuple[Combination, ...]
    collocations: tuple[Combination, ...]
    """Words that stand together so often that each tells what the other must be."""
    known: Words
    """Right, and never proposed for something else."""

    @cached_property
    def frequencies(self) -> dict[str, float]:
        """Give each word a frequency in the dictionary's measure."""
        combined = (word for combination in self.combinations for word in combination.words())
        frequencies = dict.fromkeys(combined, _FREQUENCY_OF_COMBINATIONS)
        for section in self.words.values():
            for word in section.split():
                frequencies[word] = _FREQUENCY_BY_LENGTH.get(len(word), _FREQUENCY_OF_PHRASES)
        return frequencies

    @cached_property
    def collocated(self) -> dict[str, float]:
        """Give each collocation a frequency in the same measure."""
        together = (word for collocation in self.collocations for word in collocation.words())
        return dict.fromkeys(together, _FREQUENCY_OF_COLLOCATIONS)

    @cached_property
    def core(self) -> frozenset[str]:
        """Give the words that collocations are made of: the commonest of the genre."""
        return frozenset(word for one in self.collocations for word in (*one.heads.split(), *one.tails.split()))


class LookAlikes(Shape):
    """Characters of much the same shape: in each group the first one, and those like it."""

    zh: Text
    close: Words
    distant: Words
    """Alike at a glance only: 理埋 is close, 理现 is distant."""


class Names(Shape):
    """How names of people and places are known by their surroundings."""

    zh: Text
    surnames: Words
    titles: Words
    """What stands before or behind a person's name."""
    places: Words
    """What ends the name of a place or of a body."""


@cache
def genre_words() -> GenreWords:
    """Read the words of the genre once."""
    return shipped_list("genre_words", GenreWords)


@cache
def look_alikes() -> LookAlikes:
    """Read the look-alikes once."""
    return shipped_list("look_alikes", LookAlikes)


@cache
def names() -> Names:
    """Read the surroundings of names once."""
    return shipped_list("names", Names)
