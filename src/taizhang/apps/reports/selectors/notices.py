"""述职通知 as pages list them: what is asked, by whom, until when; and what became of one since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import account_names
from taizhang.apps.audit.models import known
from taizhang.apps.audit.moments import moments_of
from taizhang.apps.organizations.access import may, permitted
from taizhang.apps.organizations.selectors import above, names_of
from taizhang.apps.reports.models import Issue, Notice, NoticeChange, Report


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One 述职通知."""

    id: int
    title: str
    number: str
    organization: int
    by: str
    """Who asks."""
    year: int
    until: date
    due_on: date | None
    most_characters: int
    least_problems_percent: int
    required: tuple[str, ...]
    version: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a notice: when, by whom, why, and what it asks otherwise; nothing: withdrawn."""

    at: datetime
    who: str
    reason: str
    changes: tuple[tuple[str, str, str], ...]
    """What, before, after."""
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that is owed by a notice from above."""

    notice: NoticeLine
    report: int | None
    """The report begun by it, if any."""
    is_issued: bool


def notices_for(actor: Actor, organization: int, day: date) -> list[Notice]:
    """The 述职通知 that reach an organisation, its own and those from above: due first, those without a day last."""
    if organization not in permitted(actor, Permission.READ_ENTRIES):
        return []
    over = (organization, *above(organization, day))
    found = Notice.objects.filter(known(None), organization_id__in=over)
    return sorted(found, key=lambda one: (-one.year, one.due_on is None, one.due_on or date.max, -one.pk))


def list_notices(actor: Actor, organization: int, day: date) -> list[NoticeLine]:
    """What reaches an organisation, the newest year first, in a year by the day it is due."""
    found = notices_for(actor, organization, day)
    names = names_of({one.organization_id for one in found}, day)
    befores = _befores() if found else {}
    return [_line(one, names, befores) for one in found]


def withdrawn_notices(actor: Actor, organization: int, day: date) -> list[tuple[NoticeLine, Step]]:
    """What reached the organisation and was withdrawn, the latest first."""
    if organization not in permitted(actor, Permission.READ_ENTRIES):
        return []
    over = (organization, *above(organization, day))
    rows = NoticeChange.objects.filter(known(None), following=None, notice__organization_id__in=over)
    found = list(rows.select_related("notice").order_by("-pk"))
    names, befores = names_of(over, day), _befores() if found else {}
    return [(_line(one.notice, names, befores), step) for one, step in zip(found, _steps(found), strict=True)]


def latest_of(notice: Notice) -> Notice:
    """The version of a notice that counts now; of a withdrawn one, the last that did."""
    changes = _changes(notice.organization_id)
    while (change := changes.get(notice.pk)) is not None and change.following is not None:
        notice = change.following
    return notice


def history_since(notice: Notice) -> tuple[Step, ...]:
    """What became of a notice after that version of it, the oldest first."""
    changes = _changes(notice.organization_id)
    found: list[NoticeChange] = []
    at: Notice | None = notice
    while at is not None and (change := changes.get(at.pk)) is not None:
        found.append(change)
        at = change.following
    return _steps(found)


def history_of(notice: Notice) -> tuple[Step, ...]:
    """Every change of a notice from its first version on, the oldest first."""
    befores, first = _befores(), notice
    while first.pk in befores:
        first = befores[first.pk].notice
    return history_since(first)


def notice_by_id(actor: Actor, notice_id: int) -> Notice | None:
    """One notice that counts now, for whoever may change it."""
    row = Notice.objects.filter(known(None), pk=notice_id).first()
    return row if row is not None and may(actor, Permission.WRITE_REPORTS, row.organization_id) else None


def owed_reports(actor: Actor, organization: int, day: date) -> list[Owed]:
    """The reports that notices from above ask of an organisation by a day, the first due first; issued ones last."""
    if not may(actor, Permission.WRITE_REPORTS, organization):
        return []
    lines = [
        one
        for one in list_notices(actor, organization, day)
        if one.due_on is not None and one.organization != organization and one.year >= day.year - 1
    ]
    if not lines:
        return []
    begun = _begun_by(organization, lines)
    found = [Owed(one, *begun.get(one.id, (None, False))) for one in lines]
    return sorted(found, key=lambda one: (one.is_issued, one.notice.due_on or date.max, one.notice.id))


def _begun_by(organization: int, lines: Iterable[NoticeLine]) -> dict[int, tuple[int, bool]]:
    """By the notice that counts now: the report begun by any version of it, rather one that is issued."""
    befores = _befores()
    current: dict[int, int] = {}
    for line in lines:
        at = line.id
        current[at] = line.id
        while at in befores:
            at = befores[at].notice_id
            current[at] = line.id
    reports = list(Report.objects.filter(organization_id=organization, notice_id__in=current).order_by("pk"))
    issued = set(Issue.objects.filter(report__in=reports).values_list("report_id", flat=True))
    found: dict[int, tuple[int, bool]] = {}
    for report in reports:
        notice = current[report.notice_id or 0]
        if report.pk in issued or not found.get(notice, (0, False))[1]:
            found[notice] = (report.pk, report.pk in issued)
    return found


def _line(row: Notice, names: Mapping[int, str], befores: Mapping[int, NoticeChange]) -> NoticeLine:
    version, at = 1, row.pk
    while at in befores:
        version, at = version + 1, befores[at].notice_id
    return NoticeLine(
        id=row.pk,
        title=row.title,
        number=row.number,
        organization=row.organization_id,
        by=names.get(row.organization_id, ""),
        year=row.year,
        until=row.until,
        due_on=row.due_on,
        most_characters=row.most_characters,
        least_problems_percent=row.least_problems_percent,
        required=tuple(json.loads(row.required)),
        version=version,
    )


def _changes(organization: int) -> dict[int, NoticeChange]:
    """What became of the notices of an organisation, by the one that ended."""
    rows = NoticeChange.objects.filter(known(None), notice__organization_id=organization)
    return {one.notice_id: one for one in rows.select_related("notice", "following")}


def _befores() -> dict[int, NoticeChange]:
    """The change that brought each version, by that version."""
    rows = NoticeChange.objects.filter(known(None), following__isnull=False).select_related("notice")
    return {one.following_id: one for one in rows if one.following_id is not None}


def _steps(changes: Iterable[NoticeChange]) -> tuple[Step, ...]:
    found = list(changes)
    who = account_names({one.account for one in found if one.account})
    when = moments_of({one.known_from for one in found})
    return tuple(
        Step(
            when[one.known_from],
            who.get(one.account or 0, "") if one.account else "本机操作",
            one.reason,
            tuple(_differing(one.notice, one.following)) if one.following else (),
            one.following is None,
        )
        for one in found
    )


def _differing(old: Notice, new: Notice) -> Iterable[tuple[str, str, str]]:
    for word, before, after in zip(_SAID, _said(old), _said(new), strict=True):
        if before != after:
            yield word, before or "没有", after or "没有"


_SAID = ("标题", "文号", "数据截至", "交稿日期", "限定字数", "问题部分至少", "必写内容")


def _said(row: Notice) -> tuple[str, ...]:
    return (
        row.title,
        row.number,
        row.until.isoformat(),
        row.due_on.isoformat() if row.due_on else "",
        str(row.most_characters) if row.most_characters else "不限",
        f"{row.least_problems_percent}%" if row.least_problems_percent else "",
        "；".join(json.loads(row.required)),
    )
