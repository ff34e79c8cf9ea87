"""Look-ups that the ledger's templates need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def entry(found: Mapping[Any, str], key: Any) -> str:
    """What stands under a key; nothing where there is none."""
    return found.get(key, "")
