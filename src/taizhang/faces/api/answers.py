"""Obligations and figures as programs read them; the command line prints the same keys."""

from __future__ import annotations

from typing import Any

from taizhang.domain.figures.figure import Figure
from taizhang.domain.obligations.answers import Obligation


def obligation_json(organization: str, one: Obligation) -> dict[str, Any]:
    """One obligation, under keys that stay."""
    return {
        "organization": organization,
        "rule": one.rule,
        "zh": one.zh,
        "about": one.about,
        "window": {"start": one.window.start, "end": one.window.end},
        "due_on": one.due_on,
        "code": one.code.name.lower(),
        "answer_zh": one.code.zh,
        "reason": one.reason,
        "arithmetic": list(one.arithmetic),
        "source": one.source,
        "article": one.article,
        "confirmed": one.confirmed,
        "general": one.general,
        "had": one.had,
        "needed": one.needed,
        "entries": sorted({record.entry for record in one.counted}),
        "not_counted": [{"entry": each.record.entry, "why": each.why} for each in one.not_counted],
    }


def figure_json(organization: str, one: Figure, amount: str) -> dict[str, Any]:
    """One figure, under keys that stay; the value is whole in the smallest unit that `amount` names."""
    return {
        "organization": organization,
        "id": one.definition,
        "zh": one.zh,
        "value": one.value,
        "unit": one.unit,
        "amount": str(amount),
        "nature": one.nature,
        "period": {"start": one.period.start, "end": one.period.end},
        "as_of": one.as_of,
        "rulebook": one.rulebook,
        "tallied": one.tallied,
        "unnamed": one.unnamed,
        "is_lower_bound": one.is_lower_bound,
        "overlap": one.overlap,
    }
