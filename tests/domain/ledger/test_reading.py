"""The content that a revision stores, and the occasion that it holds."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.canonical import canonical
from taizhang.domain.ledger.occasion import Occasion, Part, Participant, Roster, TakingPart, Tally
from taizhang.domain.ledger.reading import ContentUnreadableError, content_of, occasion_from, occasion_of

words = st.text(max_size=6)
persons = st.integers(1, 10**9)
groups = st.lists(persons, max_size=3).map(tuple)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
occasions = st.builds(
    Occasion,
    recorder=persons,
    day=st.dates(date(1921, 1, 1), date(2200, 12, 31)),
    year=st.integers(1921, 2100),
    end_day=st.none() | st.dates(date(1921, 1, 1), date(2200, 12, 31)),
    title=words,
    place=words,
    begins=words,
    ends=words,
    summary=words,
    organizations=st.lists(
        st.builds(TakingPart, st.none() | persons, words, st.sampled_from(["joint", "attending"])), max_size=2
    ).map(tuple),
    roll=st.lists(st.builds(Participant, persons, st.booleans(), words, st.booleans()), max_size=3).map(tuple),
    heads=st.dictionaries(words, st.integers(0, 99), max_size=2),
    parts=st.lists(
        st.builds(Part, words, st.dictionaries(words, values, max_size=2), st.dictionaries(words, groups, max_size=2)),
        max_size=2,
    ).map(tuple),
    tallies=st.lists(st.builds(Tally, words, st.integers(-(10**15), 10**15), words), max_size=2).map(tuple),
    attachments=st.lists(words, max_size=2).map(tuple),
    source=words,
    campaign=st.none() | persons,
    roster=st.builds(
        Roster,
        due=st.none() | st.integers(0, 99),
        voters=groups,
        committee=groups,
        secretary=st.none() | persons,
        deputies=groups,
        branch_of=st.dictionaries(persons, persons, max_size=2),
    ),
)


@given(occasions)
def test_an_occasion_is_read_back_as_it_was_written(occasion: Occasion) -> None:
    content = content_of(occasion)
    assert occasion_from(content) == occasion
    assert occasion_of(canonical(content)) == occasion
    assert canonical(content_of(occasion_from(content))) == canonical(content)


PLAIN: dict[str, Any] = {"recorder": 1, "day": "2025-11-20", "year": 2025}


def test_what_has_its_default_is_not_written() -> None:
    assert content_of(Occasion(1, date(2025, 11, 20), 2025)) == PLAIN


REFUSED = pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"weather": "晴"}, ""),
        ({"day": "2025-11-31"}, "day"),
        ({"day": "20251120"}, "day"),
        ({"day": "2025-W47-4"}, "day"),
        ({"day": 20251120}, "day"),
        ({"year": "2025"}, "year"),
        ({"year": True}, "year"),
        ({"roll": [{"person": 1}]}, "roll.0.present"),
        ({"roll": [{"person": 1, "present": True, "seat": 3}]}, "roll.0"),
        ({"roll": 3}, "roll"),
        ({"parts": [{"kind": "x", "roles": {"chair": ["甲"]}}]}, "parts.0.roles.chair"),
        ({"parts": [{"kind": "x", "form": {}}]}, "parts.0"),
        ({"heads": {"members": "3"}}, "heads.members"),
        ({"roster": {"branch_of": {"甲": 3}}}, "roster.branch_of"),
        ({"attachments": [3]}, "attachments"),
        ({"tallies": [{"figure": "x", "keeper": "甲"}]}, "tallies.0.amount"),
        ({"title": None}, "title"),
    ],
)


@pytest.mark.parametrize(
    ("more", "place"),
    [*REFUSED.args[1], ({"campaign": 10**16}, "campaign"), ({"roster": {"voters": [10**16]}}, "roster.voters")],
)
def test_what_is_no_occasion_is_refused_with_its_place(more: dict[str, Any], place: str) -> None:
    with pytest.raises(ContentUnreadableError) as refused:
        occasion_from({**PLAIN, **more})
    assert refused.value.place == place


@REFUSED
def test_a_stored_text_that_is_no_occasion_is_refused_with_the_same_place(more: dict[str, Any], place: str) -> None:
    with pytest.raises(ContentUnreadableError) as refused:
        occasion_of(canonical({**PLAIN, **more}))
    assert refused.value.place == place


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from([one.name for one in fields(Occasion)])


@given(st.dictionaries(keys | words, anything, max_size=6) | anything)
def test_any_json_is_read_or_refused(content: Any) -> None:
    try:
        occasion = occasion_from({**PLAIN, **content} if isinstance(content, dict) else content)
    except ContentUnreadableError as refused:
        assert refused.why.endswith("。")  # noqa: PT017 (either outcome is right)
    else:
        assert occasion_from(content_of(occasion)) == occasion
