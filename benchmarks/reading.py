"""Reading reports: recall and precision on the annotated open texts, characters per second, a hundred side by side."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.ratios import Comparison, alternate
from taizhang.domain.official_text.quantities import quantities
from taizhang.domain.reading import as_json, read_report
from taizhang.domain.reading.reviewing import Submitted, review

MILLION = 1_000_000
MINUTE = 60_000.0
RECALL, PRECISION = 0.95, 0.85
EVAL = "TAIZHANG_EVAL"
SAMPLE = (
    "全年召开党委会26次、中心组学习12次，讲党课4次，参加党员1200余人次；发展党员八名，投入资金350.5万元，"
    "惠及群众3600余户。严格落实“三会一课”，每季度专题研究党建工作，做到“两个维护”。7月1日，组织党员前往纪念馆。\n"
)
_ANY_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)(次|人|名|个|场|期|篇|元|万元)")


def compare(times: int) -> Iterator[Comparison]:
    """Score, speed, and a hundred reports."""
    folder = Path(os.environ.get(EVAL) or Path(__file__).parents[2] / "shared" / "eval")
    texts = [file.read_text(encoding="utf-8") for file in sorted((folder / "texts").glob("*.txt"))] or [SAMPLE * 30]
    joined = "\n".join(texts)
    long = (joined * (MILLION // len(joined) + 1))[:MILLION]
    yield _speed(long, times, folder)
    yield _hundred(texts, max(3, times // 5))


def _speed(long: str, times: int, folder: Path) -> Comparison:
    spans = alternate(
        {
            "读一百万字：提纲、部分、数据、事项、表态": lambda: read_report(long),
            "只认数量（quantities）": lambda: sum(1 for _ in quantities(long)),
            "一条正则，只认数字加量词": lambda: sum(1 for _ in _ANY_NUMBER.finditer(long)),
        },
        max(3, times // 5),
    )
    score = _score(folder)
    holds = None if score is None else score["recall"] >= RECALL and score["precision_lower_bound"] >= PRECISION
    speed = f"读报告每秒 {1000 / spans[0].median:.1f} 百万字，只认数量每秒 {1000 / spans[1].median:.1f} 百万字。"
    told = "没有标注样本，没有打分。" if score is None else _told(score)
    return Comparison(
        "读报告", spans, f"召回不低于 {RECALL}，精确不低于 {PRECISION}", holds, notes=(speed, told), compared=False
    )


def _told(score: dict[str, float]) -> str:
    return (
        f"公开样本：召回 {score['recall']}，精确（下界）{score['precision_lower_bound']}，"
        f"标注 {score['asked']} 个，读出 {score['said']} 个。规则对着体裁写，样本公开，所以这两个数偏高。"
    )


def _score(folder: Path) -> dict[str, float] | None:
    """Ask the script that came with the annotations."""
    script = folder / "score.py"
    if not script.is_file():
        return None
    told = {
        file.name: as_json(read_report(file.read_text(encoding="utf-8")), file.name)
        for file in sorted((folder / "texts").glob("*.txt"))
    }
    with tempfile.TemporaryDirectory() as place:
        predictions = Path(place) / "predictions.json"
        predictions.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        ended = subprocess.run(
            [sys.executable, str(script), "read", str(folder), str(predictions)], capture_output=True, check=True
        )
    found: dict[str, float] = json.loads(ended.stdout)
    return found


def _hundred(texts: list[str], times: int) -> Comparison:
    many = [(f"{at}.txt", f"第{at}单位\n{texts[at % len(texts)]}") for at in range(100)]
    spans = alternate(
        {"一百份报告：读出、对比、列表": lambda: review([Submitted(name, read_report(text)) for name, text in many])},
        times,
    )
    return Comparison("批量审阅一百份", spans, "一分钟以内", spans[0].median < MINUTE)
