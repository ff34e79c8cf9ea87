"""A city hospital under the district's management: a committee, a discipline committee, and branches by wards."""

from __future__ import annotations

from datetime import date

from taizhang.faces.demo.world.plan import Manner, OrganizationPlan, TermPlan

_HOSPITAL = "云川市第三人民医院"


def _branch(
    number: int,
    name: str,
    size: int,
    began: date,
    *,
    groups: int = 0,
    manner: Manner = Manner.STEADY,
) -> OrganizationPlan:
    terms = [TermPlan(began, 3, 5 if size >= 30 else 3)]
    if began.year == 2020:
        terms.append(TermPlan(date(2023, 6, 15 + number % 3), 3, terms[0].seats))
    return OrganizationPlan(
        f"YY-{number:02}",
        f"{_HOSPITAL}{name}党支部",
        f"{name}支部",
        "branch",
        unit=_HOSPITAL,
        parent="YY",
        size=size,
        groups=groups,
        terms=tuple(terms),
        manner=manner,
        founded_on=date(2014, 6, 20),
    )


HOSPITAL = (
    OrganizationPlan(
        "YY",
        "中共云川市第三人民医院委员会",
        "市三院党委",
        "committee",
        unit=_HOSPITAL,
        parent="QH",
        founded_on=date(2004, 9, 1),
        terms=(TermPlan(date(2021, 12, 17), 5, 7, 5),),
        leaders_from=("YY-01", "YY-02", "YY-04"),
        leaders=7,
    ),
    OrganizationPlan(
        "YY-JW",
        "中共云川市第三人民医院纪律检查委员会",
        "市三院纪委",
        "discipline_committee",
        unit=_HOSPITAL,
        parent="YY",
        founded_on=date(2010, 9, 1),
        terms=(TermPlan(date(2021, 12, 17), 5, 3, 3),),
        leaders_from=("YY-01",),
        leaders=3,
    ),
    _branch(1, "行政第一", 42, date(2020, 6, 18), manner=Manner.DILIGENT),
    _branch(2, "内科第一", 47, date(2020, 6, 18), groups=3),
    _branch(3, "内科第二", 38, date(2020, 6, 19), manner=Manner.LATE),
    _branch(4, "外科", 49, date(2020, 6, 19)),
    _branch(5, "妇儿", 34, date(2020, 6, 20)),
    _branch(6, "急诊医技", 36, date(2020, 6, 20), manner=Manner.GAPPY),
    _branch(7, "后勤保障", 26, date(2023, 11, 10), manner=Manner.HEADS),
    _branch(8, "离退休", 31, date(2023, 6, 20), manner=Manner.GAPPY),
)
