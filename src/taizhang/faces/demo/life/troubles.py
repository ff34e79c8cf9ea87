"""What goes wrong or stands out: duplicates, contradictions, corrections, late ones, joint afternoons, sums on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.branch_years import vote
from taizhang.faces.demo.life.committee_extras import told
from taizhang.faces.demo.life.habits import attendance
from taizhang.faces.demo.life.occasion import Came, CorrectionPlan, OccasionPlan, PartPlan, VoidingPlan, item, paper
from taizhang.faces.demo.workdays import workday_near, workdays_after
from taizhang.faces.demo.world.posts import committee, secretary
from taizhang.faces.demo.world.rolls import roll

_COPIED = (
    "支部全体党员围绕本月主题开展学习讨论，书记领学原文，四名党员结合岗位作了交流发言，大家一致表示要把学习成果转化为干好本职工作的"
    "实际行动，进一步增强宗旨意识和服务本领，为全区高质量发展贡献力量。"
)
FLOOD_SEASON = (date(2025, 7, 1), date(2025, 9, 30))
"""The quarter whose congresses a notice moved to the end of October for the water bureau's branches."""
FLOOD_UNIT = "SW"


def troubles() -> Iterator[OccasionPlan]:
    """Occasions that a careful reader of the ledger would stop at."""
    yield from _joint_afternoons()
    yield from _duplicates()
    yield from _contradictions()
    yield from _sums_on_paper()
    yield from _flood()


def corrections() -> tuple[CorrectionPlan, ...]:
    """Corrections with their reasons; the last one still waits for confirmation."""
    return (
        CorrectionPlan(
            "heads-missed",
            date(2025, 9, 22),
            "人数漏记2人，按签到表改",
            {"heads": {"members": 21, "public": 36}},
            date(2025, 9, 24),
        ),
        CorrectionPlan(
            "wrong-year", date(2025, 4, 10), "归属年度填错，评议的是2024年", {"year": 2024}, date(2025, 4, 11)
        ),
        CorrectionPlan("place-changed", date(2025, 12, 8), "会场临时改在区文化馆，按通知更正", {"place": "区文化馆"}),
    )


def voidings() -> tuple[VoidingPlan, ...]:
    """What was recorded twice, and voided."""
    return (
        VoidingPlan("twice", date(2025, 6, 3), "与5月20日那条重复，两人各登记了一次"),
        VoidingPlan("never-held", date(2024, 12, 5), "活动因大风取消，误把计划登记成记录"),
    )


def _joint_afternoons() -> Iterator[OccasionPlan]:
    """One afternoon, three kinds, two branches of different units: above them it counts once."""
    day = date(2025, 11, 20)
    came = (*attendance("WJ-09", day, chance("joint", 1)), *attendance("QH-HY-01", day, chance("joint", 2), 0.6))
    chair = secretary("WJ-09", day)
    yield replace(
        told(
            "WJ-09",
            day,
            [
                PartPlan(
                    "branch_congress",
                    {"agenda": [item("支委会报告下半年工作", "party_building", form="hear")]},
                    {"chair": (chair,)},
                ),
                PartPlan("theme_day", {"theme": "红医进社区", "forms": ["service", "discussion"]}, {"chair": (chair,)}),
                PartPlan(
                    "party_lecture",
                    {"subject": "家庭医生讲健康", "form": "micro", "audience": "community", "hours": 10},
                    {"speaker": (chair,)},
                ),
            ],
            chance("joint afternoon"),
            roll=came,
            place="槐荫社区党群服务中心",
            title="红医进社区联合主题党日",
            begins="14:30",
            ends="17:00",
        ),
        joint=("QH-HY-01", "云川市红十字会"),
        recorded_on=date(2025, 11, 21),
        confirmed_on=date(2025, 11, 24),
    )
    for number, (host, guest, on) in enumerate(
        (
            ("WJ-06", "WJ-07", date(2025, 7, 1)),
            ("JY-06", "JY-10", date(2025, 10, 14)),
            ("RM-01", "SW-01", date(2025, 5, 22)),
            ("YY-01", "YY-05", date(2025, 9, 10)),
        )
    ):
        stream = chance("joint theme day", number)
        came = (*attendance(host, on, stream), *attendance(guest, on, stream, 0.8))
        yield told(
            host,
            on,
            [
                PartPlan(
                    "theme_day",
                    {"theme": "支部联建、同上一课", "forms": ["study", "visit"]},
                    {"chair": (secretary(host, on),)},
                )
            ],
            stream,
            roll=came,
            joint=(guest,),
            place="县委旧址陈列馆",
            title="支部联建主题党日",
        )


