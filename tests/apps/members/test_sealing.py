from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from taizhang.apps.accounts.actors import Actor, Holding, operator_at_machine
from taizhang.apps.accounts.models import Role
from taizhang.apps.audit import keys as installation
from taizhang.apps.audit.keys import KeysMissingError, installation_keys, seal_keys
from taizhang.apps.audit.models import Commit, KeyRing
from taizhang.apps.members.errors import MemberError, MemberNotFoundError
from taizhang.apps.members.models import PersonKey, SealedField
from taizhang.apps.members.sealing import (
    Sensitive,
    erase_person,
    look_up,
    masked_fields,
    reveal_field,
    rotate_keys,
    seal_field,
)
from taizhang.apps.organizations.errors import NotAllowedError, NotFoundError
from taizhang.domain.sealing import KeyUnknownError, SealBrokenError, new_recovery_code
from tests.apps.facts import organization, person

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NUMBER = "110101199001010015"
OTHER = "110101199001010031"
PHONE = "13900010002"


def acting(role: Role, where: int | None) -> Actor:
    return Actor(7, "某", (Holding(role, where),))


@pytest.fixture
def branch() -> int:
    return organization("B1")


@pytest.fixture
def member(branch: int) -> int:
    return person("M1", branch)


@pytest.fixture
def clerk(branch: int) -> Actor:
    return acting(Role.CLERK, branch)


@pytest.fixture
def secretary(branch: int) -> Actor:
    return acting(Role.SECRETARY, branch)


def test_a_value_is_masked_until_it_is_asked_for(clerk: Actor, member: int) -> None:
    seal_field(clerk, member, Sensitive.ID_NUMBER, " 110101 19900101 0015 ")
    seal_field(clerk, member, Sensitive.PHONE, "139-0001-0002")
    assert masked_fields(member) == {Sensitive.ID_NUMBER: "**************0015", Sensitive.PHONE: "*******0002"}
    assert reveal_field(clerk, member, Sensitive.ID_NUMBER) == NUMBER


def test_each_showing_is_in_the_log_without_the_value(clerk: Actor, member: int) -> None:
    seal_field(clerk, member, Sensitive.PHONE, PHONE)
    before = Commit.objects.count()
    for _ in range(3):
        reveal_field(clerk, member, Sensitive.PHONE)
    shown = list(Commit.objects.filter(seq__gt=before).values_list("actor", "action", "subject"))
    assert shown == [("account:7", "sealed.reveal", f"member:{member}:phone")] * 3
    assert PHONE not in " ".join(str(row) for row in Commit.objects.values_list())


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SECRETARY, Role.CLERK, Role.DISCIPLINE}))
def test_other_roles_do_not_see_it(clerk: Actor, member: int, branch: int, role: Role) -> None:
    seal_field(clerk, member, Sensitive.PHONE, PHONE)
    before = Commit.objects.count()
    with pytest.raises((NotAllowedError, NotFoundError)):
        reveal_field(acting(role, branch), member, Sensitive.PHONE)
    assert Commit.objects.count() == before


def test_another_branch_does_not_see_it(clerk: Actor, member: int) -> None:
    seal_field(clerk, member, Sensitive.PHONE, PHONE)
    stranger = acting(Role.SECRETARY, organization("B2"))
    with pytest.raises(NotFoundError):
        reveal_field(stranger, member, Sensitive.PHONE)
    with pytest.raises(NotFoundError):
        seal_field(stranger, member, Sensitive.PHONE, PHONE)
    assert look_up(stranger, Sensitive.PHONE, PHONE) == ()


def test_people_are_found_by_the_exact_value(clerk: Actor, member: int, branch: int) -> None:
    second = person("M2", branch)
    seal_field(clerk, member, Sensitive.ID_NUMBER, NUMBER)
    seal_field(clerk, second, Sensitive.ID_NUMBER, OTHER)
    assert look_up(clerk, Sensitive.ID_NUMBER, NUMBER) == (member,)
    assert look_up(clerk, Sensitive.ID_NUMBER, OTHER) == (second,)
    seal_field(clerk, member, Sensitive.PHONE, PHONE)
    assert look_up(clerk, Sensitive.PHONE, "13900010003") == ()


def test_a_corrected_value_replaces_the_one_before(clerk: Actor, member: int) -> None:
    seal_field(clerk, member, Sensitive.ID_NUMBER, OTHER)
    seal_field(clerk, member, Sensitive.ID_NUMBER, NUMBER)
    assert reveal_field(clerk, member, Sensitive.ID_NUMBER) == NUMBER
    assert look_up(clerk, Sensitive.ID_NUMBER, OTHER) == ()
    assert SealedField.objects.filter(known_until__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("number", "fault"),
    [("11010119900101001", "18位"), ("110101199001010016", "末位"), ("1101011990010100X5", "18位"), ("", "18位")],
)
def test_a_mistyped_number_is_refused(clerk: Actor, member: int, number: str, fault: str) -> None:
    with pytest.raises(MemberError, match=fault):
        seal_field(clerk, member, Sensitive.ID_NUMBER, number)
    assert not SealedField.objects.exists()


