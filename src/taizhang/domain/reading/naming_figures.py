"""Which figure of the catalogue a number in a report means: by its names, its unit and the words around."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from taizhang.domain.reading.figures import StatedFigure
from taizhang.domain.rules.figures import Nature, figure_catalogue
from taizhang.domain.rules.kinds import Amount
from taizhang.domain.rules.rulebook import Rulebook

ENOUGH = 0.6
"""From here on a name is taken for the one that is meant."""
NEAR = 0.03
"""What lies so near to the best may be meant as well."""
SCALES = {Amount.ONE: 1, Amount.FEN: 100, Amount.TENTH_HOUR: 10}
_ALIKE = (
    frozenset({"次", "场", "期", "场次", "堂", "节", "回", "批", "批次"}),
    frozenset({"名", "人", "位", "名次"}),
    frozenset({"人次", "名次"}),
    frozenset({"篇", "份"}),
    frozenset({"件", "项", "个", "条", "起", "件次"}),
    frozenset({"个", "处", "个次", "处次"}),
    frozenset({"户", "户次"}),
    frozenset({"小时", "学时"}),
)
_AUTOMATIC = ("attendance", "people", "organizations", "places")
_IDLE = re.compile(
    "次数|场数|期数|篇数|件数|项数|起数|批数|[、，\\s“”《》*（）()]|全年|今年|年内|本年度|共|累计|截[止至]目前"
)
_VERBS = re.compile("开展|组织|召开|举办|举行|等|通过|撰写|在|中")
_MOVES = re.compile("转正|转入|转出|发展|吸收|培养|新增|迁|退|受|评|表彰|推荐|选派|参加|联系|走访|覆盖|督导|建成|创建")
"""Words that tell a change; a stock of the same name is not meant."""
_LATIN = re.compile("^[a-z]+$")
_SHORTEST = 2
_BELOW = 0.1
_PIECE = 0.78
"""Every piece of a list has to fit this well."""
_OTHER_NAME = 0.95
"""Another name weighs less than the name itself."""


@dataclass(frozen=True, slots=True)
class Named:
    """A figure of the catalogue with all its names."""

    id: str
    zh: str
    unit: str
    names: tuple[str, ...]
    scale: int
    parts: frozenset[str]
    """What it sums up, so that it is preferred to one of its parts under the same name."""
    is_stock: bool = False

    def likeness(self, label: str, clause: str) -> float:
        """How well it fits the words around a number."""
        own, *others = self.names
        found = [_likeness(own, label, clause), *(_OTHER_NAME * _likeness(name, label, clause) for name in others)]
        return max(found)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a number may mean, and how sure that is; several figures where a list is counted together."""

    figures: tuple[Named, ...]
    confidence: float

    @property
    def zh(self) -> str:
        """Its name or names."""
        return "、".join(one.zh for one in self.figures)

    @property
    def ids(self) -> tuple[str, ...]:
        """The figures to ask for."""
        return tuple(one.id for one in self.figures)


