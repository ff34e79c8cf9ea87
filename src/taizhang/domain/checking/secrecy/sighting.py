"""One place with something that must not be published, and how it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SensitiveKind(StrEnum):
    """What it is; a rule of the pack names one."""

    ID_NUMBER = "id_number"
    MOBILE = "mobile"
    BANK_CARD = "bank_card"
    EMAIL = "email"
    PLATE = "plate"
    SECRET_MARK = "secret_mark"  # noqa: S105 (no password)
    INTERNAL_MARK = "internal_mark"
    BURDENED_NAME = "burdened_name"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class Sensitive:
    """One sighting; `shown` is all that a message may quote."""

    kind: SensitiveKind
    start: int
    end: int
    shown: str
    matter: str = ""
    """What stands beside a name: 谈话, 处分."""


def masked(text: str, head: int, tail: int) -> str:
    """Keep the ends and hide the rest, however long it is."""
    if len(text) <= head + tail:
        return f"{text[:1]}**"
    return f"{text[:head]}***{text[len(text) - tail :]}"
