"""How good the checker is: on clean reports, on faults of our own, and on annotated reports where they lie at hand."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding, Confidence
from taizhang.domain.checking.packs import shipped
from taizhang.domain.official_text import OfficialText
from tests.conftest import ROOT

HERE = Path(__file__).parent
ANNOTATED = ROOT.parent / "shared" / "eval"
TODAY = date(2026, 11, 20)
MOST_FALSE_ALARMS_IN_A_THOUSAND = 0.5
LEAST_OF_PLANTED = 0.9
LEAST_OF_A_CATEGORY = 0.6
ENOUGH = 5
"""A category with fewer faults has no rate worth the name."""


@cache
def checker() -> Checker:
    return Checker(shipped())


def shown(text: str, *, release: bool = False) -> list[CheckFinding]:
    found = checker().check(OfficialText(text), Context(today=TODAY, release=release))
    return [one for one in found if one.confidence is not Confidence.LOW]


def planted() -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    for line in (HERE / "planted.txt").read_text(encoding="utf-8").splitlines():
        category, _, marked = line.partition("｜")
        if line.startswith("#") or not marked:
            continue
        text, spans = "", []
        for number, piece in enumerate(marked.replace("\\n", "\n").split("⟦")):
            fault, closed, rest = piece.partition("⟧")
            if number and closed:
                spans.append((len(text), len(text) + len(fault)))
                text += fault + rest
            else:
                text += piece
        yield category, text, spans


def touches(finding: CheckFinding, spans: list[tuple[int, int]]) -> bool:
    return any(finding.start < end + 1 and start < finding.end + 1 for start, end in spans)


def test_clean_reports_raise_next_to_no_alarm() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((HERE / "clean").glob("*.txt"))]
    alarms = [f"{one.rule} {one.excerpt} {one.message}" for text in texts for one in shown(text)]
    assert len(texts) >= 4
    assert 1000 * len(alarms) / sum(map(len, texts)) <= MOST_FALSE_ALARMS_IN_A_THOUSAND, alarms


def test_faults_that_no_rule_was_written_for_are_found() -> None:
    asked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed = []
    for category, text, spans in planted():
        asked[category] += 1
        if any(touches(one, spans) for one in shown(text, release=category == "secrecy")):
            found[category] += 1
        else:
            missed.append(f"{category}: {text}")
    assert sum(found.values()) >= LEAST_OF_PLANTED * sum(asked.values()), missed
    poor = {one: found[one] for one in asked if asked[one] >= ENOUGH and found[one] < LEAST_OF_A_CATEGORY * asked[one]}
    assert poor == {}, missed


def test_what_stands_around_planted_faults_stays_quiet() -> None:
    texts = list(planted())
    beside = [
        (one.rule, one.excerpt, text)
        for category, text, spans in texts
        for one in shown(text, release=category == "secrecy")
        if not touches(one, spans)
    ]
    assert len(beside) <= len(texts) // 20, beside


def scored(folder: Path) -> dict[str, Any]:
    specification = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    predictions = {
        path.name: {
            "findings": [
                {"rule": one.rule, "start": one.start, "end": one.end, "excerpt": one.excerpt}
                for one in shown(path.read_text(encoding="utf-8"))
            ]
        }
        for path in sorted((folder / "texts").glob("*.txt"))
    }
    result: dict[str, Any] = module.score_check(folder, json.loads(json.dumps(predictions)))
    return result


def test_annotated_reports_are_read_as_people_read_them() -> None:
    """Where the annotated reports do not lie beside the checkout, the two tests above stand for them."""
    if not (ANNOTATED / "score.py").is_file():
        return
    result = scored(ANNOTATED)
    assert result["recall"] >= 0.9, result["missed"]
    assert result["precision"] >= 0.9, result["false_alarms"]
    assert result["false_alarms_per_1000_chars"] < MOST_FALSE_ALARMS_IN_A_THOUSAND, result["false_alarms"]
    for category, rate in result["by_category"].items():
        got, asked = map(int, rate.split("/"))
        assert asked < ENOUGH or got >= 0.8 * asked, (category, rate, result["missed"])
