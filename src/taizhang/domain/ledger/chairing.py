"""Who chairs (主持): the secretary, or by delegation a deputy or a member of the committee, as they were that day."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from taizhang.domain.findings import Finding, Severity
from taizhang.domain.ledger.occasion import Occasion, Part
from taizhang.domain.ledger.values import persons_in
from taizhang.domain.rules.kinds import Kind
from taizhang.domain.rules.obligations import Content
from taizhang.domain.rules.rulebook import Rulebook

CHAIR: Final = "chair"
CHAIRED_BY_COMMITTEE: Final = "chair_of:committee"
"""What a rule of content requires of the chair."""


def chaired_by_committee(occasion: Occasion, part: Part) -> bool | None:
    """Say whether one of those who led the organisation that day was in the chair; None where nobody can tell."""
    roster = occasion.roster
    leaders = {*roster.committee, *roster.deputies, *([roster.secretary] if roster.secretary is not None else ())}
    chairs = persons_in(occasion, part, CHAIR)
    if not leaders or not chairs:
        return None
    return not leaders.isdisjoint(chairs)


def chair_findings(
    occasion: Occasion, index: int, part: Part, rulebook: Rulebook, profiles: frozenset[str]
) -> Iterator[Finding]:
    """Hint at a chair who led nothing that day; it never blocks, for a delegation may stand on paper only."""
    if chaired_by_committee(occasion, part) is not False:
        return
    for rule in _rules(rulebook):
        version = rule.at(occasion.day)
        if version is None or part.kind not in version.kinds or (rule.profile and rule.profile not in profiles):
            continue
        kind: Kind = rulebook.kinds[part.kind]
        message = (
            f"{kind.roles.get(CHAIR, '主持人')}当日不是书记、副书记或委员。"
            f"{kind.zh}一般由书记召集并主持，书记可委托副书记或委员主持。"
            "核对主持人；确是这样的，不用改。"
        )
        source = rulebook.sources.get(version.source)
        basis = f"依据：《{source.zh}》{version.article}。" if source else ""
        yield Finding("chair_not_leading", message, Severity.HINT, f"parts.{index}.roles.{CHAIR}", rule.id, basis)


@lru_cache(maxsize=16)
def _rules(rulebook: Rulebook) -> tuple[Content, ...]:
    """The rules that ask who was in the chair; an import asks for them thousands of times."""
    return tuple(
        rule
        for rule in rulebook.rules.values()
        if isinstance(rule, Content) and any(CHAIRED_BY_COMMITTEE in version.requires for version in rule.versions)
    )
