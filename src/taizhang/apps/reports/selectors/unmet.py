"""What was not met up to a report's day, rule by rule: the organisation's own, and of those below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from taizhang.apps.accounts.actors import Actor
from taizhang.apps.ledger.selectors.owed import Matrix, matrix, owed_among, owed_of, to_work_out
from taizhang.apps.reports.selectors.reaching import Reach, reach_of
from taizhang.domain.obligations.answers import Code, Obligation
from taizhang.domain.reporting import Notice, Shortfall
from taizhang.domain.rules.obligations import Cadence
from taizhang.domain.rules.shape import Status


def shortfalls(
    actor: Actor, organization: int, reach: Reach, notice: Notice, seq: int | None = None
) -> list[Shortfall]:
    """The organisation's own shortfalls, then those below it, each most often first.

    The cadences of those below come from the matrix: it answers a thousand branches before one by one has begun.
    """
    own = owed_of(actor, organization, notice.year, notice.until, seq)
    found = _by_rule(own, own=True)
    if not reach.below:
        return found
    told = owed_among(actor, reach.below, notice.year, notice.until, seq, leaving_out=(Cadence,))
    there = cache(lambda day: reach.below_on(min(day, notice.until)))
    others = [one for one in told if one.subject in there(one.window.end)]
    cadences = matrix(actor, reach.below, notice.year, notice.until, seq=seq)
    below = [*_by_rule(others, own=False), *_of_cadences(cadences, reach, notice.until)]
    return [*found, *sorted(below, key=_most_often)]


def to_ask_first(actor: Actor, organization: int, notice: Notice, fewest: int) -> int:
    """Of how many below it has to be worked out first what they owe, before their shortfalls can be told."""
    below = reach_of(organization, notice.until).below
    if len(below) < fewest:
        return 0
    return to_work_out(actor, below, notice.year, notice.until, leaving_out=(Cadence,))


def _most_often(one: Shortfall) -> tuple[int, str]:
    return -one.times, one.rule


def _by_rule(obligations: Iterable[Obligation], *, own: bool) -> list[Shortfall]:
    asked: dict[str, list[Obligation]] = defaultdict(list)
    for one in obligations:
        if one.code is not Code.NOT_APPLICABLE:
            asked[one.rule].append(one)
    found = []
    for rule, those in asked.items():
        unmet = [one for one in those if one.code is Code.UNMET]
        if unmet:
            found.append(
                Shortfall(
                    rule=rule,
                    zh=unmet[0].zh,
                    times=len(unmet),
                    organizations=len({one.subject for one in unmet}),
                    among=len({one.subject for one in those}),
                    own=own,
                    confirmed=unmet[0].confirmed,
                )
            )
    return sorted(found, key=_most_often)


def _of_cadences(answered: Matrix, reach: Reach, until: date) -> Iterator[Shortfall]:
    """The same from codes in rows of bytes: the cells of one window of all organisations lie a row's width apart."""
    ids, there = [one.id for one in answered.subjects], cache(reach.below_on)
    for row in answered.rows:
        times, missing, asked, confirmed = 0, set[int](), set[int](), True
        for place, slot in enumerate(row.slots):
            cells = zip(ids, row.codes[place :: len(row.slots)], strict=True)
            stood = there(min(slot.window.end, until))
            spoken = {one: code for one, code in cells if code and one in stood}
            unmet = [one for one, code in spoken.items() if code == Code.UNMET]
            if unmet and not times and slot.version is not None:
                confirmed = slot.version.status is Status.CONFIRMED
            times += len(unmet)
            missing.update(unmet)
            asked.update(spoken)
        if times:
            zh = answered.rulebook.rules[row.rule].zh
            yield Shortfall(row.rule, zh, times, len(missing), len(asked), own=False, confirmed=confirmed)
