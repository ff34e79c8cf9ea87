"""The health commission: a party group, an organ committee, and ten branches with 142 members at the end of 2023."""

from __future__ import annotations

from datetime import date

from taizhang.faces.demo.world.plan import Manner, OrganizationPlan, TermPlan

_COMMISSION = "青禾区卫生健康委员会"

_COMMITTEES = (
    OrganizationPlan(
        "WJ-DZ",
        "中共青禾区卫生健康委员会党组",
        "卫健委党组",
        "party_group",
        unit=_COMMISSION,
        parent="QH",
        founded_on=date(2019, 2, 20),
        leaders_from=("WJ-01",),
        leaders=5,
    ),
    OrganizationPlan(
        "WJ",
        "中共青禾区卫生健康委员会机关委员会",
        "卫健委机关党委",
        "organ_committee",
        unit=_COMMISSION,
        parent="QH-GW",
        guidance=("WJ-DZ",),
        traits=("organ",),
        founded_on=date(2019, 4, 18),
        terms=(TermPlan(date(2022, 3, 18), 5, 5, 2),),
        leaders_from=("WJ-01", "WJ-02", "WJ-03"),
        leaders=5,
    ),
    OrganizationPlan(
        "WJ-LD",
        "民族团结进步创建工作领导小组",
        "民族团结领导小组",
        "steering_group",
        unit=_COMMISSION,
        parent="WJ",
        founded_on=date(2021, 3, 9),
        leaders_from=("WJ-01",),
        leaders=4,
    ),
)

# (name, unit, size at the end of 2022, began, next term, groups, manner)
_ROWS = (
    ("机关第一", _COMMISSION, 18, date(2023, 8, 18), None, 2, Manner.DILIGENT),
    ("机关第二", _COMMISSION, 15, date(2022, 11, 25), date(2025, 11, 21), 0, Manner.STEADY),
    ("疾病预防控制中心", "青禾区疾病预防控制中心", 17, date(2023, 5, 19), None, 2, Manner.STEADY),
    ("卫生监督所", "青禾区卫生监督所", 14, date(2022, 6, 24), date(2025, 6, 20), 0, Manner.LATE),
    ("妇幼保健院", "青禾区妇幼保健院", 16, date(2023, 9, 22), None, 0, Manner.STEADY),
    ("中医院", "青禾区中医院", 15, date(2024, 4, 26), None, 0, Manner.DILIGENT),
    ("城关卫生院", "城关镇卫生院", 10, date(2022, 8, 26), date(2025, 9, 5), 0, Manner.STEADY),
    ("河湾卫生院", "河湾镇卫生院", 8, date(2023, 3, 10), None, 0, Manner.GAPPY),
    ("社区卫生服务中心", "槐荫社区卫生服务中心", 6, date(2022, 7, 15), None, 0, Manner.LATE),
    ("离退休", _COMMISSION, 10, date(2023, 10, 13), None, 0, Manner.HEADS),
)

HEALTH = (
    *_COMMITTEES,
    *(
        OrganizationPlan(
            f"WJ-{number:02}",
            f"{'青禾区卫健委' if unit == _COMMISSION else ''}{name}党支部",
            f"{name}支部",
            "branch",
            unit=unit,
            parent="WJ",
            territory=("QH-HY",) if name.startswith("社区") else (),
            size=size,
            groups=groups,
            terms=(TermPlan(began, 3, 3), *((TermPlan(following, 3, 3),) if following else ())),
            manner=manner,
            traits=("organ",) if unit == _COMMISSION else (),
            founded_on=date(2019, 4, 18),
        )
        for number, (name, unit, size, began, following, groups, manner) in enumerate(_ROWS, start=1)
    ),
)
