"""Times of the domain engine: posting one occasion, reading one, and a grid of a thousand branches.

Run it as `PYTHONPATH=src:. python benchmarks/domain_engine.py`. It prints; it does not judge.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from taizhang.domain.ledger.occasion import Occasion, Part, Participant, Roster
from taizhang.domain.ledger.posting import post
from taizhang.domain.ledger.reading import content_of, occasion_from
from taizhang.domain.obligations.answers import Subject
from taizhang.domain.obligations.grid import Counts, grid
from taizhang.domain.periods import Window
from tests.domain.worlds import rule_of, rulebook_of

BRANCHES, CADENCES, ATTENDEES = 1000, 15, 15
ALWAYS = (Window(date(1, 1, 1), date.max),)


def best(run: Callable[[], Any], times: int = 7) -> float:
    """The shortest of several runs, in seconds."""
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        spans.append(time.perf_counter() - start)
    return min(spans)


def occasions(number: int) -> list[Occasion]:
    made = []
    for index in range(number):
        persons = tuple(range(index * 20, index * 20 + ATTENDEES))
        part = Part("branch_congress", {"agenda": [{"title": "学习", "form": "study"}]}, {"chair": persons[:1]})
        made.append(
            Occasion(
                recorder=index % BRANCHES + 1,
                day=date(2025, index % 12 + 1, 5),
                year=2025,
                parts=(part,),
                title="支部党员大会",
                roll=tuple(Participant(person, present=True) for person in persons),
                roster=Roster(due=20, voters=persons, secretary=persons[0], branch_of=dict.fromkeys(persons, 1)),
            )
        )
    return made


def cadences() -> list[Any]:
    applies = {"types": ["branch"], "when": ["has_committee"]}
    version = {"applies_to": applies, "window": "month", "unknown": ["unknown"]}
    return [
        rule_of(f"rule_{index}", {"type": "cadence", "version": {**version, "figures": [f"kind_{index}/count"]}})
        for index in range(CADENCES)
    ]


def counts(branches: int) -> Counts:
    draw = random.Random(7)
    months = {
        f"kind_{index}/count": {one: tuple(draw.randrange(3) for _ in range(12)) for one in range(branches)}
        for index in range(CADENCES)
    }
    return Counts(months=months)


CONGRESS: dict[str, Any] = {
    "roles": {"chair": "主持人", "attendee": "到会", "recorder": "记录人"},
    "attendance": ["chair", "attendee", "recorder"],
    "fields": {"agenda": {"zh": "议题", "type": "items", "options": {"study": "学习", "vote": "表决"}}},
    "posts": {
        "quorate": {"zh": "到会够数", "named": "quorum", "with": {"base": "voters", "share": 1, "of": 2}},
        "unknown": {"zh": "到会不明", "named": "quorum_unknown", "with": {"base": "voters", "share": 1, "of": 2}},
        "by_secretary": {"zh": "书记主持", "named": "chaired_by_secretary"},
        "with_vote": {"zh": "有表决", "any_item": "agenda", "form": "vote"},
        "study_items": {"zh": "学习", "items": "agenda", "form": "study"},
    },
}


def main() -> None:
    held = occasions(2000)
    book = rulebook_of({"branch_congress": CONGRESS})
    post(held[0], book)
    span = best(lambda: [post(one, book) for one in held])
    print(f"post(): {span / len(held) * 1e6:.1f} µs an occasion, {len(post(held[0], book))} postings")
    contents = [content_of(one) for one in held]
    span = best(lambda: [occasion_from(one) for one in contents])
    print(f"occasion_from(): {span / len(held) * 1e6:.1f} µs an occasion")
    rules = cadences()
    for branches in (250, 500, 1000):
        subjects = [
            Subject(one, "branch", founded_on=date(2010, 1, 1), traits={"has_committee": ALWAYS})
            for one in range(branches)
        ]
        sums = counts(branches)
        span = best(lambda: grid(rules, subjects, 2025, date(2025, 12, 10), sums))  # noqa: B023 (called here)
        cells = branches * CADENCES * 12
        print(f"grid(): {span * 1e3:.1f} ms for {cells:,} codes ({branches} branches)")
    rows = [
        (f"kind_{index}/count", one, 2025 * 12 + month, 2025, 1)
        for index in range(CADENCES)
        for one in range(BRANCHES)
        for month in range(12)
    ]
    print(f"Counts.of_rows(): {best(lambda: Counts.of_rows(2025, rows)) * 1e3:.1f} ms for {len(rows):,} sums")


if __name__ == "__main__":
    main()
