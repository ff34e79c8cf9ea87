"""Verifying an installation whole: chain and facts, then all that the ledger and the rulebooks derive from them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from taizhang.apps.audit.verification import Head, Verification, verify_chain_and_facts
from taizhang.apps.audit.verification.whole import MOST, Progress
from taizhang.apps.ledger.verification.bookings import DerivedBookings
from taizhang.apps.ledger.verification.remainder import derived_without_bookings
from taizhang.apps.ledger.verification.rule_texts import rule_texts

__all__ = ["verify_installation"]


def verify_installation(
    outside: Sequence[Head] = (),
    progress: Progress = lambda *_: None,
    processes: int = 1,
    most: int = MOST,
) -> Verification:
    """Recompute everything as of the last commit; others may go on writing meanwhile.

    `processes` above one is for the command; the server keeps to one, so that pages keep their share.
    At most `most` differences are named.
    """
    return verify_chain_and_facts(
        outside,
        (rule_texts, partial(DerivedBookings, processes=processes), derived_without_bookings),
        progress,
        most,
    )
