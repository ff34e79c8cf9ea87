"""Reasons to stay silent: names, slogans, numbers, set patterns, words that the text uses again and again."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from taizhang.domain.checking.spelling.lattice import Lattice, Suspicion
from taizhang.domain.checking.spelling.lists import Names, genre_words

_OPENING, _CLOSING = "“‘《〈", "”’》〉"
_SHORT_QUOTE: Final = 6
_SURE_LENGTH: Final = 4
_LONGEST_NAME: Final = 3
_BEFORE_NAMES: Final = ("：", ":", "、", "（")
_NUMERALS: Final = frozenset("〇零一二两三四五六七八九十百千万亿几双多半余第")
_CUTTING: Final = frozenset("Xx\uff38\uff58×*\uff0a○〔")
_BRACKETS: Final = frozenset("〔[（(")
_LONGEST_CODE: Final = 5
_FREE: Final = frozenset(
    "过或只先会时被再可能已未由从将把给向对新还没做看写说要想让叫走用放开拿不的了着在和与有为"
    "到以后下上次余全本该此各每逐县市省镇乡区村局所院校企党团我他她其这那是就也都又很更最太可依视按据等及并其中内外间时上下"
)
"""Characters that stand beside anything: 或学, 各届, 由王军, 写过."""
_PAIRED: Final = ((0, 2), (1, 3))
_FRAMES: Final = frozenset({"以代", "先后", "由到", "从到", "有无", "多少", "大小"})
_MORE_BESIDE_FREE: Final = 1.5
_MORE_FOR_FREE: Final = 1.0
_MORE_OUTSIDE_GENRE: Final = 3.0
_LESS_FOR_CORE: Final = 1.5
"""The dictionary counts novels and news; 工作 and 开展 are ten times as frequent here."""
_MORE_AMONG_COMMON: Final = (1.0, 2.5)
"""Where both characters are common alone and may well stand side by side: for a word of the genre, for another."""
_MORE_IN_SHORT_RUN: Final = 2.0
_MORE_BESIDE_RUIN: Final = 1.5
_SHORT_RUN: Final = 4
"""Items of a list are often shortened beyond any dictionary: 修路、架电、创文固卫."""
_MORE_THAN_A_WORD: Final = 3.0
_BEYOND_DOUBT: Final = 9.0


class Doubts:
    """One run of characters in its text, and what speaks against calling a word of it wrong."""

    def __init__(self, text: str, start: int, lattice: Lattice, names: Names) -> None:
        """Take the text, the place where the run begins, and how names are known."""
        self._text, self._start, self._lattice, self._run = text, start, lattice, lattice.run
        self._surnames = frozenset(names.surnames.split())
        self._titles = tuple(names.titles.split())
        self._places = tuple(names.places.split())
        self._genre, self._core = genre_words().frequencies, genre_words().core

    def silence(self, one: Suspicion) -> bool:
        """Say whether the suspicion is better kept to oneself."""
        if self._is_cut_off(one) or self._changes_number(one) or self._is_listed_name:
            return True
        if len(one.word) >= _SURE_LENGTH:
            return False
        # Within short quotation marks words are coined: “无疫单元”.
        if self._in_pattern(one) or self._in_slogan:
            return True
        surely = one.gain >= _BEYOND_DOUBT
        return not surely and (self._counts(one) or self._in_name(one) or self._in_place(one))

    def needed(self, one: Suspicion) -> float:
        """Say how much more than usual it must gain, where the text's characters may well stand together."""
        kept = self._run[one.start : one.at] + self._run[one.at + 1 : one.end]
        return (
            _MORE_BESIDE_FREE * (kept in _FREE)
            + _MORE_FOR_FREE * (self._run[one.at] in _FREE)
            + _MORE_THAN_A_WORD * self._lattice.knows(one.at)
            + _MORE_BESIDE_RUIN * self._ruins_beside(one)
            + _MORE_IN_SHORT_RUN * (len(self._run) <= _SHORT_RUN and len(one.word) < _SURE_LENGTH)
            + _MORE_OUTSIDE_GENRE * (len(one.word) < _SURE_LENGTH and one.word not in self._genre)
            - _LESS_FOR_CORE * (one.word in self._core)
            + _MORE_AMONG_COMMON[one.word not in self._genre] * self._lattice.is_common_pair(one.start, one.end)
        )

    @cached_property
    def _in_slogan(self) -> bool:
        """Say whether the run is a short quotation: “三亮一争”."""
        before = self._text[max(0, self._start - 1) : self._start]
        after = self._text[self._start + len(self._run) :][:1]
        quoted = (before and before in _OPENING) or (after and after in _CLOSING)
        return bool(quoted) and len(self._run) <= _SHORT_QUOTE

    def _ruins_beside(self, one: Suspicion) -> int:
        """Count the sides where another rare character stands alone: one typo leaves sound words around it."""
        return sum(
            self._run[at] not in _FREE
            for at in (one.start - 1, one.end)
            if 0 <= at < len(self._run) and (at, at + 1) in self._tokens
        )

    def _is_cut_off(self, one: Suspicion) -> bool:
        """Say whether the word touches a blank, or belongs to the number of a document: 苏卫机党〔2019〕1号."""
        first, last = self._start + one.start, self._start + one.end
        if self._text[max(0, first - 1) : first] in _CUTTING or self._text[last : last + 1] in _CUTTING:
            return True
        behind = self._start + len(self._run)
        numbered = self._text[behind : behind + 1] in _BRACKETS and self._text[behind + 1 : behind + 2].isdigit()
        return numbered and len(self._run) - one.end < _LONGEST_CODE

    def _counts(self, one: Suspicion) -> bool:
        """Say whether it is about a number: 120余场, 一讲一谈一本账."""
        kept = self._run[one.start : one.at] + self._run[one.at + 1 : one.end]
        if any(character in _NUMERALS for character in kept):
            return True
        first = self._start + one.start
        return one.start == 0 and self._text[max(0, first - 1) : first].isdigit()

    def _changes_number(self, one: Suspicion) -> bool:
        """Say whether a numeral changes, comes or goes: which congress is meant is for the calendar to say."""
        written = self._run[one.start : one.end]
        if len(written) != len(one.word):
            return sum(c in _NUMERALS for c in written) != sum(c in _NUMERALS for c in one.word)
        pairs = zip(written, one.word, strict=True)
        return any(was != meant and was in _NUMERALS and meant in _NUMERALS for was, meant in pairs)

    def _in_pattern(self, one: Suspicion) -> bool:
        """Say whether it lies in four characters of which every second one returns: 先抽先采, 买菜买药, 以学促学."""
        for begin in range(max(0, one.at - 3), one.at + 1):
            four = self._run[begin : begin + 4]
            if len(four) == 4 and (four[::2] in _FRAMES or any(four[a] == four[b] for a, b in _PAIRED)):  # noqa: PLR2004
                return True
        return False

    def _in_name(self, one: Suspicion) -> bool:
        """Say whether it lies in what may be a person's name: a surname behind a title or before one."""
        for begin in range(max(0, one.start - _LONGEST_NAME + 1), one.start + 1):
            if self._run[begin] not in self._surnames or one.start >= begin + _LONGEST_NAME:
                continue
            before = self._run[:begin]
            if (not before and self._alone(begin)) or before.endswith(self._titles):
                return True
            if any(self._run.startswith(self._titles, begin + length) for length in (2, 3)):
                return True
        return False

    @cached_property
    def _is_listed_name(self) -> bool:
        """Say whether the whole run may be a name where names are listed: 记录：郑洁, 陈岩、赵兰."""
        if len(self._run) > _LONGEST_NAME or self._run[0] not in self._surnames:
            return False
        listed = self._text[max(0, self._start - _LONGEST_NAME - 2) : self._start]
        if listed.endswith("、"):
            # What stands before in the list has to look like a name too: 抓学习、纪侓 is none.
            listed = listed[:-1]
            cut = max(map(listed.rfind, _BEFORE_NAMES))
            return cut >= 0 and listed[cut + 1 : cut + 2] in self._surnames
        return listed[-1:] in _BEFORE_NAMES

    def _alone(self, begin: int) -> bool:
        """Say whether single characters follow, as in a name that no dictionary knows."""
        return (begin, begin + 1) in self._tokens and self._singles_from(begin) >= 2  # noqa: PLR2004

    def _singles_from(self, begin: int) -> int:
        count = 0
        while (begin + count, begin + count + 1) in self._tokens:
            count += 1
        return count

    @cached_property
    def _tokens(self) -> frozenset[tuple[int, int]]:
        return frozenset(self._lattice.tokens)

    def _in_place(self, one: Suspicion) -> bool:
        """Say whether it may be the name of a place or a body: 以居延社区, 青溪县供电公司."""
        return any(self._run.startswith(self._places, one.end + gap) for gap in (0, 1))
