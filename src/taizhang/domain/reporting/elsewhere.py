"""Whose number it is: that of the organisation that reports, or of one below it whose report is quoted."""

from __future__ import annotations

import re

from taizhang.domain.rules.outlines import Speaking

_AT = "@"
_WRITTEN = re.compile(f"(?:{'|'.join(Speaking)})(?:{_AT}[1-9][0-9]{{0,8}})?")


def scope_at(scope: str, organization: int) -> str:
    """The scope as it is seen from another organisation; one that is so already stays as it is."""
    return scope if _AT in scope else f"{scope}{_AT}{organization}"


def whose(scope: str) -> tuple[str, int | None]:
    """The scope, and the organisation it is seen from; none: the one that reports."""
    plain, at, organization = scope.partition(_AT)
    return plain, int(organization) if at else None


def is_scope(scope: str) -> bool:
    """Say whether a scope that came from outside can be one."""
    return _WRITTEN.fullmatch(scope) is not None
