"""Ten thousand guesses take their time: on SQLite alone."""

from collections.abc import Callable

from taizhang.apps.accounts.models import Account
from tests.apps.accounts.conftest import PASSWORD
from tests.apps.accounts.guessing import Clock, outcome


def test_ten_thousand_guesses_are_slowed_and_the_victim_still_signs_in(
    somebody: Callable[..., Account], clock: Clock
) -> None:
    somebody("lin")
    assert outcome("lin", PASSWORD, "10.9.9.9") == "in"
    looked_at = 0
    names = ["lin", *(f"name{number}" for number in range(49))]
    for turn in range(10_000):
        name, address = names[turn % 50], f"10.2.0.{turn % 40}"
        looked_at += outcome(name, "wrong", address) == "refused"
        clock.forward(0.09)
        if turn % 2_500 == 1_250:
            assert outcome("lin", PASSWORD, "10.9.9.9") == "in"
    assert looked_at < 2_000
