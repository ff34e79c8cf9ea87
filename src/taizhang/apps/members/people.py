"""People by code and by name: how files and the API name a person, read once for one import, export or request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q

from taizhang.apps.audit.models import known as known_at
from taizhang.apps.members.models import Member, MemberDescription


class People:
    """Codes and names of all persons, or of those that one record speaks of, as known at one commit."""

    def __init__(
        self,
        known: int | None = None,
        *,
        numbers: Collection[int] | None = None,
        texts: Collection[str] | None = None,
    ) -> None:
        """Read everybody once; where numbers or texts are given, only those persons."""
        described = MemberDescription.objects.filter(known_at(known))
        members = Member.objects.all()
        if numbers is not None or texts is not None:
            named = described.filter(name__in=list(texts or ())).values_list("member_id", flat=True)
            wanted = Q(pk__in=list(numbers or ())) | Q(code__in=list(texts or ())) | Q(pk__in=list(named))
            members = members.filter(wanted)
            described = described.filter(member_id__in=list(members.values_list("pk", flat=True)))
        self._codes = dict(members.values_list("pk", "code").iterator(chunk_size=5000))
        self._by_code = {code: person for person, code in self._codes.items()}
        self._names: dict[int, str] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        rows = described.order_by("member_id", "begins_on", "id")
        for person, name in rows.values_list("member_id", "name").iterator(chunk_size=5000):
            self._names[person] = name
            if person not in self._by_name[name]:
                self._by_name[name].append(person)

    @property
    def numbers(self) -> frozenset[int]:
        """Everybody read."""
        return frozenset(self._codes)

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
