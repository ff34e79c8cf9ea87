"""What stands out: joint afternoons, sums kept on paper, quarters moved by a notice, contradictions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.branch_years import committee_came
from taizhang.faces.demo.life.contradictions import contradictions
from taizhang.faces.demo.life.corrections import to_be_corrected
from taizhang.faces.demo.life.habits import attendance
from taizhang.faces.demo.life.occasion import AttachedText, Came, OccasionPlan, PartPlan, item
from taizhang.faces.demo.workdays import workdays_after
from taizhang.faces.demo.world.posts import secretary
from taizhang.faces.demo.world.rolls import roll

FLOOD_SEASON = (date(2025, 7, 1), date(2025, 9, 30))
"""The quarter whose congresses a notice moved to the end of October for the water bureau's branches."""
FLOOD_UNIT = "SW"
FEVER_MONTH = (date(2025, 11, 1), date(2025, 11, 30))
"""The month whose theme days a notice let the hospital's branches hold until the twentieth of December."""
FEVER_BRANCHES = ("YY-02", "YY-04", "YY-06")
"""Those that have not held it yet."""


_HELD_TOGETHER = (
    ("WJ-06", "WJ-07", date(2025, 7, 1)),
    ("JY-06", "JY-10", date(2025, 10, 14)),
    ("RM-01", "SW-01", date(2025, 5, 22)),
    ("YY-01", "YY-05", date(2025, 9, 10)),
)


def troubles() -> Iterator[OccasionPlan]:
    """What an ordinary month does not have."""
    yield _joint_afternoon()
    yield from _joint_theme_days()
    yield from contradictions()
    yield from to_be_corrected()
    yield from _sums_on_paper()
    yield from _flood()
    yield _personnel_meeting()


def _joint_afternoon() -> OccasionPlan:
    """One afternoon, three kinds, two branches of different units: above them it counts once."""
    day = date(2025, 11, 20)
    came = (*attendance("WJ-09", day, chance("joint", 1)), *attendance("QH-HY-01", day, chance("joint", 2), 0.6))
    chair = (secretary("WJ-09", day),)
    agenda = [item("支委会报告下半年工作", "party_building", form="hear")]
    lecture = {"subject": "家庭医生讲健康", "form": "micro", "audience": "community", "hours": 10}
    plan = told(
        "WJ-09",
        day,
        [
            PartPlan("branch_congress", {"agenda": agenda}, {"chair": chair}),
            PartPlan("theme_day", {"theme": "红医进社区", "forms": ["service", "discussion"]}, {"chair": chair}),
            PartPlan("party_lecture", lecture, {"speaker": chair}),
        ],
        chance("joint afternoon"),
        roll=came,
        place="槐荫社区党群服务中心",
        title="红医进社区联合主题党日",
        begins="14:30",
        ends="17:00",
        joint=("QH-HY-01", "云川市红十字会"),
    )
    papers = (AttachedText("活动方案.txt", "14:30集合；义诊、健康微党课、环境整治三项同时开展。\n"),)
    return replace(plan, attached=papers, recorded_on=date(2025, 11, 21), confirmed_on=date(2025, 11, 24))


def _joint_theme_days() -> Iterator[OccasionPlan]:
    for number, (host, guest, day) in enumerate(_HELD_TOGETHER):
        stream = chance("joint theme day", number)
        came = (*attendance(host, day, stream), *attendance(guest, day, stream, 0.8))
        fields = {"theme": "支部联建、同上一课", "forms": ["study", "visit"]}
        part = PartPlan("theme_day", fields, {"chair": (secretary(host, day),)})
        place = "县委旧址陈列馆"
        yield told(host, day, [part], stream, roll=came, joint=(guest,), place=place, title="支部联建主题党日")


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
            attached=(
                AttachedText(
                    "登记簿摘要.txt", f"{keeper}，{first}至{last}，共{amount}。原件存保管人处，可当面查阅。\n"
                ),
            ),
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


def _personnel_meeting() -> OccasionPlan:
    """A meeting on posts, with a paper that only the secretary and named keepers may open."""
    day = date(2025, 10, 27)
    came = committee_came("WJ-DZ", day, chance("personnel"))
    agenda = [
        item("第一议题：学习上级重要会议精神", "first_topic", form="study"),
        item("研究两名中层干部岗位调整", "personnel", form="discuss"),
        item("研究四季度党建工作", "party_building", form="discuss"),
    ]
    plan = told(
        "WJ-DZ",
        day,
        [PartPlan("party_group_meeting", {"form": "party_group", "agenda": agenda}, {"chair": (came[0].person,)})],
        chance("personnel kept"),
        roll=came,
        title="党组会议（干部和党建）",
        place="四楼党委会议室",
        begins="08:40",
        ends="10:10",
    )
    papers = (
        AttachedText("会议通知.txt", "10月27日8:40，四楼党委会议室，议题三项。\n"),
        AttachedText("岗位调整方案.txt", "拟调整两名中层干部岗位，方案见纸质件，会后收回。\n", restricted=True),
    )
    return replace(plan, attached=papers)
