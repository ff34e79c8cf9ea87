from __future__ import annotations

from datetime import date

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.packs import shipped
from taizhang.domain.checking.reach import MOST_READ, left_unread
from taizhang.domain.official_text import OfficialText


def test_typos_are_read_for_up_to_the_bound_and_what_is_left_is_told() -> None:
    filling = "各支部扎实推进各项工作。\n" * (MOST_READ // 13 - 4)
    text = f"{filling}政冶站位要高。\n"
    assert left_unread(text) == ""
    found = Checker(shipped().only("spelling/sure")).check(OfficialText(text), Context(today=date(2026, 11, 20)))
    assert [one.excerpt for one in found] == ["政冶"]
    told = left_unread(text + "扎实推进。" * 20)
    assert "50万字" in told
    assert told.endswith("。")
