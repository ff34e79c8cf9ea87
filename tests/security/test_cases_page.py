"""The page that says where each attack case is proven names tests that are there, and leaves no case without a word."""

import re

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "security-cases.md").read_text(encoding="utf-8")
CASES = [
    *(f"A{one}" for one in range(1, 34)),
    *(f"B{one}" for one in range(1, 16)),
    *(f"C{one}" for one in range(1, 11)),
]
NAMED = sorted(set(re.findall(r"`((?:\w+/)+\w*(?:\.py)?(?:::\w+)?)/?`", PAGE)) - {"tests/"})


def test_every_case_has_a_line_with_a_test_or_a_reason() -> None:
    lines = {
        case: line
        for line in PAGE.splitlines()
        if (found := re.match(r"\| ((?:[ABC]\d+ ?)+)\|", line))
        for case in found[1].split()
    }
    assert [case for case in CASES if case not in lines] == []
    said = [case for case, line in lines.items() if not re.search(r"`\w+/[\w/]*|同上|不适用", line)]
    assert said == []


def test_every_test_that_is_named_is_there() -> None:
    missing = []
    for named in NAMED:
        file, _, name = named.partition("::")
        place = ROOT / ("" if file.startswith("docs/") else "tests") / file
        there = place.is_dir() or place.is_file()
        if not there or (name and f"def {name}(" not in place.read_text(encoding="utf-8")):
            missing.append(named)
    assert len(NAMED) > 40
    assert missing == []