class FigureNames:
    """The names of all figures of a rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Collect them once."""
        shared = _shared_words(rulebook)
        self._named = [named for named in _named(rulebook, shared) if named.names]

    def candidates(self, figure: StatedFigure) -> tuple[Candidate, ...]:
        """What a number may mean, the surest first; empty where nothing comes near."""
        unit = figure.unit.partition("/")[0]
        return self._listed(figure.label, unit) or self._best(figure.label, figure.clause, unit)

    def kind_in(self, text: str) -> str:
        """The kind whose name or other name is the longest in a text; empty where none stands in it."""
        plain = _plain(text)
        found = [
            (len(name), named.id.partition("/")[0])
            for named in self._named
            if named.id.endswith("/count")
            for name in named.names
            if name in plain
        ]
        return max(found)[1] if found else ""

    def _best(self, label: str, clause: str, unit: str) -> tuple[Candidate, ...]:
        found: list[tuple[float, Named]] = []
        moves = _MOVES.search(clause)
        for named in self._named:
            if _same_unit(named.unit, unit) and not (named.is_stock and moves):
                score = named.likeness(label, clause)
                if score >= ENOUGH - _BELOW:
                    found.append((score, named))
        best = max((score for score, _ in found), default=0)
        near = [(score, named) for score, named in found if score >= best - NEAR]
        within = {part for _, named in near for part in named.parts}
        kept = [(score, named) for score, named in near if named.id not in within]
        kept.sort(key=lambda pair: (-pair[0], pair[1].id))
        return tuple(Candidate((named,), round(score, 2)) for score, named in kept)

    def _listed(self, label: str, unit: str) -> tuple[Candidate, ...]:
        """日常监督、专项督查、专项整治行动60余次: every piece has its figure, and the number is their sum."""
        pieces = [piece for piece in re.split("[、和及与]", label) if len(piece) >= _SHORTEST]
        if len(pieces) < _SHORTEST or self._is_one_name(label):
            return ()
        found: list[Candidate] = []
        for piece in pieces:
            best = self._best(piece, piece, unit)
            if not best or best[0].confidence < _PIECE or (len(best) > 1 and best[1].confidence == best[0].confidence):
                return ()
            found.append(best[0])
        figures = tuple(dict.fromkeys(one for candidate in found for one in candidate.figures))
        listed = Candidate(figures, min(candidate.confidence for candidate in found))
        return (listed, *self._whole_kind(listed))

    def _whole_kind(self, listed: Candidate) -> Iterator[Candidate]:
        """The kind itself, where a list is of one kind: a year that was stated in sum knows no forms."""
        kinds = {one.id.partition("/")[0] for one in listed.figures}
        if len(kinds) == 1:
            wanted = f"{kinds.pop()}/count"
            yield from (Candidate((one,), ENOUGH) for one in self._named if one.id == wanted)

    def _is_one_name(self, label: str) -> bool:
        """Say whether a list is the name of a single figure: 引进博士、硕士研究生."""
        said = _plain(label)
        return any(said in name or name == said for named in self._named for name in named.names)


def _named(rulebook: Rulebook, shared: frozenset[str]) -> Iterable[Named]:
    for identifier, info in figure_catalogue(rulebook).items():
        if not info.shown or identifier.rpartition("/")[2] in _AUTOMATIC:
            continue
        names = [info.zh]
        parts: frozenset[str] = frozenset()
        if info.kind is not None and identifier.endswith("/count"):
            kind = rulebook.kinds[info.kind]
            names = [kind.zh, *(word for word in kind.find if not _LATIN.match(word) and word not in shared)]
        elif info.kind is None:
            definition = rulebook.figures[identifier]
            names += definition.find
            parts = frozenset((*definition.sum_of, *definition.entries_of))
        plain = tuple(dict.fromkeys(_plain(name) for name in names if len(_plain(name)) >= _SHORTEST))
        stock = info.nature is Nature.STOCK
        yield Named(identifier, info.zh, info.unit, plain, SCALES[info.amount], parts, stock)


def _shared_words(rulebook: Rulebook) -> frozenset[str]:
    """Words by which several kinds are found name none of them."""
    seen: dict[str, int] = {}
    for kind in rulebook.kinds.values():
        for word in {kind.zh, *kind.find}:
            seen[word] = seen.get(word, 0) + 1
    return frozenset(word for word, times in seen.items() if times > 1)


def _same_unit(first: str, second: str) -> bool:
    return first == second or any(first in group and second in group for group in _ALIKE)


def _likeness(name: str, label: str, clause: str) -> float:
    """How well a name fits the words around a number: 1 where they are the same."""
    said = _plain(label)
    tail = _plain(_VERBS.split(label)[-1])
    return max(_near(name, said, clause), 0.95 * _near(name, tail, clause) if tail != said else 0.0)


def _near(name: str, said: str, clause: str) -> float:
    if len(said) < _SHORTEST:
        return 0.0
    if name == said:
        return 1.0
    if name in said or said in name:
        short, long = sorted((len(name), len(said)))
        return 0.45 + 0.5 * short / long
    if len(name) >= len(said) and name in _plain(clause):
        return 0.95
    return 0.85 * _dice(name, said)


def _dice(first: str, second: str) -> float:
    one = {first[at : at + 2] for at in range(len(first) - 1)}
    two = {second[at : at + 2] for at in range(len(second) - 1)}
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def _plain(text: str) -> str:
    return _IDLE.sub("", text)
