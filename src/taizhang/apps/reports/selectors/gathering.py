"""What a draft needs from the ledger: who speaks, figures by question, acts, shortfalls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.acts import ActRow, acts_of
from taizhang.apps.ledger.selectors.spells import Spell, totals_over
from taizhang.apps.members.selectors import names_at
from taizhang.apps.organizations.access import require_visible
from taizhang.apps.organizations.selectors import of_types, organization_view, posts_of
from taizhang.apps.reports.selectors.compiling import reports_below
from taizhang.apps.reports.selectors.reaching import BRANCHES, COMMITTEES, Reach, reach_of
from taizhang.apps.reports.selectors.unmet import shortfalls
from taizhang.domain.periods import Window
from taizhang.domain.reporting import Act, Ask, Choice, Facts, Intention, Notice, Outcome, Speaker
from taizhang.domain.reporting.patterns import slots_of
from taizhang.domain.reporting.wanting import Plan, asks
from taizhang.domain.rules.crossing_outlines import TITLES, field_in
from taizhang.domain.rules.kinds import OrganizationType
from taizhang.domain.rules.outlines import Speaking

_SECRETARY = "secretary"
_STEPS = 4


def speaker_of(actor: Actor, organization: int, day: date, person: int | None = None) -> Speaker:
    """The organisation as a speaker; with a person, that person in the post held on that day."""
    require_visible(actor, organization)
    view = organization_view(organization, day)
    reach = reach_of(organization, day)
    speaker = Speaker(
        organization=view.name,
        code=view.code,
        type=OrganizationType(view.type),
        unit=view.unit,
        has_below=bool(of_types(reach.below, COMMITTEES | (BRANCHES - {OrganizationType.SUBGROUP}), day)),
        has_committees_below=bool(of_types(reach.below, COMMITTEES, day)),
    )
    if person is None:
        return speaker
    post = next((one for one in posts_of(organization, day) if one.person == person and one.holds(day)), None)
    name = names_at([person], day).get(person, "")
    if post is None:
        return replace(speaker, name=name)
    return replace(speaker, name=name, post=post.title_zh, since=post.begins_on)


def secretary_of(organization: int, day: date) -> int | None:
    """Who is secretary on that day."""
    return next((one.person for one in posts_of(organization, day) if one.title == _SECRETARY and one.holds(day)), None)


def gathered(
    actor: Actor,
    organization: int,
    plan: Plan,
    *,
    choices: Mapping[str, Choice] | None = None,
    intentions: Sequence[Intention] = (),
    last_year: Sequence[Outcome] = (),
    seq: int | None = None,
    told: Callable[[int, int, str], None] = lambda *_: None,
) -> Facts:
    """Everything a draft of that plan may say; `told` hears at each step what comes now."""
    reach = reach_of(organization, plan.notice.until, seq)
    asked = (*asks(plan), *(one.ask for one in last_year if one.ask))
    told(0, _STEPS, "读各支部的报告")
    below_it = reports_below(actor, organization, plan.notice)
    told(1, _STEPS, "取数")
    values = answers(actor, asked, reach, plan.notice, seq)
    told(2, _STEPS, "找事例")
    acts = tuple(_acts(actor, plan, reach, below_it.told(), seq))
    told(3, _STEPS, "核对应办事项")
    unmet = tuple(shortfalls(actor, organization, reach, plan.notice, seq))
    told(4, _STEPS, "成文")
    return Facts(
        values=values,
        acts=acts,
        shortfalls=unmet,
        choices=choices or {},
        intentions=intentions,
        last_year=last_year,
        without_report=tuple(name for _, name in below_it.without),
    )


def answers(actor: Actor, asked: Iterable[Ask], reach: Reach, notice: Notice, seq: int | None = None) -> dict[Ask, int]:
    """The value of each question, computed scope by scope."""
    groups: dict[tuple[Spell, ...], list[Ask]] = defaultdict(list)
    for ask in asked:
        groups[reach.over(ask.scope, Window(ask.since, ask.until))].append(ask)
    values: dict[Ask, int] = {}
    for spells, those in groups.items():
        if not any(organizations for _, organizations in spells):
            continue
        figures = totals_over(actor, sorted({ask.figure for ask in those}), spells, notice.until, seq=seq)
        values.update((ask, figures[ask.figure].value) for ask in those)
    return values


def _acts(
    actor: Actor, plan: Plan, reach: Reach, told: Mapping[int, tuple[str, ...]], seq: int | None
) -> Iterable[Act]:
    period = Window(plan.notice_start(), plan.notice.until)
    stretches = ((scope, *spell) for scope in (Speaking.OWN, Speaking.BELOW) for spell in reach.over(scope, period))
    for scope, window, organizations in stretches:
        found = acts_of(actor, _kinds_named(plan), organizations, window, seq, first=told) if organizations else {}
        for row in (row for rows in found.values() for row in rows):
            yield act_of(row, scope, told.get(row.entry, ()), seq)


def act_of(row: ActRow, scope: Speaking, told_by: tuple[str, ...] = (), seq: int | None = None) -> Act:
    """One part of an entry as a report may tell it; of those below with the name of who did it."""
    return Act(
        entry=row.entry,
        revision=row.revision,
        kind=row.kind,
        scope=scope.value,
        day=row.day,
        title=row.name,
        place=row.place,
        with_whom=row.with_whom,
        who=organization_view(row.organization, row.day, seq).called if scope is Speaking.BELOW else "",
        attendance=row.attendance,
        said=row.said,
        told_by=told_by,
    )


def _kinds_named(plan: Plan) -> Sequence[str]:
    """The kinds of which single acts may be told, and those of which a sentence names some."""
    named = {kind for part in plan.parts() for kind in part.notable}
    tellings = (one for part in plan.parts() for one in plan.tellings(part))
    slots = ((one.kind, slot) for one in tellings for pattern in one.patterns for slot in slots_of(pattern))
    told = {kind for kind, slot in slots if slot == TITLES or field_in(slot)}
    return sorted(named | told)
