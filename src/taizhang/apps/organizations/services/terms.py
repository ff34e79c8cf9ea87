"""Terms of office (届期): one begins, the one before ends."""

from __future__ import annotations

from datetime import date, timedelta

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.errors import OrganizationRefusedError
from taizhang.apps.organizations.models import Term
from taizhang.apps.organizations.services.founding import require_open
from taizhang.apps.organizations.services.standing import standing

_MOST_YEARS = 10
_MOST_SEATS = 99


def begin_term(
    actor: Actor,
    organization_id: int,
    began_on: date,
    *,
    years: int | None = None,
    seats: int | None = None,
    ordinal: int | None = None,
) -> int:
    """Begin a term on the day the committee came out; the term before ends the day before, if nobody ended it."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, organization_id)
    if years is not None and not 1 <= years <= _MOST_YEARS:
        raise OrganizationRefusedError(f"任期写了{years}年，应在1到{_MOST_YEARS}年之间，没有保存。")
    if seats is not None and not 1 <= seats <= _MOST_SEATS:
        raise OrganizationRefusedError(f"委员名额写了{seats}名，应在1到{_MOST_SEATS}名之间，没有保存。")
    with writing(actor.label, "term.begin", f"organization:{organization_id}") as record:
        require_open(organization_id, began_on)
        for row in standing(Term, "began_on", organization_id=organization_id):
            if row.began_on >= began_on:
                raise OrganizationRefusedError(f"{row.began_on} 已有一届，不早于这一届，没有保存。请核对日期。")
            if row.ended_on is None or row.ended_on >= began_on:
                _end(record, row, began_on - timedelta(days=1))
        term = Term(organization_id=organization_id, began_on=began_on, years=years, seats=seats, ordinal=ordinal)
        record.write(term)
    return term.pk


def end_term(actor: Actor, organization_id: int, ended_on: date) -> None:
    """End the running term on that day."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, organization_id)
    with writing(actor.label, "term.end", f"organization:{organization_id}") as record:
        running = [row for row in standing(Term, "began_on", organization_id=organization_id) if row.ended_on is None]
        if not running:
            raise OrganizationRefusedError("现在没有在任的一届，不用结束。")
        if ended_on < running[-1].began_on:
            raise OrganizationRefusedError(f"结束日期早于本届开始的 {running[-1].began_on}，没有保存。请核对日期。")
        _end(record, running[-1], ended_on)


def withdraw_term(actor: Actor, organization_id: int, term_id: int) -> None:
    """Take back a term recorded by mistake."""
    require(actor, Permission.MANAGE_ORGANIZATIONS, organization_id)
    with writing(actor.label, "term.withdraw", f"organization:{organization_id}") as record:
        found = [row for row in standing(Term, "began_on", organization_id=organization_id) if row.pk == term_id]
        if not found:
            raise OrganizationRefusedError("没有这一届，可能已被别人改过。请刷新页面再看。")
        record.close(found[0])


def _end(record: Writing, row: Term, ended_on: date) -> None:
    record.close(row)
    record.write(
        Term(
            organization_id=row.organization_id,
            began_on=row.began_on,
            years=row.years,
            seats=row.seats,
            ended_on=ended_on,
            ordinal=row.ordinal,
        )
    )
