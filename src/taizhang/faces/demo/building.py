"""Building the demonstration world in a database that has nothing in it yet."""

from __future__ import annotations

from taizhang.apps.organizations.selectors import list_organizations
from taizhang.faces.demo.accounts import DemoAccount, Hands, create_accounts
from taizhang.faces.demo.contents import Numbers
from taizhang.faces.demo.entries import assert_totals, correct_and_void, leave_drafts, load_story
from taizhang.faces.demo.members import import_rolls, let_things_happen
from taizhang.faces.demo.organizations import (
    appoint_everybody,
    lay_out_organizations,
    move_windows,
    name_scopes,
    rename_organizations,
)
from taizhang.faces.demo.rules import adopt_own_rules, adopt_rulebook
from taizhang.faces.demo.telling import Progress, Telling
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
    adopt_rulebook()
    organizations = lay_out_organizations(Telling(progress, "组织"))
    adopt_own_rules(organizations)
    people = import_rolls(organizations, Telling(progress, "党员名册"))
    let_things_happen(organizations, people, Telling(progress, "党员变动"))
    appoint_everybody(organizations, people, Telling(progress, "任职"))
    rename_organizations(organizations)
    accounts = create_accounts(organizations, Telling(progress, "账号"))
    move_windows(organizations)
    name_scopes(organizations)
    numbers, hands = Numbers(organizations, people), Hands.of_the_story()
    loaded = load_story(numbers, hands, Telling(progress, "三年台账"))
    correct_and_void(numbers, hands, loaded)
    assert_totals(numbers, hands)
    leave_drafts(numbers, hands)
    return accounts
