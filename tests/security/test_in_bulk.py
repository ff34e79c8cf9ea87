"""Attack case A3: a request for many things with one foreign thing among them does nothing at all."""

from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.audit.writing import last_seq
from taizhang.apps.ledger.models import Confirmation
from taizhang.apps.ledger.services import record_entry
from taizhang.apps.ledger.services.importing import Incoming, load_entries
from taizhang.apps.members.errors import RollRefusedError
from taizhang.apps.members.services import import_roll
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.runs.models import Run
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
UNKNOWN = 987_654


def everything() -> dict[str, list[str]]:
    """Every row of the business; who is signed in apart."""
    return {
        model._meta.db_table: sorted(map(repr, model._default_manager.values_list()))
        for model in apps.get_models()
        if not model._meta.db_table.startswith(("django_session", "accounts_account"))
    }


@pytest.fixture
def secretary(world: World) -> Client:
    return signed_in("chief", "secretary", world.branch)


@pytest.fixture
def foreign(world: World) -> int:
    """Something of a branch that is not ours, waiting for confirmation."""
    person = facts.person("xp", world.foreign)
    content = dict(world.congress(), recorder=world.foreign, roll=[{"person": person, "present": True}])
    content["parts"][0]["roles"] = {"chair": [person]}
    return record_entry(world.stranger, content, TODAY).revision


@pytest.fixture
def own(world: World) -> int:
    return record_entry(world.clerk, world.congress(), TODAY).revision


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["foreign-last", "foreign-first"])
def test_a_month_with_a_foreign_entry_in_it_is_not_confirmed_at_all(
    secretary: Client, own: int, foreign: int, order: tuple[int, int]
) -> None:
    before = everything()
    answers = []
    for other in (foreign, UNKNOWN):
        sent = [(own, other)[place] for place in order]
        answers.append(secretary.post(reverse("ledger:batch"), {"revision": sent}))
        assert everything() == before
    assert [one.status_code for one in answers] == [404, 404]
    assert "没有这条记录" in answers[0].content.decode()
    assert answers[0].content == answers[1].content, "foreign and unknown are told apart"
    secretary.post(reverse("ledger:batch"), {"revision": [own, own]})
    assert Confirmation.objects.get().revision_id == own, "the control: one's own is confirmed, and once"


def test_an_entry_that_one_sees_but_may_not_confirm_stops_the_whole_month(
    world: World, secretary: Client, own: int
) -> None:
    joint = dict(
        world.congress(),
        recorder=world.neighbour,
        organizations=[{"organization": world.branch, "how": "joint"}],
        roll=[{"person": one, "present": True} for one in world.guests],
    )
    joint["parts"][0]["roles"] = {"chair": [world.guests[0]]}
    there = Actor(world.clerk.account, "there", (Holding(Role.CLERK, world.neighbour),))
    theirs = record_entry(there, joint, TODAY)
    assert secretary.get(reverse("ledger:entry", args=[theirs.entry])).status_code == 200
    before = everything()
    answer = secretary.post(reverse("ledger:batch"), {"revision": [own, theirs.revision]})
    assert answer.status_code in {403, 404}
    assert everything() == before


def test_a_file_with_one_foreign_record_writes_none(world: World) -> None:
    theirs = dict(world.congress(), recorder=world.foreign, roll=[])
    theirs["parts"][0]["roles"] = {}
    before = last_seq()
    with pytest.raises(NotFoundError):
        load_entries(world.clerk, [Incoming(world.congress(), "1"), Incoming(theirs, "2")], TODAY)
    assert last_seq() == before


def test_a_roll_with_one_person_for_a_foreign_branch_writes_nobody(world: World) -> None:
    rows: list[dict[str, Any]] = [
        {"姓名": "王小明", "性别": "男", "人员类别": "正式党员", "党支部": branch} for branch in ("a", "x")
    ]
    before = last_seq()
    with pytest.raises(RollRefusedError):
        import_roll(world.secretary, world.branch, rows, TODAY)
    assert last_seq() == before


def test_drafting_for_all_below_takes_no_list_of_others(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page works out who is below by itself; numbers that are sent along are nobody's."""
    drafted: list[int] = []

    def begin(_frame: object, organizations: tuple[int, ...], _asked: object) -> int:
        drafted.extend(organizations)
        return 1

    monkeypatch.setattr("taizhang.faces.web.pages.reports.drafting_all._begin", begin)
    client = signed_in("writer", "clerk", world.committee)
    wishes = {"outline": "organization_report", "until": "2025-11-30", "most_characters": "1500", "notice": ""}
    sent = wishes | {"organization": [world.foreign], "organizations": [world.foreign], "below": [world.foreign]}
    assert client.post(reverse("reports:draft_all"), sent).status_code == 302
    assert set(drafted) == {world.branch, world.neighbour}
    assert client.post(reverse("reports:draft_all"), wishes | {"notice": str(UNKNOWN)}).status_code == 422
    assert not Run.objects.exists()
