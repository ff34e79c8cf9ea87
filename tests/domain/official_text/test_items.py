from __future__ import annotations

import gc

import pytest

from taizhang.domain.official_text import OfficialText
from taizhang.domain.official_text.items import runs


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("一是抓学习；二是抓管理；三是抓活动。", [(1, 2, 3)]),
        ("一是抓学习。主要原因：一是时间少；二是人手少。", [(1,), (1, 2)]),
        ("一是抓学习，做到两点，一是全员学，二是带头学；二是抓管理。", [(1, 2), (1, 2)]),
        ("一是抓学习；二是抓管理；四是抓活动。", [(1, 2, 4)]),
        ("（一）甲。一是读书；二是讨论。\n（二）乙。一是考勤；二是考核。", [(1, 2), (1, 2)]),
        ("第一，提高认识。第二，压实责任。", [(1, 2)]),
        ("一要学；二要干；三要看。", [(1, 2, 3)]),
        ("之一是第一位的，统一是好事，唯一要求是学习。", []),
        ("一是抓学习。\n二是抓管理。\n三是抓活动。", [(1, 2, 3)]),
    ],
)
def test_it_gathers_what_belongs_together(text: str, numbers: list[tuple[int, ...]]) -> None:
    assert sorted(run.numbers for run in runs(OfficialText(text))) == sorted(numbers)


def test_a_reading_is_made_once_and_forgotten_with_its_text() -> None:
    document = OfficialText("一是抓学习；二是抓管理。")
    first = runs(document)
    assert runs(document) is first
    before = len(gc.get_referrers(first))
    del document
    gc.collect()
    assert len(gc.get_referrers(first)) < before
