"""The pages of organisations: the tree, one organisation, every dated change; foreign is unknown, nonsense answered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from taizhang.apps.members.selectors import roll
from taizhang.apps.organizations.models import NamedScope, Post, Relation, Term, WindowShift
from taizhang.apps.organizations.selectors import below, history_of, list_organizations, organization_view, posts_of
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.rules.rulebook import shipped
from taizhang.faces.web.pages.organizations.acts import ACTS
from tests.apps import facts
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 30)


@dataclass
class Place:
    """A committee with two branches and a stranger's branch elsewhere."""

    committee: int
    branch: int
    neighbour: int
    foreign: int
    people: list[int]
    client: Client


@pytest.fixture
def place(db: None) -> Place:
    committee = facts.organization("c", "committee")
    branch, neighbour = facts.organization("a", under=committee), facts.organization("b", under=committee)
    foreign = facts.organization("x")
    people = facts.persons("p", 5, branch)
    facts.persons("z", 1, foreign)
    facts.write(*facts.committee(branch, people[:3]), facts.term(branch, date(2023, 1, 10), years=3))
    adopt_release(Actor(None, "本机操作", (Holding(Role.SECRETARY),), operator="test"), shipped(), "随附")
    return Place(committee, branch, neighbour, foreign, people, signed_in("lin", "secretary", committee))


def _do(place: Place, act: str, organization: int | None = None, **sent: Any) -> Any:
    return place.client.post(f"/organizations/{organization or place.branch}/do/{act}/", sent)


def test_the_tree_shows_names_members_and_who_leads(place: Place) -> None:
    page = place.client.get("/organizations/").content.decode()
    for word in ("c党组织", "a党组织", "b党组织", "党员p000", "至 2026-01-10"):
        assert word in page
    assert "x党组织" not in page


def test_the_tree_is_that_of_the_day(place: Place) -> None:
    facts.organization("late", under=place.committee, since=date(2024, 1, 1))
    assert "late党组织" in place.client.get("/organizations/").content.decode()
    assert "late党组织" not in place.client.get("/organizations/?as_of=2023-06-01").content.decode()


def test_other_relations_have_their_own_tree(place: Place) -> None:
    facts.write(Relation(child_id=place.neighbour, parent_id=place.branch, kind="sector", begins_on=facts.LONG_AGO))
    page = place.client.get("/organizations/?relation=sector").content.decode()
    assert "b党组织" in page
    assert "c党组织</a>" not in page
    for nonsense in ("nonsense", "", "%00", "subordination"):
        assert place.client.get(f"/organizations/?relation={nonsense}").status_code == 200


def test_one_organisation_shows_who_leads_and_its_history(place: Place) -> None:
    page = place.client.get(f"/organizations/{place.branch}/").content.decode()
    for word in ("书记", "党员p000", "2026-01-10", "隶属上级", "c党组织", "登记任职", "更换书记"):
        assert word in page
    told = place.client.get(f"/organizations/{place.branch}/history/").content.decode()
    for word in ("2023-01-10", "党员p001", "隶属", "登记错了，撤回"):
        assert word in told


def test_foreign_and_unknown_are_the_same(place: Place) -> None:
    for path in ("", "history/", "do/rename/"):
        assert place.client.get(f"/organizations/{place.foreign}/{path}").status_code == 404
        assert place.client.get(f"/organizations/99999/{path}").status_code == 404
    assert _do(place, "rename", place.foreign, name="换掉", day="2025-01-01").status_code == 404
    assert organization_view(place.foreign, DAY).name == "x党组织"
    assert _do(place, "appoint", person="党员z000", title="committee_member", begins_on="2025-01-01").status_code == 422
    assert _do(place, "subordinate", other="x党组织", day="2025-01-01").status_code == 422


@pytest.mark.parametrize("role", ["reader", "superior", "discipline"])
def test_those_who_only_read_change_nothing(place: Place, role: str) -> None:
    client = signed_in("reads", role, place.committee)
    assert "登记任职" not in client.get(f"/organizations/{place.branch}/").content.decode()
    for act in ACTS:
        assert client.get(f"/organizations/{place.branch}/do/{act}/").status_code == 403, act
    assert client.get("/organizations/new/").status_code == 404
    assert client.get("/organizations/scopes/new/").status_code == 403


