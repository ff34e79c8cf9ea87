"""Building the demonstration world in a database that has nothing in it yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from taizhang.apps.organizations.selectors import list_organizations
from taizhang.faces.demo.accounts import DemoAccount, Hands, create_accounts
from taizhang.faces.demo.chronicle import SETTING_UP, Act, Chapter, World, tell
from taizhang.faces.demo.entries import ledger_acts
from taizhang.faces.demo.members import member_acts
from taizhang.faces.demo.organizations import organization_acts
from taizhang.faces.demo.papers import paper_acts
from taizhang.faces.demo.reports import report_acts
from taizhang.faces.demo.rules import rule_acts
from taizhang.faces.demo.telling import Progress
from taizhang.faces.demo.workdays import CLOCK


class NotEmptyError(Exception):
    """There are organisations already; the demonstration never mixes with them."""

    code = "demo_not_empty"

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("这个数据库里已经有党组织，演示数据没有建。换一个空的数据目录再试。")


def build_demo(progress: Progress) -> tuple[DemoAccount, ...]:
    """Build the whole world, telling how far it is; return who can sign in and with which password."""
    if list_organizations(None, CLOCK, closed=True):
        raise NotEmptyError
    accounts = Act(SETTING_UP, Chapter.ACCOUNTS, _open_accounts)
    with _in_a_hurry():
        acts = [
            *rule_acts(),
            *organization_acts(),
            *member_acts(),
            accounts,
            *ledger_acts(),
            *report_acts(),
            *paper_acts(),
        ]
        world = tell(acts, progress)
    return world.accounts


@contextmanager
def _in_a_hurry() -> Iterator[None]:
    """Spare SQLite the wait for the disk at each of two thousand commits: what breaks off is built anew anyway."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        (before,) = cursor.fetchone()
        cursor.execute("PRAGMA synchronous=OFF")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA synchronous={int(before)}")


def _open_accounts(world: World) -> None:
    world.accounts = create_accounts(world.organizations)
    world.hands = Hands.of_the_story()
