from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor, Holding, operator_at_machine
from taizhang.apps.accounts.errors import (
    AccountNotFoundError,
    AccountsError,
    LastHolderError,
    NotAllowedError,
    RolesConflictError,
)
from taizhang.apps.accounts.models import Account, Grant, Role
from taizhang.apps.accounts.rights import ADMINISTRATORS, PERMISSIONS, Permission, conflict_of
from taizhang.apps.accounts.selectors import actor_of, list_accounts
from taizhang.apps.accounts.services import create_account, disable_account, end_grant, grant_role
from taizhang.apps.audit.models import Commit

pytestmark = pytest.mark.both_databases

BUSINESS = {
    Permission.READ_ENTRIES,
    Permission.READ_RESTRICTED,
    Permission.READ_TALKS,
    Permission.RECORD,
    Permission.CONFIRM,
    Permission.CORRECT,
    Permission.READ_MEMBERS,
    Permission.MANAGE_MEMBERS,
    Permission.REVEAL_SEALED,
    Permission.MANAGE_ORGANIZATIONS,
    Permission.ADOPT_RULES,
    Permission.ASSERT_TOTALS,
    Permission.EXPORT,
}


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_hold_no_business_right(role: Role) -> None:
    assert not PERMISSIONS[role] & BUSINESS


@pytest.mark.parametrize("role", sorted(set(Role) - ADMINISTRATORS))
def test_business_roles_hold_no_administrators_right(role: Role) -> None:
    administration = frozenset().union(*(PERMISSIONS[one] for one in ADMINISTRATORS))
    assert not PERMISSIONS[role] & administration


def test_every_permission_is_given_to_somebody() -> None:
    assert frozenset().union(*PERMISSIONS.values()) == set(Permission)


def test_the_three_administrators_cannot_do_each_others_work() -> None:
    system, security, auditor = (PERMISSIONS[role] for role in (Role.SYSTEM, Role.SECURITY, Role.AUDITOR))
    assert Permission.GRANT_ROLES not in system | auditor
    assert Permission.CREATE_ACCOUNTS not in security | auditor
    assert Permission.RESET_PASSWORDS not in security | auditor
    assert Permission.RUN_BACKUP not in security | auditor
    assert Permission.READ_LOG not in system | security


@pytest.mark.parametrize("embedded", [True, False])
@pytest.mark.parametrize("other", sorted(set(Role) - {Role.AUDITOR}))
def test_the_auditor_never_shares_a_hand(other: Role, *, embedded: bool) -> None:
    assert conflict_of(frozenset({Role.AUDITOR, other}), embedded=embedded)


def test_system_and_security_share_a_hand_on_one_computer_only() -> None:
    both = frozenset({Role.SYSTEM, Role.SECURITY})
    assert conflict_of(both, embedded=True) == ""
    assert "建账号的不授权" in conflict_of(both, embedded=False)


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrator_gets_no_business_role(role: Role) -> None:
    assert "业务账号" in conflict_of(frozenset({role, Role.READER}), embedded=True)


def test_restricted_texts_are_for_the_secretary_and_named_keepers() -> None:
    may = {role for role in Role if Permission.READ_RESTRICTED in PERMISSIONS[role]}
    assert may == {Role.SECRETARY}
    assert Permission.READ_RESTRICTED in Holding(Role.CLERK, 1, keeper=True).permissions
    assert Permission.READ_RESTRICTED not in Holding(Role.SYSTEM, keeper=True).permissions


def test_rights_lie_where_the_grant_lies() -> None:
    actor = Actor(7, "甲", (Holding(Role.CLERK, 3), Holding(Role.READER, 9)))
    assert actor.roots(Permission.RECORD) == {3}
    assert actor.roots(Permission.READ_ENTRIES) == {3, 9}
    assert not actor.may_everywhere(Permission.READ_ENTRIES)
    assert actor.label == "account:7"
    assert operator_at_machine("demo").label == "local:demo"


def test_a_new_account_has_no_rights(db: None, operator: Actor) -> None:
    number, password = create_account(operator, login="lin", name="林晚")
    account = Account.objects.get(pk=number)
    assert account.must_change_password
    assert password not in account.password
    assert actor_of(account).permissions == frozenset()


def test_an_account_has_no_switch_that_bypasses_rights(db: None) -> None:
    names = {field.name for field in Account._meta.get_fields()}
    assert not names & {"is_superuser", "is_staff", "user_permissions", "groups"}
    assert not hasattr(Account, "has_perm")


def test_grants_count_on_the_real_day_only(somebody: Callable[..., Account], operator: Actor) -> None:
    account = somebody("shen")
    today = timezone.localdate()
    grant_role(
        operator,
        account_id=account.pk,
        role=Role.CLERK,
        organization_id=1,
        begins_on=today - timedelta(days=9),
        ends_on=today - timedelta(days=1),
    )
    grant_role(operator, account_id=account.pk, role=Role.CLERK, organization_id=2, begins_on=today + timedelta(days=1))
    grant_role(operator, account_id=account.pk, role=Role.CLERK, organization_id=3, begins_on=today, ends_on=today)
    assert actor_of(account).roots(Permission.RECORD) == {3}


