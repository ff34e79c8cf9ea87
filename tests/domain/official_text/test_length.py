from __future__ import annotations

import pytest

from taizhang.domain.official_text.length import official_length


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", 0),
        (" \n\t　", 0),
        ("党支部", 3),
        ("党支部，党小组。", 8),
        ("2023年", 2),
        ("共收缴党费66945元。", 8),
        ("CT检查30人次", 6),
        ("“三会一课”", 6),
        ("中华颂——我们", 7),
        ("3.5%", 1),
        ("hello world", 2),
    ],
)
def test_it_counts_the_way_word_does(text: str, counted: int) -> None:
    assert official_length(text) == counted
