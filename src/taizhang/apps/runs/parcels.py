"""Files that wait for one person for a short while (待取的文件): sealed in the data folder, in no backup, then gone.

A parcel is opened by its ticket alone. Whoever keeps the ticket in a session lets the parcel end with the session.
"""

from __future__ import annotations

import os
import secrets
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from taizhang.apps.audit.keys import installation_keys
from taizhang.domain.sealing import KeyUnknownError, SealBrokenError, new_key
from taizhang.domain.sealing.stream import SealedReader, SealedWriter

LONGEST = timedelta(minutes=30)
"""No parcel waits longer, whatever its ticket says."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What opens one parcel: its name, its own key wrapped by the installation's, and for how long it waits."""

    parcel: str
    key: str
    seconds: int

    @classmethod
    def fresh(cls, lifetime: timedelta) -> Ticket:
        """Write a ticket for a parcel that is still to be made; its time begins when it is left."""
        parcel = secrets.token_hex(16)
        seconds = int(min(lifetime, LONGEST).total_seconds())
        return cls(parcel, installation_keys().wrap(new_key(), _place(parcel)), seconds)


def leave(ticket: Ticket, content: bytes) -> None:
    """Seal a file and let it wait; it is there whole or not at all."""
    sweep()
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            writer = SealedWriter(stream, _key(ticket), _place(ticket.parcel).encode())
            writer.write(content)
            writer.close()
        Path(temporary).replace(folder / ticket.parcel)
    finally:
        Path(temporary).unlink(missing_ok=True)


def waits(ticket: Ticket) -> bool:
    """Say whether the parcel can be opened now."""
    return _age(_folder() / ticket.parcel) <= ticket.seconds


def look_into(ticket: Ticket) -> bytes | None:
    """Open the parcel and let it wait on; None where it is gone or its time is over."""
    sweep()
    if not waits(ticket):
        return None
    try:
        with (_folder() / ticket.parcel).open("rb") as stream:
            return _opened(stream, ticket)
    except (OSError, SealBrokenError, KeyUnknownError):
        return None


def collect(ticket: Ticket) -> bytes | None:
    """Open the parcel for good: whoever asks next finds nothing, and of two who ask at once one does."""
    sweep()
    own = _folder() / f"{ticket.parcel}.{secrets.token_hex(4)}"
    if not waits(ticket):
        return None
    try:
        (_folder() / ticket.parcel).replace(own)
        with own.open("rb") as stream:
            return _opened(stream, ticket)
    except (OSError, SealBrokenError, KeyUnknownError):
        return None
    finally:
        own.unlink(missing_ok=True)


def drop(ticket: Ticket) -> None:
    """Throw the parcel away."""
    (_folder() / ticket.parcel).unlink(missing_ok=True)


def sweep() -> None:
    """Throw away every parcel that nobody can open any more."""
    with suppress(FileNotFoundError):
        for file in _folder().iterdir():
            if _age(file) > LONGEST.total_seconds():
                file.unlink(missing_ok=True)


def _opened(stream: BinaryIO, ticket: Ticket) -> bytes:
    reader = SealedReader(stream, _key(ticket), _place(ticket.parcel).encode())
    return b"".join(iter(reader.read_piece, b""))


def _key(ticket: Ticket) -> bytes:
    return installation_keys().unwrap(ticket.key, _place(ticket.parcel))


def _place(parcel: str) -> str:
    return f"parcel:{parcel}"


def _folder() -> Path:
    return Path(settings.ENVIRONMENT.parcels)


def _age(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
