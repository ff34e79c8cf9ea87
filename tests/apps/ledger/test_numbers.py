"""What a list says it holds is what it lists, for whoever asks."""

from datetime import date

import pytest

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.entries import Filter, State, list_entries
from taizhang.apps.ledger.selectors.numbers import number_of_entries
from taizhang.apps.ledger.services import confirm_entry, record_entry
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def _talk(world: World, title: str) -> dict[str, object]:
    parts = [{"kind": "heart_to_heart_talk", "fields": {"pair": "members"}}]
    return world.congress(date(2025, 4, 1), title=title, parts=parts)


def _asked(world: World) -> list[Filter]:
    here, all_ = (world.branch,), (world.committee, world.branch, world.neighbour)
    return [
        Filter(organizations=scope, **narrowed)
        for scope in (here, all_, None, (*all_, world.foreign))
        for narrowed in (
            {},
            {"year": 2025, "end": date(2025, 3, 31)},
            {"state": State.REGISTERED},
            {"kinds": ("branch_congress",)},
            {"text": "思想"},
            {"text": "会议室"},
        )
    ]


def _readers(world: World) -> list[Actor]:
    return [world.secretary, world.clerk, world.superior, world.stranger]


def test_the_number_is_that_of_the_list_for_each_reader_also_when_others_asked_before(world: World) -> None:
    record_entry(world.clerk, world.congress(), TODAY)
    for content in (_talk(world, "关于思想波动的谈话"), world.congress(date(2025, 5, 1), title="思想汇报会")):
        for reader in _readers(world):
            for asked in _asked(world):
                assert number_of_entries(reader, asked) == list_entries(reader, asked).count(), (reader.name, asked)
        confirm_entry(world.secretary, record_entry(world.clerk, content, TODAY).revision, TODAY)
    for reader in _readers(world):
        for asked in _asked(world):
            assert number_of_entries(reader, asked) == list_entries(reader, asked).count(), (reader.name, asked)


def test_a_title_for_keepers_is_counted_for_them_alone(world: World) -> None:
    confirm_entry(world.secretary, record_entry(world.clerk, _talk(world, "关于思想波动的谈话"), TODAY).revision, TODAY)
    asked = Filter(organizations=(world.branch,), text="思想")
    assert [number_of_entries(one, asked) for one in (world.secretary, world.clerk, world.secretary)] == [1, 0, 1]
