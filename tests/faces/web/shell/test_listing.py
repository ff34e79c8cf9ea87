import pytest
from django.test import RequestFactory

from taizhang.faces.web.shell.listing import Page, order_of, page_of, page_of_counted
from taizhang.faces.web.shell.progress import Progress


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("", 1, 50), ("2", 51, 100), ("3", 101, 120), ("99", 101, 120), ("x", 1, 50), ("0", 1, 50)],
)
def test_a_page_knows_its_place_in_the_whole(rf: RequestFactory, asked: str, first: int, last: int) -> None:
    page = page_of(rf.get("/", {"page": asked}), list(range(120)))
    assert (page.first_row, page.last_row) == (first, last)
    assert list(page.rows) == list(range(first - 1, last))


def test_the_first_and_the_last_page_have_one_neighbour(rf: RequestFactory) -> None:
    assert page_of(rf.get("/"), list(range(120))).before is None
    assert page_of(rf.get("/", {"page": "3"}), list(range(120))).after is None


def test_an_empty_list_has_one_empty_page(rf: RequestFactory) -> None:
    page: Page[str] = page_of(rf.get("/"), [])
    assert (page.number, page.last, list(page.rows)) == (1, 1, [])


def test_rows_that_a_selector_cut_keep_their_total(rf: RequestFactory) -> None:
    page = page_of_counted(rf.get("/", {"page": "2"}), ["a"], 51)
    assert (page.first_row, page.last_row) == (51, 51)


def test_only_an_allowed_order_counts(rf: RequestFactory) -> None:
    assert order_of(rf.get("/", {"sort": "-day"}), ["day"], "title") == "-day"
    assert order_of(rf.get("/", {"sort": "password"}), ["day"], "title") == "title"


def test_a_bar_shows_what_is_done_and_where_time_says_it_should_be() -> None:
    behind = Progress(31, 40, 35.6)
    assert (behind.width, behind.tick, behind.state) == (77.5, 89.0, "low")
    assert (Progress(9, 10, 8.9).state, Progress(9, 10).tick) == ("", None)


def test_a_full_bar_loses_its_tick() -> None:
    full = Progress(17, 16, 12)
    assert (full.width, full.tick, full.state) == (100, None, "full")
    assert Progress(0, 0).is_full