def _duplicates() -> Iterator[OccasionPlan]:
    day = date(2025, 5, 20)
    for key, offset in (("once", 1), ("twice", 3)):
        plan = told(
            "JY-06",
            day,
            [PartPlan("volunteer_service", {"field": "traffic", "served": 60, "duration": 15})],
            chance("duplicate"),
            roll=attendance("JY-06", day, chance("duplicate", key), 0.5),
            title="文明交通劝导",
            place="校门口",
        )
        yield replace(
            plan, key=key, recorded_on=workdays_after(day, offset), confirmed_on=workdays_after(day, offset + 1)
        )
    day = date(2025, 11, 12)
    for number in range(2):  # Nobody has noticed these two yet.
        yield told(
            "SW-02",
            day,
            [PartPlan("collective_study", {"subject": "基层减负有关规定"})],
            chance("unnoticed", number),
            roll=attendance("SW-02", day, chance("unnoticed"), 0.8),
            title="集体学习基层减负规定" if number else "集体学习：基层减负有关规定",
        )
    day = date(2024, 11, 28)
    yield replace(
        told(
            "RM-03",
            day,
            [PartPlan("study_visit", {"theme": "秋日骑行学党史", "form": "red_study"})],
            chance("never held"),
            heads={"members": 12},
        ),
        key="never-held",
        confirmed_on=date(2024, 12, 3),
    )


def _contradictions() -> Iterator[OccasionPlan]:
    """More people than the roll had, one person at two places, a paper studied before it came out, copied minutes."""
    day = date(2025, 9, 17)
    yield told(
        "JY-13",
        day,
        [PartPlan("theme_day", {"theme": "特教宣传日", "forms": ["service"]})],
        chance("too many"),
        heads={"members": 21},
        place="校门口广场",
    )
    day = date(2025, 10, 22)
    people = tuple(Came(person) for person in committee("WJ", day))
    for recorder, place in (("WJ-01", "三楼会议室"), ("WJ-02", "槐荫社区")):
        yield told(
            recorder,
            day,
            [PartPlan("collective_study", {"subject": "网络安全和数据安全法规"}, {"speaker": (people[0].person,)})],
            chance("two places", recorder),
            roll=people,
            place=place,
            begins="14:30",
            ends="16:30",
        )
    day = date(2025, 3, 11)
    yield told(
        "JY-12",
        day,
        [
            PartPlan(
                "collective_study",
                {
                    "subject": "中央八项规定精神",
                    "papers": [paper("关于深入贯彻中央八项规定精神学习教育的安排", date(2025, 3, 20))],
                },
            )
        ],
        chance("too early"),
        roll=attendance("JY-12", day, chance("too early"), 0.8),
    )
    for number, day in enumerate((date(2025, 8, 20), date(2025, 9, 19))):
        yield told(
            "RM-03",
            day,
            [PartPlan("collective_study", {"subject": "本月必读篇目"})],
            chance("copied", number),
            roll=attendance("RM-03", day, chance("copied", number), 0.7),
            summary=_COPIED,
        )
    day = date(2025, 6, 12)
    present = attendance("JY-04", day, chance("too few"), 0.3)
    yield told(
        "JY-04",
        day,
        [
            PartPlan(
                "branch_congress",
                {
                    "agenda": [item("表决支部经费使用计划", "masses", form="vote")],
                    "vote": vote("JY-04", day, present, chance("too few")),
                },
                {"chair": (present[0].person,)},
            )
        ],
        chance("too few kept"),
        roll=present,
        title="支部党员大会（到会不足半数）",
    )
    yield replace(
        told(
            "RM-02",
            date(2025, 3, 14),
            [
                PartPlan(
                    "training_course",
                    {
                        "subject": "党员集中培训",
                        "audience": ["member"],
                        "hours": 160,
                    },
                )
            ],
            chance("very late"),
            roll=attendance("RM-02", date(2025, 3, 14), chance("very late"), 0.8),
        ),
        recorded_on=date(2025, 9, 26),
        confirmed_on=date(2025, 10, 9),
    )
    yield from _to_be_corrected()


