"""What was there before: a re-check shows only what is new since the baseline was written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from taizhang.domain.checking.finding import CheckFinding

FORMAT = "taizhang-baseline/1"


class BaselineFaultyError(ValueError):
    """The file is no baseline."""

    code = "baseline_faulty"

    def __init__(self, why: str) -> None:
        """Say what is wrong and what to do."""
        self.message = f"基线文件不能用：{why}。用 --write-baseline 重新写一份。"
        super().__init__(self.message)


def write_baseline(documents: Mapping[str, Iterable[CheckFinding]]) -> str:
    """Spell the findings of each document as fingerprints with their counts; the text itself is not in it."""
    counted = {
        name: dict(sorted(Counter(finding.fingerprint for finding in findings).items()))
        for name, findings in sorted(documents.items())
    }
    return json.dumps({"format": FORMAT, "documents": counted}, ensure_ascii=False, indent=1) + "\n"


def read_baseline(text: str) -> dict[str, dict[str, int]]:
    """Read a baseline back; raises `BaselineFaultyError`."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise BaselineFaultyError("不是 JSON") from None
    if not isinstance(value, dict) or value.get("format") != FORMAT or not isinstance(value.get("documents"), dict):
        raise BaselineFaultyError(f"开头应写明 {FORMAT}，并有 documents")
    documents = value["documents"]
    for counts in documents.values():
        if not isinstance(counts, dict) or not all(type(count) is int and count > 0 for count in counts.values()):
            raise BaselineFaultyError("每份文稿下面应是“指纹: 次数”")
    return {str(name): dict(counts) for name, counts in documents.items()}


def new_since(findings: Iterable[CheckFinding], known: Mapping[str, int]) -> tuple[CheckFinding, ...]:
    """Leave out as many findings of a fingerprint as the baseline knows, from the top of the text."""
    left = Counter(known)
    new: list[CheckFinding] = []
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            new.append(finding)
    return tuple(new)