def test_sealed_values_swapped_between_people_or_fields_do_not_open(clerk: Actor, member: int, branch: int) -> None:
    second = person("M2", branch)
    seal_field(clerk, member, Sensitive.ID_NUMBER, NUMBER)
    seal_field(clerk, member, Sensitive.PHONE, PHONE)
    seal_field(clerk, second, Sensitive.ID_NUMBER, OTHER)
    values = {(row.member_id, row.field): row.sealed for row in SealedField.objects.all()}
    SealedField.objects.filter(member=member, field="id_number").update(sealed=values[second, "id_number"])
    SealedField.objects.filter(member=second).update(sealed=values[member, "id_number"])
    SealedField.objects.filter(member=member, field="phone").update(sealed=values[member, "id_number"])
    for who, field in ((member, Sensitive.ID_NUMBER), (second, Sensitive.ID_NUMBER), (member, Sensitive.PHONE)):
        with pytest.raises(SealBrokenError):
            reveal_field(clerk, who, field)


def test_only_the_secretary_erases_and_says_why(clerk: Actor, secretary: Actor, member: int) -> None:
    seal_field(clerk, member, Sensitive.PHONE, PHONE)
    with pytest.raises(NotAllowedError):
        erase_person(clerk, member, "本人申请")
    with pytest.raises(MemberError, match="依据"):
        erase_person(secretary, member, " ")
    erase_person(secretary, member, "本人申请")
    with pytest.raises(MemberNotFoundError):
        reveal_field(clerk, member, Sensitive.PHONE)
    assert look_up(clerk, Sensitive.PHONE, PHONE) == ()
    assert masked_fields(member) == {}
    assert list(SealedField.objects.values_list("sealed", "lookup", "masked")) == [("", "", "")]
    assert not PersonKey.objects.exists()


def test_erasing_one_person_leaves_the_others(clerk: Actor, secretary: Actor, member: int, branch: int) -> None:
    second = person("M2", branch)
    for who in (member, second):
        seal_field(clerk, who, Sensitive.PHONE, PHONE)
    erase_person(secretary, member, "本人申请")
    assert reveal_field(clerk, second, Sensitive.PHONE) == PHONE


def test_changing_the_key_leaves_every_value_readable_and_nothing_on_the_old_key(
    clerk: Actor, member: int, branch: int, tmp_keys: Path
) -> None:
    second = person("M2", branch)
    seal_field(clerk, member, Sensitive.ID_NUMBER, NUMBER)
    seal_field(clerk, second, Sensitive.PHONE, PHONE)
    code = new_recovery_code()
    seal_keys(code)
    before = installation_keys()
    with pytest.raises(MemberError, match="恢复码"):
        rotate_keys(operator_at_machine("keys", Role.SYSTEM), new_recovery_code())
    assert rotate_keys(operator_at_machine("keys", Role.SYSTEM), code) == 2
    after = installation_keys()
    assert set(after.wrapping) == {2}
    assert reveal_field(clerk, member, Sensitive.ID_NUMBER) == NUMBER
    assert look_up(clerk, Sensitive.PHONE, PHONE) == (second,)
    with pytest.raises(KeyUnknownError):
        before.unwrap(PersonKey.objects.get(pk=member).wrapped, f"member:{member}")
    assert installation.keys_by_code(code).wrapping == after.wrapping


def test_a_lost_key_folder_is_named_and_comes_back_by_the_recovery_code(
    clerk: Actor, member: int, tmp_keys: Path
) -> None:
    seal_field(clerk, member, Sensitive.PHONE, PHONE)
    code = new_recovery_code()
    seal_keys(code)
    (tmp_keys / "installation.key").unlink()
    with pytest.raises(KeysMissingError, match="恢复码"):
        reveal_field(clerk, member, Sensitive.PHONE)
    assert not (tmp_keys / "installation.key").exists()
    installation.recover_keys(code)
    assert reveal_field(clerk, member, Sensitive.PHONE) == PHONE


def test_foreign_keys_are_refused(clerk: Actor, member: int, tmp_keys: Path) -> None:
    seal_field(clerk, member, Sensitive.PHONE, PHONE)
    KeyRing.objects.update(mark="0" * 32)
    installation._read.clear()
    with pytest.raises(KeysMissingError, match="另一套"):
        reveal_field(clerk, member, Sensitive.PHONE)


def test_the_keys_are_for_the_servers_user_alone_and_outside_the_data(
    clerk: Actor, member: int, tmp_keys: Path
) -> None:
    seal_field(clerk, member, Sensitive.PHONE, PHONE)
    file = tmp_keys / "installation.key"
    assert file.stat().st_mode & 0o077 == 0
    assert settings.ENVIRONMENT.home not in file.parents
    seal_keys(new_recovery_code())
    secret = installation_keys().wrapping[1].hex()
    assert all(secret.encode() not in one.read_bytes() for one in _files(settings.ENVIRONMENT.home))


@pytest.fixture
def tmp_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A key folder and a data folder of this test's own."""
    monkeypatch.setattr(
        settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, keys=tmp_path / "k", home=tmp_path / "h")
    )
    (tmp_path / "h").mkdir()
    KeyRing.objects.all().delete()
    return tmp_path / "k"


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]
