"""The one way to write: a short transaction that holds the head of the chain and ends with a commit row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from taizhang.apps.audit.looking import looking_anew
from taizhang.apps.audit.models import ChainHead, Commit, Fact, values_of
from taizhang.domain.canonical import canonical, digest

if TYPE_CHECKING:
    from collections.abc import Iterable


_BUSINESS_DAY: ContextVar[date | None] = ContextVar("business_day", default=None)

_WRITING: ContextVar[bool] = ContextVar("writing", default=False)

ERASED = "erased"
"""Beside a closed fact in a commit: its texts were wiped."""


class Writing:
    """What one commit is about to say: facts written and facts closed."""

    def __init__(self, seq: int, subject: str = "") -> None:
        """Start with nothing written; the subject may be named once its number is known."""
        self.seq = seq
        self.subject = subject
        self._facts: list[tuple[str, str, str]] = []
        self._closed: list[tuple[str, ...]] = []

    def write(self, fact: Fact) -> None:
        """Insert a fact under this commit's number and remember its digest."""
        fact.known_from = self.seq
        fact.save(force_insert=True)
        self._facts.append((fact._meta.db_table, str(fact.pk), fact.digest_of_values()))

    def write_all(self, facts: Iterable[Fact]) -> None:
        """Insert many facts."""
        for fact in facts:
            self.write(fact)

    def close(self, fact: Fact) -> None:
        """End the known interval of a fact."""
        type(fact)._default_manager.filter(pk=fact.pk, known_until__isnull=True).update(known_until=self.seq)
        fact.known_until = self.seq
        self._closed.append((fact._meta.db_table, str(fact.pk)))

    def keep(self, row: models.Model) -> None:
        """Insert a row that never changes and is no dated fact (an organisation's code, an entry), with its digest."""
        row.save(force_insert=True)
        self._facts.append((row._meta.db_table, str(row.pk), digest(values_of(row))))

    def erase(self, fact: Fact, *columns: str) -> None:
        """End a fact and wipe its texts, as erasure of a person demands; the log says that it was wiped."""
        emptied = dict.fromkeys(columns, "")
        type(fact)._default_manager.filter(pk=fact.pk).update(**emptied)
        type(fact)._default_manager.filter(pk=fact.pk, known_until__isnull=True).update(known_until=self.seq)
        self._closed.append((fact._meta.db_table, str(fact.pk), ERASED))

    def note(self, table: str, key: str, digest_: str) -> None:
        """Remember the digest of something that is no fact row: an attachment's bytes, a backup."""
        self._facts.append((table, key, digest_))

    def sealed(self) -> tuple[str, str]:
        """The canonical lists of what was written and closed."""
        return canonical(self._facts), canonical(self._closed)


def digest_of_commit(commit: Commit) -> str:
    """What the chain holds about a commit."""
    return digest(
        [
            commit.seq,
            commit.at,
            commit.day.isoformat(),
            commit.actor,
            commit.action,
            commit.subject,
            commit.facts,
            commit.closed,
            commit.previous,
        ]
    )


@contextmanager
def writing(actor: str, action: str, subject: str = "") -> Iterator[Writing]:
    """Open a transaction, lock the head, hand out the next number; on leaving, append the commit to the chain."""
    token = _WRITING.set(True)
    try:
        with looking_anew(), _written(actor, action, subject) as record:
            yield record
    finally:
        _WRITING.reset(token)


def is_writing() -> bool:
    """Say whether a commit is being written here: what is read now is not in the chain yet."""
    return _WRITING.get()


@contextmanager
def _written(actor: str, action: str, subject: str) -> Iterator[Writing]:
    with transaction.atomic():
        head = ChainHead.objects.select_for_update().get(pk=1)
        record = Writing(head.seq + 1, subject)
        yield record
        facts, closed = record.sealed()
        commit = Commit(
            seq=record.seq,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            day=written_on(),
            actor=actor,
            action=action,
            subject=record.subject,
            facts=facts,
            closed=closed,
            previous=head.digest,
        )
        commit.digest = digest_of_commit(commit)
        commit.save(force_insert=True)
        ChainHead.objects.filter(pk=1).update(seq=commit.seq, digest=commit.digest)


def written_on() -> date:
    """The business day that commits are written under."""
    return _BUSINESS_DAY.get() or settings.ENVIRONMENT.business_day or timezone.localdate()


@contextmanager
def as_if_on(day: date) -> Iterator[None]:
    """Write under another business day: how an invented world comes to have a past."""
    token = _BUSINESS_DAY.set(day)
    try:
        yield
    finally:
        _BUSINESS_DAY.reset(token)


def seq_on(day: date) -> int:
    """The last commit of that business day or before: what was known then."""
    last = Commit.objects.filter(day__lte=day).order_by("-seq").values_list("seq", flat=True).first()
    return last or 0


def last_seq() -> int:
    """The number of the last commit."""
    return ChainHead.objects.values_list("seq", flat=True).get(pk=1)
