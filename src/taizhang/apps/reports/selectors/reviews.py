"""Where a version stands on its way through 三审三校."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from taizhang.apps.accounts.actors import Actor, Role
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import account_names, actors_of_person
from taizhang.apps.audit.models import known
from taizhang.apps.organizations.access import may
from taizhang.apps.organizations.selectors import above
from taizhang.apps.reports.models import Report, Review, ReviewRoute
from taizhang.domain.reviewing import USUAL_LEVELS, By, Level, Standing, Word, standing, way_of_duty_report


@dataclass(frozen=True, slots=True)
class Route:
    """What an organisation says of its ways."""

    levels: tuple[str, ...] = USUAL_LEVELS
    """What any text passes that goes out."""
    between: tuple[str, ...] = ()
    """What a duty report passes between its author and who reports."""


def routes_of(organizations: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """The levels of any text that goes out, for many organisations at once."""
    said = _said_by(organizations)
    return {one: said[one].levels if one in said else USUAL_LEVELS for one in organizations}


def route_of(organization: int) -> Route:
    """What an organisation says of both its ways, or what is usual."""
    return _said_by([organization]).get(organization, Route())


def _said_by(organizations: Collection[int]) -> dict[int, Route]:
    rows = ReviewRoute.objects.filter(known(None), organization_id__in=organizations)
    return {row.organization_id: _route(row.levels) for row in rows}


def _route(content: str) -> Route:
    said = json.loads(content)
    if isinstance(said, list):  # Said before duty reports had a way of their own.
        return Route(tuple(said))
    return Route(tuple(said["levels"]), tuple(said["between"]))


def levels_of(organization: int) -> tuple[str, ...]:
    """The levels of any text that goes out from an organisation."""
    return route_of(organization).levels


def way_of(report: Report) -> tuple[Level, ...]:
    """The levels of a duty report: author, what the unit puts between, who reports, the superior."""
    return way_of_duty_report(route_of(report.organization_id).between, of_person=report.person is not None)


def refusal(actor: Actor, report: Report, level: Level) -> str:
    """Say whom a level waits for, where it is not this person; empty where it is."""
    organization = report.organization_id
    if level.by is By.AUTHOR and not may(actor, Permission.WRITE_REPORTS, organization):
        return f"“{level.name}”这一级由起草报告的人过：要有本组织写报告的权限。"
    if level.by is By.SECRETARY:
        own = _accounts_of_the_person(report)
        if own and actor.account not in own:
            return f"“{level.name}”这一级由述职人本人的账号过。"
        if not own and not may(actor, Permission.SELF_CHECK, organization):
            return f"“{level.name}”这一级由书记的账号过。"
    if level.by is By.SUPERIOR and superiors_of(organization) and not _stands_above(actor, organization):
        return "“上级把关”这一级由上级党组织的账号过：上级的书记、党务工作者，或者授权督导这个组织的人。"
    return ""


def _accounts_of_the_person(report: Report) -> frozenset[int | None]:
    """The accounts by which whoever reports may speak about it; none: his secretary's right stands for him."""
    found = actors_of_person(report.person) if report.person else []
    return frozenset(one.account for one in found if may(one, Permission.REVIEW_REPORTS, report.organization_id))


def superiors_of(organization: int) -> tuple[int, ...]:
    """Who stands above an organisation in the real year; none: its superior is not kept here."""
    return above(organization, timezone.localdate())


def _stands_above(actor: Actor, organization: int) -> bool:
    over = {None, *superiors_of(organization)}
    return any(
        Permission.REVIEW_REPORTS in one.permissions
        and (one.organization in over or (one.role is Role.SUPERIOR and one.organization == organization))
        for one in actor.holdings
    )


def may_take_back(actor: Actor, report: Report, version: int) -> bool:
    """Say whether the last word about a version is this person's own, to be taken back."""
    said = reviews_of(report, version)
    return bool(said) and actor.account is not None and said[-1].account == actor.account


def may_speak(actor: Actor, report: Report, version: int) -> bool:
    """Say whether the next level of a version waits for this person's word."""
    at = standing_of(report, version)
    if at.has_passed or at.was_passed_by(actor.account):
        return False
    return may(actor, Permission.REVIEW_REPORTS, report.organization_id) and not waits_for(actor, report, version)


def waits_for(actor: Actor, report: Report, version: int) -> str:
    """Say whom the next level of a version waits for, if for somebody else by his office."""
    at = standing_of(report, version)
    return "" if at.has_passed else refusal(actor, report, way_of(report)[at.level])


def reviews_of(report: Report, version: int | None = None) -> list[Review]:
    """What the levels have said, of one version or of all, in order."""
    found = Review.objects.filter(known(None), report=report).order_by("pk")
    return list(found if version is None else found.filter(version=version))


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """What one level said, and who said it."""

    version: int
    level_name: str
    passed: bool
    remark: str
    who: str
    reviewed_on: date


def list_reviews(report: Report) -> list[ReviewLine]:
    """The whole way of a report through the levels, in order."""
    found = reviews_of(report)
    who = account_names({one.account for one in found if one.account})
    return [
        ReviewLine(
            one.version,
            one.level_name,
            one.passed,
            one.remark,
            who.get(one.account or 0, "") if one.account else "本机操作",
            one.reviewed_on,
        )
        for one in found
    ]


def standing_of(report: Report, version: int) -> Standing:
    """How far this very version is on the way of its organisation."""
    words = (Word(one.passed, one.account) for one in reviews_of(report, version))
    return standing([level.name for level in way_of(report)], words)
