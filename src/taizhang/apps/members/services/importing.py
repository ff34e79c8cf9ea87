"""Importing a roll (名册导入) in two steps: every line is checked and told about, then what was asked is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import writing
from taizhang.apps.members.errors import MemberError, RollRefusedError
from taizhang.apps.members.models import EventKind, Member
from taizhang.apps.members.sealing import Sensitive, look_up, seal_into, spell
from taizhang.apps.members.selectors import rolls
from taizhang.apps.members.services.enrolling import Newcomer, trouble_with, write_member
from taizhang.apps.members.services.events import NewEvent, refuse_misplaced
from taizhang.apps.organizations.access import may, require
from taizhang.apps.organizations.structure import Structure, structure
from taizhang.domain.findings import Finding, Severity

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "code": ("编号", "党员编号"),
    "name": ("姓名",),
    "sex": ("性别",),
    "nation": ("民族",),
    "education": ("学历", "文化程度"),
    "born_in": ("出生年份", "出生年月", "出生日期"),
    "occupation": ("职业", "工作岗位", "岗位"),
    "branch": ("党支部", "所在党支部", "支部", "支部代码"),
    "group": ("党小组", "小组"),
    "status": ("人员类别", "党员类别", "类别"),
    "joined_on": ("入党日期", "入党时间"),
    "full_since": ("转正日期", "转正时间"),
    "came_on": ("进入支部日期", "进入支部时间", "编入日期"),
    "id_number": ("身份证号", "身份证号码", "公民身份号码"),
    "phone": ("电话", "手机号", "手机", "联系电话"),
    "note": ("备注",),
}
"""What a roll may hold, by the headings it may have."""
MOST_LINES: Final = 20_000
_DATE = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?(?:\s.*)?")
_YEAR = re.compile(r"(19|20)\d{2}")
_FULL, _PROBATIONARY = ("正式党员", "正式"), ("预备党员", "预备")
_SEALED: Final = ((Sensitive.ID_NUMBER, "id_number"), (Sensitive.PHONE, "phone"))


@dataclass(frozen=True, slots=True)
class RollLine:
    """A line that can be taken: the person, and what of it is sealed."""

    line: int
    newcomer: Newcomer
    sealed: Mapping[Sensitive, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class RollCheck:
    """What a roll would come to: lines that can be taken, and everything there is to say, by line."""

    good: tuple[RollLine, ...]
    findings: tuple[Finding, ...]
    lines: int

    @property
    def bad(self) -> int:
        """How many lines cannot be taken as they are."""
        return self.lines - len(self.good)


def check_roll(
    actor: Actor, organization_id: int, rows: Sequence[Mapping[str, Any]], day: date, *, first_line: int = 2
) -> RollCheck:
    """Check a roll for an organisation and all below it, line by line; nothing is written.

    `day` is the day on which persons came to their branch where their line does not say it.
    """
    require(actor, Permission.MANAGE_MEMBERS, organization_id)
    if len(rows) > MOST_LINES:
        raise MemberError(f"名册有{len(rows)}行，一次最多{MOST_LINES}行，没有检查。请分成几份。")
    reader = _Reader(actor, organization_id, day)
    good = [line for number, row in enumerate(rows, first_line) if (line := reader.read(number, row)) is not None]
    return RollCheck(tuple(good), tuple(reader.findings), reader.lines)


def import_roll(
    actor: Actor,
    organization_id: int,
    rows: Sequence[Mapping[str, Any]],
    day: date,
    *,
    only_good: bool = False,
    first_line: int = 2,
) -> RollCheck:
    """Write the lines of a roll in one commit: all of them, or (`only_good`) those that can be taken as they are."""
    check = check_roll(actor, organization_id, rows, day, first_line=first_line)
    if check.bad and not only_good:
        raise RollRefusedError(tuple(one for one in check.findings if one.blocks))
    if not check.good:
        return check
    with writing(actor.label, "member.import", f"organization:{organization_id}") as record:
        for line in check.good:
            member = write_member(record, actor, line.newcomer)
            for sensitive, spelled in line.sealed.items():
                seal_into(record, member, sensitive, spelled)
    return check


class _LineRefused(Exception):  # noqa: N818 (never leaves this module)
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


class _Reader:
    """Reads lines against the organisations, the codes in use and the lines before."""

    def __init__(self, actor: Actor, organization_id: int, day: date) -> None:
        self.actor = actor
        self.root = organization_id
        self.day = day
        self.findings: list[Finding] = []
        self.lines = 0
        self.of: Structure = structure()
        below = [one for one in self.of.below(organization_id, day) if may(actor, Permission.MANAGE_MEMBERS, one)]
        self.places = _places(self.of, below, day)
        self.codes = Counter(Member.objects.values_list("code", flat=True))
        self.numbers: set[str] = set()
        self.names = {(one.organization, one.name) for one in rolls(below, day)}

    def read(self, number: int, row: Mapping[str, Any]) -> RollLine | None:
        """One line: what can be taken of it, or nothing and why."""
        cells = _cells(row)
        if not any(cells.values()):
            return None
        self.lines += 1
        try:
            newcomer, sealed = self._newcomer(cells), self._sealed(cells)
        except _LineRefused as refused:
            self.findings.append(_finding(number, refused.code, refused.message, Severity.ERROR))
            return None
        if (newcomer.organization, newcomer.name) in self.names:
            text = f"“{newcomer.name}”在这个党支部的名册上已有同名的人，核对是不是同一个人。"
            self.findings.append(_finding(number, "same_name", text, Severity.WARNING))
        self.names.add((newcomer.organization, newcomer.name))
        self.codes[newcomer.code] += bool(newcomer.code)
        self.numbers.add(sealed.get(Sensitive.ID_NUMBER, ""))
        return RollLine(number, newcomer, sealed)

    def _newcomer(self, cells: Mapping[str, str]) -> Newcomer:
        organization, group = self._branch(cells["branch"]), None
        came_on = _day(cells["came_on"], "进入支部日期") or self.day
        if cells["group"]:
            group = self._group(organization, cells["group"], came_on)
        joined_on, full_since = _day(cells["joined_on"], "入党日期"), _day(cells["full_since"], "转正日期")
        newcomer = Newcomer(
            name=cells["name"],
            organization=organization,
            day=came_on,
            full=_is_full(cells["status"], full_since),
            code=cells["code"],
            group=group,
            sex=cells["sex"],
            nation=cells["nation"][:30],
            education=cells["education"][:30],
            born_in=_year(cells["born_in"]),
            occupation=cells["occupation"][:60],
            joined_on=joined_on,
            full_since=full_since,
            note=cells["note"],
        )
        trouble = trouble_with(newcomer)
        if trouble:
            raise _LineRefused("unfit", trouble)
        if newcomer.code and self.codes[newcomer.code]:
            raise _LineRefused("code_taken", f"编号“{newcomer.code}”已经有人在用，或在本表中重复。")
        try:
            refuse_misplaced(NewEvent(EventKind.ENTERED_ROLL, came_on, organization, group, newcomer.full))
        except MemberError as error:
            raise _LineRefused("misplaced", error.message.replace("，没有保存", "")) from error
        return newcomer

    def _branch(self, text: str) -> int:
        if not text:
            return self.root
        found = self.places.get(text)
        if not found:
            raise _LineRefused("no_branch", f"没有找到党支部“{text[:30]}”，写全称、简称或代码，且应在导入的范围内。")
        if len(found) > 1:
            raise _LineRefused("which_branch", f"叫“{text[:30]}”的党支部有{len(found)}个，改写代码。")
        return found[0]

    def _group(self, branch: int, text: str, day: date) -> int:
        groups = [one for one in self.of.children(branch, day) if text in _names(self.of, one, day)]
        if len(groups) != 1:
            raise _LineRefused("no_group", f"这个党支部没有叫“{text[:30]}”的党小组，先设党小组，或改名称。")
        return groups[0]

    def _sealed(self, cells: Mapping[str, str]) -> dict[Sensitive, str]:
        sealed: dict[Sensitive, str] = {}
        for sensitive, column in _SEALED:
            if not cells[column]:
                continue
            try:
                sealed[sensitive] = spell(sensitive, cells[column])
            except MemberError as error:
                raise _LineRefused(f"unfit_{column}", error.message) from error
        number = sealed.get(Sensitive.ID_NUMBER)
        if number is not None and (number in self.numbers or look_up(self.actor, Sensitive.ID_NUMBER, number)):
            raise _LineRefused(
                "same_person", "这个身份证号已经在名册上，或在本表中重复。换支部用“调整支部或小组”或“转入”。"
            )
        return sealed


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    """The cells by what they mean; a heading may be one of several words."""
    spelled = {str(heading).strip(): value for heading, value in row.items()}
    found: dict[str, str] = {}
    for name, headings in HEADINGS.items():
        value = next((spelled[one] for one in headings if spelled.get(one) not in {None, ""}), "")
        found[name] = value.isoformat() if isinstance(value, date) else _text(value)
    return found


def _text(value: object) -> str:
    """A cell as text; a whole number that a sheet keeps as a fraction loses the nought behind the point."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _places(of: Structure, ids: Sequence[int], day: date) -> dict[str, list[int]]:
    """Codes, names and short names of the organisations that a line may name."""
    found: dict[str, list[int]] = {}
    for one in ids:
        for name in _names(of, one, day):
            found.setdefault(name, []).append(one)
    return found


