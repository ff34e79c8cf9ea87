"""Laying out the organisations of the story: set up, related, renamed; terms, posts, a window moved by a notice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from taizhang.apps.organizations.services import (
    appoint,
    begin_term,
    define_scope,
    relate,
    rename,
    set_up_organization,
    shift_window,
)
from taizhang.domain.periods import Window
from taizhang.faces.demo.accounts import OPERATOR
from taizhang.faces.demo.life.troubles import FEVER_MONTH, FLOOD_SEASON
from taizhang.faces.demo.telling import Telling
from taizhang.faces.demo.world.atlas import atlas, branches
from taizhang.faces.demo.world.plan import OrganizationPlan
from taizhang.faces.demo.world.posts import posts


def lay_out_organizations(told: Telling) -> dict[str, int]:
    """Set up every organisation under the one above it; return their numbers by code."""
    numbers: dict[str, int] = {}
    for plan in told.each(tuple(atlas().values())):
        above = _first_above(plan)
        numbers[plan.code] = set_up_organization(
            OPERATOR,
            code=plan.code,
            name=plan.name,
            type_=plan.type,
            founded_on=plan.founded_on,
            parent=numbers[above] if above else None,
            short_name=plan.short,
            unit=plan.unit,
            traits=plan.traits,
        )
    for plan in atlas().values():
        _relate(plan, numbers)
        for term in plan.terms:
            begin_term(
                OPERATOR,
                numbers[plan.code],
                term.began_on,
                years=term.years,
                seats=term.seats,
                ordinal=term.ordinal,
            )
    return numbers


def rename_organizations(numbers: Mapping[str, int]) -> None:
    """Give new names from the days on which the story does."""
    for plan in atlas().values():
        if plan.renaming:
            rename(OPERATOR, numbers[plan.code], plan.renaming.on, plan.renaming.name, plan.renaming.short)


def appoint_everybody(numbers: Mapping[str, int], people: Mapping[str, int], told: Telling) -> None:
    """Appoint everybody to the posts of the story, in the order of days."""
    for post in told.each(sorted(posts(), key=lambda post: (post.begins_on, post.organization, post.title))):
        founded = atlas()[post.organization].founded_on
        appoint(
            OPERATOR,
            numbers[post.organization],
            people[post.person],
            post.title,
            max(post.begins_on, founded),
            ends_on=post.ends_on,
            duties=post.duties,
            also=post.also,
        )


def move_windows(numbers: Mapping[str, int]) -> None:
    """Two notices of the district: for the water bureau in the flood season, for the hospital in a busy November."""
    for unit, rule, window, due_on, notice in (
        (
            "SW",
            "branch_congress_quarterly",
            FLOOD_SEASON,
            date(2025, 10, 31),
            "青区组通〔2025〕31号：防汛期间党员大会顺延至10月底",
        ),
        (
            "YY",
            "theme_day_monthly",
            FEVER_MONTH,
            date(2025, 12, 20),
            "青区组通〔2025〕44号：流感救治期间主题党日顺延至12月20日",
        ),
    ):
        named = [numbers[plan.code] for plan in branches(unit)]
        shift_window(
            OPERATOR,
            numbers["QH"],
            rule=rule,
            window=Window(*window),
            due_on=due_on,
            notice=notice,
            organizations=named,
        )


def name_scopes(numbers: Mapping[str, int]) -> None:
    """Two scopes beside the subtrees: all schools' branches, and whatever lies in the community."""
    define_scope(OPERATOR, numbers["JY"], "全区中小学（幼儿园）党支部", types=["branch"], left_out=[numbers["JY-01"]])
    define_scope(OPERATOR, numbers["QH-HY"], "槐荫社区共建单位", kind="territory", added=[numbers["RM-01"]])


def _first_above(plan: OrganizationPlan) -> str:
    """The superior on the day of founding: where the one of today is younger, the one above that."""
    above = plan.parent
    while above and atlas()[above].founded_on > plan.founded_on:
        above = atlas()[above].parent
    return above


def _relate(plan: OrganizationPlan, numbers: Mapping[str, int]) -> None:
    if plan.parent and _first_above(plan) != plan.parent:
        relate(OPERATOR, numbers[plan.code], numbers[plan.parent], atlas()[plan.parent].founded_on)
    for kind, others in (("guidance", plan.guidance), ("sector", plan.sector), ("territory", plan.territory)):
        for other in others:
            since = max(plan.founded_on, atlas()[other].founded_on)
            relate(OPERATOR, numbers[plan.code], numbers[other], since, kind)
