"""The months of committees and party groups: their meetings, the first topic, the study group's sessions."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life import topics
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.branch_years import committee_came, committee_vote
from taizhang.faces.demo.life.habits import timing
from taizhang.faces.demo.life.occasion import Came, OccasionPlan, PartPlan, item, paper
from taizhang.faces.demo.workdays import CLOCK, months, workday_near, workdays_after
from taizhang.faces.demo.world.atlas import STORY_BEGINS, atlas
from taizhang.faces.demo.world.plan import Manner


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a body meets, and how well it keeps its ledger."""

    meetings: tuple[int, ...] = tuple(range(1, 13))
    """The months of its meetings."""
    sessions: tuple[int, ...] = ()
    """The months of its study group."""
    manner: Manner = Manner.DILIGENT


_EVERY_OTHER = (2, 4, 6, 8, 10, 12)
_QUARTERLY = (3, 6, 9, 12)
RHYTHMS: Mapping[str, Rhythm] = {
    "QH": Rhythm(_QUARTERLY, (2, 4, 5, 7, 9, 11)),
    "QH-GW": Rhythm(_EVERY_OTHER, (3, 6, 9, 11), Manner.STEADY),
    "QH-HY": Rhythm(_QUARTERLY, (), Manner.STEADY),
    "RM": Rhythm(manner=Manner.STEADY),
    "JY-DZ": Rhythm(sessions=(1, 3, 5, 6, 8, 9, 11)),
    "JY": Rhythm(_EVERY_OTHER, (3, 6, 9, 11), Manner.STEADY),
    "SW-DZ": Rhythm(sessions=(2, 4, 6, 9), manner=Manner.STEADY),
    "SW": Rhythm(_EVERY_OTHER, (), Manner.LATE),
    "SW-JW": Rhythm(_QUARTERLY, (), Manner.STEADY),
    "YY": Rhythm(sessions=(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
    "YY-JW": Rhythm(_EVERY_OTHER, (), Manner.STEADY),
    "WJ-DZ": Rhythm(sessions=(2, 4, 5, 7, 9, 10)),
    "WJ": Rhythm(manner=Manner.STEADY),
}
_JUNE = 6
_ITEMS = (
    ("研究党建工作要点落实情况", "party_building", "discuss"),
    ("听取所属党支部书记履职汇报", "party_building", "hear"),
    ("分析意识形态领域情况", "ideology", "discuss"),
    ("研究党风廉政建设和反腐败工作", "integrity", "discuss"),
    ("研究全面从严治党主体责任清单落实", "strict_governance", "discuss"),
    ("传达统战工作要求", "united_front", "study"),
    ("研究工会、共青团、妇联工作", "mass_work", "discuss"),
    ("研究人才引进和培养", "talent", "discuss"),
    ("研究安全生产和稳定工作", "safety", "discuss"),
    ("研究本季度重点业务工作", "business", "discuss"),
)
_RESTRICTED_ITEMS = (
    ("研究中层干部调整方案", "personnel"),
    ("通报一起违规违纪问题线索处置情况", "discipline"),
    ("研究岗位聘用和职级晋升", "personnel"),
)
_STATED_SPECIAL = {"WJ": {3, 7, 11}, "YY": {2, 5, 8, 11}}
"""The months of 2023 in which these committees met for party work alone, as their reports say."""
_SUBJECTS = (
    "全面从严治党",
    "意识形态工作责任制",
    "高质量发展",
    "统一战线工作",
    "总体国家安全观",
    "党纪学习教育",
    "基层治理",
    "网络安全",
    "党的建设制度改革",
    "中央八项规定精神",
    "民族团结进步",
    "生态文明建设",
)


def committee_months() -> Iterator[OccasionPlan]:
    """Every meeting and session of every body, month by month."""
    for code, rhythm in RHYTHMS.items():
        for year, month in months():
            stream = chance("body", code, year, month)
            if month in rhythm.meetings:
                yield _meeting(code, rhythm, workday_near(year, month, stream.randint(5, 20)), stream)
            if month in rhythm.sessions and stream.random() < 0.93:
                yield _session(code, rhythm, workday_near(year, month, stream.randint(8, 26)), stream)
        for year in range(STORY_BEGINS.year, CLOCK.year + 1):
            if rhythm.sessions:
                yield from _life_meeting(code, rhythm, chance("democratic life", code, year), year)


def _meeting(code: str, rhythm: Rhythm, day: date, stream: random.Random) -> OccasionPlan:
    kind = "party_group_meeting" if atlas()[code].type == "party_group" else "committee_meeting"
    came = committee_came(code, day, stream)
    fields, title = _agenda(code, day, stream)
    if not title:
        fields["agenda"] += _owed_items(rhythm, day, stream)
    fields["form"] = "party_group" if kind == "party_group_meeting" else "committee"
    if stream.random() < 0.08:
        fields["form"] = "expanded"
    if any(row.get("form") == "vote" for row in fields["agenda"]):
        fields["vote"] = committee_vote(came, len(came))
        fields["last_to_speak"] = True
    parts = [PartPlan(kind, fields, {"chair": (came[0].person,)})]
    if any("first_topic" in row.get("tags", ()) for row in fields["agenda"]):
        material = paper(f"上级重要会议精神学习材料（{day.year}年第{day.month}期）", day - timedelta(days=6))
        parts.append(
            PartPlan(
                "first_topic",
                {"papers": [material], "measures": "结合本单位实际，分工到人。"},
                {"chair": (came[0].person,)},
            )
        )
    held = timing(code, rhythm.manner, day, stream)
    return OccasionPlan(
        code,
        day,
        tuple(parts),
        held.recorded_on,
        held.confirmed_on,
        title=title,
        place="四楼党委会议室",
        begins="08:40",
        ends="10:30",
        roll=came,
        summary="；".join(row["title"] for row in fields["agenda"]) + "。",
    )


def _agenda(code: str, day: date, stream: random.Random) -> tuple[dict[str, Any], str]:
    """What a meeting is about, and its title where it was called for one matter alone."""
    special = _special(code, day, stream)
    first_topic = item("第一议题：学习上级重要会议精神", "first_topic", form="study")
    opening = [first_topic] if stream.random() < 0.85 else []
    if special == "party_building":
        rows = [*opening, item("专题研究党建工作", "party_building", form="discuss")]
        rows.append(item("审议下一步党建任务清单", "party_building", form="discuss"))
        return {"agenda": rows, "special": special}, "专题研究党建工作"
    if special == "ideology":
        rows = [*opening, item("专题研究意识形态工作", "ideology", form="discuss")]
        return {"agenda": rows, "special": special}, "专题研究意识形态工作"
    rows = [first_topic]
    rows += [item(title, tag, form=form) for title, tag, form in stream.sample(_ITEMS, stream.randint(2, 4))]
    if stream.random() < 0.3:
        title, tag = stream.choice(_RESTRICTED_ITEMS)
        rows.append(item(title, tag, form="discuss"))
    if stream.random() < 0.15:
        rows.append(item("研究大额资金使用", "major", form="vote"))
    return {"agenda": rows}, ""


def _owed_items(rhythm: Rhythm, day: date, stream: random.Random) -> list[dict[str, Any]]:
    """What each half-year owes, put on the agenda of its last meetings; now and then it is forgotten."""
    halves = (
        [month for month in rhythm.meetings if month <= _JUNE],
        [month for month in rhythm.meetings if month > _JUNE],
    )
    late = [month for half in halves for month in half[-2:]]
    if day.month not in late or stream.random() < 0.12:
        return []
    return [
        item("专题听取并研究意识形态工作", "ideology", form="discuss"),
        item("研究落实全面从严治党主体责任", "strict_governance", form="discuss"),
    ]


def _special(code: str, day: date, stream: random.Random) -> str:
    stated = _STATED_SPECIAL.get(code)
    if stated is not None and day.year == STORY_BEGINS.year:
        return "party_building" if day.month in stated else ""
    if day.month in {6, 11} and stream.random() < 0.75:
        return "ideology"
    return "party_building" if day.month in {3, 9} and stream.random() < 0.8 else ""


def _session(code: str, rhythm: Rhythm, day: date, stream: random.Random) -> OccasionPlan:
    came = committee_came(code, day, stream)
    subject = stream.choice(_SUBJECTS)
    fields: dict[str, Any] = {
        "subject": subject,
        "form": stream.choices(("discussion", "expanded", "lecture"), (7, 2, 1))[0],
        "papers": topics.papers(day, stream, 2),
        "hours": 30,
    }
    speakers = _speakers(came, stream)
    fields["speeches"] = [item(f"围绕“{subject}”的发言提纲") for _ in speakers]
    held = timing(code, rhythm.manner, day, stream)
    return OccasionPlan(
        code,
        day,
        (PartPlan("study_group_session", fields, {"chair": (came[0].person,), "speaker": speakers}),),
        held.recorded_on,
        held.confirmed_on,
        title=f"中心组学习：{subject}",
        place="四楼党委会议室",
        begins="14:30",
        ends="17:30",
        roll=came,
        summary=f"集体学习{subject}有关文件，{len(speakers)}人作重点发言。",
    )


def _speakers(came: tuple[Came, ...], stream: random.Random) -> tuple[str, ...]:
    present = [one.person for one in came if one.present]
    return tuple(stream.sample(present, min(len(present), stream.randint(2, 3))))


def _life_meeting(code: str, rhythm: Rhythm, stream: random.Random, year: int) -> Iterator[OccasionPlan]:
    """The democratic life meeting of the year before, with a talk before it and the report after it."""
    day = workday_near(year, 1 if stream.random() < 0.4 else 2, stream.randint(14, 19))
    came = committee_came(code, day, stream)
    chair, others = (came[0].person,), tuple(one.person for one in came[1:3])
    title = f"{year - 1}年度民主生活会"
    meeting = PartPlan("democratic_life_meeting", _life_meeting_fields(title, stream), {"chair": chair})
    held = timing(code, rhythm.manner, day, stream)
    yield OccasionPlan(
        code,
        day,
        (meeting,),
        held.recorded_on,
        held.confirmed_on,
        year=year - 1,
        title=title,
        place="四楼党委会议室",
        begins="08:30",
        ends="12:00",
        roll=came,
        summary="会前征求意见、谈心谈话，会上逐一开展批评和自我批评。",
    )
    fields = {"pair": "committee_members", "reason": "before_meeting", "content": "会前交换意见，相互提醒三条。"}
    talk = PartPlan("heart_to_heart_talk", fields, {"chair": chair, "attendee": others})
    yield told(code, workday_near(day.year, day.month, day.day - 9), [talk], stream)
    if stream.random() < 0.85:  # One forgets it.
        report = PartPlan("upward_report", {"field": "democratic_life", "addressed_to": "上级党委和纪委"})
        after = workdays_after(day, stream.randint(4, 9))
        yield told(code, after, [report], stream, title=f"{title}情况报告", year=year - 1)


def _life_meeting_fields(theme: str, stream: random.Random) -> dict[str, Any]:
    return {
        "theme": theme,
        "occasion": "yearly",
        "opinions": stream.randint(12, 40),
        "talks_before": stream.randint(10, 30),
        "criticism": [item("深入基层不够"), item("抓落实的韧劲不足"), item("分管领域党建抓得不细")],
        "problems": [item("理论学习不够系统"), item("联系点指导次数偏少"), item("制度执行不严")],
        "measures": [item("中心组学习按月排期"), item("每季度到联系点一次"), item("清单化整改，季度督查")],
    }
