"""What people of the small world said and decided that no command prints."""

from __future__ import annotations

from datetime import date
from typing import Any

from taizhang.apps.accounts.selectors import account_by_login, actor_by_id
from taizhang.apps.checks.selectors import list_own_words
from taizhang.apps.ledger.selectors.explanations import explanations_of
from taizhang.apps.organizations.own_outlines import offered_outlines
from taizhang.apps.organizations.selectors import list_organizations
from taizhang.apps.reports.selectors.notices import history_of, notices_for, withdrawn_notices
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.periods import Window


def told(today: date) -> dict[str, list[Any]]:
    """Reasons, notices and what became of them, outlines, own words: as they stand for the first branch."""
    account = account_by_login("owner")
    assert account is not None
    owner, year = actor_by_id(account.pk), Window(date(today.year, 1, 1), today)
    branch = next(one.id for one in list_organizations(None, today) if one.code == "QS1")
    reasons = explanations_of(owner, [branch], year)
    notices = notices_for(owner, branch, today)
    withdrawn = withdrawn_notices(owner, branch, today)
    outlines = offered_outlines(current_rulebook(), branch, today)
    return {
        "reasons": [[one.rule, str(one.window.start), one.text] for one in reasons],
        "notices": [[one.number, one.most_characters, [step.reason for step in history_of(one)]] for one in notices],
        "notices_withdrawn": [[line.title, step.reason] for line, step in withdrawn],
        "outlines": [[one.id, one.zh] for one in outlines if one.id.startswith("own/")],
        "own_words": [
            [one.kind.value, one.word, one.right, one.reason] for one in list_own_words(owner, branch, today)
        ],
    }
