"""A before B (先A后B): each record of B in the year wants one of A, early enough and not too long before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from taizhang.domain.obligations.answers import Code, NotCounted, Obligation, Record, Subject
from taizhang.domain.obligations.standing import why_not_addressed
from taizhang.domain.obligations.wording import cited, days_of, deadline, unconfirmed_reason
from taizhang.domain.periods import Window, add_months
from taizhang.domain.rules.obligations import Precondition, PreconditionVersion
from taizhang.domain.rules.shape import Source, Status


def preconditions_of(
    rule: Precondition,
    subject: Subject,
    year: int,
    as_of: date,
    records: Iterable[Record],
    sources: Mapping[str, Source] | None = None,
) -> list[Obligation]:
    """Answer for every B of the year; what was never followed by B owes nothing."""
    mine = sorted(
        (one for one in records if one.organization == subject.id and one.day <= as_of and not one.tally),
        key=lambda one: (one.day, one.entry, one.part),
    )
    found: dict[int, Obligation] = {}
    for after in mine:
        version = rule.at(after.day)
        if version is None or after.figure not in version.after or after.year != year or after.entry in found:
            continue
        if not why_not_addressed(version.applies_to, rule.profile, subject, after.day):
            found[after.entry] = _answered(rule, version, subject, after, mine, sources or {})
    return list(found.values())


def figures_of_precondition(rule: Precondition) -> set[str]:
    """Every figure whose records a precondition may ask for."""
    return {figure for version in rule.versions for figure in (*version.before, *version.after)}


def _answered(
    rule: Precondition,
    version: PreconditionVersion,
    subject: Subject,
    after: Record,
    mine: list[Record],
    sources: Mapping[str, Source],
) -> Obligation:
    latest = after.day - timedelta(days=version.at_least_days)
    window = Window(min(add_months(after.day, -version.at_most_months), latest), latest)
    fitting = [one for one in mine if one.figure in version.before]
    counted = tuple(one for one in fitting if one.day in window)
    near = [one for one in fitting if one not in counted and abs((one.day - after.day).days) <= _NEAR]
    confirmed = version.status is Status.CONFIRMED
    code = Code.MET if counted else Code.UNMET if confirmed else Code.INSUFFICIENT_DATA
    reason = f"{deadline(after.day)}以前已有 {len(counted)} 次。" if counted else f"{days_of(window)}没有应在先的记录。"
    return Obligation(
        rule.id,
        rule.zh,
        subject.id,
        window,
        after.day,
        code,
        reason if counted or confirmed else unconfirmed_reason() + reason,
        arithmetic=(
            f"{deadline(after.day)}“{after.title or rule.zh}”",
            f"{days_of(window)} 在先的记录 {len(counted)} 次",
            f"→ {code.zh}",
        ),
        counted=(*counted, after) if counted else (after,),
        not_counted=tuple(NotCounted(one, "在这以后。" if one.day > latest else "隔得太久。") for one in near),
        had=len(counted),
        needed=1,
        about=after.title,
        **cited(version, sources),
    )


_NEAR = 180
"""Days within which a record that does not count is worth naming."""
