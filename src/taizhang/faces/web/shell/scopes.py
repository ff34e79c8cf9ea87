"""Which organisations a page of numbers covers (口径): chosen in the address, within what the account may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from taizhang.apps.organizations import selectors as organizations
from taizhang.apps.organizations.access import visible_among
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.domain.rules.kinds import OrganizationType
from taizhang.faces.web.shell.frame import frame_of

BELOW, OWN, UNIT, NAMED = "", "own", "unit", "s"
LONGEST = 12
WITHIN = frozenset({OrganizationType.SUBGROUP, OrganizationType.STEERING_GROUP})
"""What stands within an organisation and has no row of its own."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The organisations asked for, level by level, with the word that a page and a copied number say."""

    key: str
    word: str
    ids: tuple[int, ...]
    choices: tuple[tuple[str, str], ...]
    """What else could be chosen: key and word."""
    single: int | None = None
    """The only organisation in it, party groups within a branch apart; None where there are several."""

    @property
    def is_one(self) -> bool:
        """Whether there is nothing to compare in it."""
        return self.single is not None


def scope_of(request: HttpRequest) -> Scope:
    """Read `?scope=`; what makes no sense means the organisation with all below it."""
    frame = frame_of(request)
    if frame.actor is None or frame.organization is None:
        return Scope(BELOW, "", (), ())
    day = min(frame.as_of, date(frame.year, 12, 31))
    own = frame.organization
    asked = request.GET.get("scope", "")[:LONGEST]
    named = {
        f"{NAMED}{view.id}": view.name
        for view in organizations.list_scopes({own.id, *organizations.above(own.id, day)}, frame.known)
    }
    below = organizations.below(own.id, day, frame.known) or (own.id,)
    unit = organizations.same_unit(own.id, day, frame.known)
    choices = {BELOW: f"{own.name}及所属" if len(below) > 1 else own.name}
    if len(below) > 1:
        choices[OWN] = f"只看{own.name}"
    if set(unit) - set(below):
        choices[UNIT] = "同一单位的党组织"
    choices |= named
    ids = below
    if asked == OWN:
        ids = (own.id,)
    elif asked == UNIT and UNIT in choices:
        ids = unit
    elif asked in named:
        ids = _named(asked, day)
    else:
        asked = BELOW
    seen = visible_among(frame.actor, ids)
    within = set(organizations.of_types(seen, WITHIN, day, frame.known))
    apart = [one for one in seen if one not in within] or list(seen)
    single = apart[0] if len(apart) == 1 else None
    return Scope(asked, choices.get(asked, own.name), seen, tuple(choices.items()), single)


def _named(key: str, day: date) -> tuple[int, ...]:
    try:
        return organizations.scope(int(key.removeprefix(NAMED)), day)
    except NotFoundError:
        return ()
