from __future__ import annotations

import pytest

from tests.domain.checking.saying import said

PACK = "title_and_body"
TITLE = "清河县住建局2023年党建工作总结"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，清河县水务局党组认真落实责任。", [("unit_name", "清河县水务局")]),
        ("清河县住建局党组认真落实责任。", []),
        ("县住建局党组认真落实责任。", []),
        ("清河县住房和城乡建设局党组认真落实责任。", []),
        ("县水务局党组与我局党组共建。", []),
        ("清河县人民医院党委认真落实责任。", []),
    ],
)
def test_the_acting_unit_is_that_of_the_title(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(PACK, f"{TITLE}\n{text}") == expected
