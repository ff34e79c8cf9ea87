"""A duty report's way: author, who reports, the superior's 把关, each another person; a new version begins it again."""

from __future__ import annotations

from collections.abc import Sequence

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known
from taizhang.apps.audit.writing import writing, written_on
from taizhang.apps.organizations.access import require
from taizhang.apps.reports.doors import open_for
from taizhang.apps.reports.errors import AlreadyIssuedError, ReportError, RouteError
from taizhang.apps.reports.models import Issue, Report, Review, ReviewRoute
from taizhang.apps.reports.selectors.reviews import (
    may_take_back,
    refusal,
    reviews_of,
    standing_of,
    superiors_of,
    way_of,
)
from taizhang.apps.reports.selectors.texts import head_of
from taizhang.domain.canonical import canonical
from taizhang.domain.reviewing import AUTHOR, REPORTING, SECRETARY, SUPERIOR, By

FEWEST_LEVELS, MOST_LEVELS, MOST_BETWEEN, LONGEST_LEVEL, LONGEST_REMARK = 3, 7, 4, 40, 1000


def set_route(actor: Actor, organization: int, levels: Sequence[str], between: Sequence[str] = ()) -> None:
    """Name the levels of any text: three, or more where the unit says so; and what a duty report passes besides."""
    require(actor, Permission.ADOPT_RULES, organization)
    named, more = _named(levels), _named(between)
    if not FEWEST_LEVELS <= len(named) <= MOST_LEVELS:
        raise RouteError("levels", f"三审三校至少{FEWEST_LEVELS}级，最多{MOST_LEVELS}级，每级写一个名称。")
    if len(more) > MOST_BETWEEN:
        raise RouteError("between", f"述职报告中间最多再加{MOST_BETWEEN}级。")
    for field, those in (("levels", named), ("between", [AUTHOR, SECRETARY, REPORTING, SUPERIOR, *more])):
        if any(len(level) > LONGEST_LEVEL for level in those):
            raise RouteError(field, f"每级的名称不超过{LONGEST_LEVEL}字。")
        if len(set(those)) != len(those):
            raise RouteError(field, "各级的名称不能相同。")
    with writing(actor.label, "report.route", f"organization:{organization}") as record:
        for old in ReviewRoute.objects.filter(known(None), organization_id=organization):
            record.close(old)
        record.write(ReviewRoute(organization_id=organization, levels=_spelled(named, more), account=actor.account))


def _named(levels: Sequence[str]) -> list[str]:
    return [level.strip() for level in levels if level.strip()]


def _spelled(levels: list[str], between: list[str]) -> str:
    return canonical({"between": between, "levels": levels})


def review(actor: Actor, report_id: int, version: int, *, passed: bool, remark: str = "") -> Review:
    """Pass the latest version at the level where it stands, or send it back with a remark."""
    report = open_for(actor, report_id, Permission.REVIEW_REPORTS)
    if actor.account is None:
        raise ReportError("三审三校要用本人账号。")
    if not passed and not remark.strip():
        raise ReportError("退回要写明要改什么。")
    with writing(actor.label, "report.review", f"report:{report.pk}") as record:
        head = head_of(report)
        if head.number != version:
            raise ReportError(f"已有第{head.number}稿，你看的是第{version}稿。看过新的一稿再审。")
        if Issue.objects.filter(report=report, version=version).exists():
            raise AlreadyIssuedError
        row = _row(actor, report, version, passed=passed, remark=remark)
        record.write(row)
    return row


def take_back(actor: Actor, report_id: int, version: int) -> None:
    """Take one's own word about a version back, as long as nobody has spoken after it and it is not out."""
    report = open_for(actor, report_id, Permission.REVIEW_REPORTS)
    with writing(actor.label, "report.review_taken_back", f"report:{report.pk}") as record:
        if head_of(report).number != version:
            raise ReportError("已有新的一稿，原来一稿的意见不用撤回了。")
        if Issue.objects.filter(report=report, version=version).exists():
            raise AlreadyIssuedError
        if not may_take_back(actor, report, version):
            raise ReportError("只能撤回自己刚才的意见，后面一级说过话就不能撤了。刷新页面再看。")
        record.close(reviews_of(report, version)[-1])


def _row(actor: Actor, report: Report, version: int, *, passed: bool, remark: str) -> Review:
    standing = standing_of(report, version)
    if standing.has_passed:
        raise ReportError("这一稿各级都已通过，可以定稿。")
    if standing.was_passed_by(actor.account):
        raise ReportError("你已在前面一级通过了这一稿。三审三校要三个人，请下一级的人来审。")
    level = way_of(report)[standing.level]
    if refused := refusal(actor, report, level):
        raise ReportError(refused)
    if level.by is By.SUPERIOR and not remark.strip() and not superiors_of(report.organization_id):
        raise ReportError("上级党组织不在这套台账里：在意见里写明上级由谁把的关、哪一天、怎么说。")
    return Review(
        report=report,
        version=version,
        level=standing.level,
        level_name=standing.next_level,
        passed=passed,
        remark=remark.strip()[:LONGEST_REMARK],
        account=actor.account,
        reviewed_on=written_on(),
    )
