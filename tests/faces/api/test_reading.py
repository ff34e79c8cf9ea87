"""Organisations, members, kinds, obligations and figures through the API."""

from datetime import date

import pytest

from taizhang.apps.accounts.actors import Role
from taizhang.apps.members.sealing import Sensitive, seal_field
from taizhang.domain.rules.kinds import Confirmation
from taizhang.domain.rules.rulebook import shipped
from tests.apps.ledger.conftest import World
from tests.faces.api.conftest import Caller, caller_with, record_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_organisations_are_those_that_the_caller_may_see(clerk: Caller, world: World) -> None:
    assert [one["code"] for one in clerk.get("/organizations").json()["items"]] == ["a"]
    superior = caller_with(Role.SUPERIOR, world.committee)
    found = superior.get("/organizations").json()["items"]
    assert [(one["code"], one["parent"]) for one in found] == [("a", "c"), ("b", "c"), ("c", None)]
    assert clerk.get("/organizations/a").json()["parent"] is None


def test_an_organisation_is_described_as_of_the_day(clerk: Caller) -> None:
    assert clerk.get("/organizations/a", as_of="2025-01-01").json()["exists"] is True
    assert clerk.get("/organizations/a", as_of="2005-01-01").json()["exists"] is False


def test_members_come_with_their_numbers_masked(clerk: Caller, world: World) -> None:
    seal_field(world.secretary, world.people[0], Sensitive.PHONE, "13912345678")
    listed = clerk.get("/organizations/a/members", page_size=3).json()
    assert (listed["total"], [one["code"] for one in listed["items"]]) == (8, ["p000", "p001", "p002"])
    member = clerk.get("/members/p000").json()
    assert member["status_zh"] == "正式党员"
    assert "13912345678" not in str(member)
    assert member["masked"]["phone"].endswith("5678") or "*" in member["masked"]["phone"]


def test_kinds_come_with_their_forms(clerk: Caller) -> None:
    kinds = {one["id"]: one for one in clerk.get("/kinds").json()}
    congress = kinds["branch_congress"]
    second = {one for one, kind in shipped().kinds.items() if kind.confirmation is Confirmation.SECOND_PERSON}
    assert {one for one, kind in kinds.items() if kind["needs_second_person"]} == second
    assert congress["fields"]["agenda"]["required"] is True
    assert "chair" in congress["roles"]


def test_obligations_and_figures_follow_from_what_was_recorded(clerk: Caller, secretary: Caller, world: World) -> None:
    entry = clerk.post("/entries", record_of(world)).json()["entry"]
    asked = {"year": 2025, "as_of": "2025-12-10", "page_size": 200}

    def first_quarter() -> dict[str, object]:
        found = clerk.get("/organizations/a/obligations", **asked).json()["items"]
        return next(
            one
            for one in found
            if one["rule"] == "branch_congress_quarterly" and one["window"]["start"] == "2025-01-01"
        )

    assert first_quarter()["code"] == "unmet"
    secretary.post(f"/entries/{entry}/confirmation", {"number": 1})
    now = first_quarter()
    assert (now["code"], now["entries"], now["due_on"]) == ("met", [entry], "2025-03-31")
    figures = {
        one["id"]: one for one in clerk.get("/organizations/a/figures", year=2025, page_size=200).json()["items"]
    }
    assert figures["branch_congress/count"]["value"] == 1
    attendance = clerk.get("/organizations/a/figure", figure="branch_congress/attendance", start="2025-01-01").json()
    assert attendance["value"] == 8
    assert {one["entry"] for one in attendance["sources"]} == {entry}
    assert attendance["portions"] == [{"organization": "a", "name": "a党组织", "value": 8}]


def test_only_the_asked_answers_are_listed(clerk: Caller) -> None:
    found = clerk.get("/organizations/a/obligations", only="unmet", as_of=date(2025, 12, 10).isoformat()).json()
    assert found["items"]
    assert {one["code"] for one in found["items"]} == {"unmet"}


def test_an_unknown_figure_is_not_there(clerk: Caller) -> None:
    answer = clerk.get("/organizations/a/figure", figure="nothing/at_all")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
