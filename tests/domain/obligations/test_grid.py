"""Grid and explanation of a cadence, held equal over random worlds."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.domain.obligations.answers import Code, Record, Shift, Subject
from taizhang.domain.obligations.cadence import slots_of_year
from taizhang.domain.obligations.explain import explain_year
from taizhang.domain.obligations.grid import Counts, grid, runs_needed
from taizhang.domain.periods import Cycle, Window
from taizhang.domain.rules.obligations import Cadence
from tests.domain.obligations.test_cadence import cadence
from tests.domain.worlds import rule_of

figures = st.sampled_from(["meeting/count", "meeting/quorate", "meeting/unknown", "talk/count"])
days = st.dates(date(2024, 11, 1), date(2026, 3, 31))
spans = st.tuples(days, days).map(lambda pair: Window(min(pair), max(pair)))
record_lists = st.lists(
    st.builds(
        Record,
        figure=figures,
        organization=st.integers(1, 3),
        day=days,
        year=st.integers(2024, 2026),
        amount=st.integers(1, 3),
        entry=st.integers(1, 6),
        revision=st.just(1),
        title=st.just(""),
        tally=st.booleans(),
    ),
    max_size=25,
)
subject_lists = st.lists(
    st.builds(
        Subject,
        id=st.integers(1, 3),
        type=st.sampled_from(["branch", "committee"]),
        founded_on=st.none() | days,
        closed_on=st.none() | days,
        traits=st.dictionaries(st.sampled_from(["has_committee", "organ"]), st.lists(spans, max_size=2).map(tuple)),
        profiles=st.dictionaries(st.just("strict"), spans),
    ),
    max_size=4,
)
rules = st.builds(
    lambda window, unknown, status, needed, profile, when, unless, since: cadence(
        window,
        rule={"profile": profile},
        unknown=unknown,
        status=status,
        at_least=needed,
        figures=["meeting/quorate", "talk/count"],
        shown=["meeting/count"],
        applies_to={"types": ["branch"], "when": when, "unless": unless},
        **{"from": since.isoformat()},
    ),
    window=st.sampled_from(list(Cycle)),
    unknown=st.sampled_from([[], ["meeting/unknown"]]),
    status=st.sampled_from(["confirmed", "unconfirmed"]),
    needed=st.integers(1, 4),
    profile=st.sampled_from([None, "strict"]),
    when=st.sampled_from([[], ["has_committee"]]),
    unless=st.sampled_from([[], ["organ"]]),
    since=st.dates(date(2018, 1, 1), date(2025, 6, 1)),
)


def changing(ends: date, gap: int, cycles: tuple[Cycle, Cycle]) -> Cadence:
    """A rule that is replaced within the year, perhaps with days between on which nothing is in force."""
    base = {"applies_to": {"types": ["branch"]}, "figures": ["meeting/count"], "unknown": ["meeting/unknown"]}
    versions = [
        {**base, "from": "2019-01-01", "until": ends.isoformat(), "window": cycles[0]},
        {**base, "from": (ends + timedelta(days=1 + gap)).isoformat(), "window": cycles[1], "figures": ["talk/count"]},
    ]
    made = rule_of("changing", {"type": "cadence", "versions": versions})
    assert isinstance(made, Cadence)
    return made


rules |= st.builds(
    changing,
    ends=st.dates(date(2024, 12, 1), date(2026, 1, 10)),
    gap=st.integers(0, 100),
    cycles=st.tuples(st.sampled_from(list(Cycle)), st.sampled_from(list(Cycle))),
)


def shifts_of(rule: Cadence) -> Any:
    windows = st.sampled_from([slot.window for slot in slots_of_year(rule, 2025)])
    return st.lists(
        st.builds(
            lambda window, later, named: Shift(rule.id, window, window.end + timedelta(days=later), "通知", named),
            windows,
            st.integers(-5, 60),
            st.frozensets(st.integers(1, 3), max_size=2),
        ),
        max_size=4,
    )


def counted(records: list[Record], rule: Cadence, shifts: list[Shift], as_of: date) -> Counts:
    """What an app fills from its postings, from the records themselves."""
    known = [one for one in records if one.day <= as_of and not one.tally]
    runs = {}
    for figure, run in runs_needed([rule], 2025, shifts):
        sums: dict[int, int] = defaultdict(int)
        for one in known:
            if one.figure == figure and one.day in run:
                sums[one.organization] += one.amount
        runs[figure, run] = sums
    rows = [
        (one.figure, one.organization, one.day.year * 12 + one.day.month - 1, one.year, one.amount) for one in known
    ]
    return Counts.of_rows(2025, rows, runs)


@settings(max_examples=300, deadline=None)
@given(st.data(), rules, subject_lists, record_lists, days)
def test_the_grid_answers_what_the_explanation_answers(
    data: st.DataObject, rule: Cadence, subjects: list[Subject], records: list[Record], as_of: date
) -> None:
    shifts = data.draw(shifts_of(rule))
    (row,) = grid([rule], subjects, 2025, as_of, counted(records, rule, shifts, as_of), shifts=shifts)
    for place, subject in enumerate(subjects):
        explained = explain_year(rule, subject, 2025, as_of, records, shifts=shifts)
        assert list(row.of_subject(place)) == [one.code for one in explained]
        for slot, one in zip(row.slots, explained, strict=True):
            assert one.window == slot.window
            assert one.had == sum(counting.amount for counting in one.counted)
            assert not any(counting.tally or counting.day > as_of for counting in one.counted)
            assert one.reason.endswith("。")
            assert one.code is not Code.UNMET or one.confirmed
