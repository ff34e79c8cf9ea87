"""Staging (预检): every record of a file is checked before any is written, and every fault is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Any

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.rights import Permission
from taizhang.apps.ledger.exchange.items import Item, unreadable
from taizhang.apps.ledger.exchange.naming import Naming
from taizhang.apps.ledger.exchange.spelling import content_from
from taizhang.apps.ledger.models import Entry
from taizhang.apps.ledger.neighbourhood import Neighbourhood
from taizhang.apps.ledger.services.recording import title_of
from taizhang.apps.members.rosters import Rosters
from taizhang.apps.organizations.access import require
from taizhang.apps.organizations.errors import OrganizationError
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.canonical import digest_text
from taizhang.domain.findings import Finding
from taizhang.domain.ledger.duplicates import likely_duplicates
from taizhang.domain.ledger.occasion import Occasion
from taizhang.domain.ledger.reading import ContentUnreadableError, occasion_from
from taizhang.domain.ledger.surroundings import Neighbour
from taizhang.domain.ledger.validation import validate
from taizhang.domain.rules.rulebook import Rulebook

DUPLICATE = "likely_duplicate"
BUNCH = 200
"""Records that are checked together, and written in one commit: short enough that nobody waits for the lock."""
MOST_TOLD = 2000
"""Records of which it is kept what there is to say; who has more mends these first."""
MOST_TWINS, MOST_OF_A_DAY = 5, 1000
"""Likenesses that are told of one record; and records of one day that the next are held against."""
Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Twin:
    """Another occasion that looks like the same one: recorded before, or earlier in the same file."""

    day: date
    title: str
    entry: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Staged:
    """One record of a file, checked."""

    place: str
    content: dict[str, Any]
    request_key: str
    findings: tuple[Finding, ...]
    twins: tuple[Twin, ...] = ()
    organization: int = 0
    day: date | None = None
    title: str = ""
    entry: int | None = None
    """The entry that this very record became in an earlier import."""

    @property
    def is_faulty(self) -> bool:
        """Whether something must be mended before it can be recorded."""
        return any(one.blocks for one in self.findings)

    @property
    def hints(self) -> tuple[Finding, ...]:
        """What a person should look at, and need not change."""
        return tuple(one for one in self.findings if not one.blocks)


@dataclass(slots=True)
class Staging:
    """What came of checking a file: everything is counted, and the first of what there is to say is kept."""

    records: int = 0
    faulty: int = 0
    undecided: int = 0
    """Records that look like others."""
    already: int = 0
    told: list[Staged] = field(default_factory=list)
    untold: int = 0
    """How many more have something to say."""
    left: set[bytes] = field(default_factory=set)
    """Request keys of what was there before."""
    twins: set[bytes] = field(default_factory=set)
    """Request keys of what looks like others."""

    def add(self, one: Staged) -> None:
        """Count one record."""
        self.records += 1
        if one.entry is not None:
            self.already += 1
            self.left.add(bytes.fromhex(one.request_key))
        elif one.is_faulty:
            self.faulty += 1
        elif one.twins:
            self.undecided += 1
            self.twins.add(bytes.fromhex(one.request_key))
        if one.findings or one.twins or one.entry is not None:
            if len(self.told) < MOST_TOLD:
                self.told.append(replace(one, content={}))
            else:
                self.untold += 1


def stage(
    actor: Actor,
    items: Iterable[Item],
    file_digest: str,
    today: date,
    report: Report = lambda _done, _total, _text: None,
    *,
    total: int = 0,
) -> Staging:
    """Check every record: how it is spelled, whether the actor may record it, what it says, whether it was there."""
    stager = _Stager(actor, file_digest, today)
    staging = Staging()
    for bunch in _bunches(items):
        staged = stager.staged(bunch)
        written = _written_before(one.request_key for one in staged)
        for one in staged:
            staging.add(replace(one, entry=written.get(one.request_key)))
        report(staging.records, max(total, staging.records) if total else 0, "核对")
    return staging


def fresh_records(
    actor: Actor, items: Iterable[Item], file_digest: str, today: date, staging: Staging, *, skip_twins: bool
) -> Iterator[list[tuple[dict[str, Any], str]]]:
    """The records of a staged file that are to be written, with their request keys, read again a bunch at a time."""
    stager = _Stager(actor, file_digest, today)
    passed_over = staging.left | (staging.twins if skip_twins else set())
    for bunch in _bunches(items):
        spelled = [stager.spelled(item) for item in bunch]
        fresh = [(content, key) for content, key in spelled if bytes.fromhex(key) not in passed_over]
        if fresh:
            yield fresh


def _bunches(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while bunch := list(islice(rest, BUNCH)):
        yield bunch


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A record that can be read, before anything around it was looked at."""

    place: str
    content: dict[str, Any]
    key: str
    occasion: Occasion
    findings: list[Finding]


