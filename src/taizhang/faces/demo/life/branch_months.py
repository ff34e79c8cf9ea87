"""The months of a branch: committee meetings, theme days, congresses, lectures, group meetings."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life import topics
from taizhang.faces.demo.life.habits import attendance, committee_attendance, heads_instead, skips, timing
from taizhang.faces.demo.life.occasion import OccasionPlan, PartPlan, item
from taizhang.faces.demo.workdays import months, workday_near
from taizhang.faces.demo.world.atlas import existed, groups_of
from taizhang.faces.demo.world.plan import OrganizationPlan
from taizhang.faces.demo.world.posts import committee, secretary
from taizhang.faces.demo.world.rolls import roll

_QUARTER = 3
_COMMITTEE_STARTS = 3
_UNNAMED_COMMITTEES = 0.3
"""How often those who write down numbers only do so for a committee too: then nobody can tell the quorum."""
_OUTCOMES = (
    "会议同意，由组织委员牵头落实。",
    "意见一致，月底前办结。",
    "补充两条意见后通过，宣传委员负责跟进。",
    "定于主题党日上向党员通报。",
    "有一项缓议，下次会议再研究。",
    "请分工委员拿出具体方案。",
    "会后向上级党组织报告。",
)


def branch_months(branch: OrganizationPlan) -> Iterator[OccasionPlan]:
    """Every ordinary occasion of a branch, month by month; the clock ends it later."""
    habit = chance("habit", branch.code)
    committee_day, theme_day = habit.randint(3, 9), habit.choice((10, 15, 18, 20, 25))
    congress_month, lecture_month = habit.randint(0, 2), habit.randint(0, 2)
    for year, month in months():
        stream = chance("month", branch.code, year, month)
        day = workday_near(year, month, committee_day)
        if existed(branch, day) and len(committee(branch.code, day)) >= _COMMITTEE_STARTS and not skips(branch, stream):
            yield _committee_meeting(branch, day, stream)
        day = workday_near(year, month, theme_day)
        if not existed(branch, day) or not roll(branch.code, day):
            continue
        place = (month - 1) % _QUARTER
        yield from _afternoon(
            branch,
            day,
            stream,
            congress=place == congress_month,
            lecture=place == lecture_month,
        )
        if groups_of(branch.code) and not skips(branch, stream):
            yield _group_meeting(branch, workday_near(year, month, theme_day - 4), stream)


def _committee_meeting(branch: OrganizationPlan, day: date, stream: random.Random) -> OccasionPlan:
    members = committee(branch.code, day)
    agenda = [item(title, *tags, form=form) for title, tags, form in stream.sample(topics.COMMITTEE_ITEMS, 3)]
    held = timing(branch.code, branch.manner, day, stream)
    came = committee_attendance(members, stream)
    only_heads = heads_instead(branch.manner, stream) and stream.random() < _UNNAMED_COMMITTEES
    roles = {"chair": members[:1]} if only_heads else {"chair": members[:1], "recorder": members[-1:]}
    return OccasionPlan(
        branch.code,
        day,
        (PartPlan("branch_committee_meeting", {"agenda": agenda}, roles),),
        held.recorded_on,
        held.confirmed_on,
        place=stream.choice(topics.PLACES),
        begins="09:30",
        ends="10:40",
        roll=() if only_heads else came,
        heads={"members": sum(one.present for one in came)} if only_heads else {},
        summary=f"研究{len(agenda)}项：{'；'.join(row['title'] for row in agenda)}。{stream.choice(_OUTCOMES)}",
    )


def _afternoon(
    branch: OrganizationPlan,
    day: date,
    stream: random.Random,
    *,
    congress: bool,
    lecture: bool,
) -> Iterator[OccasionPlan]:
    """The fixed afternoon: a theme day, and with it a congress or a lecture where the quarter asks for one."""
    parts: list[PartPlan] = []
    chair = secretary(branch.code, day) or roll(branch.code, day)[0].person
    if congress and not skips(branch, stream):
        parts.append(_congress(chair, stream))
    theme, forms = stream.choice(topics.THEMES)
    if not skips(branch, stream):
        fields = {"theme": theme, "forms": list(forms), "papers": topics.papers(day, stream)}
        parts.append(PartPlan("theme_day", fields, {"chair": (chair,)}))
    if lecture and not skips(branch, stream):
        parts.append(_lecture(branch, day, stream))
    if not parts:
        return
    held = timing(branch.code, branch.manner, day, stream)
    came = attendance(branch.code, day, stream)
    only_heads = heads_instead(branch.manner, stream)
    yield OccasionPlan(
        branch.code,
        day,
        tuple(parts),
        held.recorded_on,
        held.confirmed_on,
        title=theme if len(parts) == 1 and parts[0].kind == "theme_day" else "",
        place="槐荫社区" if "service" in forms and len(parts) == 1 else stream.choice(topics.PLACES),
        begins="14:30",
        ends="17:00" if len(parts) > 1 else "16:20",
        roll=() if only_heads else came,
        heads={"members": sum(one.present for one in came)} if only_heads else {},
        summary=_summary(theme, parts, stream),
    )


def _congress(chair: str, stream: random.Random) -> PartPlan:
    agenda = [item(title, *tags, form=form) for title, tags, form in stream.sample(topics.CONGRESS_ITEMS, 3)]
    return PartPlan("branch_congress", {"agenda": agenda}, {"chair": (chair,)})


def _lecture(branch: OrganizationPlan, day: date, stream: random.Random) -> PartPlan:
    members = committee(branch.code, day) or (roll(branch.code, day)[0].person,)
    speaker = members[0] if stream.random() < 0.5 else stream.choice(members)
    fields = {
        "subject": stream.choice(topics.LECTURES),
        "audience": "own_branch",
        "hours": stream.choice((10, 15, 20)),
        "form": stream.choice(("ordinary", "ordinary", "special", "micro")),
    }
    return PartPlan("party_lecture", fields, {"speaker": (speaker,), "chair": (members[-1],)})


def _group_meeting(branch: OrganizationPlan, day: date, stream: random.Random) -> OccasionPlan:
    held = timing(branch.code, branch.manner, day, stream)
    agenda = [item(title, "party_building", form="study") for title in stream.sample(topics.GROUP_ITEMS, 2)]
    return OccasionPlan(
        branch.code,
        day,
        (PartPlan("group_meeting", {"agenda": agenda, "groups": len(groups_of(branch.code))}),),
        held.recorded_on,
        held.confirmed_on,
        place="各科室",
        begins="16:30",
        ends="17:10",
        roll=attendance(branch.code, day, stream, 0.88),
    )


def _summary(theme: str, parts: list[PartPlan], stream: random.Random) -> str:
    """A few words, never the same for two occasions: minutes copied from elsewhere would be found."""
    opening = stream.choice(
        (
            "先集体学习，再分头行动。",
            "书记作了动员。",
            "围绕主题作了交流。",
            "结合岗位谈了打算。",
            "现场办理了几件小事。",
        )
    )
    closing = stream.choice(
        ("会后各党小组跟进。", "记录由组织委员整理。", "下月继续。", "有三名党员作了补充发言。", "意见已转有关科室。")
    )
    kinds = "、".join(
        {"branch_congress": "党员大会", "theme_day": "主题党日", "party_lecture": "党课"}[part.kind] for part in parts
    )
    return f"{kinds}，主题“{theme}”。{opening}{closing}"
