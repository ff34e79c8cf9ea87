"""Who may be named as taking part in an occasion: those around an organisation, whoever records."""

from __future__ import annotations

from datetime import date

from taizhang.apps.organizations.selectors import above, children_of, same_unit

MOST = 300


def neighbours_of(organization_id: int, day: date) -> tuple[int, ...]:
    """Its superiors, what stands directly below it and beside it, and the other organisations of its unit.

    Names of organisations are no secret inside one system; what they recorded is.
    """
    over = above(organization_id, day)
    beside = children_of(over[0], day) if over else ()
    around = (*children_of(organization_id, day), *beside, *same_unit(organization_id, day), *over)
    return tuple(dict.fromkeys(one for one in around if one != organization_id))[:MOST]
