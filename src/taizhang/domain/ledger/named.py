"""The closed list of named functions that a kind may post by; everything else a kind posts is plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from taizhang.domain.ledger.occasion import Occasion, Part
from taizhang.domain.ledger.quorum import VOTERS, presence
from taizhang.domain.ledger.values import persons_in

Arguments = Mapping[str, str | int]
NamedFunction = Callable[[Occasion, Part, Arguments], int]


def _quorum(occasion: Occasion, part: Part, arguments: Arguments) -> int:
    """1 where at least `share` of `of` of the base came."""
    return int(_enough(occasion, part, arguments) is True)


def _quorum_unknown(occasion: Occasion, part: Part, arguments: Arguments) -> int:
    """1 where nobody can say whether enough came (到会人数未填)."""
    return int(_enough(occasion, part, arguments) is None)


def _enough(occasion: Occasion, part: Part, arguments: Arguments) -> bool | None:
    base = str(arguments.get("base", VOTERS))
    came = presence(occasion, part, VOTERS if base == "members_with_vote" else base)
    share, of = int(arguments.get("share", 1)), int(arguments.get("of", 2))
    return came.reaches(share, of, strict=bool(arguments.get("strict", 0)))


def _chaired_by_secretary(occasion: Occasion, part: Part, _arguments: Arguments) -> int:
    """1 where the secretary of that day chaired."""
    secretary = occasion.roster.secretary
    return int(secretary is not None and secretary in persons_in(occasion, part, "chair"))


def _lecture_by(occasion: Occasion, part: Part, arguments: Arguments) -> int:
    """1 where somebody in the role held the post in the recording organisation that day."""
    roster = occasion.roster
    post = arguments.get("post", "secretary")
    if post == "secretary":
        holders = {roster.secretary} - {None}
    elif post == "deputy_secretary":
        holders = set(roster.deputies)
    else:
        holders = {roster.secretary, *roster.deputies, *roster.committee} - {None}
    return int(not holders.isdisjoint(persons_in(occasion, part, str(arguments.get("role", "speaker")))))


NAMED: Mapping[str, NamedFunction] = MappingProxyType({
    "quorum": _quorum,
    "quorum_unknown": _quorum_unknown,
    "chaired_by_secretary": _chaired_by_secretary,
    "lecture_by": _lecture_by,
})
