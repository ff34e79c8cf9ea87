"""Versions of reports as documents, and what has become of their figures since."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known
from taizhang.apps.organizations.access import may, visible_among
from taizhang.apps.reports.doors import open_report
from taizhang.apps.reports.errors import ReportNotFoundError
from taizhang.apps.reports.models import Decision, Intention, Report, Version
from taizhang.apps.reports.selectors.gathering import answers
from taizhang.apps.reports.selectors.notices import latest_of
from taizhang.apps.reports.selectors.reaching import reach_of
from taizhang.apps.reports.selectors.unmet import shortfalls
from taizhang.apps.rulebooks.selectors import current_rulebook, rulebook_of
from taizhang.domain.reporting import Ask, Chip, Choice, Document, Notice, Outcome, Shortfall, from_json
from taizhang.domain.reporting import Intention as Intended
from taizhang.domain.reporting.elsewhere import whose
from taizhang.domain.reporting.rebinding import Change, changes
from taizhang.domain.reporting.wanting import UNMET, UNMET_ORGANIZATIONS
from taizhang.domain.rules.figures import FigureInfo, Nature, figure_catalogue
from taizhang.domain.rules.kinds import Amount
from taizhang.domain.rules.outlines import Speaking


def head_of(report: Report) -> Version:
    """The latest version."""
    head = Version.objects.filter(known(None), report=report).order_by("-number").first()
    if head is None:
        raise ReportNotFoundError
    return head


def version_of(report: Report, number: int | None) -> Version:
    """One version by number, or the latest."""
    if number is None:
        return head_of(report)
    version = Version.objects.filter(known(None), report=report, number=number).first()
    if version is None:
        raise ReportNotFoundError
    return version


def document_of(version: Version) -> Document:
    """A version as a document."""
    return from_json(json.loads(version.content))


def notice_of(report: Report) -> Notice:
    """What is asked of a report: by its notice as it counts now, or by itself; the days are its own."""
    begun_by = report.notice
    if begun_by is None:
        return Notice(report.year, report.until, report.most_characters)
    asked = latest_of(begun_by)
    follows = report.most_characters == begun_by.most_characters
    return Notice(
        report.year,
        report.until,
        asked.most_characters if follows else report.most_characters,
        asked.least_problems_percent,
        tuple(json.loads(asked.required)),
    )


def catalogue() -> dict[str, FigureInfo]:
    """The figures that can be asked for now."""
    return figure_catalogue(current_rulebook())


def info_of(chip: Chip) -> FigureInfo:
    """What the catalogue says of a chip's figure; numbers of shortfalls are counted in 次 and 个."""
    found = catalogue().get(chip.ask.figure)
    if found is not None:
        return found
    unit = "个" if chip.ask.figure.startswith(UNMET_ORGANIZATIONS) else "次"
    return FigureInfo(chip.ask.figure, "没有做到的次数", unit, Amount.ONE, Nature.FLOW, "", None, "由应办事项数出。")


def answered(actor: Actor, report: Report, asked: Iterable[Ask], seq: int | None = None) -> dict[Ask, int]:
    """The answers to the questions of a report, as far as this person may ask them.

    A question that was quoted from a report below is put to that organisation, as long as it stands below.
    """
    notice, values = notice_of(report), dict[Ask, int]()
    by_whom: dict[int | None, dict[Ask, Ask]] = defaultdict(dict)
    for ask in asked:
        scope, organization = whose(ask.scope)
        by_whom[organization][replace(ask, scope=scope)] = ask
    for organization, those in by_whom.items():
        if organization is None:
            values.update(_answered(actor, report.organization_id, notice, those, seq))
        elif is_below(actor, report, organization, seq):
            until = max(ask.until for ask in those)
            found = _answered(actor, organization, Notice(notice.year, until), those, seq)
            values.update((those[ask], value) for ask, value in found.items())
    return values


def is_below(actor: Actor, report: Report, organization: int, seq: int | None = None) -> bool:
    """Whether an organisation stands below the one that reports, and this person sees it."""
    below = reach_of(report.organization_id, report.until, seq).below
    return organization in below and bool(visible_among(actor, (organization,)))


def _answered(actor: Actor, organization: int, notice: Notice, asked: Iterable[Ask], seq: int | None) -> dict[Ask, int]:
    reach = reach_of(organization, notice.until, seq)
    known_figures = figure_catalogue(current_rulebook(seq))
    wanted = tuple(asked)
    values = answers(actor, [ask for ask in wanted if ask.figure in known_figures], reach, notice, seq)
    of_shortfalls = [ask for ask in wanted if ask.figure.startswith((UNMET, UNMET_ORGANIZATIONS))]
    if of_shortfalls:
        unmet = shortfalls(actor, organization, reach, notice, seq)
        values.update((ask, _unmet(ask, unmet)) for ask in of_shortfalls)
    return values


def _unmet(ask: Ask, unmet: Iterable[Shortfall]) -> int:
    """How often, or at how many organisations, a rule was not met; nought where it is met by now."""
    for one in unmet:
        if one.own == (ask.scope == Speaking.OWN):
            if ask.figure == UNMET + one.rule:
                return one.times
            if ask.figure == UNMET_ORGANIZATIONS + one.rule:
                return one.organizations
    return 0


def changed_since(actor: Actor, report: Report, version: Version) -> tuple[Change, ...]:
    """The numbers of a version that the ledger answers otherwise now."""
    document = document_of(version)
    values = answered(actor, report, {chip.ask for chip in document.chips()})
    return tuple(changes(document, values))


def figures_of(version: Version) -> dict[str, FigureInfo]:
    """The figures as they were defined when a version was written."""
    return figure_catalogue(rulebook_of(version.rulebook))


def self_check(actor: Actor, report_id: int) -> tuple[tuple[Shortfall, Choice | None], ...]:
    """The unmet obligations of the year with what was decided about each; for the secretary alone."""
    report = open_report(actor, report_id)
    if not may(actor, Permission.SELF_CHECK, report.organization_id):
        raise ReportNotFoundError
    decided = decisions_of(report)
    return tuple((one, decided.get(one.rule)) for one in shortfalls_of(actor, report))


def shortfalls_of(actor: Actor, report: Report, seq: int | None = None) -> list[Shortfall]:
    """What was not met, up to the report's day."""
    notice = notice_of(report)
    reach = reach_of(report.organization_id, notice.until, seq)
    return shortfalls(actor, report.organization_id, reach, notice, seq)


def decisions_of(report: Report) -> dict[str, Choice]:
    """What was decided about the shortfalls of a report."""
    rows = Decision.objects.filter(known(None), report=report)
    return {row.rule: Choice(row.write, row.reason, row.cause, row.measure) for row in rows}


def intentions_of(report: Report) -> tuple[Intended, ...]:
    """The items of next year's work that a report announces."""
    rows = Intention.objects.filter(known(None), report=report).order_by("pk")
    return tuple(Intended(row.text, row.figure, row.target, row.due_on) for row in rows)


def outcomes_of(report: Report, ask: Callable[[str, str], Ask]) -> tuple[Outcome, ...]:
    """What the organisation intended for this report's year, with the question that tells what came of it."""
    rows = Intention.objects.filter(known(None), organization_id=report.organization_id, year=report.year)
    return tuple(
        Outcome(row.text, row.target, ask(row.figure, row.scope) if row.figure else None) for row in rows.order_by("pk")
    )