def _names(of: Structure, organization: int, day: date) -> set[str]:
    described = of.described(organization, day)
    names = {of.codes[organization]} | ({described.name, described.short_name} if described else set())
    return names - {""}


def _day(text: str, what: str) -> date | None:
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        return date(*(int(part) for part in match.groups())) if match else date.fromisoformat(text)
    except ValueError:
        raise _LineRefused("unfit_day", f"{what}写的是“{text[:20]}”，不是日期，应写成 2025-01-31。") from None


def _year(text: str) -> int | None:
    match = _YEAR.match(text)
    if text and match is None:
        raise _LineRefused("unfit_year", f"出生年份写的是“{text[:20]}”，应写成 1980。")
    return int(match[0]) if match else None


def _is_full(text: str, full_since: date | None) -> bool:
    if text in _PROBATIONARY:
        return False
    if text in _FULL or (not text and full_since is not None):
        return True
    if text:
        raise _LineRefused("unfit_status", f"人员类别写的是“{text[:20]}”，应是正式党员或预备党员。")
    raise _LineRefused("no_status", "没有写人员类别，应写正式党员或预备党员。")


def _finding(line: int, code: str, message: str, severity: Severity) -> Finding:
    return Finding(code=f"roll_{code}", message=message, severity=severity, place=f"第{line}行")
