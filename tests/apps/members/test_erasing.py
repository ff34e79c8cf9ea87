"""Reads the bytes of SQLite's own file, so it runs there alone; PostgreSQL is vacuumed after erasing."""

from pathlib import Path

import pytest
from django.db import connection

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from taizhang.apps.members.models import PersonKey, SealedField
from taizhang.apps.members.sealing import Sensitive, erase_person, seal_field
from tests.apps.facts import organization, person

NUMBER = "110101199001010015"
PHONE = "13900010002"


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_person_is_left_in_the_file_after_erasing() -> None:
    branch = organization("B1")
    member = person("M1", branch)
    clerk, secretary = (Actor(7, "某", (Holding(role, branch),)) for role in (Role.CLERK, Role.SECRETARY))
    seal_field(clerk, member, Sensitive.ID_NUMBER, NUMBER)
    seal_field(clerk, member, Sensitive.PHONE, PHONE)
    key, rows = PersonKey.objects.get(pk=member).wrapped, list(SealedField.objects.values_list("sealed", "lookup"))
    canaries = [key, *(text for row in rows for text in row)]
    assert all(canary.encode() in _database() for canary in canaries)
    assert not any(clear.encode() in _database() for clear in (NUMBER, PHONE))
    erase_person(secretary, member, "本人申请")
    assert [canary for canary in canaries if canary.encode() in _database()] == []


def _database() -> bytes:
    file = Path(str(connection.settings_dict["NAME"]))
    return b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
