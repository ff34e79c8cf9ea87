"""Sums, shares, lists and days that do not come out; right arithmetic and unclear structures stay silent."""

from typing import Final

from taizhang.domain.checking.types.arithmetic.breakdown import added_up, bracketed, of_which
from taizhang.domain.checking.types.arithmetic.dates import ages, dates, spans
from taizhang.domain.checking.types.arithmetic.naming import listed_names, respectively
from taizhang.domain.checking.types.arithmetic.rates import attendance_rate, changes, completion, rates, shares
from taizhang.domain.checking.types.arithmetic.votes import attendance, votes
from taizhang.domain.checking.types.probing import Probe

PROBES: Final = (
    Probe(frozenset({"impossible_day", "wrong_weekday"}), dates),
    Probe(frozenset({"reversed_span"}), spans),
    Probe(frozenset({"wrong_age"}), ages),
    Probe(frozenset({"part_above_total", "parts_and_total", "parts_exceed_total"}), of_which),
    Probe(frozenset({"bracket_and_total"}), bracketed),
    Probe(frozenset({"sum_and_total"}), added_up),
    Probe(frozenset({"names_and_count"}), listed_names),
    Probe(frozenset({"respectively"}), respectively),
    Probe(frozenset({"share"}), shares),
    Probe(frozenset({"share"}), completion),
    Probe(frozenset({"share"}), attendance_rate),
    Probe(frozenset({"rate_above_hundred"}), rates),
    Probe(frozenset({"wrong_change", "wrong_direction"}), changes),
    Probe(frozenset({"present_above_due", "attendance_sum"}), attendance),
    Probe(frozenset({"votes_sum"}), votes),
)
