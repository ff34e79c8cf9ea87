"""Sensitive values of persons: sealed under a key of their own, masked on screen, each showing logged, erasable."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from django.db import connection
from django.utils import timezone

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.audit.keys import installation_keys, seal_keys, sealed_copy_opens, store_keys
from taizhang.apps.audit.models import known
from taizhang.apps.audit.writing import Writing, writing
from taizhang.apps.members.errors import MemberError, MemberNotFoundError
from taizhang.apps.members.models import Member, PersonKey, SealedField
from taizhang.apps.members.selectors import member_view
from taizhang.apps.organizations.access import may, require, require_everywhere
from taizhang.domain.sealing import InstallationKeys, new_key, open_sealed, seal

_BUNCH = 500


class Sensitive(StrEnum):
    """Which values are never kept in clear."""

    ID_NUMBER = "id_number"
    PHONE = "phone"
    BIRTHDAY = "birthday"
    ADDRESS = "address"

    @property
    def zh(self) -> str:
        """The word on the page."""
        return {"id_number": "身份证号", "phone": "电话", "birthday": "出生日期", "address": "住址"}[self.value]


def seal_field(actor: Actor, member_id: int, field: Sensitive, value: str) -> None:
    """Seal a value in place of the one before."""
    _require(actor, Permission.MANAGE_MEMBERS, member_id)
    spelled = spell(field, value)
    with writing(actor.label, "sealed.write", f"member:{member_id}:{field}") as record:
        seal_into(record, member_id, field, spelled)


def seal_into(record: Writing, member_id: int, field: Sensitive, spelled: str) -> None:
    """Within a commit (an import): seal a value that `spell` gave."""
    keys = installation_keys()
    key = _key_for(keys, member_id)
    for earlier in SealedField.objects.filter(known(None), member=member_id, field=field):
        record.close(earlier)
    sealed = seal(key, spelled.encode(), _place(member_id, field))
    record.write(
        SealedField(
            member_id=member_id,
            field=field,
            sealed=sealed.hex(),
            lookup=_lookup(keys, field, spelled),
            masked=masked(field, spelled),
        )
    )


def masked_fields(member_id: int) -> dict[Sensitive, str]:
    """What a page shows before anybody asks for more."""
    rows = SealedField.objects.filter(known(None), member=member_id).values_list("field", "masked")
    return {Sensitive(field): text for field, text in rows}


REASONS: Mapping[str, str] = {
    "verify": "核对身份",
    "transfer": "办理组织关系",
    "admission": "发展党员",
    "statistics": "填报统计报表",
    "contact": "联系本人",
}
"""Why somebody asks for a value in clear: a closed list, because the log keeps no free text about a person."""


def reveal_field(actor: Actor, member_id: int, field: Sensitive, reason: str = "") -> str:
    """Show a value in clear to somebody who may see it; the log keeps who saw which and why, before it is shown."""
    _require(actor, Permission.REVEAL_SEALED, member_id)
    if reason and reason not in REASONS:
        raise MemberError("没有选为什么要看，没有显示。从列表里选一条理由。")
    row = SealedField.objects.filter(known(None), member=member_id, field=field).first()
    if row is None:
        raise MemberNotFoundError
    value = open_sealed(
        _existing_key(installation_keys(), member_id), bytes.fromhex(row.sealed), _place(member_id, field)
    )
    with writing(actor.label, "sealed.reveal", f"member:{member_id}:{field}" + (f":{reason}" if reason else "")):
        pass
    return value.decode()


def look_up(actor: Actor, field: Sensitive, value: str) -> tuple[int, ...]:
    """Find persons by the exact value, among those whom the actor may see."""
    digest = _lookup(installation_keys(), field, spell(field, value))
    today = timezone.localdate()
    found = SealedField.objects.filter(known(None), field=field, lookup=digest).values_list("member_id", flat=True)
    return tuple(
        person
        for person in sorted(set(found))
        if (where := member_view(person, today).organization) is not None and may(actor, Permission.READ_MEMBERS, where)
    )


def erase_person(actor: Actor, member_id: int, reason: str) -> None:
    """Destroy a person's key and wipe what it sealed; nobody can bring it back, not from the log either."""
    _require(actor, Permission.ERASE_PERSON, member_id)
    if not reason.strip():
        raise MemberError("清除要写明依据，例如“本人申请，已过保存期限”。清除后找不回来。")
    with writing(actor.label, "person.erase", f"member:{member_id}") as record:
        for row in SealedField.objects.filter(member=member_id):
            record.erase(row, "sealed", "lookup", "masked")
        PersonKey.objects.filter(member=member_id).delete()
    _forget_dead_rows()


