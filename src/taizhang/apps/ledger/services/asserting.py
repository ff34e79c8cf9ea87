"""Control totals (对账断言): entered by a person, held against the ledger from then on."""

from __future__ import annotations

from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.writing import writing
from taizhang.apps.ledger.errors import EntryNotFoundError, LedgerError
from taizhang.apps.ledger.models import Assertion
from taizhang.apps.organizations.access import require, visible_to
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.figures import figure_catalogue

MOST_AMOUNT = 10**12


def assert_total(
    actor: Actor,
    organization: int,
    figure: str,
    starts_on: date,
    ends_on: date,
    amount: int,
    *,
    source: str = "",
) -> Assertion:
    """Enter a control total: this figure of this organisation and all below it, between these days."""
    require(actor, Permission.ASSERT_TOTALS, organization)
    info = figure_catalogue(current_rulebook()).get(figure)
    if info is None:
        raise LedgerError("没有这个数据项。从列表里选一项。")
    if ends_on < starts_on:
        raise LedgerError("截止日早于起始日。把两个日子对调，或改其中一个。")
    if not 0 <= amount <= MOST_AMOUNT:
        raise LedgerError("数目要在0到一万亿之间。")
    assertion = Assertion(
        organization_id=organization,
        figure=figure,
        starts_on=starts_on,
        ends_on=ends_on,
        amount=amount,
        text=info.zh,
        source=source.strip()[:200],
        account=actor.account,
    )
    with writing(actor.label, "assertion.enter", f"organization:{organization}") as record:
        record.write(assertion)
    return assertion


def withdraw_assertion(actor: Actor, assertion_id: int) -> None:
    """Withdraw a control total; that it once stood stays known."""
    with writing(actor.label, "assertion.withdraw", f"assertion:{assertion_id}") as record:
        assertion = Assertion.objects.filter(pk=assertion_id, known_until__isnull=True).first()
        if assertion is None or assertion.organization_id not in visible_to(actor):
            raise EntryNotFoundError
        require(actor, Permission.ASSERT_TOTALS, assertion.organization_id)
        record.close(assertion)
