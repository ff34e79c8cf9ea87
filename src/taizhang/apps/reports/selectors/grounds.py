"""What a report's text consists of, for the page: its outline, what changed since, the ground of a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.spells import figure_over
from taizhang.apps.ledger.selectors.titles import titles_for
from taizhang.apps.organizations.selectors import organization_view
from taizhang.apps.reports.errors import ReportNotFoundError
from taizhang.apps.reports.models import Report, Version
from taizhang.apps.reports.selectors.reaching import reach_of
from taizhang.apps.reports.selectors.readiness import kept_as, vouched_for
from taizhang.apps.reports.selectors.texts import catalogue, changed_since, info_of, is_below
from taizhang.domain.figures.figure import Figure
from taizhang.domain.figures.printing import printed
from taizhang.domain.periods import Window
from taizhang.domain.reporting import Ask, Document, Style
from taizhang.domain.reporting.elsewhere import whose
from taizhang.domain.rules.figures import FigureInfo

MOST_SOURCES = 30
SCOPE_WORDS = {"speaker": "本级", "own": "本级", "below": "所属党组织", "all": "本级和所属"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A number whose answer changed: as it is written, and as it would be."""

    chip: str
    text: str
    now: str
    zh: str
    kept: bool
    still_true: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What a number stands on."""

    info: FigureInfo
    figure: Figure
    scope: str
    value: str
    sources: tuple[tuple[date, str, int], ...]
    more: int


def outline_of(document: Document) -> list[tuple[str, str, bool]]:
    """The headings: identity, words, whether of the first rank."""
    ranks = {Style.HEADING_1, Style.HEADING_2}
    return [(one.id, one.text, one.style is Style.HEADING_1) for one in document.blocks if one.style in ranks]


def changes_shown(actor: Actor, report: Report, version: Version) -> list[Shown]:
    """What the ledger answers otherwise now, those still to be handled first."""
    vouched = {text for _, text in vouched_for(report)}
    shown = []
    for one in changed_since(actor, report, version):
        info = info_of(one.chip)
        kept = kept_as(one.chip.id, one.chip.value, one.now) in vouched
        now = printed(one.now, info)
        shown.append(Shown(one.chip.id, one.chip.text, now, info.zh, kept, one.still_true))
    return sorted(shown, key=lambda one: one.kept or one.still_true)


def of_whom(scope: str, day: date) -> str:
    """Whose number it is: 本级, 所属党组织, or that of one below whose report is quoted."""
    plain, organization = whose(scope)
    name = organization_view(organization, day).called if organization else ""
    return name + SCOPE_WORDS.get(plain, "")


def may_ground(actor: Actor, report: Report, ask: Ask) -> bool:
    """Whether this reader may see what a number stands on: of one below only as long as it stands there."""
    organization = whose(ask.scope)[1]
    return organization is None or is_below(actor, report, organization)


def ground_of(actor: Actor, report: Report, ask: Ask) -> Ground:
    """The figure behind a number with its records, as this reader may see them."""
    if not may_ground(actor, report, ask):
        raise ReportNotFoundError
    scope, organization = whose(ask.scope)
    reach = reach_of(organization or report.organization_id, report.until)
    figure = figure_over(actor, ask.figure, reach.over(scope, Window(ask.since, ask.until)), report.until)
    info = catalogue()[ask.figure]
    shown = figure.sources[:MOST_SOURCES]
    titles = titles_for(actor, [one.revision for one in shown])
    rows = tuple((one.day, titles.get(one.revision, ""), one.entry) for one in shown)
    return Ground(
        info,
        figure,
        of_whom(ask.scope, report.until),
        printed(figure.value, info),
        rows,
        max(0, len(figure.sources) - MOST_SOURCES),
    )
