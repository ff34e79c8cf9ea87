from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.errors import AccountNotFoundError, AccountsError, NotAllowedError
from taizhang.apps.accounts.models import Account, Grant, Role, Token
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.accounts.selectors import actor_of, actor_of_token, own_tokens
from taizhang.apps.accounts.services import create_token, disable_account, end_grant, revoke_token

pytestmark = pytest.mark.both_databases

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=30)


@pytest.fixture
def clerk(acting: Callable[..., Actor]) -> Actor:
    return acting("lin", Role.CLERK, 4)


def make(actor: Actor, role: Role = Role.READER, organization: int | None = 4) -> tuple[int, str]:
    return create_token(actor, name="人事系统每晚取数", role=role, organization_id=organization, expires_on=SOON)


def test_a_token_acts_with_its_own_role_and_scope(clerk: Actor) -> None:
    number, text = make(clerk)
    actor = actor_of_token(text)
    assert actor is not None
    assert actor.label == f"account:{clerk.account} token:{number}"
    assert actor.roots(Permission.READ_ENTRIES) == {4}
    assert not actor.may(Permission.RECORD)


def test_a_token_is_kept_as_a_digest_only(clerk: Actor) -> None:
    _, text = make(clerk)
    assert len(text) > 40
    assert text not in " ".join(str(row) for row in Token.objects.values_list())
    assert actor_of_token(text[:-1]) is None
    assert actor_of_token("") is None


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DISCIPLINE, Role.SYSTEM, Role.AUDITOR])
def test_a_token_may_not_do_more_than_its_owner(clerk: Actor, role: Role) -> None:
    with pytest.raises(NotAllowedError, match="不能超过你自己的"):
        make(clerk, role)


@pytest.mark.parametrize("organization", [None, 5])
def test_a_token_may_not_reach_further_than_its_owner(clerk: Actor, organization: int | None) -> None:
    with pytest.raises(NotAllowedError):
        make(clerk, Role.READER, organization)


def test_a_token_may_be_for_an_organization_below(clerk: Actor) -> None:
    _, text = create_token(
        clerk,
        name="下级",
        role=Role.READER,
        organization_id=41,
        expires_on=SOON,
        is_below=lambda child, root: (child, root) == (41, 4),
    )
    actor = actor_of_token(text)
    assert actor is not None
    assert actor.roots(Permission.READ_ENTRIES) == {41}


def test_a_token_makes_no_tokens(clerk: Actor) -> None:
    _, text = make(clerk, Role.CLERK)
    actor = actor_of_token(text)
    assert actor is not None
    with pytest.raises(NotAllowedError):
        make(actor)


def test_an_expired_token_is_dead(clerk: Actor) -> None:
    number, text = make(clerk)
    Token.objects.filter(pk=number).update(expires_on=TODAY)
    assert actor_of_token(text) is not None
    Token.objects.filter(pk=number).update(expires_on=TODAY - timedelta(days=1))
    assert actor_of_token(text) is None


@pytest.mark.parametrize("days", [-1, 367])
def test_a_token_expires_within_a_year(clerk: Actor, days: int) -> None:
    with pytest.raises(AccountsError, match="一年之内"):
        create_token(clerk, name="x", role=Role.READER, organization_id=4, expires_on=TODAY + timedelta(days=days))


def test_a_revoked_token_is_dead(clerk: Actor) -> None:
    number, text = make(clerk)
    revoke_token(clerk, number)
    assert actor_of_token(text) is None
    assert own_tokens(clerk) == ()


def test_somebody_elses_token_is_not_found(clerk: Actor, acting: Callable[..., Actor]) -> None:
    number, text = make(clerk)
    with pytest.raises(AccountNotFoundError):
        revoke_token(acting("other", Role.SECRETARY, 4), number)
    assert actor_of_token(text) is not None
    revoke_token(acting("anquan", Role.SECURITY), number)
    assert actor_of_token(text) is None


def test_a_token_dies_with_the_grant_behind_it(clerk: Actor, operator: Actor) -> None:
    _, text = make(clerk)
    end_grant(operator, Grant.objects.get(account=clerk.account).pk)
    assert actor_of_token(text) is None


def test_a_token_dies_with_its_account(clerk: Actor, operator: Actor) -> None:
    _, text = make(clerk)
    assert clerk.account is not None
    disable_account(operator, clerk.account)
    assert actor_of_token(text) is None


def test_administrators_have_no_tokens(somebody: Callable[..., Account]) -> None:
    for role in (Role.SYSTEM, Role.SECURITY, Role.AUDITOR):
        with pytest.raises(NotAllowedError):
            make(actor_of(somebody(f"has_{role}", role)), Role.READER, None)
