"""A unit makes its own kinds and requirements in the pages."""

from typing import Any

import pytest
from django.test import Client

from taizhang.apps.organizations.own_kinds import usable_kinds
from taizhang.apps.rulebooks.selectors import current_rulebook, profile_choices
from taizhang.domain.rules.obligations import Cadence
from tests.apps.ledger.conftest import TODAY
from tests.faces.web.pages.rules.conftest import kind_sent, own_kind

pytestmark = pytest.mark.django_db


def test_a_kind_is_made_in_the_page_and_is_first_class_at_once(client: Client, committee: int) -> None:
    preview = client.post("/rules/own/kinds/new/", kind_sent(do="preview"))
    assert preview.status_code == 200
    assert "保存以后是这样" in preview.content.decode()
    assert not any(one.startswith("own/") for one in current_rulebook().kinds)
    made = client.post("/rules/own/kinds/new/", kind_sent())
    assert made.status_code == 302, made.content.decode()
    page = client.get(made["Location"]).content.decode()
    for word in ("一周一学", "学习内容", "学习时长", "领学人", "时长"):
        assert word in page
    assert own_kind() in usable_kinds(current_rulebook(), committee, TODAY)
    form = client.get("/ledger/record/", {"kind": own_kind()})
    assert "学习时长" in form.content.decode()
    assert "一周一学" in client.get("/rules/own/").content.decode()


def test_a_kind_and_its_requirement_are_made_together(client: Client) -> None:
    half = client.post("/rules/own/kinds/new/", kind_sent(**{"cadence-window": "month"}))
    assert half.status_code == 422
    sent = kind_sent(
        **{
            "cadence-window": "month",
            "cadence-at_least": "2",
            "cadence-types": ["branch"],
            "cadence-since": "2025-01-01",
        }
    )
    assert client.post("/rules/own/kinds/new/", sent).status_code == 302
    rule = next(one for key, one in current_rulebook().rules.items() if key.startswith("own/c/"))
    assert isinstance(rule, Cadence)
    assert rule.versions[0].at_least == 2
    assert [one.profile for one in profile_choices()] == ["own/c/rules"]
    assert client.get(f"/rules/rule/{rule.id}/").status_code == 200
    assert client.get("/owed/?year=2025").status_code in {200, 404}


def test_a_kind_is_changed_and_keeps_its_identifiers(client: Client) -> None:
    client.post("/rules/own/kinds/new/", kind_sent())
    kind = own_kind()
    before = current_rulebook().kinds[kind]
    form = client.get(f"/rules/own/kinds/{kind}/").content.decode()
    assert "学习时长" in form
    names = list(before.fields)
    sent = kind_sent(
        **{
            "zh": "每周一学",
            "field-0-name": names[0],
            "field-1-name": names[1],
            "field-2-zh": "新加的",
            "field-2-type": "yes_no",
            "figure-0-name": next(iter(before.posts)),
        }
    )
    assert client.post(f"/rules/own/kinds/{kind}/", sent).status_code == 302
    after = current_rulebook().kinds[kind]
    assert after.zh == "每周一学"
    assert list(after.fields)[:2] == names
    assert len(after.fields) == 3
    assert set(after.posts) == set(before.posts)


def test_more_rows_keep_what_was_typed(client: Client) -> None:
    page = client.post("/rules/own/kinds/new/", kind_sent(do="more")).content.decode()
    assert 'value="一周一学"' in page
    assert 'value="学习时长"' in page
    assert "field-7-zh" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"zh": ""},
        {"zh": "x" * 500},
        {"group": "nope"},
        {"recorded_by": ["nope"]},
        {"sentence": "{没有的数}"},
        {"figure-0-of": "没有的字段"},
        {"figure-0-ground": "import os"},
        {"field-1-type": "text"},
        {"field-0-zh": "\x00"},
        {"cadence-window": "nope"},
        {"cadence-since": "x", "cadence-window": "month"},
    ],
)
def test_faulty_kinds_are_refused_with_words(client: Client, wrong: dict[str, Any]) -> None:
    answer = client.post("/rules/own/kinds/new/", kind_sent(**wrong))
    assert answer.status_code in {302, 422}
    if answer.status_code == 422:
        assert 'role="alert"' in answer.content.decode()
    else:
        assert wrong == {"field-0-zh": "\x00"}


def test_a_requirement_and_a_group_are_made_and_changed(client: Client) -> None:
    sent = {
        "zh": "党课每季度两次",
        "figure": "branch_congress/count",
        "window": "quarter",
        "at_least": "2",
        "types": ["branch"],
        "since": "2025-01-01",
        "document": "本单位办法",
        "number": "〔2025〕1号",
    }
    assert client.post("/rules/own/requirements/new/", sent | {"types": []}).status_code == 422
    assert client.post("/rules/own/requirements/new/", sent | {"figure": "x"}).status_code == 422
    made = client.post("/rules/own/requirements/new/", sent)
    assert made.status_code == 302, made.content.decode()
    rule = next(key for key in current_rulebook().rules if key.startswith("own/c/"))
    assert client.get(f"/rules/own/requirements/{rule}/").status_code == 200
    changed = client.post(f"/rules/own/requirements/{rule}/", sent | {"at_least": "3"})
    assert changed.status_code == 302, changed.content.decode()
    newer = current_rulebook().rules[rule]
    assert isinstance(newer, Cadence)
    assert newer.versions[0].at_least == 3
    assert client.post("/rules/own/groups/new/", {"zh": "特色工作"}).status_code == 302
    assert "特色工作" in client.get("/rules/own/kinds/new/").content.decode()
