"""A branch with a few members on its roll, and people at its pages."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from tests.apps import facts
from tests.faces.web.pages.people import signed_in

ID_NUMBER = "11010519491231002X"


@dataclass
class Place:
    committee: int
    branch: int
    neighbour: int
    group: int
    foreign: int
    people: list[int]
    stranger: int
    client: Client


@pytest.fixture
def place(db: None) -> Iterator[Place]:
    committee = facts.organization("c", "committee")
    branch, neighbour = facts.organization("a", under=committee), facts.organization("b", under=committee)
    group = facts.organization("a1", "subgroup", under=branch)
    foreign = facts.organization("x")
    people = facts.persons("p", 4, branch)
    people.append(facts.person("young", branch, full=False, sex="女", group=group))
    stranger = facts.person("stranger", foreign)
    yield Place(
        committee, branch, neighbour, group, foreign, people, stranger, signed_in("lin", "secretary", committee)
    )
    for left in (settings.ENVIRONMENT.home / "staging").glob("*"):
        left.unlink()


def operator() -> Actor:
    return Actor(None, "本机操作", (Holding(Role.SECRETARY),), operator="test")


def page_of(place: Place, path: str) -> str:
    answer = place.client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())
