"""Everybody by code and by name: how files name a person, read once for one import or export."""

from __future__ import annotations

from collections import defaultdict

from taizhang.apps.audit.models import known as known_at
from taizhang.apps.members.models import Member, MemberDescription


class People:
    """Codes and names of all persons, as known at one commit."""

    def __init__(self, known: int | None = None) -> None:
        """Read them once."""
        self._codes = dict(Member.objects.values_list("pk", "code").iterator(chunk_size=5000))
        self._by_code = {code: person for person, code in self._codes.items()}
        self._names: dict[int, str] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        rows = MemberDescription.objects.filter(known_at(known)).order_by("member_id", "begins_on", "id")
        for person, name in rows.values_list("member_id", "name").iterator(chunk_size=5000):
            self._names[person] = name
            if person not in self._by_name[name]:
                self._by_name[name].append(person)

    def code(self, person: int) -> str:
        """The code of a person; empty for a number that nobody has."""
        return self._codes.get(person, "")

    def name(self, person: int) -> str:
        """What a person is called by now."""
        return self._names.get(person, "")

    def with_code(self, code: str) -> int | None:
        """The person with that code."""
        return self._by_code.get(code)

    def called(self, name: str) -> tuple[int, ...]:
        """Everybody who is or was called so."""
        return tuple(self._by_name.get(name, ()))