def test_a_role_taken_away_is_gone_with_the_next_request(somebody: Callable[..., Account], operator: Actor) -> None:
    account = somebody("yuan", Role.CLERK, 4)
    assert actor_of(account).may(Permission.RECORD)
    end_grant(operator, Grant.objects.get(account=account).pk)
    assert not actor_of(account).may(Permission.RECORD)


def test_ending_a_grant_keeps_what_was_granted_on_record(somebody: Callable[..., Account], operator: Actor) -> None:
    account = somebody("yuan", Role.CLERK, 4)
    end_grant(operator, Grant.objects.get(account=account).pk)
    first, second = Grant.objects.filter(account=account).order_by("pk")
    assert (first.ends_on, first.known_until) == (None, second.known_from)
    assert second.ends_on == timezone.localdate() - timedelta(days=1)


def test_only_the_security_administrator_grants(acting: Callable[..., Actor], somebody: Callable[..., Account]) -> None:
    target = somebody("target")
    for role in sorted(set(Role) - {Role.SECURITY}):
        actor = acting(f"has_{role}", role, None if role in ADMINISTRATORS else 1)
        with pytest.raises(NotAllowedError):
            grant_role(actor, account_id=target.pk, role=Role.READER, organization_id=1)
    security = acting("has_security", Role.SECURITY)
    assert grant_role(security, account_id=target.pk, role=Role.READER, organization_id=1)


def test_a_secretary_of_everything_is_no_administrator(acting: Callable[..., Actor]) -> None:
    secretary = acting("secretary", Role.SECRETARY, None)
    with pytest.raises(NotAllowedError):
        create_account(secretary, login="x", name="某")
    with pytest.raises(NotAllowedError):
        list_accounts(secretary)


def test_nobody_grants_to_himself(acting: Callable[..., Actor]) -> None:
    security = acting("an", Role.SECURITY)
    assert security.account is not None
    with pytest.raises(NotAllowedError, match="不能给自己授权"):
        grant_role(security, account_id=security.account, role=Role.READER, organization_id=1)


def test_one_person_behind_two_accounts_is_one_person(somebody: Callable[..., Account], operator: Actor) -> None:
    somebody("first", Role.SYSTEM, person=55)
    second = somebody("second", person=55)
    with pytest.raises(RolesConflictError, match="审计管理员"):
        grant_role(operator, account_id=second.pk, role=Role.AUDITOR, organization_id=None)


def test_the_last_administrator_of_a_kind_cannot_be_taken_away(
    somebody: Callable[..., Account], operator: Actor
) -> None:
    only = somebody("only", Role.AUDITOR)
    grant = Grant.objects.get(account=only).pk
    with pytest.raises(LastHolderError):
        end_grant(operator, grant)
    with pytest.raises(LastHolderError):
        disable_account(operator, only.pk)
    somebody("other", Role.AUDITOR)
    end_grant(operator, grant)
    disable_account(operator, only.pk)
    assert not Account.objects.get(pk=only.pk).is_active


def test_administrators_cover_the_whole_installation(somebody: Callable[..., Account], operator: Actor) -> None:
    with pytest.raises(AccountsError, match="不选党组织"):
        grant_role(operator, account_id=somebody("a").pk, role=Role.AUDITOR, organization_id=3)


def test_a_disabled_account_has_no_rights(somebody: Callable[..., Account], operator: Actor) -> None:
    account = somebody("gone", Role.CLERK, 4)
    disable_account(operator, account.pk)
    assert actor_of(Account.objects.get(pk=account.pk)).permissions == frozenset()


def test_an_unknown_account_is_not_found_and_nothing_is_written(operator: Actor, db: None) -> None:
    before = Commit.objects.count()
    for write in (
        lambda: disable_account(operator, 999),
        lambda: end_grant(operator, 999),
        lambda: grant_role(operator, account_id=999, role=Role.READER, organization_id=1),
    ):
        with pytest.raises(AccountNotFoundError):
            write()
    assert Commit.objects.count() == before


def test_every_change_of_accounts_and_rights_is_in_the_log(somebody: Callable[..., Account], operator: Actor) -> None:
    number, _ = create_account(operator, login="log", name="罗格")
    grant = grant_role(operator, account_id=number, role=Role.READER, organization_id=1)
    end_grant(operator, grant)
    disable_account(operator, number)
    logged = list(Commit.objects.order_by("seq").values_list("actor", "action", "subject"))
    assert logged == [
        ("local:test", action, f"account:{number}")
        for action in ("account.create", "grant.give", "grant.end", "account.disable")
    ]
