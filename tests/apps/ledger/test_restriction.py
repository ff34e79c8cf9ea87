"""What talks are called and what was said stays with the keepers: in lists, search, detail, duplicates, findings."""

from typing import Any

import pytest

from taizhang.apps.ledger.selectors.effects import effects_of
from taizhang.apps.ledger.selectors.entries import Filter, entry_detail, list_entries, rows_of
from taizhang.apps.ledger.selectors.tallied import waiting_for
from taizhang.apps.ledger.services import preview_entry, record_entry
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SECRET = "青铜钥匙"


@pytest.fixture
def talk(world: World) -> int:
    content: dict[str, Any] = {
        "recorder": world.branch,
        "day": "2025-05-08",
        "year": 2025,
        "title": f"与{SECRET}谈话",
        "summary": f"谈到{SECRET}的家事。" * 20,
        "roll": [{"person": one, "present": True} for one in world.people[:2]],
        "parts": [{"kind": "heart_to_heart_talk", "fields": {"pair": "members"}}],
    }
    preview = preview_entry(world.secretary, content, TODAY)
    content["parts"][0]["fields"] |= {
        one.place.rsplit(".", 1)[-1]: "x" for one in preview.findings if one.code == "required"
    }
    return record_entry(world.secretary, content, TODAY).entry


def test_only_keepers_read_the_title_and_the_text(world: World, talk: int) -> None:
    for actor, reads in ((world.clerk, False), (world.superior, False), (world.secretary, True)):
        detail = entry_detail(actor, talk)
        listed = rows_of(actor, list_entries(actor, Filter()))
        waiting = waiting_for(actor, [world.branch])
        assert (SECRET in repr(detail)) is reads
        assert (SECRET in repr(listed)) is reads
        assert (SECRET in repr(waiting)) is reads
        assert listed, "that there was a talk is for everybody"


def test_only_keepers_find_it_by_its_words(world: World, talk: int) -> None:
    wanted = Filter(text=SECRET)
    assert not list_entries(world.clerk, wanted).exists()
    assert list_entries(world.secretary, wanted).exists()


def test_the_panel_beside_the_form_does_not_tell(world: World, talk: int) -> None:
    content = {
        "recorder": world.branch,
        "day": "2025-05-08",
        "year": 2025,
        "title": "谈话",
        "roll": [{"person": one, "present": True} for one in world.people[:2]],
        "begins": "09:00",
        "ends": "10:00",
        "parts": [{"kind": "heart_to_heart_talk", "fields": {}}],
    }
    preview = preview_entry(world.clerk, content, TODAY)
    shown = effects_of(world.clerk, preview, TODAY)
    assert SECRET not in repr(preview.findings)
    assert all(SECRET not in one.called for one in shown.duplicates)
