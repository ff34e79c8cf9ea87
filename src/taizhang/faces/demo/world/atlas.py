"""Every organisation of the story by its code, the groups of the larger branches included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from taizhang.faces.demo.world.district import DISTRICT, NEWS
from taizhang.faces.demo.world.education import EDUCATION
from taizhang.faces.demo.world.health import HEALTH
from taizhang.faces.demo.world.hospital import HOSPITAL
from taizhang.faces.demo.world.plan import OrganizationPlan, TermPlan
from taizhang.faces.demo.world.water import WATER

BRANCH_TYPES = frozenset({"branch", "joint_branch"})
STORY_BEGINS = date(2023, 1, 1)
_ORDINALS = "一二三四五"


@cache
def atlas() -> dict[str, OrganizationPlan]:
    """Organisations by code, superiors before those below them."""
    listed: dict[str, OrganizationPlan] = {}
    for table_row in (*DISTRICT, *NEWS, *EDUCATION, *WATER, *HOSPITAL, *HEALTH):
        plan = _with_earlier_term(table_row)
        listed[plan.code] = plan
        listed.update((group.code, group) for group in _groups(plan))
    return listed


def branches(below: str = "") -> tuple[OrganizationPlan, ...]:
    """The branches with a roll, of one unit or of all."""
    wanted = (plan for plan in atlas().values() if plan.type in BRANCH_TYPES)
    return tuple(plan for plan in wanted if not below or plan.parent == below)


def committees() -> tuple[OrganizationPlan, ...]:
    """Every organisation led by people of other organisations: committees, party groups, steering groups."""
    return tuple(plan for plan in atlas().values() if plan.leaders)


def groups_of(code: str) -> tuple[str, ...]:
    """The codes of a branch's groups."""
    return tuple(group.code for group in _groups(atlas()[code]))


def existed(plan: OrganizationPlan, day: date) -> bool:
    """Say whether the organisation stood on that day."""
    return plan.founded_on <= day and (plan.closed_on is None or day <= plan.closed_on)


def name_on(plan: OrganizationPlan, day: date) -> str:
    """The short name by which people called it on that day."""
    return plan.renaming.short if plan.renaming and plan.renaming.on <= day else plan.short


def _with_earlier_term(plan: OrganizationPlan) -> OrganizationPlan:
    """Where the first term told began within the story, there was one before it."""
    if not plan.terms or plan.terms[0].began_on < STORY_BEGINS or plan.founded_on >= STORY_BEGINS:
        return plan
    first = plan.terms[0]
    earlier = first.began_on.replace(year=first.began_on.year - first.years) + timedelta(days=9)
    ordinal = first.ordinal - 1 if first.ordinal else None
    return replace(plan, terms=(TermPlan(earlier, first.years, first.seats, ordinal), *plan.terms))


def _groups(plan: OrganizationPlan) -> Iterable[OrganizationPlan]:
    return (
        OrganizationPlan(
            f"{plan.code}-X{number}",
            f"{plan.name}第{ordinal}党小组",
            f"{plan.short}{ordinal}组",
            "subgroup",
            unit=plan.unit,
            parent=plan.code,
            founded_on=plan.founded_on,
            manner=plan.manner,
        )
        for number, ordinal in enumerate(_ORDINALS[: plan.groups], start=1)
    )
