"""Which kinds of entries would meet a rule: what a button 登记 beside it opens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from taizhang.domain.rules.obligations import Cadence, Coverage, Limit, Precondition, Rule

if TYPE_CHECKING:
    from taizhang.domain.rules.rulebook import Rulebook


def kinds_answering(rulebook: Rulebook, rule: Rule, day: date, organization_type: str = "") -> tuple[str, ...]:
    """The kinds whose entries count for the rule on that day, in the order the rule names their figures."""
    kinds = (figure.rpartition("/")[0] for figure in posted(rulebook, _asked(rule, day)))
    return tuple(
        dict.fromkeys(
            kind for kind in kinds if kind in rulebook.kinds and _may_record(rulebook, kind, organization_type)
        )
    )


def _asked(rule: Rule, day: date) -> tuple[str, ...]:
    """The figures that the version in force on that day wants records of."""
    if isinstance(rule, Cadence):
        return () if (cadence := rule.at(day)) is None else cadence.figures
    if isinstance(rule, Coverage):
        return () if (coverage := rule.at(day)) is None else coverage.figures
    if isinstance(rule, Limit):
        return () if (limit := rule.at(day)) is None else limit.answer
    if isinstance(rule, Precondition):
        return () if (precondition := rule.at(day)) is None else precondition.before
    return ()


def posted(rulebook: Rulebook, figures: Iterable[str]) -> Iterable[str]:
    """The figures that entries post, for a composite one those it is made of."""
    for figure in figures:
        definition = rulebook.figures.get(figure)
        if definition is None:
            yield figure
        else:
            yield from posted(rulebook, (*definition.sum_of, *definition.people_of, *definition.entries_of))


def _may_record(rulebook: Rulebook, kind: str, organization_type: str) -> bool:
    allowed = rulebook.kinds[kind].recorded_by
    return not organization_type or not allowed or organization_type in allowed
