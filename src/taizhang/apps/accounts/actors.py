"""Who acts, with the rights that are in force on the real day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from taizhang.apps.accounts.models import Role
from taizhang.apps.accounts.rights import KEEPER_PERMISSIONS, PERMISSIONS, Permission

EVERYWHERE: None = None
"""As the root of a holding: the whole installation."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A role over an organisation and all below it; without one, over the whole installation."""

    role: Role
    organization: int | None = EVERYWHERE
    keeper: bool = False

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role allows here."""
        allowed = PERMISSIONS[self.role]
        return allowed | KEEPER_PERMISSIONS if self.keeper and Permission.READ_ENTRIES in allowed else allowed


@dataclass(frozen=True)
class Actor:
    """An account and its grants in force today; rights never depend on the business clock or `as_of`."""

    account: int | None
    """None: the operator at the machine, at set-up and in commands."""
    name: str
    holdings: tuple[Holding, ...] = ()
    token: int | None = None
    """The API token that stands for the account."""
    operator: str = ""
    """Which command or person at the machine, where there is no account."""

    @property
    def label(self) -> str:
        """How the log names the actor: by number, never by name."""
        if self.account is None:
            return f"local:{self.operator}"[:80]
        return f"account:{self.account}" + (f" token:{self.token}" if self.token else "")

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """Everything this actor may do anywhere."""
        return frozenset().union(*(holding.permissions for holding in self.holdings))

    @property
    def roles(self) -> frozenset[Role]:
        """The roles in force."""
        return frozenset(holding.role for holding in self.holdings)

    def may(self, permission: Permission) -> bool:
        """Say whether the actor may do this somewhere."""
        return permission in self.permissions

    def roots(self, permission: Permission) -> frozenset[int | None]:
        """The organisations under which the actor may do this; None among them means everywhere."""
        return frozenset(holding.organization for holding in self.holdings if permission in holding.permissions)

    def may_everywhere(self, permission: Permission) -> bool:
        """Say whether the right covers the whole installation."""
        return EVERYWHERE in self.roots(permission)


def operator_at_machine(command: str, *roles: Role) -> Actor:
    """An actor for a command run on the machine itself; the log shows it as `local:`."""
    return Actor(None, "本机操作", tuple(Holding(role) for role in roles), operator=command)


__all__ = ["EVERYWHERE", "Actor", "Holding", "Role", "operator_at_machine"]
