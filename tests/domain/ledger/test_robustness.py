"""Whatever a file or a form brings: findings, never a crash; and what has no error can be posted."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.domain.ledger.changes import changes_between
from taizhang.domain.ledger.occasion import Occasion, Part, Participant
from taizhang.domain.ledger.posting import post
from taizhang.domain.ledger.restriction import restricted_view
from taizhang.domain.ledger.surroundings import Surroundings
from taizhang.domain.ledger.validation import validate
from taizhang.domain.ledger.voting import vote_lines
from taizhang.domain.rules.kinds import FieldType
from tests.domain.worlds import rulebook_of

DAY = date(2025, 11, 20)
OPTIONS = {"a": "甲", "b": "乙"}
FIELDS: dict[str, dict[str, Any]] = {
    kind.value: {"zh": kind.value, "type": kind.value, "options": OPTIONS, "tags": OPTIONS, "restricted_tags": ["a"]}
    for kind in FieldType
}
POSTS: dict[str, dict[str, Any]] = {
    "numbers": {"zh": "数", "number": "integer"},
    "grade": {"zh": "等次", "number": "grades", "option": "a"},
    "tagged": {"zh": "议题", "items": "items", "tag": "a", "form": "b"},
    "any": {"zh": "有", "any_item": "papers", "tag": "a"},
    "given": {"zh": "捐", "amount_per": "amounts"},
    "rows": {"zh": "行", "items": "persons"},
    "when": {"zh": "若", "one": True, "when": {"choice": "a", "choices": ["a", "b"], "yes_no": True}},
    "quorate": {"zh": "够", "named": "quorum", "with": {"base": "voters", "share": 1, "of": 2}},
    "led": {"zh": "领", "named": "chaired_by_secretary"},
}
RULES: dict[str, dict[str, Any]] = {
    "vote": {"type": "vote", "version": {"kinds": ["any"], "quorum": {"share": 1, "of": 2}, "items_tagged": ["a"]}},
}
BOOK = rulebook_of({"any": {"fields": FIELDS, "posts": POSTS}, "gone": {"details": True}}, RULES)

keys = st.sampled_from(
    [
        "title",
        "tags",
        "form",
        "person",
        "amount",
        "due",
        "present",
        "for",
        "returned",
        "secret",
        "published_on",
        "a",
        "x",
    ]
)
atoms = st.none() | st.booleans() | st.integers() | st.sampled_from(["a", "b", "", "2025-11-20", "甲"]) | st.floats()
anything = st.recursive(
    atoms, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4), max_leaves=8
)
fields = st.dictionaries(st.sampled_from([*FIELDS, "vote", "unknown"]), anything, max_size=6)
occasions = st.builds(
    lambda content, more, kinds, heads, clock: Occasion(
        recorder=1,
        day=DAY,
        year=2025,
        begins=clock,
        heads=heads,
        roll=(Participant(11, present=True),),
        parts=tuple(Part(kind, content if place == 0 else more) for place, kind in enumerate(kinds)),
    ),
    fields,
    fields,
    st.lists(st.sampled_from(["any", "gone"]), max_size=2),
    st.dictionaries(st.sampled_from(["members", "x"]), st.integers(-3, 30), max_size=2),
    st.sampled_from(["", "14:30", "later"]),
)


@settings(max_examples=400, deadline=None)
@given(occasions, occasions)
def test_nothing_that_is_filled_in_makes_it_fail(one: Occasion, other: Occasion) -> None:
    found = validate(one, BOOK, DAY, Surroundings(roll_size=3))
    assert all(finding.message.endswith("。") for finding in found)
    for part in one.parts:
        vote_lines(one, part, BOOK)
    restricted_view(one, BOOK)
    changes_between(one, other, BOOK)
    assert all(isinstance(posting.amount, int) for posting in post(one, BOOK))


@pytest.mark.parametrize("value", [3, [3], ["a", 3], {"title": 3}, [{"title": "一", "tags": 3}], [{"form": ["a"]}]])
def test_what_is_of_the_wrong_form_is_named(value: Any) -> None:
    part = Part("any", {"items": value})
    assert any(finding.blocks for finding in validate(Occasion(1, DAY, 2025, parts=(part,)), BOOK, DAY))
