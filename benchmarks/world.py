"""Building the bench world: real facts under a real chain, loaded through the ledger's own service."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from benchmarks.place import Place, bring_up
from benchmarks.story import ROLL, YEARS, Branch, confirmed_on, month_of

TODAY = date(2025, 12, 31)
FOUNDED = date(2018, 3, 1)
IN_ONE_COMMIT = 100
"""Entries of a commit while loading; a roll of members is limited by the product itself."""
MEMBERS_IN_ONE_COMMIT = 10_000
POSTS = ("secretary", "organization_member", "publicity_member")
SIGN_IN_FILE = "bench-accounts.json"


def build(place: Place) -> None:
    """Build the world of this size from nothing."""
    place.begin()
    bring_up(place.home)
    _hurry()
    from taizhang.faces.cli.installation import migrate  # noqa: PLC0415 (Django has to be up)

    migrate()
    committee, branches = _organizations(place.size)
    members = _members(committee, branches)
    _accounts(place, committee, branches)
    _leaders(branches, members)
    _entries(_told(branches, members))
    _settle()
    (place.folder / "built").write_text("", encoding="ascii")


def _organizations(size: int) -> tuple[int, list[int]]:
    from taizhang.apps.organizations.services import begin_term, set_up_organization  # noqa: PLC0415
    from taizhang.apps.rulebooks.services import adopt_release  # noqa: PLC0415
    from taizhang.domain.rules.rulebook import shipped  # noqa: PLC0415

    adopt_release(_operator(), shipped(), note="随附")
    committee = set_up_organization(
        _operator(),
        code="C",
        name="测试区机关党委",
        type_="committee",
        founded_on=FOUNDED,
    )
    branches = []
    for place in range(size):
        branches.append(
            set_up_organization(
                _operator(),
                code=f"B{place + 1:04}",
                name=f"第{place + 1}党支部",
                type_="branch",
                founded_on=FOUNDED,
                parent=committee,
            )
        )
        _say("组织", place + 1, size)
    for branch in branches:
        begin_term(_operator(), branch, FOUNDED.replace(year=2023), years=3, seats=3)
    return committee, branches


def _members(committee: int, branches: Sequence[int]) -> dict[int, tuple[int, ...]]:
    from taizhang.apps.members.people import People  # noqa: PLC0415
    from taizhang.apps.members.services import import_roll  # noqa: PLC0415

    codes = [f"B{place + 1:04}" for place in range(len(branches))]
    lines = [
        {
            "编号": f"{code}-{one:02}",
            "姓名": f"党员{code[1:]}{one:02}",
            "性别": "女" if one % 2 else "男",
            "党支部": code,
            "人员类别": "正式党员",
            "进入支部日期": "2020-01-01",
            "学历": "大学",
        }
        for code in codes
        for one in range(ROLL)
    ]
    for start in range(0, len(lines), MEMBERS_IN_ONE_COMMIT):
        import_roll(_operator(), committee, lines[start : start + MEMBERS_IN_ONE_COMMIT], date(2020, 1, 1))
        _say("党员", min(start + MEMBERS_IN_ONE_COMMIT, len(lines)), len(lines))
    people = People()
    return {
        branch: tuple(people.with_code(f"{code}-{one:02}") or 0 for one in range(ROLL))
        for code, branch in zip(codes, branches, strict=True)
    }


def _leaders(branches: Sequence[int], members: dict[int, tuple[int, ...]]) -> None:
    from taizhang.apps.organizations.services import appoint  # noqa: PLC0415

    for place, branch in enumerate(branches):
        for person, title in zip(members[branch], POSTS, strict=False):
            appoint(_operator(), branch, person, title, date(2023, 3, 1))
        _say("任职", place + 1, len(branches))


def _accounts(place: Place, committee: int, branches: Sequence[int]) -> None:
    from taizhang.apps.accounts.actors import Role  # noqa: PLC0415
    from taizhang.apps.accounts.services import (  # noqa: PLC0415
        change_password,
        create_account,
        found_installation,
        grant_role,
    )

    found_installation({role: (role.value, role.label) for role in (Role.SYSTEM, Role.SECURITY, Role.AUDITOR)})
    kept = {}
    for login, role, organization in (
        ("clerk", Role.CLERK, committee),
        ("secretary", Role.SECRETARY, committee),
        ("branch", Role.CLERK, branches[0]),
    ):
        account, once = create_account(_operator(), login=login, name=login)
        grant_role(_operator(), account_id=account, role=role, organization_id=organization, begins_on=date(2023, 1, 1))
        kept[login] = f"Bench-{once}-{login[::-1]}9"
        change_password(account, once, kept[login])
    handle = os.open(place.folder / SIGN_IN_FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        json.dump(kept, stream)


def _told(branches: Sequence[int], members: dict[int, tuple[int, ...]]) -> Iterator[list[dict[str, Any]]]:
    """Everything in the order of months, cut into commits."""
    around = [
        Branch(number, place, members[number], branches[(place + 1) % len(branches)])
        for place, number in enumerate(branches)
    ]
    bunch: list[dict[str, Any]] = []
    for year in YEARS:
        for month in range(1, 13):
            for branch in around:
                for one in month_of(branch, year, month):
                    bunch.append(one)
                    if len(bunch) == IN_ONE_COMMIT:
                        yield bunch
                        bunch = []
    if bunch:
        yield bunch


def _entries(told: Iterator[list[dict[str, Any]]]) -> None:
    from benchmarks.hands import hand  # noqa: PLC0415
    from taizhang.apps.ledger.services.importing import Incoming, load_entries  # noqa: PLC0415
    from taizhang.apps.members.rosters import Rosters  # noqa: PLC0415

    clerk, secretary, rosters = hand("clerk"), hand("secretary"), Rosters()
    done, began = 0, time.perf_counter()
    for bunch in told:
        incoming = []
        for content in bunch:
            day = confirmed_on(date.fromisoformat(content["day"]))
            incoming.append(Incoming(content, recorded_on=day, confirmed_on=day))
        load_entries(clerk, incoming, TODAY, confirmer=secretary, rosters=rosters)
        done += len(bunch)
        _say(f"台账 {done / (time.perf_counter() - began):.0f} 条/秒", done, None)


def _operator() -> Any:
    from taizhang.apps.accounts.actors import Role, operator_at_machine  # noqa: PLC0415

    return operator_at_machine("bench", Role.SECRETARY, Role.SYSTEM, Role.SECURITY)


def _hurry() -> None:
    """What is built here can be built again: it need not survive a power cut."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("PRAGMA cache_size=-400000")


def _settle() -> None:
    """Do once what the product does after loading much."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()


def _say(what: str, done: int, total: int | None) -> None:
    if total is None or done == total or done % 100 == 0:
        of = f"/{total}" if total else ""
        print(f"\r{what} {done}{of}    ", end="\n" if done == total else "", file=sys.stderr, flush=True)


if __name__ == "__main__":
    build(Place.of_size(int(sys.argv[1])))
