from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.faces.web.shell.address import KEPT, Address, read_address

TODAY = date(2026, 11, 20)


def test_an_empty_address_leaves_everything_to_the_default() -> None:
    assert read_address({}, TODAY) == Address()


def test_it_reads_what_the_address_says() -> None:
    read = read_address({"org": "QH02", "year": "2025", "as_of": "2025-06-30", "known_on": "2025-07-15"}, TODAY)
    assert read == Address("QH02", 2025, date(2025, 6, 30), date(2025, 7, 15))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"year": "去年"}, "年份看不懂"),
        ({"year": "99999999999"}, "年份看不懂"),
        ({"year": "²⁰²⁵"}, "年份看不懂"),
        ({"as_of": "2026-11-31"}, "日子看不懂"),
        ({"as_of": "1066-10-14"}, "太远"),
        ({"as_of": "2199-01-01"}, "太远"),
        ({"known_on": "2026-11-21"}, "还没到"),
        ({"known_on": "x"}, "日子看不懂"),
    ],
)
def test_nonsense_falls_back_to_the_default_and_is_named(query: dict[str, str], words: str) -> None:
    read = read_address(query, TODAY)
    assert not read.kept
    assert words in "".join(read.notices)


def test_today_needs_no_words() -> None:
    assert read_address({"as_of": "2026-11-20", "known_on": "2026-11-20"}, TODAY).kept == {}


@given(st.dictionaries(st.sampled_from(KEPT), st.text(max_size=60)))
def test_no_address_whatever_breaks_the_page(query: dict[str, str]) -> None:
    read = read_address(query, TODAY)
    assert read_address(read.kept, TODAY).kept == read.kept


def test_a_link_keeps_the_address_and_takes_changes() -> None:
    address = Address("QH02", 2025, date(2025, 6, 30))
    assert address.link("/owed/") == "/owed/?org=QH02&year=2025&as_of=2025-06-30"
    assert address.link("/owed/", as_of=None, rule="a b&c") == "/owed/?org=QH02&year=2025&rule=a+b%26c"
    assert address.of_today().link("/owed/") == "/owed/?org=QH02&year=2025"
    assert Address().link("/owed/") == "/owed/"


def test_an_organisation_code_with_control_characters_is_dropped() -> None:
    assert read_address({"org": "a\nb"}, TODAY).organization == ""
    assert read_address({"org": "x" * 41}, TODAY).organization == ""
