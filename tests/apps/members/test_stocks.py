from datetime import date

import pytest

from taizhang.apps.members.stocks import UnknownStockError, members_at, stock_at
from taizhang.domain.rules.vocabulary import STOCKS
from tests.apps import facts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
END = date(2025, 12, 31)


def test_members_are_counted_by_branch_status_and_sex_on_any_day() -> None:
    first, second = facts.organization("a"), facts.organization("b")
    people = facts.persons("p", 3, first)
    woman = facts.person("w", first, sex="女", full=False)
    known = facts.write(facts.event(people[0], "moved", date(2025, 6, 1), second))
    facts.write(
        facts.event(woman, "confirmed", date(2025, 7, 1), first),
        facts.event(people[1], "transferred_out", date(2025, 8, 1), first),
    )
    assert members_at([first, second], date(2025, 5, 31))[first] == (4, 3, 1, 1)
    assert members_at([first, second], date(2025, 6, 1)) == {first: (3, 2, 1, 1), second: (1, 1, 0, 0)}
    assert members_at([first, second], END) == {first: (2, 2, 0, 1), second: (1, 1, 0, 0)}
    assert members_at([first], END, known)[first] == (3, 2, 1, 1)
    assert stock_at("full_members", [first, second], END) == {first: 2, second: 1}
    assert stock_at("women_members", [first], END) == {first: 1}


def test_whoever_comes_back_is_counted_again_and_a_suspended_one_is_not() -> None:
    branch = facts.organization("a")
    one = facts.person("1", branch)
    facts.write(
        facts.event(one, "suspended", date(2025, 2, 1), branch),
        facts.event(one, "restored", date(2025, 4, 1), branch),
        facts.event(one, "transferred_out", date(2025, 5, 1), branch),
        facts.event(one, "transferred_in", date(2025, 9, 1), branch, full=True),
    )
    days = [date(2025, month, 1) for month in (1, 2, 4, 5, 9)]
    assert [members_at([branch], day)[branch].members for day in days] == [1, 0, 1, 0, 1]


def test_organisations_are_counted_by_type_while_they_exist() -> None:
    top = facts.organization("top", "committee")
    branch = facts.organization("a", under=top, closed_on=date(2025, 6, 30))
    joint = facts.organization("j", "joint_branch", under=top, since=date(2025, 3, 1))
    ids = [top, branch, joint]
    assert sum(stock_at("branches", ids, date(2025, 2, 1)).values()) == 1
    assert sum(stock_at("branches", ids, date(2025, 6, 30)).values()) == 2
    assert sum(stock_at("branches", ids, END).values()) == 1
    assert stock_at("committees", ids, END)[top] == 1
    assert sum(stock_at("organizations", ids, END).values()) == 2


def test_party_workers_are_people_and_not_posts() -> None:
    branch = facts.organization("a")
    facts.write(facts.post(branch, 1, "party_worker"), facts.post(branch, 1, "part_time_worker"))
    assert stock_at("party_workers", [branch], END) == {branch: 1}


@pytest.mark.parametrize("stock", sorted(STOCKS))
def test_every_stock_that_a_rulebook_may_name_is_known_here(stock: str) -> None:
    assert stock_at(stock, [facts.organization("a")], END)


def test_no_other_stock_is() -> None:
    with pytest.raises(UnknownStockError):
        stock_at("horses", [], END)
