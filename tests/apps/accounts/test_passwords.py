from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.contrib.auth.hashers import check_password
from django.utils import timezone
from pytest_django.fixtures import Settings

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.errors import NotAllowedError, PasswordRefusedError, SignInRefusedError
from taizhang.apps.accounts.models import Account, PasswordBefore, Role
from taizhang.apps.accounts.passwords import Candidate, one_time_password, policy_in_words, reasons_against
from taizhang.apps.accounts.selectors import actor_of, must_change_password
from taizhang.apps.accounts.services import change_password, create_account, reset_password
from taizhang.apps.accounts.services.signing_in import prove
from taizhang.apps.audit.models import Commit
from tests.apps.accounts.conftest import PASSWORD

pytestmark = pytest.mark.both_databases


def reasons(password: str, *, administrator: bool = False, context: tuple[str, ...] = ()) -> str:
    return "".join(reasons_against(Candidate(password, "linwan", "林晚", administrator, context)))


@pytest.mark.parametrize(
    ("password", "administrator", "fault"),
    [
        ("qzbxwvk", False, "至少8位"),
        ("qzbxwvkj", False, ""),
        ("纸船过江看雨听风", False, ""),
        ("qzbxwvkjplmnto", True, "至少15位"),
        ("qzbxwvkjplmntoy", True, ""),
        ("qz bx wv kj pl " * 8, False, ""),
        ("qzbxwvkj" * 17, False, "最多128位"),
        ("password", False, "最常见"),
        ("Password", False, "最常见"),
        ("aaaaaaaaaaaa", False, "重复"),
        ("abcdefghijkl", False, "连着排"),
        ("87654321", False, "连着排"),
        ("linwan2026", False, "登录名"),
        ("LinWan!2026", False, "登录名"),
        ("林晚林晚林晚林晚", False, "登录名"),
        ("dangzhibu2026", False, "党务常用词"),
        ("党支部党支部2026", False, "党务常用词"),
    ],
)
def test_the_length_policy_asks_for_length_and_nothing_guessable(
    password: str, fault: str, *, administrator: bool
) -> None:
    found = reasons(password, administrator=administrator)
    assert (fault in found) if fault else (found == "")


def test_words_of_the_unit_are_guessable() -> None:
    assert reasons("qinghexiaoxue88") == ""
    assert "单位名" in reasons("qinghexiaoxue88", context=("qinghexiaoxue",))


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("Qz7!bxw", "至少8位"),
        ("Qz7!bxwv", ""),
        ("qzbxwvkjpl", "至少要有三种"),
        ("qzbxwv7kjpl", "至少要有三种"),
        ("Qzbxwv7kjpl", ""),
        ("Password123", "最常见"),
        ("LinWan2026!", "登录名"),
    ],
)
def test_the_gb_policy_asks_for_classes(password: str, fault: str, settings: Settings) -> None:
    settings.PASSWORD_POLICY = "gb"
    found = reasons(password)
    assert (fault in found) if fault else (found == "")


def test_each_policy_says_in_words_what_it_asks(settings: Settings) -> None:
    assert "不要求定期换" in policy_in_words()
    settings.PASSWORD_POLICY = "gb"
    assert "每90天换一次" in policy_in_words()


def test_the_gb_policy_refuses_the_last_five(somebody: Callable[..., Account], settings: Settings) -> None:
    settings.PASSWORD_POLICY = "gb"
    account = somebody("lin")
    passwords = [PASSWORD, *(f"Fengche-{letter}7" for letter in "abcdefg")]
    for current, wanted in pairwise(passwords[:6]):
        change_password(account.pk, current, wanted)
    for used in passwords[1:5]:
        with pytest.raises(PasswordRefusedError, match="最近5次"):
            change_password(account.pk, passwords[5], used)
    change_password(account.pk, passwords[5], passwords[6])
    change_password(account.pk, passwords[6], passwords[1])
    assert PasswordBefore.objects.filter(account=account).count() == 5