@pytest.mark.parametrize("role", ["system", "security", "auditor"])
def test_administrators_see_no_organisation(place: Place, role: str) -> None:
    client = signed_in("adm", role)
    for path in ("/organizations/", f"/organizations/{place.branch}/", "/organizations/new/", "/organizations/scopes/"):
        page = client.get(path)
        assert page.status_code in {200, 404}
        assert "a党组织" not in page.content.decode()


def test_every_change_has_a_page_that_opens_and_survives_nonsense(place: Place) -> None:
    for act in ACTS:
        if act == "reopen":
            continue
        path = f"/organizations/{place.branch}/do/{act}/"
        assert place.client.get(path).status_code == 200, act
        wrong = dict.fromkeys(
            (
                "day",
                "name",
                "person",
                "other",
                "others",
                "type",
                "title",
                "post",
                "years",
                "seats",
                "rule",
                "start",
                "end",
                "due_on",
                "notice",
                "began_on",
                "ended_on",
                "begins_on",
                "ends_on",
                "last_day",
                "persons",
                "kind",
            ),
            "\x00<b>没有",
        )
        assert place.client.post(path, wrong).status_code == 422, act
        assert place.client.post(path, {}).status_code == 422, act
    assert place.client.get(f"/organizations/{place.branch}/do/nonsense/").status_code == 404
    assert place.client.get(f"/organizations/{place.branch}/do/reopen/").status_code == 404


def test_an_organisation_is_set_up(place: Place) -> None:
    sent = {"name": "新设党支部", "code": "new", "type": "branch", "other": "c", "founded_on": "2025-03-01"}
    refused = place.client.post("/organizations/new/", sent | {"code": "a"})
    assert refused.status_code == 422
    assert "已经有组织在用" in refused.content.decode()
    assert 'id="id_code_error"' in refused.content.decode()
    made = place.client.post("/organizations/new/", sent)
    assert made.status_code == 302
    assert "新设党支部" in place.client.get(made["Location"]).content.decode()
    assert len(below(place.committee, DAY)) == 4


def test_a_name_changes_from_a_day_on(place: Place) -> None:
    assert _do(place, "rename", name="新名称", short_name="", day="2025-03-01").status_code == 302
    assert organization_view(place.branch, date(2025, 2, 28)).name == "a党组织"
    assert organization_view(place.branch, date(2025, 3, 1)).name == "新名称"


def test_posts_begin_and_end_and_a_mistake_is_taken_back(place: Place) -> None:
    sent: dict[str, Any] = {
        "person": "党员p004",
        "title": "committee_member",
        "begins_on": "2025-01-01",
        "duties": "青年工作",
    }
    assert _do(place, "appoint", **sent).status_code == 302
    again = _do(place, "appoint", **sent)
    assert again.status_code == 422
    assert 'id="id_person_error"' in again.content.decode()
    post = next(one for one in posts_of(place.branch, DAY) if one.person == place.people[4])
    assert post.duties == "青年工作"
    assert _do(place, "end-post", post=str(post.id), ends_on="2025-06-01").status_code == 302
    row = Post.objects.get(person=place.people[4], known_until__isnull=True)
    assert row.ends_on == date(2025, 6, 1)
    assert place.client.post(f"/organizations/{place.branch}/undo/post/{row.pk}/").status_code == 302
    assert not Post.objects.filter(person=place.people[4], known_until__isnull=True).exists()


def test_a_post_of_another_organisation_is_not_taken_back_here(place: Place) -> None:
    facts.write(facts.post(place.foreign, place.people[0], "secretary"))
    row = Post.objects.get(organization_id=place.foreign)
    assert place.client.post(f"/organizations/{place.branch}/undo/post/{row.pk}/").status_code == 404
    assert place.client.post(f"/organizations/{place.branch}/undo/nonsense/1/").status_code == 404


def test_a_new_secretary_follows_the_one_before(place: Place) -> None:
    assert _do(place, "secretary", person="党员p003", day="2025-05-01", also="").status_code == 302
    held = {post.person for post in posts_of(place.branch, DAY) if post.title == "secretary"}
    assert held == {place.people[3]}


def test_terms_begin_and_end(place: Place) -> None:
    early = _do(place, "begin-term", began_on="2020-01-01", years="3")
    assert early.status_code == 422
    assert _do(place, "begin-term", began_on="2025-04-01", years="3", seats="5").status_code == 302
    running = [term for term in history_of(place.branch).terms if term.ended_on is None]
    assert [term.began_on for term in running] == [date(2025, 4, 1)]
    assert _do(place, "end-term", ended_on="2025-05-01").status_code == 302
    row = Term.objects.get(began_on=date(2025, 4, 1), known_until__isnull=True)
    assert place.client.post(f"/organizations/{place.branch}/undo/term/{row.pk}/").status_code == 302


