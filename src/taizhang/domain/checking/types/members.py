"""Type `members`: terms whose members and order are fixed, held against what the text enumerates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Literal

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.detecting import Condemned
from taizhang.domain.checking.finding import Hit
from taizhang.domain.checking.naming.enumerations import (
    Chain,
    Enumerations,
    MemberSet,
    in_order,
    is_announced,
    is_open,
    next_stranger,
    shipped_members,
)
from taizhang.domain.checking.paper import paper_year
from taizhang.domain.checking.rule import CheckRule
from taizhang.domain.official_text import OfficialText

_ENOUGH = 4
"""Sets of fewer members share all but one of them with ordinary speech."""


class MemberFault(StrEnum):
    """What is wrong with an enumeration."""

    ORDER = "order"
    FOREIGN = "foreign"
    MISSING = "missing"


class MembersRule(CheckRule):
    """One kind of fault over the sets of one mark; the sets lie beside the packs."""

    type: Literal["members"]
    fault: MemberFault
    mark: Literal["confirmed", "practice"] = "confirmed"


Verdict = tuple[MemberFault, int, int, str, str]


class MembersDetector:
    """Reads every chain of members once."""

    def __init__(self, rules: Sequence[MembersRule], sets: Mapping[str, MemberSet]) -> None:
        """Build the automaton over the sets that some rule speaks for."""
        self._rules = {(rule.mark, rule.fault): rule.id for rule in rules}
        marks = {rule.mark for rule in rules}
        self._enumerations = Enumerations(one for one in sets.values() if one.mark in marks)

    def detect(self, document: OfficialText, context: Context, condemned: Condemned) -> Iterable[Hit]:  # noqa: ARG002
        """Report enumerations that lack a member, hold a stranger, or stand in another order."""
        year = paper_year(document, context) or context.today.year
        for chain in self._enumerations.chains(document.text):
            if chain.of.since is not None and year < chain.of.since:
                continue
            verdict = _judged(chain, document.text)
            rule = self._rules.get((chain.of.mark, verdict[0])) if verdict else None
            if verdict is None or rule is None:
                continue
            _fault, start, end, what, right = verdict
            words = (("term", chain.of.term), ("members", chain.of.spelled), ("what", what))
            yield Hit(rule, start, end, words, (right,) if right else ())


def _judged(chain: Chain, text: str) -> Verdict | None:
    members = [member for member, _start, _end in chain.places]
    distinct, every = set(members), len(chain.of.members)
    announced = is_announced(chain, text)
    if len(distinct) < len(members):
        return None
    nearly_all = len(distinct) >= every - 1 and every >= _ENOUGH
    stranger = chain.strangers[0] if chain.strangers else next_stranger(chain, text)
    if stranger is not None and (announced or (nearly_all and bool(chain.strangers))):
        what = f"“{text[stranger[0] : stranger[1]]}”不在其中"
        return MemberFault.FOREIGN, stranger[0], stranger[1], what, ""
    whole = len(distinct) == every
    if chain.of.ordered and members != sorted(members) and (whole or announced):
        return MemberFault.ORDER, chain.start, chain.end, "次序不对", in_order(chain, text)
    if whole or stranger is not None or is_open(chain, text):
        return None
    if announced or (chain.of.strict and nearly_all and members == sorted(members)):
        absent = "、".join(chain.of.forms[number][0] for number in range(every) if number not in distinct)
        return MemberFault.MISSING, chain.start, chain.end, f"少了“{absent}”", ""
    return None


def build_members(rules: Sequence[MembersRule]) -> MembersDetector:
    """Build one detector of all rules about members and order."""
    return MembersDetector(rules, shipped_members())
