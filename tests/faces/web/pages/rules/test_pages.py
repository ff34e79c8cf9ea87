"""The pages of the rulebook: every rule, kind and source opens; adoption, profiles, a unit's own kinds."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from taizhang.apps.organizations.own_kinds import usable_kinds
from taizhang.apps.rulebooks.selectors import current_rulebook, list_adoptions, profile_choices
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.rules.obligations import Cadence
from taizhang.domain.rules.rulebook import Rulebook, shipped
from taizhang.faces.web.pages.rules import adopting
from tests.apps import facts
from tests.apps.ledger.conftest import TODAY
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee(db: None) -> int:
    committee = facts.organization("c", "committee")
    facts.organization("a", under=committee)
    adopt_release(Actor(None, "本机操作", (Holding(Role.SECRETARY),), operator="test"), shipped(), "随附")
    return committee


@pytest.fixture
def client(committee: int) -> Client:
    return signed_in("lin", "secretary", committee)


def _sent(**more: Any) -> dict[str, Any]:
    return {
        "do": "save",
        "zh": "一周一学",
        "group": "study",
        "unit": "次",
        "recorded_by": ["branch", "committee"],
        "roles": "领学人",
        "sentence": "坚持“一周一学”{次数}，学了{时长}",
        "find": "周学、yzyx",
        "field-0-zh": "学习内容",
        "field-0-type": "text",
        "field-0-required": "on",
        "field-1-zh": "学习时长",
        "field-1-type": "integer",
        "field-1-unit": "分钟",
        "figure-0-zh": "时长",
        "figure-0-ground": "number",
        "figure-0-of": "学习时长",
        "figure-0-unit": "分钟",
    } | more


def _own_kind() -> str:
    return next(one for one in current_rulebook().kinds if one.startswith("own/c/"))


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
    client.post("/rules/own/kinds/new/", _sent())
    admin = signed_in("adm", role)
    assert admin.get("/rules/").status_code == 200
    assert "一周一学" not in admin.get("/rules/kinds/").content.decode()
    assert admin.get(f"/rules/kind/{_own_kind()}/").status_code == 404
    assert "一周一学" not in admin.get("/rules/adoption/").content.decode()
    for path in ("own/", "profiles/", "own/kinds/new/", "own/export/"):
        assert admin.get(f"/rules/{path}").status_code == 404, path
    assert admin.post("/rules/adoption/adopt/", {"reason": "x"}).status_code == 403


def test_a_kind_is_made_in_the_page_and_is_first_class_at_once(client: Client, committee: int) -> None:
    preview = client.post("/rules/own/kinds/new/", _sent(do="preview"))
    assert preview.status_code == 200
    assert "保存以后是这样" in preview.content.decode()
    assert not any(one.startswith("own/") for one in current_rulebook().kinds)
    made = client.post("/rules/own/kinds/new/", _sent())
    assert made.status_code == 302, made.content.decode()
    page = client.get(made["Location"]).content.decode()
    for word in ("一周一学", "学习内容", "学习时长", "领学人", "时长"):
        assert word in page
    assert _own_kind() in usable_kinds(current_rulebook(), committee, TODAY)
    form = client.get("/ledger/record/", {"kind": _own_kind()})
    assert "学习时长" in form.content.decode()
    assert "一周一学" in client.get("/rules/own/").content.decode()


def test_a_kind_and_its_requirement_are_made_together(client: Client) -> None:
    half = client.post("/rules/own/kinds/new/", _sent(**{"cadence-window": "month"}))
    assert half.status_code == 422
    sent = _sent(
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
    client.post("/rules/own/kinds/new/", _sent())
    kind = _own_kind()
    before = current_rulebook().kinds[kind]
    form = client.get(f"/rules/own/kinds/{kind}/").content.decode()
    assert "学习时长" in form
    names = list(before.fields)
    sent = _sent(
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
    page = client.post("/rules/own/kinds/new/", _sent(do="more")).content.decode()
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
    answer = client.post("/rules/own/kinds/new/", _sent(**wrong))
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


def test_those_who_only_read_make_nothing(client: Client, committee: int) -> None:
    reader = signed_in("reads", "reader", committee)
    for path in ("own/kinds/new/", "own/requirements/new/", "own/groups/new/", "own/import/", "profiles/choose/"):
        assert reader.get(f"/rules/{path}").status_code == 403, path
        assert reader.post(f"/rules/{path}", _sent()).status_code == 403, path
    assert reader.post("/rules/adoption/adopt/", {"reason": "x"}).status_code == 403
    assert not any(one.startswith("own/") for one in current_rulebook().kinds)


def test_another_unit_sees_nothing_of_it(client: Client) -> None:
    client.post("/rules/own/kinds/new/", _sent())
    stranger = signed_in("stranger", "secretary", facts.organization("x"))
    assert stranger.get(f"/rules/kind/{_own_kind()}/").status_code == 404
    assert stranger.get(f"/rules/own/kinds/{_own_kind()}/").status_code == 404
    for path in ("kinds/", "own/", "adoption/", ""):
        assert "一周一学" not in stranger.get(f"/rules/{path}").content.decode(), path


def test_own_files_go_out_and_come_back(client: Client) -> None:
    client.post("/rules/own/kinds/new/", _sent())
    package = client.get("/rules/own/export/")
    assert package["Content-Type"] == "application/zip"
    path = f"kinds/{_own_kind()}.yaml"
    with zipfile.ZipFile(io.BytesIO(package.content)) as opened:
        text = opened.read(path).decode()
    changed = _package({path: text.replace("一周一学", "一周两学")})
    looked = client.post("/rules/own/import/", {"file": changed, "do": "preview"})
    assert "一周两学" in looked.content.decode()
    assert "一周一学" in current_rulebook().kinds[_own_kind()].zh
    again = _package({path: text.replace("一周一学", "一周两学")})
    assert client.post("/rules/own/import/", {"file": again, "do": "adopt"}).status_code == 302
    assert current_rulebook().kinds[_own_kind()].zh == "一周两学"


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ({"kinds/own/c/a.yaml": "zh: [\n"}, "kinds/own/c/a.yaml"),
        ({"kinds/own/c/a.yaml": "zh: 甲\ngroup: study\nevil: 1\n"}, "evil"),
        ({"kinds/own/other/a.yaml": "zh: 甲\ngroup: study\n"}, "own/c/"),
        ({"kinds/branch_congress.yaml": "zh: 甲\ngroup: study\n"}, "own/c/"),
        ({"../../a.yaml": "zh: 甲\n"}, "不合要求"),
        ({"kinds/own/c/a.yaml": "zh: !!python/object/apply:os.system ['id']\n"}, "kinds/own/c/a.yaml"),
    ],
)
def test_packages_from_elsewhere_are_not_trusted(client: Client, files: dict[str, str], word: str) -> None:
    answer = client.post("/rules/own/import/", {"file": _package(files), "do": "adopt"})
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert not any(one.startswith("own/") for one in current_rulebook().kinds)


def test_what_is_no_package_is_refused(client: Client) -> None:
    for content in (b"", b"PK\x03\x04broken", b"\x00" * 100):
        file = SimpleUploadedFile("a.zip", content)
        assert client.post("/rules/own/import/", {"file": file, "do": "adopt"}).status_code == 422
    assert client.post("/rules/own/import/", {}).status_code == 422


def test_a_profile_is_chosen_and_ended(client: Client, committee: int) -> None:
    profile = next(iter(shipped().profiles))
    sent = {"profile": profile, "begins_on": "2025-01-01"}
    assert client.post("/rules/profiles/choose/", sent | {"profile": "nope"}).status_code == 422
    assert client.post("/rules/profiles/choose/", sent | {"ends_on": "2024-01-01"}).status_code == 422
    assert client.post("/rules/profiles/choose/", sent).status_code == 302
    assert client.post("/rules/profiles/choose/", sent).status_code == 422
    choice = profile_choices()[0]
    assert choice.organization == committee
    assert shipped().profiles[profile].zh in client.get("/rules/profiles/").content.decode()
    stranger = signed_in("stranger", "secretary", facts.organization("x"))
    assert stranger.post(f"/rules/profiles/{choice.id}/end/", {"ends_on": "2025-05-01"}).status_code == 404
    assert client.post(f"/rules/profiles/{choice.id}/end/", {"ends_on": "2025-05-01"}).status_code == 302
    assert client.post("/rules/profiles/999/end/", {"ends_on": "x"}).status_code == 404


def test_a_release_is_adopted_by_an_act_with_a_note(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = dict(shipped().files)
    path = next(one for one in texts if one.startswith("sources/"))
    texts[path] = texts[path].replace('"zh":"', '"zh":"新', 1)
    newer = Rulebook.from_canonical(texts)
    monkeypatch.setattr(adopting, "shipped", lambda: newer)
    everywhere = signed_in("head", "secretary")
    page = everywhere.get("/rules/adoption/").content.decode()
    assert "采用后会变什么" in page
    assert "记过的计数都不变" in page
    assert client.post("/rules/adoption/adopt/", {"reason": "x"}).status_code == 403
    assert everywhere.post("/rules/adoption/adopt/", {"reason": "条例修订"}).status_code == 302
    assert current_rulebook() == newer
    assert list_adoptions()[0].note == "条例修订"
    assert "条例修订" in everywhere.get("/rules/adoption/").content.decode()


def _package(files: dict[str, str]) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for path, text in files.items():
            package.writestr(path, text)
    return SimpleUploadedFile("rules.zip", buffer.getvalue(), content_type="application/zip")
