"""Every operation, by every role, with canaries in every corner, and with bodies that nobody would send."""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from taizhang.apps.accounts.actors import Role
from taizhang.apps.ledger.models import Draft, Entry, Revision
from taizhang.faces.api.interface import api
from tests.apps.ledger.conftest import World
from tests.faces.api.conftest import (
    CANARY_FOREIGN,
    CANARY_RESTRICTED,
    Caller,
    caller_with,
    record_of,
)

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.both_databases
WRITERS = {Role.SECRETARY, Role.CLERK}
READERS = WRITERS | {Role.SUPERIOR, Role.READER, Role.DISCIPLINE}
ROLES = (*Role, None)


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path, and description of each."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, described in methods.items():
            yield method, path.removeprefix("/api/v1"), described


def filled(path: str, planted: dict[str, int], code: str, *, foreign: bool) -> str:
    """A path with its places filled in."""
    entry = planted["foreign" if foreign else "home"]
    member = "x" if foreign else "p000"
    return path.replace("{entry}", str(entry)).replace("/members/{code}", f"/members/{member}").replace("{code}", code)


def body_for(path: str, world: World, code: str) -> dict[str, Any]:
    if path.endswith("/confirmation"):
        return {"number": 1}
    if path.startswith("/checks"):
        return {"text": "全年组织学习XX次。", "organization": code}
    if path.endswith("/voiding"):
        return {"base_number": 1, "reason": "试"}
    if path.endswith("/corrections"):
        return {"base_number": 1, "reason": "试", "content": record_of(world, organization=code)}
    return record_of(world, organization=code)


def ask(caller: Caller, method: str, path: str, body: Any) -> Any:
    query = {"figure": "branch_congress/count"} if path.endswith("/figure") else {}
    return caller.get(path, **query) if method == "get" else caller.post(path, body)


def test_every_operation_stands_behind_the_door(nobody: Caller, world: World, planted: dict[str, int]) -> None:
    asked = 0
    for method, path, _ in operations():
        answer = ask(nobody, method, filled(path, planted, "a", foreign=False), body_for(path, world, "a"))
        assert answer.status_code == 401, (method, path)
        asked += 1
    assert asked >= 15


@pytest.mark.parametrize("role", ROLES)
def test_what_is_foreign_is_not_there(role: Role | None, world: World, planted: dict[str, int]) -> None:
    caller = caller_with(role, world.branch) if role else Caller(Client())
    for method, path, _ in operations():
        if "{" not in path:
            continue
        answer = ask(caller, method, filled(path, planted, "x", foreign=True), body_for(path, world, "x"))
        unknown = ask(
            caller,
            method,
            filled(path, {"foreign": 999999, "home": 0}, "没有", foreign=True),
            body_for(path, world, "没有"),
        )
        expected = 401 if role is None else 404
        assert (answer.status_code, unknown.status_code) == (expected, expected), (method, path)
        assert answer.json() == unknown.json(), (method, path)
    assert Revision.objects.count() == 2


@pytest.mark.parametrize("role", ROLES)
def test_no_body_holds_a_canary_that_the_role_may_not_see(
    role: Role | None, world: World, planted: dict[str, int]
) -> None:
    caller = (
        caller_with(role, None if role in {Role.SYSTEM, Role.SECURITY, Role.AUDITOR} else world.branch)
        if role
        else Caller(Client())
    )
    bodies = []
    for method, path, _ in operations():
        if method == "get":
            answer = ask(caller, method, filled(path, planted, "a", foreign=False), None)
            bodies.append(answer.content.decode())
            assert answer.status_code in ((200,) if role in READERS else (200, 401, 403, 404)), (path, bodies[-1])
    bodies.append(caller.get("/entries", text="金丝雀").content.decode())
    together = "\n".join(bodies)
    assert CANARY_FOREIGN not in together
    assert (CANARY_RESTRICTED in together) == (role is Role.SECRETARY)
    if role in READERS:
        assert "第一季度支部党员大会" in together
    else:
        assert "第一季度支部党员大会" not in together
        assert "党员p000" not in together


@BOTH
@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_write_writes(role: Role | None, world: World, planted: dict[str, int]) -> None:
    caller = caller_with(role, world.branch) if role else Caller(Client())
    before = Revision.objects.count()
    for method, path, _ in operations():
        if method == "post":
            answer = ask(caller, method, filled(path, planted, "a", foreign=False), body_for(path, world, "a"))
            # Checking a text writes nothing: who may read may do it.
            if role not in WRITERS and not path.startswith("/checks"):
                assert answer.status_code in (401, 403, 404), (path, role, answer.content.decode())
    assert (Revision.objects.count() > before) == (role in WRITERS)


STRANGE: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2**63,
    1.5,
    "",
    " ",
    "长" * 300,
    "'; DROP TABLE ledger_entry; --",
    "../../etc/passwd",
    "\u202e倒",
    "0000-00-00",
    "9999-12-31",
    "2025-02-30",
    [],
    {},
    [[]],
    {"a": {"b": []}},
    ["x"] * 50,
    "p000",
    "支部党员大会",
)


def twisted(value: Any, chance: random.Random) -> Any:
    """The same body with something strange in it."""
    if chance.random() < 0.15:
        return chance.choice(STRANGE)
    if isinstance(value, dict):
        found = {key: twisted(one, chance) for key, one in value.items() if chance.random() > 0.05}
        return found | ({chance.choice(("x", "account", "recorder")): 1} if chance.random() < 0.05 else {})
    if isinstance(value, list):
        return [twisted(one, chance) for one in value]
    return value


def query_of(described: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Strange values for the parameters in the address."""
    names = [one["name"] for one in described.get("parameters", []) if one["in"] == "query"]
    return {name: str(chance.choice((*STRANGE, 1, 2025, "2025-01-01"))) for name in names if chance.random() < 0.5}


@pytest.mark.parametrize("seed", [pytest.param(0, marks=BOTH), 1, 2, 3])
def test_nothing_that_anybody_sends_breaks_it(
    seed: int, secretary: Caller, world: World, planted: dict[str, int]
) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same strange bodies each time)
    for method, path, described in operations():
        for _ in range(40):
            code = chance.choice(("a", "a", "x", "没有", "a%00", "🦆", "1" * 150))
            entry = chance.choice((planted["home"], planted["home"], 0, 2**70))
            place = path.replace("{entry}", str(entry)).replace("{code}", code)
            if method == "get":
                answer = secretary.get(place, **query_of(described, chance))
            else:
                answer = secretary.post(place, json.dumps(twisted(body_for(path, world, "a"), chance)))
            assert answer.status_code < 500, (method, place, answer.content.decode())
            if answer.status_code >= 400:
                refusal = answer.json()
                assert refusal["code"], place
                assert refusal["message"].endswith(("。", "？")), refusal
    assert Entry.objects.filter(revisions__isnull=True).count() == 0
    assert not Draft.objects.exists()


def test_every_answer_is_one_that_the_description_names(clerk: Caller, world: World, planted: dict[str, int]) -> None:
    for method, path, described in operations():
        for foreign, code in ((False, "a"), (True, "x")):
            answer = ask(clerk, method, filled(path, planted, code, foreign=foreign), body_for(path, world, code))
            assert str(answer.status_code) in {str(one) for one in described["responses"]}, (
                method,
                path,
                answer.status_code,
            )