def test_the_gb_policy_takes_rights_away_until_an_old_password_is_changed(
    somebody: Callable[..., Account], settings: Settings
) -> None:
    settings.PASSWORD_POLICY = "gb"
    account = somebody("lin", Role.CLERK, 1, password_changed_at=timezone.now() - timedelta(days=89))
    assert actor_of(account).permissions
    account.password_changed_at = timezone.now() - timedelta(days=91)
    assert must_change_password(account)
    assert not actor_of(account).permissions


def test_the_length_policy_never_forces_a_change(somebody: Callable[..., Account]) -> None:
    account = somebody("lin", Role.CLERK, 1, password_changed_at=timezone.now() - timedelta(days=4000))
    assert not must_change_password(account)


def test_changing_asks_for_the_current_password(somebody: Callable[..., Account]) -> None:
    account = somebody("lin")
    with pytest.raises(PasswordRefusedError, match="现在的密码不对"):
        change_password(account.pk, "wrong", "qing cao di shang")
    with pytest.raises(PasswordRefusedError, match="和现在的一样"):
        change_password(account.pk, PASSWORD, PASSWORD)
    change_password(account.pk, PASSWORD, "qing cao di shang")
    account.refresh_from_db()
    assert check_password("qing cao di shang", account.password)


def test_a_refused_password_changes_nothing(somebody: Callable[..., Account]) -> None:
    account = somebody("lin")
    before = Commit.objects.count()
    with pytest.raises(PasswordRefusedError):
        change_password(account.pk, PASSWORD, "short")
    assert prove("lin", PASSWORD, "10.0.0.1") == account
    assert Commit.objects.filter(action="password.change").count() == 0
    assert Commit.objects.count() == before + 1


def test_a_reset_password_opens_nothing_but_the_change(
    somebody: Callable[..., Account], acting: Callable[..., Actor]
) -> None:
    account = somebody("lin", Role.CLERK, 1)
    password = reset_password(acting("xitong", Role.SYSTEM), account.pk)
    with pytest.raises(SignInRefusedError):
        prove("lin", PASSWORD, "10.0.0.1")
    signed_in = prove("lin", password, "10.0.0.1")
    assert must_change_password(signed_in)
    assert not actor_of(signed_in).permissions
    change_password(account.pk, password, "qing cao di shang")
    assert actor_of(prove("lin", "qing cao di shang", "10.0.0.1")).permissions


def test_a_one_time_password_dies_after_three_days(operator: Actor, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    _, password = create_account(operator, login="lin", name="林晚")
    later = timezone.now() + timedelta(hours=73)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(SignInRefusedError):
        prove("lin", password, "10.0.0.1")


def test_no_administrator_becomes_another_by_a_reset(
    somebody: Callable[..., Account], acting: Callable[..., Actor]
) -> None:
    system = acting("xitong", Role.SYSTEM)
    for role in (Role.SECURITY, Role.AUDITOR, Role.SYSTEM):
        with pytest.raises(NotAllowedError, match="恢复码"):
            reset_password(system, somebody(f"other_{role}", role).pk)
    assert system.account is not None
    with pytest.raises(NotAllowedError):
        reset_password(system, system.account)


def test_only_the_system_administrator_resets(somebody: Callable[..., Account], acting: Callable[..., Actor]) -> None:
    target = somebody("target")
    for role in (Role.SECRETARY, Role.SECURITY, Role.AUDITOR):
        with pytest.raises(NotAllowedError):
            reset_password(acting(f"has_{role}", role), target.pk)


def test_one_time_passwords_differ_and_meet_both_policies() -> None:
    made = {one_time_password() for _ in range(1000)}
    assert len(made) == 1000
    assert all(reasons(password, administrator=True) == "" for password in made)


def test_no_password_stands_in_the_log(operator: Actor, db: None) -> None:
    number, password = create_account(operator, login="lin", name="林晚")
    change_password(number, password, "qing cao di shang")
    rows = " ".join(str(row) for row in Commit.objects.values_list())
    assert password not in rows
    assert "qing cao" not in rows
