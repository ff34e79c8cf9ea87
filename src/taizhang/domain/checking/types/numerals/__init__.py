"""Numbers as GB/T 15835-2011 wants them, and the spaces around them."""

from typing import Final

from taizhang.domain.checking.types.numerals.digits import digits
from taizhang.domain.checking.types.numerals.spaces import spaces
from taizhang.domain.checking.types.numerals.words import doubled_estimates, numeral_words
from taizhang.domain.checking.types.probing import Probe

PROBES: Final = (
    Probe(
        frozenset(
            {
                "digits_with_few",
                "range_without_unit",
                "mixed_numeral",
                "odd_with_more",
                "short_year",
                "half_range_of_years",
                "leading_zero",
                "day_as_number",
                "wide_thousands",
            }
        ),
        digits,
    ),
    Probe(
        frozenset(
            {
                "zero_in_year",
                "wide_digits",
                "per_cent_digits",
                "fewer_by_times",
                "joined_grades",
                "parted_estimate",
                "dotted_day",
            }
        ),
        numeral_words,
    ),
    Probe(frozenset({"doubled_estimate"}), doubled_estimates),
    Probe(frozenset({"space_by_digits", "space_in_words", "space_before_mark"}), spaces),
)
