"""What a person should look at before a count is stated in sum."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from taizhang.domain.findings import Severity
from taizhang.domain.ledger.occasion import Occasion, Part, Tally
from tests.domain.ledger.occasions import found, one

TALLY = Occasion(
    recorder=1,
    day=date(2025, 1, 1),
    end_day=date(2025, 10, 31),
    year=2025,
    attachments=("a" * 64,),
    tallies=(Tally("day/count", 60, "办公室"),),
)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"end_day": date(2025, 12, 31)}, "tally_unfinished"),
        ({"tallies": (Tally("day/people", 6, "甲"),)}, "tally_figure"),
        ({"tallies": (Tally("x/count", 6, "甲"),)}, "tally_figure"),
        ({"tallies": (Tally("day/count", 0, "甲"),)}, "tally_amount"),
        ({"tallies": (Tally("day/count", 6, " "),)}, "tally_keeper"),
        ({"tallies": TALLY.tallies * 2}, "tally_twice"),
        ({"parts": (Part("day", {"theme": "水"}),)}, "tally_mixed"),
    ],
)
def test_a_tally_needs_a_period_that_is_over_a_number_and_a_keeper(change: dict[str, Any], code: str) -> None:
    assert one(replace(TALLY, **change), code).blocks


def test_a_good_tally_is_silent_and_wants_its_scan() -> None:
    assert found(TALLY) == ()
    assert one(replace(TALLY, attachments=()), "tally_scan").severity is Severity.HINT
