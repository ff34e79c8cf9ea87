"""A committee's year of figures, against one hand-written GROUP BY and against a recount from the contents."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

from django.db import connection

from benchmarks.hands import anew, hand
from benchmarks.ratios import Comparison, alternate
from benchmarks.waiting import branches
from benchmarks.world import TODAY
from taizhang.apps.ledger.models import Revision
from taizhang.apps.ledger.selectors.figures import figure_of, figure_totals
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.domain.periods import Window
from taizhang.domain.rules.figures import figure_catalogue

YEAR = 2025
ONE = "three_meetings_one_lecture"
PARTS = ("branch_congress", "branch_committee_meeting", "group_meeting", "party_lecture")


def compare(times: int) -> tuple[Comparison, Comparison]:
    """All figures as totals, and one with every record it stands on."""
    secretary, places, period = hand("secretary"), branches(), Window.of_year(YEAR)
    catalogue = figure_catalogue(current_rulebook())
    shown = [key for key, info in catalogue.items() if info.shown]

    def ours() -> object:
        return figure_totals(secretary, shown, places, period, TODAY)

    totals = alternate(
        {
            f"figure_totals（{len(shown)} 项，带定义、依据和名单口径）": anew(ours),
            "手写一条 GROUP BY（只有合计）": lambda: _by_sql(None),
            "ORM 从各条内容重数一遍": _by_recount,
            "figure_totals 再问一次（没有新提交，记得的）": ours,
        },
        times,
    )
    one = alternate(
        {
            f"figure_of（{ONE}，带每一条来源）": anew(lambda: figure_of(secretary, ONE, places, period, TODAY)),
            "手写一条 GROUP BY（只有合计）": lambda: _by_sql([f"{kind}/count" for kind in PARTS]),
            "ORM 从各条内容重数一遍": _by_recount,
        },
        times,
    )
    value = figure_of(secretary, ONE, places, period, TODAY)
    recount = _by_recount()
    counted = sum(recount[f"{kind}/count"] for kind in PARTS)
    return (
        Comparison(
            f"{len(places)} 个支部一年的全部数据",
            totals,
            notes=(_same_values(secretary, shown, places, period),),
        ),
        Comparison(
            "一项数据连同它的每条来源",
            one,
            notes=(
                f"数值 {value.value}，来源 {len(value.sources)} 条；从内容重数 {counted}。",
                *_by_kind(secretary, places, period),
            ),
        ),
    )


def _same_values(secretary: Any, shown: list[str], places: list[int], period: Window) -> str:
    """Hold the plain sums of the two against each other, so that nobody compares different answers."""
    totals = figure_totals(secretary, shown, places, period, TODAY)
    recount = _by_recount()
    differing = [
        key
        for key, number in recount.items()
        if key.endswith("/count") and key in totals and totals[key].value != number
    ]
    return f"与从内容重数的次数不同的：{'、'.join(differing) or '无'}。"


def _by_kind(secretary: Any, places: list[int], period: Window) -> tuple[str, ...]:
    """The portions of one figure add up to it."""
    found = figure_of(secretary, ONE, places, period, TODAY)
    together = sum(one.value for one in found.portions) - found.overlap
    return (f"各支部相加减去重叠：{together}。",)


def _by_sql(figures: list[str] | None) -> dict[str, int]:
    narrowed = "" if figures is None else " AND f.code IN (" + ", ".join(["%s"] * len(figures)) + ")"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.code, SUM(p.amount) FROM ledger_posting p JOIN ledger_figurecode f ON f.id = p.figure_id"  # noqa: S608 (nothing from outside)
            f" WHERE p.year = %s AND p.day <= %s AND p.known_until IS NULL{narrowed} GROUP BY f.code",
            [YEAR, TODAY, *(figures or ())],
        )
        return dict(cursor.fetchall())


def _by_recount() -> Counter[str]:
    """What one writes first: read what was recorded, and count."""
    found: Counter[str] = Counter()
    rows = Revision.objects.filter(
        year=YEAR,
        known_until__isnull=True,
        confirmation__isnull=False,
        day__lte=date(YEAR, 12, 31),
    )
    for one in rows.only("content").iterator(chunk_size=2000):
        content = json.loads(one.content)
        present = sum(1 for person in content.get("roll", ()) if person.get("present"))
        for part in content["parts"]:
            found[f"{part['kind']}/count"] += 1
            found[f"{part['kind']}/attendance"] += present
    return found
