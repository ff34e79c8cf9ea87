"""A reader without the keeper's right sees tags and counts, and never a canary."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.ledger.occasion import Occasion, Part, Participant, Roster
from taizhang.domain.ledger.posting import post
from taizhang.domain.ledger.reading import content_of
from taizhang.domain.ledger.restriction import WITHHELD, is_restricted, restricted_view
from tests.domain.worlds import rulebook_of

CANARY = "金丝雀"
TAGS = {"ideology": "意识形态", "personnel": "人事", "discipline": "处分"}
KINDS: dict[str, dict[str, Any]] = {
    "meeting": {
        "fields": {
            "agenda": {
                "zh": "议题",
                "type": "items",
                "tags": TAGS,
                "options": {"vote": "表决"},
                "restricted_tags": ["personnel", "discipline"],
            },
            "papers": {"zh": "材料", "type": "papers", "tags": TAGS, "restricted_tags": ["personnel"]},
            "reason": {"zh": "缘由", "type": "text", "restricted": True},
            "theme": {"zh": "主题", "type": "text"},
        },
        "posts": {"personnel": {"zh": "人事议题", "items": "agenda", "tag": "personnel"}},
    },
    "interview": {"details": True, "fields": {"people": {"zh": "人数", "type": "integer"}}},
}
BOOK = rulebook_of(KINDS)


def held(*parts: Part, **more: Any) -> Occasion:
    return Occasion(1, date(2025, 11, 20), 2025, parts=parts, **more)


def text_of(occasion: Occasion) -> str:
    return json.dumps(content_of(occasion), ensure_ascii=False)


def test_what_has_nothing_restricted_is_shown_as_it_is() -> None:
    occasion = held(
        Part("meeting", {"agenda": [{"title": "一", "tags": ["ideology"]}], "theme": "节水"}), summary="小结"
    )
    assert restricted_view(occasion, BOOK) is occasion
    assert not is_restricted(occasion, BOOK)


def test_a_restricted_item_keeps_tag_and_form_and_loses_its_words() -> None:
    secret = {
        "title": CANARY,
        "tags": ["personnel"],
        "form": "vote",
        "note": CANARY,
        "text": CANARY,
        "attachments": [CANARY],
    }
    open_item = {"title": "学习", "tags": ["ideology"]}
    occasion = held(
        Part("meeting", {"agenda": [open_item, secret], "theme": "节水"}),
        title="党委会",
        summary=CANARY,
        source=CANARY,
        attachments=(CANARY,),
    )
    seen = restricted_view(occasion, BOOK)
    assert CANARY not in text_of(seen)
    assert seen.parts[0].fields["agenda"] == [open_item, {"title": WITHHELD, "tags": ["personnel"], "form": "vote"}]
    assert seen.parts[0].fields["theme"] == "节水"
    assert seen.title == "党委会"
    assert is_restricted(occasion, BOOK)


def test_what_is_counted_stays_the_same() -> None:
    occasion = held(Part("meeting", {"agenda": [{"title": CANARY, "tags": ["personnel"]}]}))
    assert post(restricted_view(occasion, BOOK), BOOK) == post(occasion, BOOK)


@pytest.mark.parametrize(
    "fields", [{"reason": CANARY}, {"papers": [{"title": CANARY, "tags": ["personnel"]}]}, {"old": CANARY}]
)
def test_restricted_fields_papers_and_unknown_fields_are_blanked(fields: dict[str, Any]) -> None:
    seen = restricted_view(held(Part("meeting", fields), summary=CANARY), BOOK)
    assert CANARY not in text_of(seen)
    assert WITHHELD in text_of(seen)


def test_an_empty_restricted_field_is_not_made_to_look_filled() -> None:
    occasion = held(Part("meeting", {"reason": ""}), summary="小结")
    assert restricted_view(occasion, BOOK) == occasion


def test_an_interview_keeps_day_and_numbers_and_loses_names_and_words() -> None:
    occasion = held(
        Part("interview", {"people": 2}, {"chair": (4711,), "attendee": (4712,)}),
        title=CANARY,
        summary=CANARY,
        roll=(Participant(4711, present=True), Participant(4712, present=True), Participant(4713, present=False)),
        roster=Roster(due=3, voters=(4711,), secretary=4711, branch_of={4712: 9}),
        attachments=(CANARY,),
    )
    seen = restricted_view(occasion, BOOK)
    assert CANARY not in text_of(seen)
    assert "471" not in text_of(seen)
    assert seen.parts[0].fields == {"people": 2}
    assert seen.heads == {"members": 2}


def test_of_an_unknown_kind_nothing_is_shown() -> None:
    seen = restricted_view(held(Part("gone", {"what": CANARY}), summary=CANARY, title=CANARY), BOOK)
    assert CANARY not in text_of(seen)


values = st.sampled_from([CANARY, "", None, [CANARY], {"title": CANARY}])
items = st.lists(
    st.fixed_dictionaries(
        {"title": st.just(CANARY), "tags": st.lists(st.sampled_from(["personnel", "discipline"]), min_size=1)},
        optional={"form": st.just("vote"), "note": values, "text": values, "attachments": values},
    ),
    max_size=3,
)
papers = st.lists(st.fixed_dictionaries({"title": st.just(CANARY), "tags": st.just(["personnel"])}), max_size=2)
parts = st.one_of(
    st.builds(
        lambda agenda, read, reason: Part("meeting", {"agenda": agenda, "papers": read, "reason": reason}),
        items,
        papers,
        values,
    ),
    st.builds(lambda people: Part("interview", {}, {"chair": people}), st.lists(st.just(4711), max_size=2).map(tuple)),
    st.builds(lambda value: Part("gone", {"x": value}), values),
)


@given(st.lists(parts, max_size=3))
def test_no_canary_gets_through(given_parts: list[Part]) -> None:
    details = any(part.kind != "meeting" for part in given_parts)
    occasion = held(*given_parts, roster=Roster(branch_of={4711: 1}) if details else Roster())
    told = replace(occasion, summary=CANARY, attachments=(CANARY,), title=CANARY if details else "", source=CANARY)
    if not is_restricted(told, BOOK):
        told = occasion
    seen = restricted_view(told, BOOK)
    assert CANARY not in text_of(seen)
    assert "4711" not in text_of(seen)
    assert restricted_view(seen, BOOK) == seen
