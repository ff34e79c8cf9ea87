"""Rows in bulk are the same facts as rows one by one."""

from datetime import date
from typing import Any

import pytest

from taizhang.apps.audit.bulk import insert, write_rows
from taizhang.apps.audit.models import Commit
from taizhang.apps.audit.verification import verify_chain_and_facts
from taizhang.apps.audit.writing import writing
from taizhang.apps.organizations.models import Organization, Post
from taizhang.apps.rulebooks.models import RuleText
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def post_row(branch: int, person: int, **more: Any) -> dict[str, Any]:
    return {
        "organization_id": branch,
        "person": person,
        "title": "secretary",
        "duties": "",
        "begins_on": "2025-03-01",
        "ends_on": None,
        "also": "",
    } | more


def test_rows_of_facts_verify_like_facts() -> None:
    branch = facts.organization("a")
    with writing("test", "test.bulk") as record:
        numbers = write_rows(record, Post, [post_row(branch, person) for person in range(1, 8)])
    read = list(Post.objects.filter(pk__in=numbers).order_by("pk"))
    assert [one.person for one in read] == list(range(1, 8))
    assert {(one.begins_on, one.known_from, one.known_until) for one in read} == {
        (date(2025, 3, 1), record.seq, None),
    }
    assert [one.digest_of_values() in Commit.objects.get(seq=record.seq).facts for one in read] == [True] * 7
    found = verify_chain_and_facts()
    assert found.holds, str(found)


def test_numbers_go_on_after_rows_in_bulk() -> None:
    branch = facts.organization("a")
    before = Post(organization_id=branch, person=1, title="secretary", begins_on=date(2025, 1, 1))
    facts.write(before)
    with writing("test", "test.bulk") as record:
        numbers = write_rows(record, Post, [post_row(branch, 2), post_row(branch, 3)])
        write_rows(record, Post, [])
    after = Post(organization_id=branch, person=4, title="secretary", begins_on=date(2025, 1, 1))
    facts.write(after)
    assert [before.pk, *numbers, after.pk] == list(range(before.pk, before.pk + 4))
    assert verify_chain_and_facts().holds


def test_rows_that_are_no_dated_facts_are_in_the_chain_too() -> None:
    with writing("test", "test.bulk") as record:
        (number,) = write_rows(record, Organization, [{"code": "b"}])
    assert Organization.objects.get(pk=number).code == "b"
    assert f'["organizations_organization","{number}",' in Commit.objects.get(seq=record.seq).facts


@pytest.mark.parametrize("wrong", [{"nickname": "x"}, {"known_until": None}])
def test_a_row_with_another_column_is_refused_and_nothing_is_written(wrong: dict[str, Any]) -> None:
    branch = facts.organization("a")
    before = Commit.objects.count()
    with pytest.raises(TypeError, match="organizations_post"), writing("test", "test.bulk") as record:
        write_rows(record, Post, [post_row(branch, 1, **wrong)])
    assert (Post.objects.count(), Commit.objects.count()) == (0, before)


def test_a_missing_column_is_refused() -> None:
    branch = facts.organization("a")
    row = post_row(branch, 1)
    del row["duties"]
    with pytest.raises(TypeError, match="duties"), writing("test", "test.bulk") as record:
        write_rows(record, Post, [row])


def test_what_is_remembered_is_inserted_without_the_chain() -> None:
    insert(RuleText, [{"digest": str(number), "text": "文"} for number in range(3)])
    insert(RuleText, [])
    assert RuleText.objects.count() == 3
    assert Commit.objects.count() == 0
