"""The grid of a thousand branches, fifteen cadences and twelve months, against SQL by hand and a loop of queries."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import Sum

from benchmarks.hands import anew, hand
from benchmarks.ratios import Comparison, Spans, alternate
from benchmarks.waiting import branches
from benchmarks.world import TODAY
from taizhang.apps.ledger.models import Posting
from taizhang.apps.ledger.selectors.counting import numbers_of
from taizhang.apps.ledger.selectors.owed import cadences, matrix
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.obligations.cadence import figures_of, slots_of_year

YEAR, CADENCES = 2025, 15
MOST_MS, MOST_BENT = 250.0, 0.2
LOOPED = 10
"""Branches that the loop of queries asks; its time is told for all, by the rule of three."""


def compare(times: int) -> tuple[Comparison, Comparison]:
    """The whole grid beside its plain alternatives, then a quarter, a half and all of the branches."""
    secretary, places = hand("secretary"), branches()
    rules = _rules(places)
    figures = numbers_of({one for rule in _cadences(rules) for one in figures_of(slots_of_year(rule, YEAR))})
    numbers = list(figures)

    def ours() -> object:
        return matrix(secretary, places, YEAR, TODAY, rules=rules)

    found = alternate(
        {
            f"matrix（{len(places)} 支部 × {len(rules)} 规则 × 12 月）": anew(ours),
            "手写一条 SQL（只有次数，不判断）": lambda: _by_sql(numbers, places),
            "matrix 再问一次（没有新提交，记得的）": ours,
        },
        times,
    )
    looped = alternate({"逐格查询": lambda: _by_loop(numbers, places[:LOOPED])}, max(2, times // 4), warm=0)[0]
    scaled = Spans(
        f"逐格查询（实测 {LOOPED} 个支部，按比例）",
        tuple(one * len(places) / LOOPED for one in looped.spans),
    )
    whole = Comparison(
        "应办矩阵",
        (*found, scaled),
        f"中位数不超过 {MOST_MS:g} ms，含 SQL 和对象",
        found[0].median <= MOST_MS,
    )
    return whole, _line(secretary, places, rules, times)


def _line(secretary: Any, places: Sequence[int], rules: Sequence[str], times: int) -> Comparison:
    sizes = [len(places), len(places) // 2, len(places) // 4]
    found = alternate(
        {f"{size} 个支部": anew(partial(matrix, secretary, places[:size], YEAR, TODAY, rules=rules)) for size in sizes},
        times,
    )
    # By the work of the processor: the clock on the wall tells more of the neighbours than of the grid.
    each = [(one.work or one.median) / size for one, size in zip(found, sizes, strict=True)]
    bent = max(each) / min(each) - 1
    return Comparison(
        "矩阵随支部数增长",
        found,
        f"每个支部所用的处理器时间相差不超过 {MOST_BENT:.0%}",
        bent <= MOST_BENT,
        (f"每个支部 {'、'.join(f'{one:.3f}' for one in each)} ms，相差 {bent:.0%}。",),
    )


def _rules(places: Sequence[int]) -> list[str]:
    """Fifteen cadences, those first that speak to a branch."""
    secretary = hand("secretary")
    speaking = [row.rule for row in matrix(secretary, places[:5], YEAR, TODAY).rows]
    others = [rule.id for rule in cadences(current_rulebook()) if rule.id not in speaking]
    return (speaking + others)[:CADENCES]


def _cadences(rules: Sequence[str]) -> list[Any]:
    return [rule for rule in cadences(current_rulebook()) if rule.id in rules]


def _by_sql(numbers: Sequence[int], places: Sequence[int]) -> dict[tuple[int, int, int], int]:
    marks, of = ", ".join(["%s"] * len(numbers)), ", ".join(["%s"] * len(places))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT figure_id, organization_id, month, SUM(amount) FROM ledger_posting"  # noqa: S608 (nothing from outside)
            f" WHERE figure_id IN ({marks}) AND organization_id IN ({of}) AND year = %s AND known_until IS NULL"
            " GROUP BY figure_id, organization_id, month",
            [*numbers, *places, YEAR],
        )
        return {row[:3]: row[3] for row in cursor.fetchall()}


def _by_loop(numbers: Sequence[int], places: Sequence[int]) -> list[int]:
    return [
        Posting.objects.filter(
            figure_id=number,
            organization_id=place,
            month=YEAR * 12 + month,
            known_until__isnull=True,
        ).aggregate(total=Sum("amount"))["total"]
        or 0
        for number in numbers
        for place in places
        for month in range(12)
    ]
