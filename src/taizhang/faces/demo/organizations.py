"""Laying out the organisations of the story: set up, related, renamed; terms, posts, windows moved by a notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from taizhang.apps.members.services import close_organization, merge_organizations
from taizhang.apps.organizations.services import (
    appoint,
    begin_term,
    define_scope,
    end_post,
    relate,
    rename,
    set_up_organization,
    shift_window,
)
from taizhang.domain.periods import Window
from taizhang.faces.demo.accounts import OPERATOR
from taizhang.faces.demo.chronicle import SETTING_UP, Act, Chapter, World
from taizhang.faces.demo.life.troubles import FEVER_MONTH, FLOOD_SEASON
from taizhang.faces.demo.workdays import CLOCK, next_day
from taizhang.faces.demo.world.atlas import atlas, branches
from taizhang.faces.demo.world.plan import OrganizationPlan, PostPlan, TermPlan
from taizhang.faces.demo.world.posts import posts


@dataclass(frozen=True, slots=True)
class Notice:
    """A superior's notice that gives the branches of one unit more time."""

    issued_on: date
    unit: str
    rule: str
    window: tuple[date, date]
    due_on: date
    text: str


_NOTICES = (
    Notice(
        date(2025, 7, 4),
        "SW",
        "branch_congress_quarterly",
        FLOOD_SEASON,
        date(2025, 10, 31),
        "青区组通〔2025〕31号：防汛期间三季度党员大会顺延至10月底",
    ),
    Notice(
        date(2025, 11, 5),
        "YY",
        "theme_day_monthly",
        FEVER_MONTH,
        date(2025, 12, 20),
        "青区组通〔2025〕44号：流感救治期间11月主题党日顺延至12月20日",
    ),
)


def organization_acts() -> Iterator[Act]:
    """Everything that happens to organisations and to who leads them."""
    for plan in atlas().values():
        yield Act(_since(plan.founded_on), Chapter.ORGANIZATIONS, partial(_set_up, plan=plan))
    for plan in atlas().values():  # Relations come after everybody is there.
        yield Act(_since(plan.founded_on), Chapter.ORGANIZATIONS, partial(_relate, plan=plan))
        for term in plan.terms:
            yield Act(_since(term.began_on), Chapter.TERMS, partial(_begin_term, plan=plan, term=term))
        if plan.renaming:
            yield Act(plan.renaming.on, Chapter.ORGANIZATIONS, partial(_rename, plan=plan))
        if plan.closed_on:
            day = next_day(plan.closed_on) if plan.merged_into else plan.closed_on
            yield Act(day, Chapter.CLOSINGS, partial(_close, plan=plan, day=day))
    for post in posts():
        yield Act(_since(post.begins_on), Chapter.POSTS, partial(_appoint, post=post))
        if post.ends_on and post.ends_on <= CLOCK:
            yield Act(post.ends_on, Chapter.POSTS_ENDED, partial(_end_post, post=post))
    for notice in _NOTICES:
        yield Act(notice.issued_on, Chapter.ORGANIZATIONS, partial(_move_window, notice=notice))
    yield Act(date(2024, 3, 4), Chapter.ORGANIZATIONS, _name_scopes)


def _since(day: date) -> date:
    return max(day, SETTING_UP)


def _set_up(world: World, plan: OrganizationPlan) -> None:
    above = _first_above(plan)
    world.organizations[plan.code] = set_up_organization(
        OPERATOR,
        code=plan.code,
        name=plan.name,
        type_=plan.type,
        founded_on=plan.founded_on,
        parent=world.organizations[above] if above else None,
        short_name=plan.short,
        unit=plan.unit,
        traits=plan.traits,
    )


def _first_above(plan: OrganizationPlan) -> str:
    """The superior on the day of founding: where the one of today is younger, the one above that."""
    above = plan.parent
    while above and atlas()[above].founded_on > plan.founded_on:
        above = atlas()[above].parent
    return above


def _relate(world: World, plan: OrganizationPlan) -> None:
    here = world.organizations[plan.code]
    if plan.parent and _first_above(plan) != plan.parent:
        relate(OPERATOR, here, world.organizations[plan.parent], atlas()[plan.parent].founded_on)
    for kind, others in (("guidance", plan.guidance), ("sector", plan.sector), ("territory", plan.territory)):
        for other in others:
            since = max(plan.founded_on, atlas()[other].founded_on)
            relate(OPERATOR, here, world.organizations[other], since, kind)


def _begin_term(world: World, plan: OrganizationPlan, term: TermPlan) -> None:
    begin_term(
        OPERATOR,
        world.organizations[plan.code],
        term.began_on,
        years=term.years,
        seats=term.seats,
        ordinal=term.ordinal,
    )


def _rename(world: World, plan: OrganizationPlan) -> None:
    if plan.renaming:
        rename(OPERATOR, world.organizations[plan.code], plan.renaming.on, plan.renaming.name, plan.renaming.short)


def _close(world: World, plan: OrganizationPlan, day: date) -> None:
    """Close it, or let it go into another one with everybody on its roll."""
    here = world.organizations[plan.code]
    if plan.merged_into:
        merge_organizations(OPERATOR, [here], world.organizations[plan.merged_into], day)
    else:
        close_organization(OPERATOR, here, day)


def _appoint(world: World, post: PostPlan) -> None:
    world.posts[post] = appoint(
        OPERATOR,
        world.organizations[post.organization],
        world.people[post.person],
        post.title,
        max(post.begins_on, atlas()[post.organization].founded_on),
        duties=post.duties,
        also=post.also,
    )


def _end_post(world: World, post: PostPlan) -> None:
    if post.ends_on:
        end_post(OPERATOR, world.posts[post], post.ends_on)


def _move_window(world: World, notice: Notice) -> None:
    """Give more time to the branches of one unit, each by name."""
    shift_window(
        OPERATOR,
        world.organizations["QH"],
        rule=notice.rule,
        window=Window(*notice.window),
        due_on=notice.due_on,
        notice=notice.text,
        organizations=[world.organizations[plan.code] for plan in branches(notice.unit)],
    )


def _name_scopes(world: World) -> None:
    """Two scopes beside the subtrees: all schools' branches, and whatever lies in the community."""
    numbers = world.organizations
    define_scope(OPERATOR, numbers["JY"], "全区中小学（幼儿园）党支部", types=["branch"], left_out=[numbers["JY-01"]])
    define_scope(OPERATOR, numbers["QH-HY"], "槐荫社区共建单位", kind="territory", added=[numbers["RM-01"]])
