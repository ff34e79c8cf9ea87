"""The pages of the rulebook are read: every rule, kind and source opens, for whom it is meant."""

import pytest
from django.test import Client

from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.rules.rulebook import shipped
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY
from tests.faces.web.pages.people import signed_in
from tests.faces.web.pages.rules.conftest import kind_sent, own_kind

pytestmark = pytest.mark.django_db


def test_every_rule_kind_and_source_opens(client: Client) -> None:
    book = shipped()
    for family, ids in (("rule", book.rules), ("kind", book.kinds), ("source", book.sources)):
        for one in ids:
            answer = client.get(f"/rules/{family}/{one}/")
            assert answer.status_code == 200, one
            assert ids[one].zh in answer.content.decode(), one


def test_the_list_shows_what_is_unchecked_and_what_is_asked_for(client: Client) -> None:
    page = client.get("/rules/").content.decode()
    some = next(iter(shipped().rules.values()))
    assert some.zh in page
    unchecked = [rule for rule in shipped().rules.values() if (now := rule.at(TODAY)) and now.status == "unconfirmed"]
    assert f"只看待核的 {len(unchecked)} 条" in page
    only = client.get("/rules/?unchecked=1").content.decode()
    assert all(rule.zh in only for rule in unchecked)
    for query in ("q=%00", "type=x", "type=vote", "q=" + "长" * 300, "unchecked=x"):
        assert client.get(f"/rules/?{query}").status_code == 200


def test_examples_are_a_table_with_their_results(client: Client) -> None:
    rule = next(one for one in shipped().rules.values() if one.type == "cadence")
    page = client.get(f"/rules/rule/{rule.id}/").content.decode()
    for example in rule.examples:
        assert example.name in page
    assert str(rule.versions[-1].checked_on) in page


def test_unknown_ones_are_not_found(client: Client) -> None:
    for path in (
        "rule/x",
        "kind/x",
        "source/x",
        "rule/own/zz/rule_1",
        "kind/own/zz/kind_1",
        "own/kinds/own/zz/kind_1",
        "own/requirements/own/zz/rule_1",
        "own/kinds/branch_congress",
    ):
        assert client.get(f"/rules/{path}/").status_code == 404, path


def test_before_any_adoption_it_says_so(db: None) -> None:
    client = signed_in("lin", "secretary", facts.organization("c", "committee"))
    for path in ("/rules/", "/rules/kinds/", "/rules/sources/"):
        assert "还没有采用制度" in client.get(path).content.decode()
    assert client.get("/rules/adoption/").status_code == 200


@pytest.mark.parametrize("role", ["system", "security", "auditor"])
def test_administrators_read_what_is_shipped_and_nothing_of_a_unit(client: Client, role: str) -> None:
    client.post("/rules/own/kinds/new/", kind_sent())
    admin = signed_in("adm", role)
    assert admin.get("/rules/").status_code == 200
    assert "一周一学" not in admin.get("/rules/kinds/").content.decode()
    assert admin.get(f"/rules/kind/{own_kind()}/").status_code == 404
    assert "一周一学" not in admin.get("/rules/adoption/").content.decode()
    for path in ("own/", "profiles/", "own/kinds/new/", "own/export/"):
        assert admin.get(f"/rules/{path}").status_code == 404, path
    assert admin.post("/rules/adoption/adopt/", {"reason": "x"}).status_code == 403


def test_those_who_only_read_make_nothing(client: Client, committee: int) -> None:
    reader = signed_in("reads", "reader", committee)
    for path in ("own/kinds/new/", "own/requirements/new/", "own/groups/new/", "own/import/", "profiles/choose/"):
        assert reader.get(f"/rules/{path}").status_code == 403, path
        assert reader.post(f"/rules/{path}", kind_sent()).status_code == 403, path
    assert reader.post("/rules/adoption/adopt/", {"reason": "x"}).status_code == 403
    assert not any(one.startswith("own/") for one in current_rulebook().kinds)


def test_another_unit_sees_nothing_of_it(client: Client) -> None:
    client.post("/rules/own/kinds/new/", kind_sent())
    stranger = signed_in("stranger", "secretary", facts.organization("x"))
    assert stranger.get(f"/rules/kind/{own_kind()}/").status_code == 404
    assert stranger.get(f"/rules/own/kinds/{own_kind()}/").status_code == 404
    for path in ("kinds/", "own/", "adoption/", ""):
        assert "一周一学" not in stranger.get(f"/rules/{path}").content.decode(), path