def rotate_keys(
    actor: Actor, recovery_code: str, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> int:
    """Change the installation's key: wrap every person's key anew; return how many. Values are not sealed anew."""
    require_everywhere(actor, Permission.RUN_BACKUP)
    if not sealed_copy_opens(recovery_code):
        raise MemberError("恢复码打不开数据目录里的封存副本，没有换钥匙。核对抄写。")
    rotated = installation_keys().rotated()
    store_keys(rotated)
    owners = list(PersonKey.objects.order_by("pk").values_list("pk", flat=True))
    done, total = 0, len(owners)
    for bunch in (owners[at : at + _BUNCH] for at in range(0, total, _BUNCH)):
        with writing(actor.label, "keys.rotate"):
            for row in PersonKey.objects.select_for_update().filter(pk__in=bunch):
                owner = _owner(row.pk)
                row.wrapped = rotated.wrap(rotated.unwrap(row.wrapped, owner), owner)
                row.save(update_fields=["wrapped"])
        done += len(bunch)
        progress(done, total)
    if any(rotated.wrapped_by(wrapped) != rotated.current for wrapped in _wrapped()):
        raise MemberError("还有个人密钥由旧钥匙保护，旧钥匙先留着。再运行一次。")
    store_keys(rotated.without_old())
    seal_keys(recovery_code)
    return done


def spell(field: Sensitive, value: str) -> str:
    """The one spelling of a value, or why it cannot be one."""
    return _SPELLINGS.get(field, str.strip)(value)


def masked(field: Sensitive, spelled: str) -> str:
    """What may stand on a page: the last four of a number, the year of a day, nothing of an address."""
    if field in {Sensitive.ID_NUMBER, Sensitive.PHONE}:
        return "*" * (len(spelled) - 4) + spelled[-4:]
    return f"{spelled[:4]}-**-**" if field is Sensitive.BIRTHDAY else "******"


def _id_number(value: str) -> str:
    number = "".join(unicodedata.normalize("NFKC", value).split()).upper()
    if len(number) != 18 or not number[:17].isascii() or not number[:17].isdigit():  # noqa: PLR2004 (the sentence says it)
        raise MemberError(f"身份证号要18位，现在{len(number)}位或里面有别的字。对照证件改。")
    # GB 11643: weights are powers of two modulo eleven.
    rest = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(number[:17])) % 11
    if "10X98765432"[rest] != number[17]:
        raise MemberError("身份证号末位和前17位对不上，多半有一位抄错。对照证件改。")
    return number


def _phone(value: str) -> str:
    number = "".join(
        character for character in unicodedata.normalize("NFKC", value) if character.isdigit() or character == "+"
    )
    if not 7 <= len(number) <= 20:  # noqa: PLR2004 (the sentence says it)
        raise MemberError("电话要7到20位数字。")
    return number


_SPELLINGS: Mapping[Sensitive, Callable[[str], str]] = {Sensitive.ID_NUMBER: _id_number, Sensitive.PHONE: _phone}


def _require(actor: Actor, permission: Permission, member_id: int) -> None:
    where = member_view(member_id, timezone.localdate()).organization
    if where is None:
        require_everywhere(actor, permission)
    else:
        require(actor, permission, where)


def _key_for(keys: InstallationKeys, member_id: int) -> bytes:
    """Within a commit: the person's key, made at the first value."""
    row = PersonKey.objects.filter(member=member_id).first()
    if row is not None:
        return keys.unwrap(row.wrapped, _owner(member_id))
    if not Member.objects.filter(pk=member_id).exists():
        raise MemberNotFoundError
    key = new_key()
    PersonKey.objects.create(member_id=member_id, wrapped=keys.wrap(key, _owner(member_id)))
    return key


def _existing_key(keys: InstallationKeys, member_id: int) -> bytes:
    row = PersonKey.objects.filter(member=member_id).first()
    if row is None:
        raise MemberNotFoundError
    return keys.unwrap(row.wrapped, _owner(member_id))


def _wrapped() -> Iterator[str]:
    return PersonKey.objects.values_list("wrapped", flat=True).iterator()


def _lookup(keys: InstallationKeys, field: Sensitive, spelled: str) -> str:
    return keys.digest(f"member.{field}", spelled)


def _place(member_id: int, field: Sensitive) -> bytes:
    return f"member:{member_id}:{field}".encode()


def _owner(member_id: int) -> str:
    return f"member:{member_id}"


def _forget_dead_rows() -> None:
    """PostgreSQL keeps what was deleted until it is vacuumed; SQLite overwrites it (secure_delete)."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM members_personkey, members_sealedfield")
