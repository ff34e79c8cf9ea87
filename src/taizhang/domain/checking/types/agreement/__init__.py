"""What a text says about the same thing in two places, and whether it is the same."""

from typing import Final

from taizhang.domain.checking.types.agreement.forms import forms, mixed_numerals
from taizhang.domain.checking.types.agreement.values import two_values
from taizhang.domain.checking.types.probing import Probe

PROBES: Final = (
    Probe(frozenset({"two_values"}), two_values),
    Probe(frozenset({"two_units", "two_forms", "mixed_measure_words"}), forms),
    Probe(frozenset({"mixed_numerals"}), mixed_numerals),
)
