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


def _quorum_missed(occasion: Occasion, part: Part, arguments: Arguments) -> int:
    """1 where it is known that too few came."""
    return int(_enough(occasion, part, arguments) is False)


def _quorum_unknown(occasion: Occasion, part: Part, arguments: Arguments) -> int:
    """1 where nobody can say whether enough came (到会人数未填)."""
    return int(_enough(occasion, part, arguments) is None)


def _enough(occasion: Occasion, part: Part, arguments: Arguments) -> bool | None:
    came = presence(occasion, part, str(arguments.get("base", VOTERS)))
    share, of = int(arguments.get("share", 1)), int(arguments.get("of", 2))
    return came.reaches(share, of, strict=bool(arguments.get("strict", 0)))


def _by_secretary(occasion: Occasion, part: Part, arguments: Arguments) -> int:
    """1 where the secretary of that day stands in the role."""
    return _is_among(occasion, part, arguments, {occasion.roster.secretary})


def _by_deputy(occasion: Occasion, part: Part, arguments: Arguments) -> int:
    """1 where a deputy secretary of that day stands in the role."""
    return _is_among(occasion, part, arguments, set(occasion.roster.deputies))


def _by_committee(occasion: Occasion, part: Part, arguments: Arguments) -> int:
    """1 where a member of the committee, secretary and deputies included, stands in the role."""
    roster = occasion.roster
    return _is_among(occasion, part, arguments, {roster.secretary, *roster.deputies, *roster.committee})


def _is_among(occasion: Occasion, part: Part, arguments: Arguments, persons: set[int | None]) -> int:
    return int(not persons.isdisjoint(persons_in(occasion, part, str(arguments.get("role", "chair")))))


def _is_joint(occasion: Occasion, _part: Part, _arguments: Arguments) -> int:
    """1 where another organisation held it too."""
    return int(any(one.how == "joint" for one in occasion.organizations))


def _days(occasion: Occasion, _part: Part, _arguments: Arguments) -> int:
    """How many days it lasted."""
    return (occasion.last_day - occasion.day).days + 1


def _organizations(occasion: Occasion, _part: Part, _arguments: Arguments) -> int:
    """How many other organisations took part, outside ones included."""
    return len(occasion.organizations)


def _heads(occasion: Occasion, _part: Part, arguments: Arguments) -> int:
    """The head count of one group: members, staff, public or outside."""
    return occasion.heads.get(str(arguments.get("group", "public")), 0)


NAMED: Mapping[str, NamedFunction] = MappingProxyType(
    {
        "quorum": _quorum,
        "quorum_missed": _quorum_missed,
        "quorum_unknown": _quorum_unknown,
        "chaired_by_secretary": _by_secretary,
        "by_secretary": _by_secretary,
        "by_deputy": _by_deputy,
        "by_committee": _by_committee,
        "joint": _is_joint,
        "days": _days,
        "organizations": _organizations,
        "heads": _heads,
    }
)
