"""Checking an occasion (校验) before it is submitted: findings are collected and shown, never raised.

What cannot be true, or cannot be counted, is an error and blocks submitting; what cannot well be true is a warning.
Nothing here ever blocks saving a draft. `place` is the path of the field in the occasion's content, dots between.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from taizhang.domain.findings import Finding, Severity
from taizhang.domain.ledger.chairing import chair_findings
from taizhang.domain.ledger.field_checks import check_field, is_empty
from taizhang.domain.ledger.occasion import HEAD_GROUPS, Occasion, Part
from taizhang.domain.ledger.plausibility import implausible
from taizhang.domain.ledger.surroundings import Neighbour, RememberedMinutes, Surroundings
from taizhang.domain.ledger.values import ABSENTEE, ATTENDEE
from taizhang.domain.ledger.voting import Verdict, ballots_of, sum_faults, vote_lines
from taizhang.domain.rules.figures import Nature, figure_catalogue
from taizhang.domain.rules.kinds import Kind
from taizhang.domain.rules.rulebook import Rulebook

__all__ = ["Neighbour", "RememberedMinutes", "Surroundings", "validate"]

_EARLY_MONTHS = 4
"""Until the end of April an occasion may well belong to the year before."""
_FIRST = date(1921, 7, 1)
_LONG = 92
"""Days after which a single occasion is more likely a slip of the pen."""


def validate(
    occasion: Occasion, rulebook: Rulebook, today: date, surroundings: Surroundings | None = None
) -> tuple[Finding, ...]:
    """Find everything about an occasion that a person should look at, what blocks first."""
    around = surroundings or Surroundings()
    found = [*_days(occasion, today), *_times(occasion), *_people(occasion)]
    if occasion.is_tally:
        found.extend(_tallies(occasion, rulebook))
    elif not occasion.parts:
        found.append(_error("no_part", "还没有选类别。选一个，例如“支部党员大会”。", "parts"))
    for index, part in enumerate(occasion.parts):
        kind = rulebook.kinds.get(part.kind)
        if kind is None:
            message = f"现行制度里没有“{part.kind}”这一类别，这条记录读不全。换一个类别，或先采用有它的制度版本。"
            found.append(_error("unreadable", message, f"parts.{index}.kind"))
            continue
        found.extend(_part(occasion, index, part, kind, around))
        found.extend(_votes(occasion, index, part, rulebook, around))
        found.extend(chair_findings(occasion, index, part, rulebook, around.profiles))
    found.extend(implausible(occasion, rulebook, today, around))
    return tuple(sorted(_once(found), key=lambda one: not one.blocks))


def _days(occasion: Occasion, today: date) -> Iterator[Finding]:
    day, last, year = occasion.day, occasion.last_day, occasion.year
    if day < _FIRST:
        yield _error("day_implausible", f"日期 {day} 早于建党的日子。多半是年份写错了，对照原始记录改正。", "day")
    if last < day:
        yield _error("days_reversed", f"结束日期 {last} 早于开始日期 {day}。把其中一个改对。", "end_day")
    elif (last - day).days > _LONG and not occasion.is_tally:
        days = (last - day).days + 1
        message = f"从 {day} 到 {last} 有 {days} 天。分几次办的，一次登记一条；确实是一次，不用改。"
        yield _warning("very_long", message, "end_day")
    if not day.year - 1 <= year <= max(last, day).year:
        message = f"归属年度是 {year} 年，日期在 {day.year} 年。归属年度只能是当年或上一年，改其中一个。"
        yield _error("year_implausible", message, "year")
    elif year < day.year and day.month > _EARLY_MONTHS:
        message = f"{day.month}月的记录归属上一年（{year}年度）。上年的事一般在4月以前办完，核对归属年度。"
        yield _warning("year_late", message, "year")
    if occasion.is_tally and last > today:
        yield _error("tally_unfinished", f"汇总时段到 {last} 才结束，还不能汇总。把时段改到今天以前。", "end_day")


def _times(occasion: Occasion) -> Iterator[Finding]:
    clock: list[time] = []
    for place, text in (("begins", occasion.begins), ("ends", occasion.ends)):
        if not text:
            continue
        try:
            clock.append(time.fromisoformat(text))
        except ValueError:
            yield _error("time_unreadable", f"“{text[:10]}”不是时间，应像 14:30 这样写。", place)
    if len(clock) == len(("begins", "ends")) and clock[1] < clock[0] and occasion.last_day == occasion.day:
        message = f"结束时间 {occasion.ends} 早于开始时间 {occasion.begins}。把其中一个改对。"
        yield _error("times_reversed", message, "ends")


def _people(occasion: Occasion) -> Iterator[Finding]:
    persons = [one.person for one in occasion.roll]
    if len(set(persons)) < len(persons):
        yield _error("person_twice", "花名册上同一个人登记了两次。删去一次。", "roll")
    for group, number in occasion.heads.items():
        if group not in HEAD_GROUPS:
            allowed = "、".join(HEAD_GROUPS.values())
            yield _error("heads_unknown", f"人数分组里没有“{group}”，可用的是：{allowed}。", "heads")
        elif number < 0:
            yield _error("heads_negative", f"{HEAD_GROUPS[group]}人数是 {number}，不能小于 0。", "heads")
    places = [one.organization for one in occasion.organizations if one.organization is not None]
    if occasion.recorder in places or len(set(places)) < len(places):
        yield _warning("organization_twice", "同一个组织写了两次，只计一次。删去一个。", "organizations")
    if any(one.organization is None and not one.name.strip() for one in occasion.organizations):
        yield _error("organization_unnamed", "有一个外单位没有写名称。补上名称，或删去这一行。", "organizations")


def _part(occasion: Occasion, index: int, part: Part, kind: Kind, around: Surroundings) -> Iterator[Finding]:
    place = f"parts.{index}"
    if kind.recorded_by and around.organization_type and around.organization_type not in kind.recorded_by:
        message = f"“{kind.zh}”不由这一类党组织登记。由办这件事的组织登记，本组织作为参加单位列入。"
        yield _error("recorded_by_another", message, f"{place}.kind")
    for name in part.fields.keys() - kind.fields.keys():
        message = f"“{kind.zh}”没有“{name}”这一项。删去它，或在类别里加上这一项。"
        yield _error("field_unknown", message, f"{place}.fields.{name}")
    for name, field in kind.fields.items():
        value = part.fields.get(name)
        code = "required" if is_empty(value) else "field"
        for message in check_field(field, value):
            yield _error(code, message, f"{place}.fields.{name}")
    yield from _roles(occasion, place, part, kind)


def _roles(occasion: Occasion, place: str, part: Part, kind: Kind) -> Iterator[Finding]:
    absent = {one.person for one in occasion.roll if not one.present}
    for role, persons in part.roles.items():
        where = f"{place}.roles.{role}"
        if role not in kind.roles and role != ATTENDEE:
            allowed = "、".join(kind.roles.values())
            yield _error("role_unknown", f"“{kind.zh}”没有“{role}”这种身份，可用的是：{allowed}。", where)
        elif role != ABSENTEE and not absent.isdisjoint(persons):
            word = kind.roles.get(role, "参加人员")
            yield _warning("role_absent", f"{word}在花名册上登记为缺席。到了就改花名册，没到就换人。", where)
    counts_heads = any(post.named and post.named.startswith("quorum") for post in kind.posts.values())
    if counts_heads and not occasion.present and not occasion.heads and not part.roles.get(ATTENDEE):
        message = "没有登记到会人员，不能判断到会人数够不够，相关应办事项会显示“数据不足”。对照签到表补上。"
        yield Finding("attendance_unknown", message, Severity.HINT, "roll")


def _votes(occasion: Occasion, index: int, part: Part, rulebook: Rulebook, around: Surroundings) -> Iterator[Finding]:
    for name, ballot in ballots_of(occasion, part, rulebook.kinds[part.kind]):
        place = f"parts.{index}.fields.{name}"
        for fault in sum_faults(ballot):
            yield Finding(fault.code, fault.message, fault.severity, place)
        if ballot.count.secret and not ballot.count.scrutineer:
            yield Finding("scrutineer_missing", "无记名投票没有写监票人。对照计票单补上。", Severity.HINT, place)
    for line in vote_lines(occasion, part, rulebook, around.profiles):
        if line.rule and line.verdict is Verdict.FAILS:
            message = f"{line.question}：{line.text}，{line.answer}。如实登记即可；要办的事须重新表决，数填错了就改数。"
            yield Finding("vote_rule", message, Severity.WARNING, f"parts.{index}", line.rule, f"依据：{line.basis}。")


def _tallies(occasion: Occasion, rulebook: Rulebook) -> Iterator[Finding]:
    catalogue = figure_catalogue(rulebook)
    if occasion.parts:
        yield _error("tally_mixed", "汇总登记里不能再有逐条的类别。逐条的另登记一条。", "parts")
    for index, tally in enumerate(occasion.tallies):
        place = f"tallies.{index}"
        info = catalogue.get(tally.figure)
        if info is None or info.kind is None or info.nature is not Nature.FLOW:
            message = f"“{info.zh if info else tally.figure}”不能汇总登记：只有按次、按人次累计的数据可以。"
            yield _error("tally_figure", message, f"{place}.figure")
        if tally.amount <= 0:
            yield _error("tally_amount", "汇总数应大于 0；核对过确实没有的，登记零报告。", f"{place}.amount")
        if not tally.keeper.strip():
            yield _error("tally_keeper", "没有写纸质台账由谁保管。写上部门或人，以后才查得到。", f"{place}.keeper")
    if not occasion.attachments:
        message = "没有附纸质台账的扫描件。不影响提交，补上后更有依据。"
        yield Finding("tally_scan", message, Severity.HINT, "attachments")
    if len({one.figure for one in occasion.tallies}) < len(occasion.tallies):
        yield _error("tally_twice", "同一项数据汇总了两次。合成一个数。", "tallies")


def _once(found: list[Finding]) -> list[Finding]:
    """Say each thing once, and where a rule says it too, with the rule."""
    said: dict[tuple[str, str, str], Finding] = {}
    for one in found:
        key = (one.code, one.place, one.message)
        if key not in said or (one.rule and not said[key].rule):
            said[key] = one
    return list(said.values())


def _error(code: str, message: str, place: str) -> Finding:
    return Finding(code, message, Severity.ERROR, place)


def _warning(code: str, message: str, place: str) -> Finding:
    return Finding(code, message, Severity.WARNING, place)
