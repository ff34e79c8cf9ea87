"""The digest of postings is that of their canonical spelling, whatever a figure is called."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.canonical import digest
from taizhang.domain.ledger.occasion import Posting
from taizhang.domain.ledger.sealing import digest_of_postings

numbers = st.integers(-(10**15), 10**15)
postings = st.builds(
    Posting, st.text(), numbers, numbers, numbers, st.dates(date(1921, 1, 1)), numbers, numbers, st.booleans()
)


@given(st.lists(postings, max_size=5))
def test_it_is_the_digest_of_the_values_spelled_canonically(rows: list[Posting]) -> None:
    assert digest_of_postings(rows) == digest(
        [
            [one.figure, one.organization, one.part, one.person, one.day.isoformat(), one.year, one.amount, one.tally]
            for one in sorted(rows)
        ]
    )
