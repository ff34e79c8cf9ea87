from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.checking.matching import EncodedText, LinearPattern, Sieve
from taizhang.domain.checking.packs import shipped
from taizhang.domain.checking.types.pattern import PatternRule

PATTERNS = [
    LinearPattern(one) for rule in shipped().rules.values() if isinstance(rule, PatternRule) for one in rule.patterns
]
SIEVE = Sieve(PATTERNS)
EXAMPLES = [one.text for rule in shipped().rules.values() for one in rule.bad]


def test_no_pattern_that_matches_is_sieved_out() -> None:
    for example in EXAMPLES:
        passed = SIEVE.passing(EncodedText(example))
        assert {at for at, one in enumerate(PATTERNS) if one.within(example)} <= passed, example
    assert len(SIEVE.passing(EncodedText("扎实推进各项工作。"))) < len(PATTERNS) / 2


@given(st.text(max_size=60))
def test_no_text_blinds_the_sieve(text: str) -> None:
    clean = text.encode("utf-8", "replace").decode()
    passed = SIEVE.passing(EncodedText(clean))
    assert {at for at, one in enumerate(PATTERNS) if any(one.find(EncodedText(clean)))} <= passed
