"""Where a version stands on its way through 三审三校."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.audit.models import known
from taizhang.apps.reports.models import Report, Review, ReviewRoute
from taizhang.domain.reviewing import Standing, Word, standing

DEFAULT_LEVELS = ("起草人员", "科室负责人", "分管领导")


def levels_of(organization: int) -> tuple[str, ...]:
    """The levels that an organisation has named, or the three that are usual."""
    route = ReviewRoute.objects.filter(known(None), organization_id=organization).first()
    return tuple(json.loads(route.levels)) if route else DEFAULT_LEVELS


def routes_of(organizations: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """The levels of many organisations at once."""
    named = {
        route.organization_id: tuple(json.loads(route.levels))
        for route in ReviewRoute.objects.filter(known(None), organization_id__in=organizations)
    }
    return {one: named.get(one, DEFAULT_LEVELS) for one in organizations}


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
    return standing(levels_of(report.organization_id), words)
