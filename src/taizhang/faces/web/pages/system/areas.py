"""Which parts of the system pages a role sees."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.accounts.errors import NotAllowedError
from taizhang.apps.accounts.rights import Permission
from taizhang.faces.web.shell.frame import Frame, frame_of

PARTS = (
    ("overview", "概况", "system:index", None),
    ("accounts", "账号和授权", "system:accounts", Permission.READ_ACCOUNTS),
    ("backups", "备份", "system:backups", Permission.RUN_BACKUP),
    ("log", "审计日志", "system:log", Permission.READ_LOG),
    ("verify", "核验", "system:verify", Permission.VERIFY),
    ("runs", "运行", "system:runs", None),
)


def tabs(frame: Frame, current: str) -> list[tuple[str, str, bool]]:
    """The parts that the actor may see."""
    actor = cast("Actor", frame.actor)
    return [
        (word, frame.address.to(route), key == current)
        for key, word, route, permission in PARTS
        if permission is None or actor.may(permission)
    ]


def actor_with(request: HttpRequest, permission: Permission, word: str) -> Actor:
    """Who asks, where his role covers it."""
    actor = cast("Actor", frame_of(request).actor)
    if not actor.may(permission):
        raise NotAllowedError(word)
    return actor
