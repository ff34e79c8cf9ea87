"""A term of office (任期): whether the time of a committee is up, and whether those before were followed in time.

A term that began on 20 May and runs three years is up on that day of the third year; until the end of that day a new
committee may still be elected in time. Before the superior's reminder falls due nothing is owed, and it is 符合.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from taizhang.domain.obligations.answers import Code, Obligation, Shift, Subject, TermFact
from taizhang.domain.obligations.cadence import shift_for
from taizhang.domain.obligations.standing import why_not_addressed
from taizhang.domain.obligations.wording import cited, deadline, unconfirmed_reason
from taizhang.domain.periods import Window, add_months
from taizhang.domain.rules.obligations import Term, TermVersion
from taizhang.domain.rules.shape import Source, Status


def terms_of(
    rule: Term,
    subject: Subject,
    year: int,
    as_of: date,
    shifts: Sequence[Shift] = (),
    sources: Mapping[str, Source] | None = None,
) -> list[Obligation]:
    """Answer for the terms that end in the year, and for the one that runs."""
    version = rule.at(as_of)
    if version is None or why_not_addressed(version.applies_to, rule.profile, subject, as_of):
        return []
    terms = sorted((one for one in subject.terms if one.began_on <= as_of), key=lambda one: one.began_on)
    if not terms:
        return [_unknown(rule, version, subject, year, as_of, sources or {})]
    found: list[Obligation] = []
    for place, term in enumerate(terms):
        following = terms[place + 1] if place + 1 < len(terms) else None
        obligation = _answered(rule, version, subject, term, following, as_of, shifts, sources or {})
        if following is None or year in {obligation.due_on.year, obligation.window.end.year}:
            found.append(obligation)
    return found


def _answered(  # noqa: PLR0917 (one term with all that decides it)
    rule: Term,
    version: TermVersion,
    subject: Subject,
    term: TermFact,
    following: TermFact | None,
    as_of: date,
    shifts: Sequence[Shift],
    sources: Mapping[str, Source],
) -> Obligation:
    years = term.years or version.years
    ends = add_months(term.began_on, years * 12)
    window = Window(term.began_on, ends)
    shift = shift_for(rule.id, window, subject.id, shifts)
    due_on = min(shift.due_on, add_months(ends, version.shift_at_most_months)) if shift else ends
    code, reason = _judged(version, term, following, as_of, ends, due_on)
    return Obligation(
        rule.id,
        rule.zh,
        subject.id,
        window,
        due_on,
        code,
        reason,
        arithmetic=(f"本届 {term.began_on} 产生，任期 {years} 年，{ends} 届满", f"→ {code.zh}"),
        shift=shift,
        about=f"{term.began_on:%Y-%m-%d}产生的一届",
        **cited(version, sources),
    )


def _judged(
    version: TermVersion, term: TermFact, following: TermFact | None, as_of: date, ends: date, due_on: date
) -> tuple[Code, str]:
    if following is not None:
        return _followed(version, following.began_on, due_on)
    if term.ended_on is not None and term.ended_on <= as_of:
        return Code.INSUFFICIENT_DATA, f"上届任期{deadline(term.ended_on)}结束，没有登记新一届；登记后就能判断。"
    if as_of > due_on:
        return _failed(version, f"{deadline(due_on)}届满，过了 {(as_of - due_on).days} 天还没有换届。")
    if as_of > ends:
        return Code.EXTENDED, f"{deadline(ends)}届满，经批准延期到{deadline(due_on)}换届。"
    if as_of >= add_months(ends, -version.remind_months):
        return Code.NOT_YET_DUE, f"{deadline(due_on)}届满，着手准备换届。"
    return Code.MET, f"任期到{deadline(ends)}，还没有到提醒的时候。"


def _followed(version: TermVersion, elected_on: date, due_on: date) -> tuple[Code, str]:
    late = (elected_on - due_on).days
    if late <= 0:
        return Code.MET, f"{deadline(elected_on)}已换届，在{deadline(due_on)}以前。"
    return _failed(version, f"{deadline(due_on)}届满，{deadline(elected_on)}才换届，迟了 {late} 天。")


def _failed(version: TermVersion, text: str) -> tuple[Code, str]:
    if version.status is Status.CONFIRMED:
        return Code.UNMET, text
    return Code.INSUFFICIENT_DATA, unconfirmed_reason() + text


def _unknown(
    rule: Term, version: TermVersion, subject: Subject, year: int, as_of: date, sources: Mapping[str, Source]
) -> Obligation:
    window = Window.of_year(year)
    return Obligation(
        rule.id,
        rule.zh,
        subject.id,
        window,
        max(as_of, window.end),
        Code.INSUFFICIENT_DATA,
        "没有登记本届委员会从哪天开始；登记后就能判断任期。",
        ("任期开始日期未登记",),
        **cited(version, sources),
    )
