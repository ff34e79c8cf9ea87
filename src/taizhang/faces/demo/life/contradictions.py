"""What cannot well be true, and what was recorded twice: too many people, two places, copied minutes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from taizhang.faces.demo.chance import chance
from taizhang.faces.demo.life.bodies import told
from taizhang.faces.demo.life.branch_years import vote
from taizhang.faces.demo.life.habits import attendance
from taizhang.faces.demo.life.occasion import Came, OccasionPlan, PartPlan, item, paper
from taizhang.faces.demo.workdays import workdays_after
from taizhang.faces.demo.world.posts import committee

_COPIED = (
    "支部全体党员围绕本月主题开展学习讨论，书记领学原文，四名党员结合岗位作了交流发言，大家一致表示要把学习成果转化为干好本职工作的"
    "实际行动，进一步增强宗旨意识和服务本领，为全区高质量发展贡献力量。"
)


def contradictions() -> Iterator[OccasionPlan]:
    """Occasions that a careful reader of the ledger would stop at."""
    yield from _duplicates()
    yield from _implausible()


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


def _implausible() -> Iterator[OccasionPlan]:
    """More people than the roll had, one person at two places, a paper studied before it came out, copied minutes."""
    yield _too_many()
    yield from _at_two_places()
    yield _too_early()
    yield from _copied()
    yield _too_few()
    yield _very_late()


def _too_many() -> OccasionPlan:
    """Twenty-one members of a branch that has nine."""
    part = PartPlan("theme_day", {"theme": "特教宣传日", "forms": ["service"]})
    stream = chance("too many")
    return told(
        "JY-13", date(2025, 9, 17), [part], stream, heads={"members": 21}, title="特教宣传日", place="校门口广场"
    )


def _at_two_places() -> Iterator[OccasionPlan]:
    """The members of one committee, on one afternoon, in two rooms."""
    day = date(2025, 10, 22)
    people = tuple(Came(person) for person in committee("WJ", day))
    fields = {"subject": "网络安全和数据安全法规"}
    for recorder, place in (("WJ-01", "三楼会议室"), ("WJ-02", "槐荫社区")):
        yield told(
            recorder,
            day,
            [PartPlan("collective_study", fields, {"speaker": (people[0].person,)})],
            chance("two places", recorder),
            roll=people,
            title="网络安全学习",
            place=place,
            begins="14:30",
            ends="16:30",
        )


def _too_early() -> OccasionPlan:
    """A notice studied nine days before it came out."""
    day, stream = date(2025, 3, 11), chance("too early")
    studied = [paper("关于深入贯彻中央八项规定精神学习教育的安排", date(2025, 3, 20))]
    part = PartPlan("collective_study", {"subject": "中央八项规定精神", "papers": studied})
    return told("JY-12", day, [part], stream, roll=attendance("JY-12", day, stream, 0.8), title="学习教育启动学习")


def _copied() -> Iterator[OccasionPlan]:
    """The same minutes twice, a month apart."""
    for number, day in enumerate((date(2025, 8, 20), date(2025, 9, 19))):
        stream = chance("copied", number)
        part = PartPlan("collective_study", {"subject": "本月必读篇目"})
        came = attendance("RM-03", day, stream, 0.7)
        yield told("RM-03", day, [part], stream, roll=came, title="必读篇目学习", summary=_COPIED)


def _too_few() -> OccasionPlan:
    """A congress that voted although fewer than half had come."""
    day = date(2025, 6, 12)
    came = attendance("JY-04", day, chance("too few"), 0.3)
    agenda = [item("表决支部经费使用计划", "masses", form="vote")]
    fields = {"agenda": agenda, "vote": vote("JY-04", day, came, chance("too few"))}
    part = PartPlan("branch_congress", fields, {"chair": (came[0].person,)})
    return told("JY-04", day, [part], chance("too few kept"), roll=came, title="支部党员大会（到会不足半数）")


def _very_late() -> OccasionPlan:
    """A course of March that came into the ledger at the end of September."""
    day, stream = date(2025, 3, 14), chance("very late")
    part = PartPlan("training_course", {"subject": "党员集中培训", "audience": ["member"], "hours": 160})
    plan = told("RM-02", day, [part], stream, roll=attendance("RM-02", day, stream, 0.8))
    return replace(plan, recorded_on=date(2025, 9, 26), confirmed_on=date(2025, 10, 9))
