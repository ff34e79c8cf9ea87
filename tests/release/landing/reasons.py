"""Why the small world did not do something: said, said otherwise, and taken back."""

from __future__ import annotations

from datetime import date

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.services.explaining import explain, withdraw_explanation
from taizhang.domain.periods import Window
from tests.release.landing.places import TODAY

RULE = "branch_committee_monthly"
JULY = Window(date(2025, 7, 1), date(2025, 7, 31))
AUGUST = Window(date(2025, 8, 1), date(2025, 8, 31))


def tell_reasons(clerk: Actor, branch: int) -> None:
    """Of two months without a meeting of the branch committee, one is explained in the end."""
    explain(clerk, branch, RULE, JULY, "七月人手紧。", TODAY)
    explain(clerk, branch, RULE, JULY, "七月整月在堤上值守，委员到不齐。", TODAY)
    withdraw_explanation(clerk, explain(clerk, branch, RULE, AUGUST, "八月在外培训。", TODAY))
