"""B within D of A (时限): each trigger starts a run of days in which the answer is owed, both ends included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from taizhang.domain.obligations.answers import Code, NotCounted, Obligation, Record, Shift, Subject
from taizhang.domain.obligations.cadence import shift_for
from taizhang.domain.obligations.standing import why_not_addressed
from taizhang.domain.obligations.wording import cited, deadline, unconfirmed_reason
from taizhang.domain.periods import Window, add_months
from taizhang.domain.rules.obligations import Limit, LimitVersion
from taizhang.domain.rules.shape import Source, Status
from taizhang.domain.rules.vocabulary import FACTS


@dataclass(frozen=True, slots=True)
class Trigger:
    """What starts a limit: a record, or a dated fact of the organisation."""

    day: date
    person: int
    label: str


def limits_of(  # noqa: PLR0917 (the questions that every type of rule is asked)
    rule: Limit,
    subject: Subject,
    year: int,
    as_of: date,
    records: Iterable[Record],
    shifts: Sequence[Shift] = (),
    sources: Mapping[str, Source] | None = None,
) -> list[Obligation]:
    """Answer every limit that ran or falls due in the year."""
    mine = [one for one in records if one.organization == subject.id and one.day <= as_of and not one.tally]
    found: list[Obligation] = []
    for trigger in _triggers(rule, subject, mine, as_of):
        version = rule.at(trigger.day)
        if version is None or why_not_addressed(version.applies_to, rule.profile, subject, trigger.day):
            continue
        obligation = _answered(rule, version, subject, trigger, as_of, mine, shifts, sources or {})
        if trigger.day.year <= year <= obligation.due_on.year:
            found.append(obligation)
    return found


def figures_of_limit(rule: Limit) -> set[str]:
    """Every figure whose records a limit may ask for."""
    return {figure for version in rule.versions for figure in (version.trigger, *version.answer) if figure not in FACTS}


def _triggers(rule: Limit, subject: Subject, mine: list[Record], as_of: date) -> Iterator[Trigger]:
    wanted = {version.trigger for version in rule.versions}
    for event in sorted(subject.events, key=lambda one: (one.day, one.person)):
        if _fact(event.fact) in wanted and event.day <= as_of:
            yield Trigger(event.day, event.person, event.label or FACTS.get(_fact(event.fact), ""))
    seen: set[tuple[int, int, int]] = set()
    for record in sorted(mine, key=lambda one: (one.day, one.entry, one.part, one.person)):
        place = (record.entry, record.part, record.person)
        if record.figure in wanted and place not in seen:
            seen.add(place)
            yield Trigger(record.day, record.person, record.title)


def _fact(name: str) -> str:
    return name if name.startswith("fact/") else f"fact/{name}"


def _answered(  # noqa: PLR0917 (one trigger with all that decides it)
    rule: Limit,
    version: LimitVersion,
    subject: Subject,
    trigger: Trigger,
    as_of: date,
    mine: list[Record],
    shifts: Sequence[Shift],
    sources: Mapping[str, Source],
) -> Obligation:
    ends = add_months(trigger.day, version.within_months) + timedelta(days=version.within_days)
    window = Window(trigger.day, ends)
    shift = shift_for(rule.id, window, subject.id, shifts)
    due_on = shift.due_on if shift else ends
    fitting = [one for one in mine if one.figure in version.answer and _is_his(version, trigger, one)]
    counted = tuple(one for one in fitting if trigger.day <= one.day <= due_on)[:1]
    late = next((one for one in fitting if one.day > due_on), None)
    code = _code(version, as_of, due_on, shifted=shift is not None, done=bool(counted))
    span = f"{version.within_months} 个月" if version.within_months else f"{version.within_days} 天"
    return Obligation(
        rule.id,
        rule.zh,
        subject.id,
        window,
        due_on,
        code,
        _reason(code, due_on, counted, late, version),
        arithmetic=(
            f"{trigger.label or rule.zh} {trigger.day}，加 {span} = {ends}",
            f"{counted[0].day} 已办" if counted else f"{late.day} 才办" if late else "还没有办理的记录",
            f"→ {code.zh}",
        ),
        counted=counted,
        not_counted=(NotCounted(late, f"迟了 {(late.day - due_on).days} 天。"),) if late and not counted else (),
        had=len(counted),
        needed=1,
        shift=shift,
        about=trigger.label,
        **cited(version, sources),
    )


def _is_his(version: LimitVersion, trigger: Trigger, record: Record) -> bool:
    return version.match == "organization" or not trigger.person or record.person == trigger.person


def _code(version: LimitVersion, as_of: date, due_on: date, *, shifted: bool, done: bool) -> Code:
    if done:
        return Code.MET
    if as_of <= due_on:
        return Code.EXTENDED if shifted else Code.NOT_YET_DUE
    return Code.UNMET if version.status is Status.CONFIRMED else Code.INSUFFICIENT_DATA


def _reason(code: Code, due_on: date, counted: Sequence[Record], late: Record | None, version: LimitVersion) -> str:
    if counted:
        return f"{deadline(counted[0].day)}已办，在{deadline(due_on)}以前。"
    if code in {Code.NOT_YET_DUE, Code.EXTENDED}:
        return f"{'延期到' if code is Code.EXTENDED else ''}{deadline(due_on)}到期，还没有办理的记录。"
    text = f"{deadline(due_on)}已过，没有办理的记录。"
    if late:
        text = f"{deadline(late.day)}才办，迟了 {(late.day - due_on).days} 天。"
    return text if version.status is Status.CONFIRMED else unconfirmed_reason() + text
