"""The reports of all below a committee, one after another: each a report of its own, none in the way of the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.organizations.access import permitted
from taizhang.apps.organizations.errors import OrganizationError
from taizhang.apps.organizations.selectors import names_of, organization_view
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.models import Report, Version
from taizhang.apps.reports.selectors.gathering import secretary_of
from taizhang.apps.reports.selectors.reaching import reach_of
from taizhang.apps.reports.selectors.texts import document_of, head_of
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.kinds import OrganizationType

MOST_TOLD = 40
EXISTING = "已有同样的一份，没有重新起草。"
NO_SECRETARY = "那一天没有登记书记任职，写不了书记的述职报告。先登记任职，再起草。"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of each organisation."""

    outline: str
    until: date
    most_characters: int
    notice: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one organisation: its report, or why there is none."""

    organization: int
    name: str
    report: int = 0
    version: int = 0
    characters: int = 0
    figures: int = 0
    missing: int = 0
    """How many gaps the text has."""
    gaps: tuple[str, ...] = ()
    """The first of them, in words."""
    left_out: int = 0
    dropped: tuple[str, ...] = ()
    """What the ledger has and the text does not, for want of room or because of figures enough: the first of it."""
    remark: str = ""


def those_below(actor: Actor, organization: int, day: date) -> tuple[int, ...]:
    """The committees and branches below that report by themselves and for which the actor may write."""
    allowed = permitted(actor, Permission.WRITE_REPORTS)
    return tuple(
        one
        for one in reach_of(organization, day).below
        if one in allowed and organization_view(one, day).type != OrganizationType.SUBGROUP
    )


def draft_each(actor: Actor, organizations: Iterable[int], asked: Asked) -> Iterator[Told]:
    """Draft one report after another, telling of each as soon as it stands."""
    ids = tuple(organizations)
    names = names_of(ids, asked.until)
    for one in ids:
        try:
            yield _drafted(actor, one, names.get(one, ""), asked)
        except (ReportError, OrganizationError) as refused:
            yield Told(one, names.get(one, ""), remark=refused.message)


def _drafted(actor: Actor, organization: int, name: str, asked: Asked) -> Told:
    wanted = _wanted(organization, asked)
    existing = _existing(wanted)
    if existing is not None:
        return _told(name, existing, head_of(existing), remark=EXISTING)
    number, draft = begin_report(actor, wanted)
    report = Report.objects.get(pk=number)
    return _told(name, report, head_of(report), dropped=draft.dropped)


def _wanted(organization: int, asked: Asked) -> Wanted:
    outline = current_rulebook().outlines.get(asked.outline)
    if outline is None:
        raise ReportError("现用的制度里没有这份提纲。先在“制度”页采用新的一版，或换一份提纲。")
    view = organization_view(organization, asked.until)
    if outline.types and view.type not in outline.types:
        raise ReportError(f"“{outline.zh}”不是给这类党组织用的。换一份提纲再起草它。")
    person = secretary_of(organization, asked.until) if outline.about == "person" else None
    if outline.about == "person" and person is None:
        raise ReportError(NO_SECRETARY)
    return Wanted(
        organization=organization,
        outline=asked.outline,
        year=asked.until.year,
        until=asked.until,
        person=person,
        notice=asked.notice,
        most_characters=asked.most_characters,
    )


def _existing(wanted: Wanted) -> Report | None:
    """A report of the very same wishes: a run that was stopped goes on where it was."""
    found = Report.objects.filter(
        organization_id=wanted.organization,
        outline=wanted.outline,
        until=wanted.until,
        person=wanted.person,
        most_characters=wanted.most_characters,
    ).order_by("-pk")
    return next((one for one in found if one.notice_id == wanted.notice), None)


def _told(name: str, report: Report, head: Version, *, dropped: tuple[str, ...] = (), remark: str = "") -> Told:
    document = document_of(head)
    gaps = tuple(gap.what for _, gap in document.gaps())
    return Told(
        organization=report.organization_id,
        name=name,
        report=report.pk,
        version=head.number,
        characters=head.characters,
        figures=sum(1 for _ in document.chips()),
        missing=len(gaps),
        gaps=gaps[:MOST_TOLD],
        left_out=len(dropped),
        dropped=dropped[:MOST_TOLD],
        remark=remark,
    )
