"""A text's numbers are held against the ledger where that is asked for; what agrees is passed over in silence."""

from datetime import date

import pytest

from taizhang.apps.checks.checking import desk_of
from taizhang.apps.ledger.selectors.holding import Standpoint
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.domain.checking.finding import Category
from tests.apps.ledger.conftest import TODAY, World, world

__all__ = ["world"]
pytestmark = [pytest.mark.django_db]


@pytest.mark.parametrize(("number", "found"), [(2, []), (9, ["9次"])])
def test_a_number_that_the_ledger_has_otherwise_is_told(world: World, number: int, found: list[str]) -> None:
    for day in (date(2025, 3, 5), date(2025, 6, 5)):
        recorded = record_entry(world.clerk, world.congress(day), TODAY)
        confirm_entry(world.secretary, recorded.revision, TODAY)
    text = f"2025年度党支部工作总结\n一、工作情况\n全年召开支部党员大会{number}次。\n"
    at = Standpoint(world.clerk, world.branch, "本支部", TODAY)
    desk = desk_of(world.clerk, world.branch, TODAY)
    told = [one for one in desk.check(text, ledger=at).findings if one.category is Category.LEDGER]
    assert [one.excerpt[-len(f"{number}次") :] for one in told] == found
    assert all("台账里" in one.message and "2次" in one.message for one in told)
    assert not [one for one in desk.check(text).findings if one.category is Category.LEDGER]
