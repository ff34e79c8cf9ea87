"""The columns of a sheet of entries: what every occasion has, then the roles and fields of one kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from taizhang.domain.ledger.occasion import HEAD_GROUPS
from taizhang.domain.rules.kinds import FieldType, Kind

ORGANIZATION, DAY, END_DAY, YEAR, TITLE, PLACE = "党组织", "日期", "结束日期", "归属年度", "名称", "地点"
BEGINS, ENDS, PRESENT, ABSENT, GUESTS, SUMMARY = "开始时间", "结束时间", "名册到会", "名册缺席", "参加组织", "摘要"
SOURCE, KEY, SAME, ORDER, REST, WITHHELD = "来源", "编号", "场次", "第几部分", "其他内容", "限定内容"
HEADS: Mapping[str, str] = {group: f"{zh}人数" for group, zh in HEAD_GROUPS.items()}
TALLY_SHEET = "汇总登记"
TALLY = ("数据项", "数目", "纸质台账保管人")
OCCASION = (
    ORGANIZATION,
    DAY,
    END_DAY,
    YEAR,
    TITLE,
    PLACE,
    BEGINS,
    ENDS,
    PRESENT,
    ABSENT,
    *HEADS.values(),
    GUESTS,
    SUMMARY,
    SOURCE,
    KEY,
    SAME,
    ORDER,
    WITHHELD,
)
NOTES: Mapping[str, str] = {
    ORGANIZATION: "必填。党组织的代码或全称。",
    DAY: "必填。如 2025-11-20。",
    END_DAY: "只有一天的不填。",
    YEAR: "不填就是日期所在的年。上一年度的民主评议在今年开，写上一年。",
    TITLE: "不填就用类别的名称。",
    BEGINS: "如 14:30。",
    PRESENT: "姓名或人员代码，用顿号隔开。同名的写代码。",
    ABSENT: "姓名（原因），用顿号隔开，如：张三（公务）、李四。",
    GUESTS: "代码或全称，用顿号隔开；只是参加的写“代码（参加）”，系统外的写“外单位:名称”。",
    SAME: "同一次活动有几部分（如既是党员大会又是党课）：各占一行，这里写同一个编号。",
    ORDER: "同一次活动有几部分时，这是第几部分：1、2、3。不填就按行的先后。",
    WITHHELD: "由导出生成：写着“已隐去”的行少了限定内容，不能再导入。自己填表时不用。",
    REST: "由导出生成，放别的列放不下的内容；自己填表时不用。",
    KEY: "本单位自己的编号。写了的话，换一个文件再导也不会重复登记。",
}
_HINTS: Mapping[FieldType, str] = {
    FieldType.ITEMS: "一行一项：题目｜方式｜标签、标签。后两段可以不写。",
    FieldType.PAPERS: "一行一份：文件名称｜公布日期。",
    FieldType.PERSONS: "姓名或人员代码，用顿号隔开。",
    FieldType.AMOUNTS: "姓名：金额（元），用分号隔开。",
    FieldType.GRADES: "等次：人数，用分号隔开。",
    FieldType.VOTE: "应到：23；实到：20；赞成：18；反对：1；弃权：1。",
    FieldType.MONEY: "以元为单位。",
    FieldType.HOURS: "以小时为单位。",
    FieldType.YES_NO: "是或否。",
    FieldType.ORGANIZATIONS: "代码或全称，用顿号隔开。",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, and which role or field of the kind it holds."""

    heading: str
    role: str = ""
    field: str = ""
    note: str = ""


def columns_of(kind: Kind) -> tuple[Column, ...]:
    """The columns of a kind's sheet; each heading once."""
    return tuple(_columns(kind))


def _columns(kind: Kind) -> Iterator[Column]:
    taken = {*OCCASION, REST}
    for heading in OCCASION:
        yield Column(heading, note=NOTES.get(heading, ""))
    for role, zh in kind.roles.items():
        yield Column(_free(zh, role, taken), role=role, note="姓名或人员代码，用顿号隔开。")
    for name, field in kind.fields.items():
        hint = _HINTS.get(field.type, "")
        if field.type in {FieldType.CHOICE, FieldType.CHOICES}:
            hint = f"可以写：{'、'.join(field.options.values())}。"
        note = "".join(filter(None, ("必填。" if field.required else "", hint, field.hint)))
        yield Column(_free(field.zh, name, taken), field=name, note=note)
    yield Column(REST, note=NOTES[REST])


def _free(zh: str, name: str, taken: set[str]) -> str:
    heading = zh if zh not in taken else f"{zh}（{name}）"
    taken.add(heading)
    return heading
