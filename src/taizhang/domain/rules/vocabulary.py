"""The words that rulebook files may use and code must know how to answer: kept few on purpose."""

from __future__ import annotations

from typing import Final

TRAITS: Final[dict[str, str]] = {
    "has_committee": "当日设有支部委员会",
    "has_groups": "当日设有党小组",
    "seven_or_more": "当日正式党员七人以上",
    "village_or_community": "村、社区党组织",
    "county_committee": "县（市、区、旗）委员会",
    "organ": "机关党组织（适用机关基层组织工作条例）",
    "fifty_to_ninety_nine": "当日党员五十人以上、不足一百人",
    "hundred_or_more": "当日党员一百人以上",
}
"""Traits (特征) of an organisation on a day; apps derive them from dated facts, rules ask for them."""

MEASURES: Final[dict[str, str]] = {
    "full_members": "正式党员数",
    "members": "党员数（含预备党员）",
    "committee_members": "委员会现有委员数",
    "units": "联合党支部覆盖的单位数",
    "seats": "委员会应设委员数",
}
"""Measures (数量) of an organisation on a day, for rules of composition."""

FACTS: Final[dict[str, str]] = {
    "fact/secretary_appointed": "书记任职",
    "fact/term_begun": "本届委员会产生",
    "fact/organization_founded": "党组织成立",
}
"""Dated facts that start a time limit; they stand where a figure's id may stand."""

STOCKS: Final[dict[str, str]] = {
    "members": "党员（正式党员和预备党员）",
    "full_members": "正式党员",
    "probationary_members": "预备党员",
    "women_members": "女党员",
    "organizations": "党组织",
    "committees": "党委（含党工委、机关党委）",
    "general_branches": "党总支",
    "branches": "党支部（含联合党支部，不含临时党支部）",
    "subgroups": "党小组",
}
"""Stocks at a day (期末存量) that a composite figure may name."""

_QUORUM = frozenset({"base", "share", "of", "strict"})

NAMED_POSTS: Final[dict[str, frozenset[str]]] = {
    "quorum": _QUORUM,
    "quorum_missed": _QUORUM,
    "quorum_unknown": _QUORUM,
    "chaired_by_secretary": frozenset({"role"}),
    "by_secretary": frozenset({"role"}),
    "by_deputy": frozenset({"role"}),
    "by_committee": frozenset({"role"}),
    "joint": frozenset(),
    "days": frozenset(),
    "organizations": frozenset(),
    "heads": frozenset({"group"}),
}
"""Functions of `domain.ledger.named` that a post may name, with the arguments each takes in `with`.

quorum: 1 if of the base (voters, committee, due) at least share/of attended (strict 1: more than); quorum_missed: 1 if
it is known that too few came; quorum_unknown: 1 if nobody can say. by_secretary, by_deputy, by_committee: 1 if such a
person of the recording organisation stands in `role` that day. heads: the head count of a group (members, staff,
public, outside).
"""

QUORUM_BASES: Final = frozenset({"voters", "committee", "due"})

HEAD_GROUPS: Final = frozenset({"members", "staff", "public", "outside"})

CHECKS: Final[dict[str, str]] = {
    "studied_before_published": "学习日期早于文件公布日期",
    "attendance_above_roll": "到会人数多于当日在册人数",
    "two_places_at_once": "同一人同一时间在两处",
    "votes_above_ballots": "收回票数多于发出票数，或各项票数之和多于收回票数",
    "identical_minutes": "纪要与另一次记录几乎相同",
    "in_the_future": "日期晚于登记当日",
    "before_founding": "日期早于党组织成立",
    "after_closing": "日期晚于党组织撤销",
}
"""Named checks of plausibility (合理性)."""

CONTENTS: Final = (
    "attachment", "agenda", "summary", "place", "role:", "field:", "item_tag:", "chair_of:committee",
)  # fmt: skip
"""What a rule of content may require; those that end with a colon are followed by a name."""
