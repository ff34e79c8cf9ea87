"""The last line of the side bar: when this installation was last backed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from taizhang.faces.web.shell.days import moment_text

TOO_OLD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class BackupLine:
    """What the line says, and whether it is a warning."""

    text: str
    is_old: bool


def backup_line(last: datetime | None, now: datetime) -> BackupLine:
    """Say when the last backup was made; a week is too long, and none at all is worse."""
    if last is None:
        return BackupLine("还没有备份", is_old=True)
    return BackupLine(f"上次备份：{moment_text(last, timezone.localdate(now))}", is_old=now - last > TOO_OLD)
