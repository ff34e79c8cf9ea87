"""The chain's head outside the database: what makes a cut-off tail, or a chain written anew, visible."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from taizhang.apps.audit.models import ChainHead, KeyRing

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST = 4096


class HeadUnreadableError(Exception):
    """A file that is no head of a chain."""

    code = "head_unreadable"

    def __init__(self, message: str) -> None:
        """Keep the Chinese message for page and command."""
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain stood: number and digest of its last commit."""

    seq: int
    digest: str
    at: str
    installation: str
    """The mark of the installation's keys, so that heads of others are not mistaken for its own."""

    def as_text(self) -> str:
        """Spell it out for a file."""
        return json.dumps({"taizhang": "chain head", **asdict(self)}, ensure_ascii=False, indent=1)

    @classmethod
    def from_text(cls, text: str) -> Head:
        """Read what `as_text` wrote."""
        try:
            found = json.loads(text)
            head = cls(int(found["seq"]), str(found["digest"]), str(found["at"]), str(found["installation"]))
        except (ValueError, KeyError, TypeError) as error:
            raise HeadUnreadableError("这不是链头文件，读不出第几次写入和摘要。") from error
        if head.seq < 0 or not _DIGEST.fullmatch(head.digest):
            raise HeadUnreadableError("链头文件里的编号或摘要不对，可能被改过。")
        return head


def current_head() -> Head:
    """Where the chain stands now."""
    row = ChainHead.objects.get(pk=1)
    mark = KeyRing.objects.order_by("pk").values_list("mark", flat=True).first() or ""
    return Head(row.seq, row.digest, datetime.now(UTC).isoformat(timespec="seconds"), mark)


def write_head(file: Path) -> Head:
    """Take the head out of the database, to be kept where the database's owner cannot change it."""
    head = current_head()
    file.write_text(head.as_text() + "\n", encoding="utf-8")
    return head


def read_head(file: Path) -> Head:
    """Read a head that was taken out before."""
    try:
        with file.open(encoding="utf-8") as stream:
            return Head.from_text(stream.read(_LONGEST))
    except UnicodeDecodeError:
        raise HeadUnreadableError(f"{file} 不是链头文件。") from None
    except OSError as error:
        raise HeadUnreadableError(f"读不到 {file}：{error.strerror}。") from error
