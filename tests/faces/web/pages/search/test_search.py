"""Searching: within rights, restricted titles never, nonsense answered."""

import pytest
from django.test import Client

from taizhang.apps.ledger.models import RevisionPart
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.rulebooks.selectors import current_rulebook
from tests.apps.ledger.conftest import TODAY, World
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
CANARY = "金丝雀谈话"


def _page(client: Client, text: str, **headers: str) -> str:
    answer = client.get("/search/", {"q": text}, headers=headers or None)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_it_finds_organisations_members_entries_kinds_rules_and_figures(world: World) -> None:
    recorded = record_entry(world.clerk, world.congress(), TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    client = signed_in("lin", "secretary", world.committee)
    assert "a党组织" in _page(client, "a党")
    assert "党员p003" in _page(client, "p003")
    assert "第一季度支部党员大会" in _page(client, "第一季度支部")
    page = _page(client, "支部党员大会")
    for word in ("台账", "类别", "规则", "数据"):
        assert f'<div class="sec">{word}' in page, word


def test_it_stays_within_rights(world: World) -> None:
    recorded = record_entry(world.clerk, world.congress(), TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    stranger = signed_in("mei", "secretary", world.foreign)
    for text in ("a党", "p003", "第一季度支部"):
        page = _page(stranger, text)
        assert "没有找到" in page, text


def test_a_title_for_the_keepers_is_not_found_by_its_words(world: World) -> None:
    recorded = record_entry(world.clerk, world.congress(title=CANARY), TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    details = next(key for key, one in sorted(current_rulebook().kinds.items()) if one.details)
    RevisionPart.objects.filter(revision=recorded.revision).update(kind=details)
    assert CANARY in _page(signed_in("sec", "secretary", world.branch), "金丝雀")
    reader = _page(signed_in("reads", "reader", world.branch), "金丝雀")
    assert CANARY not in reader
    assert "没有找到" in reader


@pytest.mark.parametrize("role", ["system", "security", "auditor"])
def test_administrators_find_rules_and_nothing_of_the_business(world: World, role: str) -> None:
    client = signed_in("adm", role)
    assert "支部党员大会" in _page(client, "支部党员大会")
    for text in ("党员p", "a党", "党组织"):
        page = _page(client, text)
        assert "党员p0" not in page
        assert "a党组织" not in page


def test_typing_answers_a_fragment(world: World) -> None:
    page = _page(signed_in("lin", "secretary", world.committee), "p003", **{"HX-Request": "true"})
    assert "<html" not in page
    assert "党员p003" in page


@pytest.mark.parametrize("text", ["", " ", "\x00", "%", "_", "'", "<script>", "长" * 500, "\\"])
def test_nonsense_is_answered(world: World, text: str) -> None:
    page = _page(signed_in("lin", "secretary", world.committee), text)
    assert "<script>" not in page.replace("<script ", "")