class _Stager:
    """What one staging reads once and remembers from record to record."""

    def __init__(self, actor: Actor, file_digest: str, today: date) -> None:
        self._actor, self._file_digest, self._today = actor, file_digest, today
        self._rulebook: Rulebook = current_rulebook()
        self._rosters = Rosters()
        self.naming = Naming.of_everybody(actor, self._rulebook, self._rosters)
        self._may: dict[int, str] = {}
        self._in_file: dict[date, list[tuple[str, Neighbour]]] = defaultdict(list)
        self._keys: dict[str, str] = {}

    def staged(self, items: Sequence[Item]) -> list[Staged]:
        """Check a bunch: first each for itself, then those that can be read beside what stands around them."""
        spelled = [self._spelled(item) for item in items]
        around = Neighbourhood([one.occasion for one in spelled if isinstance(one, _Spelled)])
        return [self._checked(one, around) if isinstance(one, _Spelled) else one for one in spelled]

    def spelled(self, item: Item) -> tuple[dict[str, Any], str]:
        """The content of a record that was found in order before, and its request key."""
        return content_from(item.value, self.naming).content, self._request_key(item)

    def _spelled(self, item: Item) -> _Spelled | Staged:
        key = self._request_key(item)
        spelled = content_from(item.value, self.naming) if item.value else None
        findings = [*item.findings, *(spelled.findings if spelled else ())]
        if spelled and spelled.content["recorder"]:
            findings.extend(self._rights(spelled.content["recorder"]))
        if item.value.get("key"):  # What has no number of its own has its place in the file, which is no other's.
            if key in self._keys:
                findings.append(unreadable(f"编号和{self._keys[key]}的一样。一条记录一个编号。", "key"))
            self._keys.setdefault(key, item.place)
        if not spelled or any(one.blocks for one in findings):
            return Staged(item.place, {}, key, tuple(findings))
        try:
            occasion = occasion_from(spelled.content)
        except ContentUnreadableError as error:
            return Staged(item.place, {}, key, (*findings, unreadable(error.why, error.place)))
        persons = {one.person for one in occasion.roll} | {
            person for part in occasion.parts for people in part.roles.values() for person in people
        }
        occasion = replace(occasion, roster=self._rosters.at(occasion.recorder, occasion.day, persons))
        return _Spelled(item.place, spelled.content, key, occasion, findings)

    def _checked(self, one: _Spelled, neighbourhood: Neighbourhood) -> Staged:
        occasion, around = one.occasion, neighbourhood.around(one.occasion)
        found = validate(occasion, self._rulebook, self._today, around)
        findings = (*one.findings, *(finding for finding in found if finding.code != DUPLICATE))
        title = occasion.title or title_of(occasion, self._rulebook)
        return Staged(
            one.place,
            one.content,
            one.key,
            findings,
            self._twins(one.place, replace(occasion, title=title), around.neighbours),
            occasion.recorder,
            occasion.day,
            title,
        )

    def _twins(self, place: str, occasion: Occasion, recorded: Iterable[Neighbour]) -> tuple[Twin, ...]:
        twins = [Twin(one.day, one.title, one.entry) for one in likely_duplicates(occasion, recorded)]
        before = self._in_file[occasion.day]
        for where, other in before:
            if len(twins) >= MOST_TWINS:
                break
            if likely_duplicates(occasion, (other,)):
                twins.append(Twin(other.day, other.title, None, where))
        if len(before) < MOST_OF_A_DAY:
            kinds = frozenset(part.kind for part in occasion.parts)
            before.append((place, Neighbour(0, occasion.recorder, occasion.title, occasion.day, kinds=kinds)))
        return tuple(twins[:MOST_TWINS])

    def _rights(self, organization: int) -> list[Finding]:
        if organization not in self._may:
            try:
                require(self._actor, Permission.RECORD, organization)
            except OrganizationError as error:
                self._may[organization] = error.message
            else:
                self._may[organization] = ""
        why = self._may[organization]
        return [unreadable(why, "organization")] if why else []

    def _request_key(self, item: Item) -> str:
        """The same record of the same file always has the same key; one with a number of its own, in any file."""
        own = item.value.get("key")
        if isinstance(own, str) and own:
            return digest_text(f"key\n{item.value.get('organization')}\n{own}")
        return digest_text(f"file\n{self._file_digest}\n{item.place}")


def _written_before(keys: Iterable[str]) -> dict[str, int]:
    wanted = list(keys)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), 500):
        rows = Entry.objects.filter(request_key__in=wanted[start : start + 500]).values_list("request_key", "pk")
        found.update((key, entry) for key, entry in rows if key)
    return found
