"""Who can sign in to the demonstration, with passwords that are made anew each time."""

from __future__ import annotations

import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.apps.accounts.actors import Actor, Role, operator_at_machine
from taizhang.apps.accounts.errors import PasswordRefusedError
from taizhang.apps.accounts.selectors import account_by_login, actor_by_id
from taizhang.apps.accounts.services import change_password, create_account, found_installation, grant_role
from taizhang.faces.demo.workdays import FIRST_DAY
from taizhang.faces.demo.world.posts import name_of, secretary

OPERATOR = operator_at_machine("demo", Role.SECRETARY, Role.SYSTEM, Role.SECURITY)
"""Who builds the world: the command at the machine, as the log shows it."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody who can sign in, and what with."""

    login: str
    name: str
    role: str
    """What the account is for, as the list of accounts shows it."""
    organization: str
    password: str


@dataclass(frozen=True, slots=True)
class Seat:
    """An account of the story: login, role, over which organisation, who sits there."""

    login: str
    role: Role
    organization: str
    name: str = ""
    """Empty: the organisation's secretary at the start of the story."""
    keeper: bool = False
    words: str = ""


ADMINISTRATORS = {
    Role.SYSTEM: ("admin.system", "系统管理员"),
    Role.SECURITY: ("admin.security", "安全管理员"),
    Role.AUDITOR: ("admin.audit", "审计管理员"),
}
SEATS = (
    Seat("district.viewer", Role.SUPERIOR, "QH", "区委组织部 邵岚", words="区委：查看全区"),
    Seat("district.clerk", Role.CLERK, "QH", "区委组织部 丁宛", words="区委：登记"),
    Seat("district.secretary", Role.SECRETARY, "QH", words="区委：书记"),
    Seat("health.secretary", Role.SECRETARY, "WJ", words="卫健委机关党委：书记"),
    Seat("health.clerk", Role.CLERK, "WJ", "卫健委党办 苗圃", words="卫健委机关党委：党务工作者"),
    Seat("health.branch", Role.CLERK, "WJ-03", "疾控支部 甘棠", words="一个支部的党务工作者"),
    Seat("hospital.secretary", Role.SECRETARY, "YY", words="市三院党委：书记"),
    Seat("hospital.clerk", Role.CLERK, "YY", "市三院党办 许知遥", words="市三院党委：党务工作者"),
    Seat("hospital.discipline", Role.DISCIPLINE, "YY", "市三院纪委 方正", words="市三院：纪检"),
    Seat("education.secretary", Role.SECRETARY, "JY", words="教育系统党委：书记"),
    Seat("education.clerk", Role.CLERK, "JY", "教育局党办 黎明轩", True, "教育系统：党务工作者（指定人员）"),
    Seat("water.secretary", Role.SECRETARY, "SW", words="水务局机关党委：书记"),
    Seat("water.clerk", Role.CLERK, "SW", "水务局党办 江澈", words="水务局机关党委：党务工作者"),
    Seat("news.secretary", Role.SECRETARY, "RM", words="融媒体中心总支：书记"),
    Seat("news.clerk", Role.CLERK, "RM", "融媒体中心 闻笛", words="融媒体中心总支：党务工作者"),
    Seat("news.reader", Role.READER, "RM", "融媒体中心 柯叶", words="融媒体中心：只读"),
)
_MORE_ROOTS: Mapping[str, tuple[str, ...]] = {
    # The party groups and the resident group stand beside the organ committees, not below them.
    "health.secretary": ("WJ-DZ",),
    "health.clerk": ("WJ-DZ",),
    "education.secretary": ("JY-DZ",),
    "education.clerk": ("JY-DZ",),
    "water.secretary": ("SW-DZ",),
    "water.clerk": ("SW-DZ", "SW-PZ"),
}
_HANDS = {"WJ": "health", "YY": "hospital", "JY": "education", "SW": "water", "RM": "news", "QH": "district"}


def create_accounts(organizations: Mapping[str, int]) -> tuple[DemoAccount, ...]:
    """Make the administrators and everybody else, each with a password of his own that need not be changed."""
    first = found_installation(dict(ADMINISTRATORS))
    made = []
    for role, (login, name) in ADMINISTRATORS.items():
        account = account_by_login(login)
        password = _own_password(account.pk if account else 0, first[login])
        made.append(DemoAccount(login, name, Role(role).label, "", password))
    made.extend(_seated(seat, organizations) for seat in SEATS)
    return tuple(made[len(ADMINISTRATORS) :] + made[: len(ADMINISTRATORS)])


@dataclass(frozen=True, slots=True)
class Hands:
    """Who records and who confirms for each organisation."""

    actors: Mapping[str, Actor]

    @classmethod
    def of_the_story(cls) -> Hands:
        """Read the rights of every seat once."""
        found = ((seat.login, account_by_login(seat.login)) for seat in SEATS)
        return cls({login: actor_by_id(account.pk) for login, account in found if account})

    def clerk(self, organization: str) -> Actor:
        """Who records there."""
        return self.actors[f"{unit_of(organization)}.clerk"]

    def secretary(self, organization: str) -> Actor:
        """Who confirms there; the resident group's records are confirmed by its own district's secretary."""
        return self.actors["district.secretary" if organization == "SW-PZ" else f"{unit_of(organization)}.secretary"]


def unit_of(organization: str) -> str:
    """Which of the units an organisation belongs to, as the logins name it."""
    return _HANDS[organization.partition("-")[0]]


def _seated(seat: Seat, organizations: Mapping[str, int]) -> DemoAccount:
    name = seat.name or name_of(secretary(seat.organization, date(2025, 12, 1)))
    account, one_time = create_account(OPERATOR, login=seat.login, name=name)
    for root in (seat.organization, *_MORE_ROOTS.get(seat.login, ())):
        grant_role(
            OPERATOR,
            account_id=account,
            role=seat.role,
            organization_id=organizations[root],
            begins_on=FIRST_DAY,
            keeper=seat.keeper,
        )
    return DemoAccount(seat.login, name, seat.words, seat.organization, _own_password(account, one_time))


def _own_password(account: int, one_time: str) -> str:
    """Set a random password that meets either policy, trying again where chance made a guessable one."""
    while True:
        words = ["".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4)]
        password = f"{secrets.choice(string.ascii_uppercase)}{'-'.join(words)}"
        try:
            change_password(account, one_time, password)
        except PasswordRefusedError:
            continue
        return password
