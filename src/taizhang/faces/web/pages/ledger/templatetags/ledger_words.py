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
def with_unit(value: int, info: FigureInfo) -> str:
    """A number with its unit: 17学时, 489.60元, 4次."""
    if info.amount.value == "one":
        return f"{amount_text(value)}{info.unit}"
    return amount_text(value, info.amount.value).replace("小时", info.unit or "小时")