def test_relations_are_added_and_changed(place: Place) -> None:
    other = facts.organization("d", "committee", under=place.committee)
    assert _do(place, "relate", kind="sector", other="b", day="2025-01-01").status_code == 302
    assert _do(place, "unrelate", kind="sector", other="b", day="2025-02-01").status_code == 302
    circle = _do(place, "subordinate", place.committee, other="a", day="2025-01-01")
    assert circle.status_code == 422
    assert _do(place, "subordinate", other="d", day="2025-03-01").status_code == 302
    assert organization_view(place.branch, DAY).parent == other


def test_members_are_split_off_merged_and_the_branch_closed(place: Place) -> None:
    today = timezone.localdate().isoformat()
    assert _do(place, "split", other="b", persons=[str(place.people[4])], day=today).status_code == 302
    assert [one.id for one in roll(place.neighbour, timezone.localdate())] == [place.people[4]]
    full = _do(place, "close", last_day=today)
    assert full.status_code == 422
    assert "名册上还有4名党员" in full.content.decode()
    strangers = _do(place, "split", other="b", persons=["999999"], day=today)
    assert strangers.status_code == 422
    assert _do(place, "merge", place.neighbour, others="a党组织", day=today).status_code == 302
    assert len(roll(place.neighbour, timezone.localdate())) == 5


def test_a_closed_one_is_reopened(place: Place) -> None:
    assert _do(place, "close", place.neighbour, last_day="2025-06-01").status_code == 302
    assert place.neighbour not in {one.id for one in list_organizations(None, DAY)}
    page = place.client.get(f"/organizations/{place.neighbour}/")
    assert "撤回撤销" in page.content.decode()
    assert _do(place, "reopen", place.neighbour).status_code == 302
    assert place.neighbour in {one.id for one in list_organizations(None, DAY)}


def test_a_window_is_shifted_by_a_notice(place: Place) -> None:
    sent = {
        "rule": "cadence/branch_congress_quarterly",
        "start": "2025-01-01",
        "end": "2025-03-31",
        "due_on": "2025-04-30",
        "notice": "组通〔2025〕3号",
        "others": "a党组织",
    }
    rules = [key for key, rule in shipped().rules.items() if rule.type == "cadence"]
    assert _do(place, "shift", place.committee, **sent | {"rule": rules[0]}).status_code == 302
    row = WindowShift.objects.get()
    assert str(place.branch) in row.organizations
    assert "组通〔2025〕3号" in place.client.get(f"/organizations/{place.committee}/").content.decode()
    assert place.client.post(f"/organizations/{place.committee}/undo/shift/{row.pk}/").status_code == 302
    assert not WindowShift.objects.filter(known_until__isnull=True).exists()


def test_a_scope_is_named_changed_and_given_up(place: Place) -> None:
    sent = {"name": "只要支部", "kind": "subordination", "types": ["branch"], "left_out": "b党组织"}
    assert place.client.post("/organizations/scopes/new/", sent).status_code == 302
    assert "只要支部" in place.client.get("/organizations/scopes/").content.decode()
    assert place.client.post("/organizations/scopes/new/", sent).status_code == 422
    one = NamedScope.objects.get()
    assert place.client.get(f"/organizations/scopes/{one.pk}/").status_code == 200
    assert place.client.post(f"/organizations/scopes/{one.pk}/", sent | {"name": "支部"}).status_code == 302
    newer = NamedScope.objects.get(known_until__isnull=True)
    assert place.client.post(f"/organizations/scopes/{newer.pk}/remove/").status_code == 302
    assert not NamedScope.objects.filter(known_until__isnull=True).exists()
    assert place.client.post("/organizations/scopes/999/", sent).status_code == 404


def test_names_are_shown_as_text(place: Place) -> None:
    _do(place, "rename", name="<img src=x onerror=alert(1)>", short_name="", day="2025-03-01")
    for path in ("/organizations/", f"/organizations/{place.branch}/", f"/organizations/{place.branch}/history/"):
        assert "<img src=x" not in place.client.get(path).content.decode()
