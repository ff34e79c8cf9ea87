"""Saying why something was not done (说明未开原因): the answer stays, and whoever opens it reads the reason."""

from __future__ import annotations

from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.models import known
from taizhang.apps.audit.writing import writing, written_on
from taizhang.apps.ledger.errors import EntryNotFoundError, LedgerError
from taizhang.apps.ledger.models import Explanation
from taizhang.apps.ledger.selectors.owed import cell
from taizhang.apps.organizations.access import require, visible_to
from taizhang.domain.obligations.answers import Code
from taizhang.domain.periods import Window

LONGEST = 300
EXPLAINED = frozenset({Code.UNMET, Code.INSUFFICIENT_DATA})
"""Answers that leave something to explain."""


def explain(actor: Actor, organization: int, rule: str, window: Window, text: str, as_of: date) -> int:
    """Record why; what was said before about the same window is kept as what was known then."""
    require(actor, Permission.RECORD, organization)
    said = text.strip()
    if not said:
        raise LedgerError("没有写原因。写一两句当时为什么没有开。")
    if len(said) > LONGEST:
        raise LedgerError(f"原因最多{LONGEST}个字，现在有{len(said)}个。删短一些。")
    if cell(actor, organization, rule, window, as_of).code not in EXPLAINED:
        raise LedgerError("这一格现在不缺，不用说明。刷新页面再看。")
    row = Explanation(
        organization_id=organization,
        rule=rule,
        starts_on=window.start,
        ends_on=window.end,
        text=said,
        account=actor.account,
        explained_on=written_on(),
    )
    with writing(actor.label, "owed.explain", f"organization:{organization}") as record:
        for before in Explanation.objects.filter(
            known(None), organization_id=organization, rule=rule, starts_on=window.start, ends_on=window.end
        ):
            record.close(before)
        record.write(row)
    return row.pk


def withdraw_explanation(actor: Actor, explanation: int) -> None:
    """Take it back; that it once stood stays known."""
    with writing(actor.label, "owed.unexplain", f"explanation:{explanation}") as record:
        row = Explanation.objects.filter(known(None), pk=explanation).first()
        if row is None or row.organization_id not in visible_to(actor):
            raise EntryNotFoundError
        require(actor, Permission.RECORD, row.organization_id)
        record.close(row)
