"""How committees look after those below: supervision, contact points, talks, integrity, discipline."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.bodies import STATED_2023, UNITS, told
from taizhang.faces.demo.life.occasion import Came, OccasionPlan, PartPlan, item
from taizhang.faces.demo.workdays import CLOCK, workday_between
from taizhang.faces.demo.world.atlas import STORY_BEGINS, atlas, branches, existed
from taizhang.faces.demo.world.posts import committee

_HEADLINES = ("小支部办好大实事", "红色研学走进课堂", "一条河的治理账", "义诊到家门口")


def committee_oversight() -> Iterator[OccasionPlan]:
    """The supervision and the talks of every unit, year by year; those of three in 2023 are told elsewhere."""
    for unit in UNITS:
        for year in range(STORY_BEGINS.year, CLOCK.year + 1):
            if unit in STATED_2023 and year == STORY_BEGINS.year:
                continue
            stream = chance("oversight", unit, year)
            yield from _supervision(unit, year, stream)
            yield from _contact_visits(unit, year, stream)
            yield from _talks(unit, year, stream)
            yield from _integrity(unit, year, stream)
            yield from _honours(unit, year, stream)
    yield from _steering_groups()
    yield from _discipline_checks()


def _supervision(unit: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    below = branches(unit)
    for month in (3, 6, 9, 11):
        day = workday_between(stream, year, month, 10, 27)
        visited = [branch.code for branch in below if existed(branch, day)]
        chosen = stream.sample(visited, min(len(visited), stream.randint(3, 5)))
        findings = [
            item(f"{atlas()[code].short}：{trouble}")
            for code, trouble in zip(
                chosen,
                stream.sample(
                    ("支委会记录不全", "主题党日与业务混开", "补录较多", "签到缺名", "议题过简"), len(chosen)
                ),
                strict=True,
            )
        ]
        leaders = committee(unit, day)
        yield told(
            unit,
            day,
            [
                PartPlan(
                    "party_building_supervision",
                    {"field": "ideology" if month == 9 else "party_building", "visited": chosen, "findings": findings},
                    {"chair": (leaders[0],), "attendee": leaders[1:3]},
                )
            ],
            stream,
            title=f"{(month + 2) // 3}季度督导",
        )


def _contact_visits(unit: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    own = [branch.code for branch in branches(unit) if existed(branch, date(year, 1, 1))]
    for place, leader in enumerate(committee(unit, date(year, 6, 1))[:3]):
        points = own[2 * place : 2 * place + 2] or own[:2]
        for quarter in range(4):
            if stream.random() < (0.95 if place == 0 else 0.7):
                day = workday_between(stream, year, 3 * quarter + stream.randint(1, 3), 3, 26)
                yield told(
                    unit,
                    day,
                    [
                        PartPlan(
                            "contact_visit",
                            {
                                "branch": [stream.choice(points)],
                                "acts": stream.sample(("meeting", "talk", "survey", "help"), 2),
                                "findings": [item("活动阵地偏小")] if stream.random() < 0.3 else [],
                                "solved": stream.randint(0, 2),
                            },
                            {"chair": (leader,)},
                        )
                    ],
                    stream,
                )


def _talks(unit: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    for month in stream.sample(range(1, 13), 5):
        day = workday_between(stream, year, month)
        kind = stream.choice(("secretary", "routine", "daily", "new_post"))
        yield told(
            unit,
            day,
            [
                PartPlan(
                    "interview",
                    {
                        "kind": kind,
                        "people": 1,
                        "reason": "履职提醒",
                        "content": "就支部工作台账滞后作了提醒，要求按月补齐。",
                    },
                    {"chair": committee(unit, day)[:1]},
                )
            ],
            stream,
        )


def _integrity(unit: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    for month, form in ((1, "meeting"), (4, "film"), (7, "visit"), (9, "meeting")):
        day = workday_between(stream, year, month, 4, 25)
        fields = {"form": form, "audience": ["members", "key_posts"], "case_count": stream.randint(1, 5)}
        heads = {"members": stream.randint(30, 80), "staff": stream.randint(0, 30)}
        part = PartPlan("integrity_education", fields)
        yield told(unit, day, [part], stream, heads=heads, place="一楼报告厅")


def _honours(unit: str, year: int, stream: random.Random) -> Iterator[OccasionPlan]:
    """An award now and then, and what the media wrote."""
    if stream.random() < 0.6:
        level = stream.choice(("county", "city", "province"))
        fields = {"award": "基层党建创新案例", "level": level, "grade": "second", "winner": "unit"}
        yield told(unit, workday_between(stream, year, 8), [PartPlan("honor", fields)], stream)
    for _ in range(stream.randint(2, 5)):
        day = workday_between(stream, year, stream.randint(1, 12))
        level, title = stream.choice(("county", "city")), stream.choice(_HEADLINES)
        part = PartPlan("media_report", {"title": title, "medium": "青禾融媒", "level": level})
        yield told(unit, day, [part], stream)


def _steering_groups() -> Iterator[OccasionPlan]:
    for code, field in (("JY-LD", "ideology"), ("WJ-LD", "ethnic_unity")):
        for year in range(STORY_BEGINS.year, CLOCK.year + 1):
            stream = chance("steering", code, year)
            for month in (4, 10):
                day = workday_between(stream, year, month)
                yield told(
                    code,
                    day,
                    [
                        PartPlan(
                            "steering_group_meeting",
                            {
                                "steering_group": atlas()[code].name,
                                "field": field,
                                "agenda": [item("通报上半年情况"), item("部署下一步")],
                                "adjusted": month == 4,
                            },
                        )
                    ],
                    stream,
                    roll=tuple(Came(person) for person in committee(code, day)),
                )


def _discipline_checks() -> Iterator[OccasionPlan]:
    for code in ("SW-JW", "SW-PZ", "YY-JW"):
        for year in range(STORY_BEGINS.year, CLOCK.year + 1):
            if code == "YY-JW" and year == STORY_BEGINS.year:
                continue
            stream = chance("discipline", code, year)
            for month in stream.sample(range(1, 13), 8):
                day = workday_between(stream, year, month)
                kind = stream.choice(("daily", "daily", "special", "campaign"))
                findings = [item("台账登记不及时")] if stream.random() < 0.4 else []
                yield told(
                    code,
                    day,
                    [
                        PartPlan(
                            "supervision_check",
                            {
                                "kind": kind,
                                "field": stream.choice(("style", "procurement", "vehicles", "projects")),
                                "findings": findings,
                                "rectified": len(findings),
                            },
                            {"chair": committee(code, day)[:1]},
                        )
                    ],
                    stream,
                )
