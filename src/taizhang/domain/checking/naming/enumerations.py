"""Enumerations with fixed members, found in a text as chains of neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Final, Literal

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from pydantic import Field

from taizhang.domain.rules.check_lists import shipped_list
from taizhang.domain.rules.shape import Shape, Text

_LINK: Final = re.compile(r"[”\"]?(?:[、，,；;]|和|与|及|以及|[、，](?:和|与|及|以及))[“\"]?")
_LONGEST_GAP = 14
_STRANGER: Final = re.compile(r"[、，,](?P<item>[\u4e00-\u9fff]{2,8})(?:[、，,]|和|与|及|以及)")
_NEXT: Final = re.compile(r"(?:[、，]|和|与|及|以及|、和)(?P<item>[\u4e00-\u9fff]{2,8}?)(?=[）)。，、；”\n等和]|$)")
_BEFORE_TERM: Final = re.compile(r"[”\"]?(?:是指|包括|就是|即|指|内容|的内容)?[（(：:—，]{0,2}(?:即|是|指)?$")
_AFTER_TERM: Final = re.compile(r"[）)]?(?:等|这|的)?[“\"]?")
_NEAR = 24
_OPEN_END: Final = ("等", "……", "以及", "和", "与", "及")


class MemberSet(Shape):
    """A term with its members in order."""

    term: Text
    also: tuple[Text, ...] = ()
    """Other words that announce the same members."""
    members: Annotated[tuple[Text, ...], Field(min_length=3)]
    tail: str = ""
    """How members end: what ends so among them and is none has got in."""
    foreign: tuple[Text, ...] = ()
    """What is often taken for a member."""
    ordered: bool = True
    strict: bool
    """Whether all but one of the members already call for the last one, the term being away."""
    since: int | None = None
    mark: Literal["confirmed", "practice"]

    @property
    def forms(self) -> tuple[tuple[str, ...], ...]:
        """Every form of every member."""
        return tuple(tuple(member.split("/")) for member in self.members)

    @property
    def spelled(self) -> str:
        """The members as they are usually written."""
        return "、".join(forms[0] for forms in self.forms)


class MemberList(Shape):
    """The file of all sets."""

    zh: Text
    sets: Annotated[tuple[MemberSet, ...], Field(min_length=1)]


@dataclass(slots=True)
class Chain:
    """Members of one set that follow each other, with what stands between them."""

    of: MemberSet
    places: list[tuple[int, int, int]]
    """Member, start, end."""
    strangers: list[tuple[int, int]] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the first member begins."""
        return self.places[0][1]

    @property
    def end(self) -> int:
        """Where the last member ends."""
        return self.places[-1][2]


class Enumerations:
    """One automaton over the forms of all members."""

    def __init__(self, sets: Iterable[MemberSet]) -> None:
        """Index every form."""
        self._of: dict[str, list[tuple[MemberSet, int]]] = {}
        for one in sets:
            for number, forms in enumerate(one.forms):
                for form in forms:
                    self._of.setdefault(form, []).append((one, number))
        self._forms = list(self._of)
        self._automaton = AhoCorasick(
            self._forms, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    def chains(self, text: str) -> Iterator[Chain]:
        """Find every chain of at least two members."""
        growing: dict[str, Chain] = {}
        for number, start, end in self._automaton.find_matches_as_indexes(text):
            for of, member in self._of[self._forms[number]]:
                chain = growing.get(of.term)
                if chain is not None and _linked(chain, text, start):
                    chain.places.append((member, start, end))
                    continue
                if chain is not None and len(chain.places) > 1:
                    yield chain
                growing[of.term] = Chain(of, [(member, start, end)])
        yield from (chain for chain in growing.values() if len(chain.places) > 1)


def _linked(chain: Chain, text: str, start: int) -> bool:
    end = chain.end
    if start - end > _LONGEST_GAP or start <= end:
        return False
    gap = text[end:start]
    if _LINK.fullmatch(gap):
        return True
    stranger = _STRANGER.fullmatch(gap)
    if stranger is None or not _is_foreign(chain.of, stranger["item"]):
        return False
    chain.strangers.append((end + stranger.start("item"), end + stranger.end("item")))
    return True


def _is_foreign(of: MemberSet, item: str) -> bool:
    return item in of.foreign or bool(of.tail and item.endswith(of.tail) and item != of.tail)


def next_stranger(chain: Chain, text: str) -> tuple[int, int] | None:
    """Find what follows the last member as if it were one more."""
    found = _NEXT.match(text, chain.end, chain.end + _NEAR)
    if found is None or not _is_foreign(chain.of, found["item"]):
        return None
    return found.start("item"), found.end("item")


def is_announced(chain: Chain, text: str) -> bool:
    """Say whether the term itself stands right before or behind its members."""
    before = text[max(0, chain.start - _NEAR) : chain.start]
    behind = text[chain.end : chain.end + _NEAR]
    after = _AFTER_TERM.match(behind)
    rest = behind[after.end() :] if after else behind
    for word in (chain.of.term, *chain.of.also):
        at = before.rfind(word)
        if at >= 0 and _BEFORE_TERM.fullmatch(before[at + len(word) :]):
            return True
        if rest.startswith(word) or behind.startswith(word):
            return True
    return False


def is_open(chain: Chain, text: str) -> bool:
    """Say whether the enumeration goes on in words of its own: 等, 和其他."""
    return text.startswith(_OPEN_END, chain.end) or text.startswith(("、", "，以及"), chain.end)


def in_order(chain: Chain, text: str) -> str:
    """Spell the chain with its own members in the right order and its own marks between."""
    written = {member: text[start:end] for member, start, end in chain.places}
    ordered = iter(sorted(written))
    parts, at = [], chain.start
    for _member, start, end in chain.places:
        parts += [text[at:start], written[next(ordered)]]
        at = end
    return "".join(parts)


@cache
def shipped_members() -> Mapping[str, MemberSet]:
    """Give the sets beside the packs, by term."""
    return {one.term: one for one in shipped_list("members", MemberList).sets}
