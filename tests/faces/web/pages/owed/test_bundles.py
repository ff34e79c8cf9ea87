"""The list of many, counted in bundles, equals the same list made row by row and sorted."""

from datetime import date

import pytest

from taizhang.apps.ledger.selectors.owed import matrix, owed_among
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.domain.obligations.answers import Obligation
from taizhang.domain.obligations.owed import urgency
from taizhang.domain.rules.obligations import Cadence, Content, Vote
from taizhang.faces.web.pages.owed.asking import mark_name
from taizhang.faces.web.pages.owed.bundles import URGENCIES, BundledRows, Cells, bundles_of, urgency_of
from taizhang.faces.web.pages.owed.drawer import mark_of_obligation
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

Line = tuple[int, date, int, str, str, date]


def _line(mark: str, level: str, due_on: date, place: int, rule: str, start: date) -> Line:
    rank = list(URGENCIES).index(level) if level in URGENCIES else len(URGENCIES)
    return rank, due_on, -place, rule, mark, start


@pytest.mark.parametrize("left_out", [frozenset(), frozenset({"neighbour"})])
def test_bundles_told_one_by_one_are_the_sorted_list(world: World, left_out: frozenset[str]) -> None:
    recorded = record_entry(world.clerk, world.congress(), TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    everybody = [world.committee, world.branch, world.neighbour]
    gone = {getattr(world, name) for name in left_out}
    answered = matrix(world.superior, everybody, 2025, TODAY)
    told = owed_among(world.superior, everybody, 2025, TODAY, leaving_out=(Cadence, Content, Vote))
    places = {one.id: place for place, one in enumerate(answered.subjects) if one.id not in gone}
    expected = [
        _line(
            mark_of_obligation(one),
            urgency(one, TODAY).name.lower(),
            one.due_on,
            places[one.subject],
            one.rule,
            one.window.start,
        )
        for one in told
        if one.subject in places
    ]
    for row in answered.rows:
        for place in places.values():
            for slot, code in zip(row.slots, row.of_subject(place), strict=True):
                if code and slot.version is not None:
                    mark, due_on = mark_name(code, slot), slot.window.end
                    level = urgency_of(mark, due_on, TODAY)
                    expected.append(_line(mark, level, due_on, place, row.rule, slot.window.start))

    def made(place: int, item: Cells | Obligation) -> Line:
        if isinstance(item, Cells):
            start = item.row.slots[item.slot].window.start
            return _line(item.sort.mark, item.sort.urgency, item.sort.due_on, place, item.sort.rule, start)
        level = urgency(item, TODAY).name.lower()
        return _line(mark_of_obligation(item), level, item.due_on, place, item.rule, item.window.start)

    # Names rank against the order asked for, so that the order of the list is not that of the matrix.
    rows = BundledRows(bundles_of(answered, told, places), [-place for place in range(len(everybody))], made)
    assert len(rows) == len(expected) > 20
    pages = [rows[start : start + 7] for start in range(0, len(rows), 7)]
    found = [line for page in pages for line in page]
    assert [line[:4] for line in found] == sorted(line[:4] for line in expected)
    assert sorted(found) == sorted(expected)
    assert rows[5] == found[5]
    assert rows[-1] == found[-1]
