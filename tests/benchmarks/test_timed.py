import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from benchmarks.ratios import Comparison, Spans, as_table
from benchmarks.timed import HEADER, Timed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

WAITED = 0.03


def _slow(_environ: object, start_response: "StartResponse") -> list[bytes]:
    time.sleep(WAITED)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"page"]


def test_the_server_says_how_long_it_had_the_page_in_hand_waiting_included() -> None:
    told: dict[str, str] = {}

    def responded(status: str, headers: list[tuple[str, str]], _info: object = None, /) -> Callable[[bytes], object]:
        told.update(headers, status=status)
        return lambda _: None

    assert list(Timed(_slow)({}, responded)) == [b"page"]
    assert told["status"] == "200 OK"
    assert told["Content-Type"] == "text/plain"
    took, work = (float(one.rpartition("=")[2]) for one in told[HEADER].split(", "))
    assert took >= WAITED * 1000
    assert work < took


def test_client_and_server_stand_side_by_side() -> None:
    page = Spans("工作台", (30.0, 50.0), (20.0, 22.0), (25.0, 35.0))
    lines = as_table(Comparison("网页", (page,), compared=False)).splitlines()
    assert lines[2].split(" | ")[-2:] == ["服务器 中位数 ms", "服务器 p95 ms |"]
    assert lines[4] == "| 工作台 | 2 | 40.0 | 30.0 | 50.0 | 21.0 | 30.0 | 35.0 |"


@pytest.mark.parametrize(("compared", "last"), [(True, "2.00 |"), (False, " |")])
def test_without_a_server_the_last_column_is_the_ratio(*, compared: bool, last: str) -> None:
    ways = Spans("台账", (4.0,)), Spans("别家", (2.0,))
    lines = as_table(Comparison("审校", ways, compared=compared)).splitlines()
    assert lines[2].endswith("| 台账是它的几倍 |")
    assert lines[5].endswith(last)
