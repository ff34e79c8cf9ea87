from collections.abc import Callable
from statistics import median
from time import process_time

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from pytest_django.fixtures import Settings

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.errors import SignInRefusedError
from taizhang.apps.accounts.models import Account, Attempt
from taizhang.apps.accounts.services import disable_account
from taizhang.apps.accounts.services.signing_in import _nobody, prove
from taizhang.apps.accounts.throttling import forget_old_attempts
from taizhang.apps.audit.models import Commit
from tests.apps.accounts.conftest import PASSWORD
from tests.apps.accounts.guessing import Clock, outcome

pytestmark = pytest.mark.both_databases


def test_the_right_password_signs_in(somebody: Callable[..., Account]) -> None:
    account = somebody("lin")
    assert prove(" lin ", PASSWORD, "10.0.0.1") == account
    account.refresh_from_db()
    assert account.last_login is not None


@pytest.mark.parametrize("password", ["", PASSWORD.upper(), PASSWORD + " ", " " + PASSWORD, PASSWORD[:-1]])
def test_the_password_must_match_exactly(somebody: Callable[..., Account], password: str) -> None:
    somebody("lin")
    assert outcome("lin", password) == "refused"


def test_unknown_wrong_and_disabled_get_the_same_words(somebody: Callable[..., Account], operator: Actor) -> None:
    somebody("lin")
    disable_account(operator, somebody("gone").pk)
    words: set[tuple[str, str]] = set()
    for login in ("nobody", "lin", "gone"):
        with pytest.raises(SignInRefusedError) as refused:
            prove(login, "wrong" if login == "lin" else PASSWORD, f"10.0.0.{len(words)}")
        words.add((refused.value.code, refused.value.message))
    assert len(words) == 1


class SlowHasher(PBKDF2PasswordHasher):
    """Takes some 20 ms, in place of the product's 150."""

    iterations = 60_000


def test_unknown_and_disabled_names_take_as_long_as_known_ones(
    somebody: Callable[..., Account], operator: Actor, settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = [f"{SlowHasher.__module__}.SlowHasher"]
    somebody("lin")
    disable_account(operator, somebody("gone").pk)
    spent: dict[str, list[float]] = {"lin": [], "nobody": [], "gone": []}
    outcome("nobody", "wrong", "10.1.200.1")
    for turn in range(20):
        for login, times in spent.items():
            began = process_time()
            outcome(login, "wrong", f"10.1.{turn}.1")
            times.append(process_time() - began)
    usual = median(spent["lin"])
    assert usual > 0.01
    assert all(abs(median(times) - usual) < usual * 0.3 for times in spent.values()), spent


def test_guessing_one_name_slows_down_and_never_stops_for_good(somebody: Callable[..., Account], clock: Clock) -> None:
    somebody("lin")
    looked_at = 0
    for _ in range(900):
        looked_at += outcome("lin", "wrong") == "refused"
        clock.forward(4)
    assert 5 < looked_at < 90
    clock.forward(300)
    assert outcome("lin", PASSWORD) == "in"


def test_hammering_does_not_prolong_the_wait(somebody: Callable[..., Account], clock: Clock) -> None:
    somebody("lin")
    for _ in range(8):
        outcome("lin", "wrong")
        clock.forward(10)
    outcome("lin", "wrong")
    for _ in range(200):
        outcome("lin", "wrong")
    assert outcome("lin", PASSWORD) == "slow"
    clock.forward(60)
    assert outcome("lin", PASSWORD) == "in"


def test_guesses_from_many_addresses_at_one_name_are_slowed(somebody: Callable[..., Account], clock: Clock) -> None:
    somebody("lin")
    looked_at = 0
    for turn in range(1_000):
        looked_at += outcome("lin", "wrong", f"10.{turn % 250}.{turn // 250}.1") == "refused"
        clock.forward(0.9)
    assert looked_at <= 20 + 900 // 60 + 1


def test_unknown_names_are_slowed_like_known_ones(somebody: Callable[..., Account], clock: Clock) -> None:
    somebody("lin")
    for login in ("lin", "nobody"):
        answers = [outcome(login, "wrong", f"10.3.0.{len(login)}") for _ in range(12)]
        assert answers == ["refused"] * 5 + ["slow"] * 7


def test_signing_in_is_in_the_log_without_names(somebody: Callable[..., Account]) -> None:
    account = somebody("lin")
    outcome("lin", PASSWORD)
    outcome("lin", "wrong")
    outcome("zhang.unknown", "hunter2")
    rows = list(Commit.objects.order_by("seq").values_list("actor", "action", "subject"))
    assert rows[:2] == [
        (f"account:{account.pk}", "sign_in", f"account:{account.pk}"),
        ("anonymous", "sign_in.refuse", f"account:{account.pk}"),
    ]
    actor, action, subject = rows[2]
    assert (actor, action) == ("anonymous", "sign_in.refuse")
    assert subject.startswith("login:")
    everything = " ".join(str(row) for row in [*Commit.objects.values_list(), *Attempt.objects.values_list()])
    assert not any(word in everything for word in ("zhang.unknown", "hunter2", PASSWORD))


def test_slowing_down_is_in_the_log_and_hammering_does_not_flood_it(
    somebody: Callable[..., Account], clock: Clock
) -> None:
    somebody("lin")
    before = Commit.objects.count()
    for _ in range(50):
        outcome("lin", "wrong")
    actions = list(Commit.objects.filter(seq__gt=before).order_by("seq").values_list("action", flat=True))
    assert actions == ["sign_in.refuse"] * 4 + ["sign_in.slow_down"]


def test_old_attempts_are_dropped(somebody: Callable[..., Account], clock: Clock) -> None:
    somebody("lin")
    outcome("lin", "wrong")
    outcome("lin", PASSWORD)
    clock.forward(16 * 60)
    forget_old_attempts()
    assert list(Attempt.objects.values_list("succeeded", flat=True)) == [True]
    clock.forward(31 * 24 * 3600)
    forget_old_attempts()
    assert not Attempt.objects.exists()


@pytest.fixture(autouse=True)
def _fresh_nobody() -> None:
    _nobody.cache_clear()
