"""The pages about files and JSON name exactly what the commands print and take."""

import re

from taizhang.apps.ledger.exchange.spelling import OCCASION_KEYS, OWN_KEYS
from taizhang.faces.cli.exits import Exit
from tests.conftest import ROOT
from tests.faces.cli.conftest import Installation

PAGE = (ROOT / "docs/reference/json-output.md").read_text(encoding="utf-8")


def _section(name: str) -> set[str]:
    text = PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return set(re.findall(r"`(\w+)`", "".join(rows) or text))


def test_every_exit_code_is_explained() -> None:
    named = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)}
    assert {code.value for code in Exit} | {130} == named


def test_every_key_is_documented_and_every_documented_key_is_printed(installation: Installation) -> None:
    assert set(installation.json("organizations")[0]) == _section("organizations")
    assert set(installation.json("owed", "--org", "a", "--as-of", "2025-12-10")[0]) == _section("owed")
    asked = ("figures", "--org", "a", "--year", "2025", "--figure", "branch_congress/count")
    assert set(installation.json(*asked)[0]) == _section("figures")
    others = _section("其他")
    assert set(installation.json("verify")) <= others
    assert set(installation.json("rulebook", "check")) <= others


def test_every_key_of_a_record_is_documented() -> None:
    page = (ROOT / "docs/reference/entries-jsonl.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    assert (OCCASION_KEYS | OWN_KEYS) - {"attachments", "withheld"} <= named
    assert "withheld" in page
