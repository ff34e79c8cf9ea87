"""Attack case C10: after a person was erased, nothing is left in the data folder, and no later backup holds anything.

The canaries are what could still give the person away: the numbers in clear, their sealed form, their look-up, the key.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from taizhang.apps.audit.archive import make_backup
from taizhang.apps.audit.archive.container import read_header, read_members
from taizhang.apps.audit.archive.making import PLACE
from taizhang.apps.members.models import PersonKey, SealedField
from taizhang.apps.members.sealing import Sensitive, erase_person, seal_field
from taizhang.apps.members.staging import StagedRoll, stage_roll
from taizhang.domain.sealing import open_with_code
from tests.apps.facts import organization, person

NUMBER, PHONE = "110101199001010015", "13900010002"
PASSPHRASE = "一个有十五个字以上的备份口令用来测试"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "home").mkdir()
    monkeypatch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, home=tmp_path / "home"))
    monkeypatch.setattr(settings, "MEDIA_ROOT", str(tmp_path / "home" / "attachments"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "home"))
    return tmp_path / "home"


def backed_up(folder: Path, name: str) -> bytes:
    """Everything that somebody with the passphrase reads in a backup made now."""
    made = make_backup("account:1", folder / name, PASSPHRASE)
    with made.file.open("rb") as stream:
        header, place = read_header(stream)
        key = open_with_code(PASSPHRASE, header["key"], PLACE)
        return b"".join(piece for _, contents in read_members(stream, key, place) for piece in contents)


def lying_about(home: Path) -> bytes:
    """Every byte in the data folder and in the files of the database, its journal among them."""
    database = Path(str(connection.settings_dict["NAME"]))
    files = [*home.rglob("*"), *database.parent.glob(f"{database.name}*")]
    return b"\n".join(one.read_bytes() for one in files if one.is_file())


def found(canaries: Iterable[str], where: bytes) -> list[str]:
    return [canary for canary in canaries if canary.encode() in where]


@pytest.mark.django_db(transaction=True)
def test_neither_the_folder_nor_a_later_backup_holds_anything_of_an_erased_person(home: Path, tmp_path: Path) -> None:
    branch = organization("B1")
    member = person("M1", branch)
    clerk, secretary = (Actor(7, "某", (Holding(role, branch),)) for role in (Role.CLERK, Role.SECRETARY))
    roll = f"姓名,身份证号\n某,{NUMBER}\n".encode()
    stage_roll(clerk, StagedRoll("名册.csv", branch, date(2025, 1, 1), roll))
    seal_field(clerk, member, Sensitive.ID_NUMBER, NUMBER)
    seal_field(clerk, member, Sensitive.PHONE, PHONE)
    key, rows = PersonKey.objects.get(pk=member).wrapped, SealedField.objects.values_list("sealed", "lookup")
    canaries = [key, *(text for row in rows for text in row)]
    assert found(canaries, backed_up(tmp_path, "before")) == canaries, "the control: they are there to be found"
    assert found(canaries, lying_about(home)) == canaries
    assert found([NUMBER, PHONE], lying_about(home)) == []
    erase_person(secretary, member, "本人申请")
    assert found([NUMBER, PHONE, *canaries], lying_about(home)) == []
    assert found([NUMBER, PHONE, *canaries], backed_up(tmp_path, "after")) == []
