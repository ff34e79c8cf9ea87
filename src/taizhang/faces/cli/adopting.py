"""Adopting the rulebook that came with this release."""

from __future__ import annotations

from taizhang import __version__


def adopt_shipped(command: str) -> str:
    """Adopt the shipped rulebook on behalf of whoever sets the installation up; gives its digest."""
    from taizhang.apps.accounts.actors import Role, operator_at_machine
    from taizhang.apps.rulebooks.services import adopt_release
    from taizhang.domain.rules import shipped

    # The one right a set-up needs; the actor lives for this call only and shows in the log as the machine's.
    actor = operator_at_machine(command, Role.CLERK)
    adopted = adopt_release(actor, shipped(), note="随程序安装", release=__version__)
    return adopted.rulebook.digest
