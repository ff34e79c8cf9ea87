"""A roll between checking and confirming: the file lies sealed in the data folder, its key with whoever sent it.

Rolls hold numbers of identity cards. The server keeps only what nobody can read without the page that asked for it,
and drops it after an hour.
"""

from __future__ import annotations

import json
import re
import secrets
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.members.errors import MemberError
from taizhang.domain.sealing import SealBrokenError, new_key, open_sealed, seal

LIFE_SECONDS = 3600
_TOKEN = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{16,128})")
_GONE = "这份名册已经过了一小时，或已经导入、换了人，没有写入。重新选文件再核对一次。"


class RollGoneError(MemberError):
    """What was staged is not there any more, or is somebody else's."""

    code = "roll_gone"

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(_GONE)


@dataclass(frozen=True, slots=True)
class StagedRoll:
    """A roll as it was sent."""

    name: str
    organization: int
    day: date
    content: bytes


def stage_roll(actor: Actor, roll: StagedRoll) -> str:
    """Keep a roll for an hour; the answer opens it, and is kept nowhere."""
    folder = _folder()
    _forget_old(folder)
    number, key = secrets.token_hex(16), new_key()
    head = json.dumps([roll.name, roll.organization, roll.day.isoformat()]).encode()
    sealed = seal(key, len(head).to_bytes(4, "big") + head + roll.content, _place(actor, number))
    file = folder / number
    file.write_bytes(sealed)
    file.chmod(0o600)
    return f"{number}.{key.hex()}"


def staged_roll(actor: Actor, token: str) -> StagedRoll:
    """Open what was kept; whoever did not stage it himself finds nothing."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise RollGoneError
    file = _folder() / found[1]
    try:
        if time.time() - file.stat().st_mtime > LIFE_SECONDS:
            raise RollGoneError
        plain = open_sealed(bytes.fromhex(found[2]), file.read_bytes(), _place(actor, found[1]))
    except (OSError, ValueError, SealBrokenError) as error:
        raise RollGoneError from error
    size = int.from_bytes(plain[:4], "big")
    name, organization, day = json.loads(plain[4 : 4 + size])
    return StagedRoll(name, organization, date.fromisoformat(day), plain[4 + size :])


def forget_roll(token: str) -> None:
    """Drop what was kept."""
    found = _TOKEN.fullmatch(token)
    if found is not None:
        (_folder() / found[1]).unlink(missing_ok=True)


def _folder() -> Path:
    folder: Path = settings.ENVIRONMENT.home / "staging"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _forget_old(folder: Path) -> None:
    for file in folder.iterdir():
        if time.time() - file.stat().st_mtime > LIFE_SECONDS:
            file.unlink(missing_ok=True)


def _place(actor: Actor, number: str) -> bytes:
    return f"staged-roll:{actor.account}:{number}".encode()
