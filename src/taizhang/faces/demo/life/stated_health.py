"""The health commission's 2023: what a secretary of such a commission states, entry by entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life import topics
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.branch_years import committee_came, committee_vote
from taizhang.faces.demo.life.habits import attendance
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan, item
from taizhang.faces.demo.life.stated_clinics import stated_clinics
from taizhang.faces.demo.workdays import workday_between, workday_near
from taizhang.faces.demo.world.atlas import branches
from taizhang.faces.demo.world.people import people
from taizhang.faces.demo.world.posts import committee, name_of

_YEAR = 2023
_STUDIES = 9
_TRAININGS = 5


def stated_health() -> Iterator[OccasionPlan]:
    """Everything that the report of 2023 counts, and a few things that it tells without a number."""
    yield from _study()
    yield from _responsibility()
    yield from stated_clinics()


def _study() -> Iterator[OccasionPlan]:
    for number in range(_STUDIES):
        stream = chance("health study", number)
        day = workday_between(stream, _YEAR, 2 + number, 5, 25)
        leader = committee("WJ-01", day)[0]
        yield told(
            "WJ-01",
            day,
            [
                PartPlan(
                    "collective_study",
                    {
                        "subject": topics.STUDIES[number % len(topics.STUDIES)],
                        "papers": topics.papers(day, stream, 2),
                        "form": ["leader", "group"],
                        "hours": 20,
                    },
                    {"speaker": (leader,)},
                )
            ],
            stream,
            roll=attendance("WJ-01", day, stream, 0.9),
            place="三楼会议室",
        )
    # 3 seminars, 9 papers, 18 reflections.
    for month, discussion_papers, reflections in ((5, 3, 6), (7, 4, 6), (9, 2, 6)):
        stream = chance("health seminar", month)
        day = workday_between(stream, _YEAR, month, 8, 26)
        yield told(
            "WJ",
            day,
            [
                PartPlan(
                    "seminar",
                    {
                        "subject": "主题教育专题交流研讨",
                        "discussion_papers": discussion_papers,
                        "reflections": reflections,
                        "hours": 30,
                    },
                    {"chair": committee("WJ", day)[:1]},
                )
            ],
            stream,
            roll=committee_came("WJ", day, stream),
            place="四楼党委会议室",
        )
    for number in range(_TRAININGS):
        stream = chance("health training", number)
        day = workday_between(stream, _YEAR, 3 + 2 * number, 5, 20)
        audience = ("secretary", "party_worker", "member", "member", "activist")[number]
        yield told(
            "WJ",
            day,
            [
                PartPlan(
                    "training_course",
                    {
                        "subject": ("支部书记培训", "党务实务", "党的二十大报告专题", "党章专题", "入党积极分子培训")[
                            number
                        ],
                        "audience": [audience],
                        "level": "own",
                        "form": "face_to_face",
                        "hours": 40,
                    },
                )
            ],
            stream,
            heads={"members": 30 + 4 * number},
            place="一楼报告厅",
            end_day=day + timedelta(days=1),
        )
    day = workday_near(_YEAR, 6, 12)
    yield told(
        "WJ-09",
        day,
        [
            PartPlan(
                "party_lecture",
                {
                    "subject": "数说十年 展望新程",
                    "form": "special",
                    "audience": "community",
                    "hours": 15,
                },
                {"speaker": committee("WJ", day)[:1]},
            )
        ],
        chance("health lecture"),
        heads={"members": 18, "public": 42},
        place="槐荫社区",
        attending=("QH-HY",),
        title="“一讲一谈一本账”群众教育实践活动",
    )


def _responsibility() -> Iterator[OccasionPlan]:
    for month, place in ((4, 3), (10, 7)):
        stream = chance("health interview", month)
        day = workday_between(stream, _YEAR, month, 8, 24)
        branch = branches("WJ")[place]
        yield told(
            "WJ",
            day,
            [
                PartPlan(
                    "interview",
                    {
                        "kind": "secretary",
                        "people": 1,
                        "reason": "支部组织生活登记滞后",
                        "content": "当面指出问题，约定一个月内补齐。",
                    },
                    {"chair": committee("WJ", day)[:1], "attendee": committee(branch.code, day)[:1]},
                )
            ],
            stream,
        )
    for month in (6, 12):
        stream = chance("health supervision", month)
        day = workday_between(stream, _YEAR, month, 6, 22)
        visited = [branch.code for branch in branches("WJ")][:: 1 if month == 12 else 2]
        yield told(
            "WJ",
            day,
            [
                PartPlan(
                    "party_building_supervision",
                    {
                        "field": "party_building",
                        "visited": visited,
                        "findings": [item("支委会记录过简"), item("个别支部补录较多")],
                    },
                    {"chair": committee("WJ", day)[:1]},
                )
            ],
            stream,
            title="基层党建工作督导",
        )
    day = workday_near(_YEAR, 7, 24)
    confirmed = [
        name_of(person.code)
        for person in people().values()
        if any(
            one.kind == "confirmed" and one.organization.startswith("WJ") and one.day.year == _YEAR
            for one in person.happenings
        )
    ]
    came = committee_came("WJ", day, chance("health confirmation"))
    yield told(
        "WJ",
        day,
        [
            PartPlan(
                "committee_meeting",
                {
                    "form": "committee",
                    "vote": committee_vote(came, len(came)),
                    "agenda": [item(f"审批{name}按期转正", "admission", form="vote") for name in confirmed],
                },
                {"chair": (came[0].person,)},
            )
        ],
        chance("health confirmation meeting"),
        roll=came,
        title="审批预备党员转正",
        place="四楼党委会议室",
    )
    day = workday_near(_YEAR, 1, 16)
    yield told(
        "WJ",
        day,
        [
            PartPlan(
                "integrity_education",
                {
                    "form": "letter",
                    "audience": ["members"],
                },
            )
        ],
        chance("health pledge"),
        title="与党员签订廉政自律承诺书",
        heads={"members": 126},
    )
