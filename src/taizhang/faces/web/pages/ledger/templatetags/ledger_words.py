"""Look-ups that the ledger's templates need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from taizhang.domain.rules.figures import FigureInfo
from taizhang.faces.web.shell.amounts import amount_text

register = template.Library()


@register.filter
def entry(found: Mapping[Any, str], key: Any) -> str:
    """What stands under a key; nothing where there is none."""
    return found.get(key, "")


@register.filter
def in_unit(value: int, info: FigureInfo) -> str:
    """A number as the figure's unit wants it, without the unit."""
    return amount_text(value, "" if info.amount.value == "one" else info.amount.value)
