from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.checking.spelling.tables import Tables


@given(st.lists(st.tuples(st.text(max_size=3), st.integers(0, 5)), max_size=60), st.text(max_size=3))
def test_a_table_answers_as_a_dictionary_of_lists_would(entries: list[tuple[str, int]], other: str) -> None:
    expected: dict[str, list[int]] = {}
    for text, value in entries:
        expected.setdefault(text, []).append(value)
    table = Tables(entries)
    for text in {other, *expected}:
        assert list(table.find(text)) == expected.get(text, [])
