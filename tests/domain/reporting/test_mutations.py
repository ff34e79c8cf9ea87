"""Without a limit one changed record changes the sentences that stand on it, and no other (ordinals apart)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from taizhang.domain.reporting import Act, Ask, Chip, Document, Facts, Named, Run, Style, Words
from taizhang.domain.reporting.drafting import draft
from taizhang.domain.reporting.wanting import asks
from taizhang.domain.rules.outlines import Speaking
from tests.domain.reporting.speaking import COMMITTEE, YEAR, facts_of, plan_of

PLAN = plan_of(COMMITTEE, most_characters=0)
ASKS = asks(PLAN)
_ORDINAL = re.compile("^[一二三四五六七八九十]+是")
_STOPS = re.compile("([。；])")

VALUES = some.lists(some.integers(1, 400), min_size=len(ASKS), max_size=len(ASKS)).map(
    lambda numbers: dict(zip(ASKS, numbers, strict=True))
)
KINDS = ("theme_day", "party_lecture", "good_deed", "study_visit", "work_conference", "integrity_education")
ACTS = some.lists(
    some.builds(
        lambda kind, scope, after, place: (kind, scope, date(YEAR, 1, 5) + timedelta(days=after), place),
        some.sampled_from(KINDS),
        some.sampled_from((Speaking.OWN.value, Speaking.BELOW.value)),
        some.integers(0, 340),
        some.sampled_from(("", "沿河村", "党员活动室")),
    ),
    max_size=12,
).map(lambda those: [_act(number, *one) for number, one in enumerate(those, 1)])


def _act(number: int, kind: str, scope: str, day: date, place: str) -> Act:
    who = "河道所支部" if scope == Speaking.BELOW else ""
    return Act(number, number, kind, scope, day, f"事项之{number:03}", place, who=who)


def sentences(document: Document) -> list[tuple[str, frozenset[Ask], frozenset[int]]]:
    """The text between two stops, with the questions and the entries that it stands on."""
    found = []
    for block in document.blocks:
        if block.style is not Style.PARAGRAPH:
            continue
        for runs in _cut(block.runs):
            text = _ORDINAL.sub("", "".join(run.text for run in runs))
            asked = frozenset(run.ask for run in runs if isinstance(run, Chip))
            entries = frozenset(run.entry for run in runs if isinstance(run, Named))
            found.append((text, asked, entries))
    return found


def _cut(runs: tuple[Run, ...]) -> Iterator[list[Run]]:
    now: list[Run] = []
    for run in runs:
        pieces = _STOPS.split(run.text) if isinstance(run, Words) else ()
        for piece in pieces or (run,):
            if isinstance(piece, str) and piece in {"。", "；"}:
                yield now
                now = []
            else:
                now.append(replace(run, text=piece) if isinstance(piece, str) and isinstance(run, Words) else run)
    yield now


def drafted(values: Mapping[Ask, int], acts: list[Act]) -> Document:
    return draft(PLAN, Facts(values=values, acts=acts)).document


@settings(max_examples=40, deadline=None)
@given(VALUES, ACTS, some.sampled_from(ASKS), some.integers(401, 900))
def test_a_changed_count_changes_exactly_the_sentences_that_state_it(
    values: dict[Ask, int], acts: list[Act], asked: Ask, now: int
) -> None:
    before = sentences(drafted(values, acts))
    after = sentences(drafted({**values, asked: now}, acts))
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        assert (old[0] != new[0]) == (asked in old[1]), old[0]


@settings(max_examples=40, deadline=None)
@given(VALUES, ACTS.filter(bool), some.integers(0, 11))
def test_a_renamed_act_changes_exactly_the_sentences_that_name_it(
    values: dict[Ask, int], acts: list[Act], which: int
) -> None:
    at = which % len(acts)
    renamed = [*acts[:at], replace(acts[at], title=f"{acts[at].title}改"), *acts[at + 1 :]]
    before, after = sentences(drafted(values, acts)), sentences(drafted(values, renamed))
    assert len(before) == len(after)
    for old, new in zip(before, after, strict=True):
        assert (old[0] != new[0]) == (acts[at].entry in old[2]), (old[0], new[0])


def test_every_count_of_the_shipped_patterns_is_asked_for() -> None:
    told = {chip.ask for chip in drafted(dict.fromkeys(ASKS, 3), []).chips()}
    assert told
    assert told <= set(facts_of(PLAN, {}).values)
