"""The units' own practices, recorded as kinds of their own: 四学并重, 五抓五做, 一周一学."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life import topics
from taizhang.faces.demo.life.habits import attendance, skips, timing
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan
from taizhang.faces.demo.workdays import CLOCK, months, workday_between, workday_from
from taizhang.faces.demo.world.atlas import branches
from taizhang.faces.demo.world.plan import OrganizationPlan

FOUR_STUDIES, FIVE_TASKS, WEEKLY_STUDY = "own/wj/four_studies", "own/rm/five_tasks", "own/jy/weekly_study"
SINCE = date(2025, 1, 1)
PILOT = "JY-06"
"""The school that tries the weekly study."""
_WAYS = ("lead", "push", "example", "follow")
_TASKS = {
    "study": "读书分享会办成固定栏目",
    "works": "推出短视频《一条河的治理账》",
    "guidance": "三审三校责任到人",
    "service": "为十二个村拍摄助农片",
    "style": "采访车公里数按月公示",
}


def own_practices() -> Iterator[OccasionPlan]:
    """What the units' own kinds hold for 2025."""
    for branch in branches("WJ"):
        yield from _four_studies(branch)
    for branch in branches("RM"):
        yield from _five_tasks(branch)
    yield from _weekly_study(next(branch for branch in branches("JY") if branch.code == PILOT))


def _four_studies(branch: OrganizationPlan) -> Iterator[OccasionPlan]:
    for year, month in months():
        stream = chance("four studies", branch.code, year, month)
        if year < SINCE.year or skips(branch, stream):
            continue
        day = workday_between(stream, year, month, 5, 26)
        ways = stream.sample(_WAYS, stream.randint(1, 3))
        part = PartPlan(
            FOUR_STUDIES,
            {"ways": ways, "subject": stream.choice(topics.STUDIES), "notes_written": stream.randint(0, 6)},
        )
        yield _held(branch, day, part, 0.85, f"{month}月“四学并重”")


def _five_tasks(branch: OrganizationPlan) -> Iterator[OccasionPlan]:
    for month in (2, 5, 8, 10):
        stream = chance("five tasks", branch.code, month)
        if skips(branch, stream):
            continue
        task, result = stream.choice(tuple(_TASKS.items()))
        part = PartPlan(FIVE_TASKS, {"task": task, "result": result, "works": stream.randint(0, 3)})
        yield _held(branch, workday_between(stream, SINCE.year, month, 5, 26), part, 0.6, result)


def _weekly_study(branch: OrganizationPlan) -> Iterator[OccasionPlan]:
    """Once a week, mostly on Wednesdays; one holiday week and a few others were let slip."""
    day = date(2025, 1, 8)
    while day <= CLOCK:
        stream = chance("weekly study", day)
        held_on = workday_from(day)
        if held_on.isocalendar().week == day.isocalendar().week and stream.random() < 0.94:
            part = PartPlan(WEEKLY_STUDY, {"subject": stream.choice(topics.STUDIES), "minutes": 60})
            yield _held(branch, held_on, part, 0.9, "一周一学")
        day += timedelta(days=7)


def _held(branch: OrganizationPlan, day: date, part: PartPlan, share: float, title: str) -> OccasionPlan:
    stream = chance("own practice", branch.code, day)
    held = timing(branch.code, branch.manner, day, stream)
    came = attendance(branch.code, day, stream, share)
    return OccasionPlan(
        branch.code,
        day,
        (part,),
        held.recorded_on,
        held.confirmed_on,
        title=title,
        place=stream.choice(topics.PLACES),
        begins="16:00",
        ends="17:00",
        roll=came,
        summary=f"{day.month}月{day.day}日{branch.short}：{title}，{part.fields.get('subject', '')}。",
    )
