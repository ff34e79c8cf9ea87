"""Whom the form offers: the roll of the recording organisation and of those who take part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from taizhang.apps.members.selectors import MemberView, members, rolls, roster
from taizhang.apps.organizations.selectors import below

MOST = 400
"""More buttons than this help nobody; a committee then enters head counts."""


def people_for(recorder: int, day: date, others: Iterable[int] = ()) -> tuple[MemberView, ...]:
    """The members of the organisation and of those taking part; a committee offers its own members."""
    found = rolls([recorder, *others], day)
    if any(recorder in {one.organization, one.group} for one in found):
        return found[:MOST]
    committee = roster(recorder, day).committee
    sitting = members(committee, day)
    seated = {one.id for one in sitting}
    below_it = () if sitting else rolls(below(recorder, day), day)
    return (*sitting, *(one for one in (*found, *below_it) if one.id not in seated))[:MOST]