def _to_be_corrected() -> Iterator[OccasionPlan]:
    day = date(2025, 9, 16)
    yield replace(
        told(
            "YY-02",
            day,
            [PartPlan("free_clinic", {"specialties": "内科", "served": 86, "leaflets": 120})],
            chance("heads missed"),
            heads={"members": 19, "public": 36},
            place="槐荫社区",
        ),
        key="heads-missed",
        recorded_on=date(2025, 9, 17),
        confirmed_on=date(2025, 9, 18),
    )
    day = date(2025, 3, 26)
    came = attendance("SW-04", day, chance("wrong year"), 0.95)
    yield replace(
        told(
            "SW-04",
            day,
            [
                PartPlan(
                    "organization_life_meeting",
                    {
                        "theme": "专题组织生活会",
                        "occasion": "special",
                        "form": "congress",
                        "problems": [item("联系服务对象不够")],
                        "measures": [item("窗口轮值")],
                    },
                    {"chair": (came[0].person,)},
                )
            ],
            chance("wrong year kept"),
            roll=came,
        ),
        key="wrong-year",
        recorded_on=date(2025, 3, 27),
        confirmed_on=date(2025, 4, 2),
    )
    day = workday_near(2025, 11, 26)
    yield replace(
        told(
            "WJ",
            day,
            [PartPlan("expert_lecture", {"subject": "基层卫生改革", "expert": "云川医学院 教授", "hours": 30})],
            chance("place changed"),
            heads={"members": 74},
            place="一楼报告厅",
        ),
        key="place-changed",
        recorded_on=date(2025, 11, 27),
        confirmed_on=date(2025, 12, 2),
    )


def _sums_on_paper() -> Iterator[OccasionPlan]:
    """Sums of what is kept elsewhere; where single entries came later, the sum gives way."""
    rows = (
        ("SW-JW", date(2025, 1, 1), date(2025, 6, 30), "supervision_check/count", 18, "机关纪委 监督登记簿"),
        ("YY-JW", date(2025, 1, 1), date(2025, 6, 30), "supervision_check/count", 33, "院纪委综合室 登记簿第5册"),
        ("RM-01", date(2025, 1, 1), date(2025, 12, 9), "volunteer_service/served", 940, "采编支部 志愿服务签到册"),
        ("JY-05", date(2024, 9, 1), date(2024, 12, 31), "heart_to_heart_talk/talked_with", 44, "职校支部 谈心谈话本"),
    )
    for recorder, first, last, figure, amount, keeper in rows:
        recorded_on = workdays_after(last, 3) if last.month != 12 or last.year != 2025 else last
        yield OccasionPlan(
            recorder,
            first,
            (),
            recorded_on,
            workdays_after(recorded_on, 1),
            end_day=last,
            title="纸质登记簿汇总",
            tallies=((figure, amount, keeper),),
        )


def _flood() -> Iterator[OccasionPlan]:
    """Congresses held in October by the notice; and the front-line branch of the summer before."""
    for branch, number in (("SW-01", 14), ("SW-02", 16), ("SW-04", 21)):
        day = date(2025, 10, number)
        came = attendance(branch, day, chance("after flood", branch))
        yield told(
            branch,
            day,
            [
                PartPlan(
                    "branch_congress",
                    {
                        "agenda": [
                            item("三季度支委会工作报告", "party_building", form="hear"),
                            item("防汛先进推荐", "appraisal", form="discuss"),
                        ],
                    },
                    {"chair": (came[0].person,)},
                )
            ],
            chance("after flood kept", branch),
            roll=came,
            title="三季度党员大会（防汛延期）",
        )
    for day in (date(2024, 7, 5), date(2024, 8, 2), date(2024, 9, 6)):
        stream = chance("flood branch", day)
        came = tuple(Came(stay.person) for stay in (*roll("SW-03", day)[4:13], *roll("SW-04", day)[5:11]))
        yield told(
            "SW-L1",
            day,
            [PartPlan("theme_day", {"theme": "党员在一线、堤防我来守", "forms": ["service"]})],
            stream,
            roll=came,
            place="青禾河左岸险工段",
        )
