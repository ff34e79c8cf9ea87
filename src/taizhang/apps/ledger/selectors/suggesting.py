"""What the form offers before anything is typed: kinds with what is still owed, and the values of last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.models import Revision, RevisionPart
from taizhang.apps.ledger.selectors.doors import visible_revisions
from taizhang.apps.ledger.selectors.owed import matrix
from taizhang.apps.organizations.own_kinds import own_slugs
from taizhang.apps.organizations.selectors import organization_view
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.ledger.reading import occasion_of
from taizhang.domain.obligations.answers import Code
from taizhang.domain.rules.obligations import Cadence
from taizhang.domain.rules.rulebook import Rulebook

RECENT = timedelta(days=200)
OPEN = (Code.UNMET, Code.NOT_YET_DUE, Code.INSUFFICIENT_DATA, Code.EXTENDED)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kind that this organisation may record."""

    kind: str
    zh: str
    group: str
    find: tuple[str, ...] = ()
    owed: str = ""
    """What is still owed, in words; empty where nothing is."""
    times: int = 0
    """How often it was recorded lately."""


@dataclass(frozen=True, slots=True)
class LastValues:
    """What was the same last time: place, hours, who chaired."""

    plain: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def kinds_to_suggest(actor: Actor, organization: int, year: int, today: date) -> list[Suggestion]:
    """The kinds that this type of organisation records: owed ones first, then by use, then by group."""
    rulebook = current_rulebook()
    type_ = organization_view(organization, today).type
    owed = _still_owed(actor, rulebook, organization, year, today)
    used = _used_lately(organization, today)
    order = {name: (group.order, group.zh) for name, group in rulebook.groups.items()}
    slugs = own_slugs(organization, today)
    found = [
        Suggestion(
            key,
            kind.zh,
            order.get(kind.group, (99, "其他"))[1],
            (kind.short, *kind.find),
            owed.get(key, ""),
            used.get(key, 0),
        )
        for key, kind in rulebook.kinds.items()
        if (not kind.recorded_by or type_ in kind.recorded_by) and _is_ours(key, slugs)
    ]
    rank = {one.kind: order.get(rulebook.kinds[one.kind].group, (99, ""))[0] for one in found}
    return sorted(found, key=lambda one: (not one.owed, -one.times, rank[one.kind], one.kind))


def _is_ours(kind: str, slugs: frozenset[str]) -> bool:
    """Say whether the kind is shipped, or a unit's own of somebody at or above us."""
    words = kind.split("/")
    return words[0] != "own" or words[1] in slugs


def recent_kinds(actor: Actor, organization: int, today: date, most: int = 6) -> list[Suggestion]:
    """The kinds recorded most in the last months."""
    found = kinds_to_suggest(actor, organization, today.year, today)
    used = sorted((one for one in found if one.times), key=lambda one: -one.times)
    return (used or found)[:most]


def last_values(actor: Actor, organization: int, kind: str, before: date) -> LastValues:
    """The place, hours and roles of the last occasion of this kind, where this person may see it."""
    same = RevisionPart.objects.filter(kind=kind, revision__organization_id=organization).values("revision_id")
    found = visible_revisions(actor).filter(pk__in=same, organization_id=organization, known_until__isnull=True)
    revision = found.filter(day__lte=before).order_by("-day", "-pk").first()
    if revision is None:
        return LastValues()
    occasion = occasion_of(revision.content)
    part = next(part for part in occasion.parts if part.kind == kind)
    plain = {"place": occasion.place, "begins": occasion.begins, "ends": occasion.ends}
    roles = {role: persons for role, persons in part.roles.items() if role in {"chair", "recorder"}}
    return LastValues({name: value for name, value in plain.items() if value}, roles)


def kind_of_rule(rulebook: Rulebook, rule: Cadence, day: date) -> str:
    """The kind whose entries meet a cadence, to offer when it is still owed; empty where several might."""
    version = rule.at(day)
    if version is None:
        return ""
    kinds = {figure.rpartition("/")[0] for figure in version.figures}
    return next(iter(kinds)) if len(kinds) == 1 and kinds <= rulebook.kinds.keys() else ""


def _still_owed(actor: Actor, rulebook: Rulebook, organization: int, year: int, today: date) -> dict[str, str]:
    """For each kind the window of today that is not met yet."""
    found: dict[str, str] = {}
    answered = matrix(actor, [organization], year, today)
    for row in answered.rows:
        rule = rulebook.rules[row.rule]
        if not isinstance(rule, Cadence):
            continue
        for place, slot in enumerate(row.slots):
            if today in slot.window and row.code(0, place) in OPEN and (kind := kind_of_rule(rulebook, rule, today)):
                found.setdefault(kind, f"{slot.window.zh}还没有")
    return found


def _used_lately(organization: int, today: date) -> dict[str, int]:
    since = Revision.objects.filter(organization_id=organization, day__gte=today - RECENT, known_until__isnull=True)
    used: dict[str, int] = {}
    for kind in RevisionPart.objects.filter(revision__in=since).values_list("kind", flat=True):
        used[kind] = used.get(kind, 0) + 1
    return used
