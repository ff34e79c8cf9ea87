"""The education system: a bureau's party group, a system committee, and the schools as its branches."""

from __future__ import annotations

from datetime import date

from taizhang.faces.demo.world.plan import Manner, OrganizationPlan, Renaming, TermPlan

_BUREAU = "青禾区教育局"


def _school(
    number: int,
    unit: str,
    short: str,
    size: int,
    began: date,
    *,
    groups: int = 0,
    manner: Manner = Manner.STEADY,
    next_term: date | None = None,
    renaming: Renaming | None = None,
    founded_on: date = date(2012, 9, 1),
    closed_on: date | None = None,
    merged_into: str = "",
) -> OrganizationPlan:
    seats = 5 if size >= 30 else 3
    terms = [TermPlan(began, 3, seats)] + ([TermPlan(next_term, 3, seats)] if next_term else [])
    return OrganizationPlan(
        f"JY-{number:02}",
        f"{unit}党支部",
        short,
        "branch",
        unit=unit,
        parent="JY",
        size=size,
        groups=groups,
        terms=tuple(terms),
        manner=manner,
        renaming=renaming,
        founded_on=founded_on,
        closed_on=closed_on,
        merged_into=merged_into,
    )


_COMMITTEES = (
    OrganizationPlan(
        "JY-DZ",
        "中共青禾区教育局党组",
        "教育局党组",
        "party_group",
        unit=_BUREAU,
        parent="QH",
        founded_on=date(2002, 3, 18),
        leaders_from=("JY-01",),
        leaders=5,
    ),
    OrganizationPlan(
        "JY",
        "中共青禾区教育系统委员会",
        "教育系统党委",
        "committee",
        unit=_BUREAU,
        parent="QH",
        guidance=("JY-DZ",),
        founded_on=date(2005, 9, 10),
        terms=(TermPlan(date(2021, 11, 19), 5, 7, 4),),
        leaders_from=("JY-01", "JY-02", "JY-06"),
        leaders=7,
    ),
    OrganizationPlan(
        "JY-LD",
        "教育系统意识形态工作领导小组",
        "意识形态领导小组",
        "steering_group",
        unit=_BUREAU,
        parent="JY",
        founded_on=date(2018, 4, 12),
        leaders_from=("JY-01",),
        leaders=4,
    ),
)

_BRANCHES = (
    OrganizationPlan(
        "JY-01",
        "青禾区教育局机关党支部",
        "局机关支部",
        "branch",
        unit=_BUREAU,
        parent="JY",
        traits=("organ",),
        size=22,
        terms=(TermPlan(date(2022, 4, 15), 3, 5), TermPlan(date(2025, 4, 11), 3, 5)),
        manner=Manner.DILIGENT,
    ),
    _school(2, "青禾区第一中学", "一中支部", 52, date(2022, 6, 17), groups=3, next_term=date(2025, 6, 13)),
    _school(3, "青禾区第二中学", "二中支部", 41, date(2023, 5, 12), manner=Manner.LATE),
    _school(4, "青禾区第三中学", "三中支部", 33, date(2022, 9, 23), manner=Manner.GAPPY),
    _school(5, "青禾区职业技术学校", "职校支部", 36, date(2023, 3, 17)),
    _school(6, "青禾区实验小学", "实验小学支部", 34, date(2023, 9, 15), manner=Manner.DILIGENT),
    _school(7, "青禾区第二小学", "二小支部", 27, date(2024, 9, 20)),
    _school(8, "青禾区第三小学", "三小支部", 24, date(2021, 10, 15), next_term=date(2024, 10, 11)),
    _school(9, "青禾区第五小学", "五小支部", 23, date(2022, 11, 18), manner=Manner.HEADS, next_term=date(2025, 11, 14)),
    _school(
        10,
        "青禾区槐荫路小学",
        "槐荫路小学支部",
        21,
        date(2023, 4, 21),
        renaming=Renaming(date(2024, 9, 1), "青禾区实验小学槐荫校区党支部", "槐荫校区支部"),
    ),
    _school(11, "青禾区东渠小学", "东渠小学支部", 18, date(2023, 10, 27), manner=Manner.LATE),
    _school(
        12, "青禾区河湾学校", "河湾学校支部", 25, date(2022, 3, 25), manner=Manner.GAPPY, next_term=date(2025, 5, 9)
    ),
    _school(13, "青禾区特殊教育学校", "特教学校支部", 9, date(2023, 6, 9)),
    _school(14, "青禾区中心幼儿园", "中心幼儿园支部", 12, date(2024, 3, 22), manner=Manner.DILIGENT),
    _school(
        15,
        "青禾区第九小学",
        "九小支部",
        8,
        date(2022, 4, 22),
        closed_on=date(2024, 8, 31),
        merged_into="JY-07",
        manner=Manner.GAPPY,
    ),
    _school(16, "青禾区新城实验学校", "新城实验学校支部", 0, date(2025, 4, 25), founded_on=date(2025, 4, 25)),
    OrganizationPlan(
        "JY-17",
        "青禾区民办幼儿园联合党支部",
        "民办园联合支部",
        "joint_branch",
        unit="启蒙、春晖、向日葵三所民办幼儿园",
        parent="JY",
        founded_on=date(2021, 12, 3),
        size=11,
        terms=(TermPlan(date(2021, 12, 3), 3, 3),),
        manner=Manner.GAPPY,
    ),
)

EDUCATION = (*_COMMITTEES, *_BRANCHES)
