"""Numbers in running text are read with value, unit, qualifier and place, and nothing else is taken for one."""

import time
from decimal import Decimal

import pytest

from taizhang.domain.official_text.quantities import Quantity, quantities, written_number

READ = [
    ("投入近3万元", [("近3万元", 3, "万元", "nearly")]),
    ("活动120余场", [("120余场", 120, "场", "at_least")]),
    ("学习十二次", [("十二次", 12, "次", "exact")]),
    ("到位1.5亿元", [("1.5亿元", Decimal("1.5"), "亿元", "exact")]),
    ("占百分之三十五点二", [("百分之三十五点二", Decimal("35.2"), "%", "exact")]),
    ("约20人左右", [("约20人左右", 20, "人", "about")]),
    ("20人左右", [("20人左右", 20, "人", "about")]),
    ("不少于4次", [("不少于4次", 4, "次", "at_least")]),
    ("提高3个百分点", [("3个百分点", 3, "个百分点", "exact")]),
    ("讲课１２次", [("１２次", 12, "次", "exact")]),
    ("召开3至5次、三五次", [("3至5次", 3, "次", "range"), ("三五次", 3, "次", "range")]),
    ("十余次、百余人、近百人、上千人", [
        ("十余次", 10, "次", "at_least"), ("百余人", 100, "人", "at_least"),
        ("近百人", 100, "人", "nearly"), ("上千人", 1000, "人", "at_least"),
    ]),
    ("三万五千元", [("三万五千元", 35000, "元", "exact")]),
    ("12,345.5元", [("12,345.5元", Decimal("12345.5"), "元", "exact")]),
    ("近六成、六成五", [("近六成", 60, "%", "nearly"), ("六成五", 65, "%", "exact")]),
    ("转出 1 名", [("1 名", 1, "名", "exact")]),
    ("最近3次", [("3次", 3, "次", "exact")]),
]  # fmt: skip
NOTHING = [
    "第三次会议", "2023年", "二〇二三年", "2023年6月7日", "五位一体", "三会一课", "一起努力", "千家万户", "一方面",
    "电话13800000000", "苏卫机党〔2019〕1号", "2xxxx人", "教学楼a107", "数十次", "3部门", "三人大会",
    "成功", "万众一心",
]  # fmt: skip


def _told(quantity: Quantity, text: str) -> tuple[str, object, str, str]:
    return text[quantity.start : quantity.end], quantity.value, quantity.unit, quantity.qualifier.value


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_it_reads_value_unit_qualifier_and_place(text: str, expected: list[tuple[str, object, str, str]]) -> None:
    assert [_told(quantity, text) for quantity in quantities(text)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_it_takes_nothing_else_for_a_quantity(text: str) -> None:
    assert not list(quantities(text))


def test_an_amount_multiplies_the_scale_and_drops_it_from_the_unit() -> None:
    (quantity,) = quantities("引进资金11.2亿元")
    assert (quantity.amount, quantity.base_unit, quantity.unit) == (1_120_000_000, "元", "亿元")


def test_a_stretch_is_read_in_the_places_of_the_whole_text() -> None:
    (quantity,) = quantities("第一段3次。第二段4次。", start=8)
    assert (quantity.value, quantity.start) == (4, 9)


def test_a_number_that_is_none_reads_as_none() -> None:
    assert written_number("") is None
    assert written_number("近") is None


@pytest.mark.parametrize("unit", ["1", "一", "近", "1,", "1 ", "1至", "百分之", "十万", "12次、"])
def test_its_time_grows_with_the_length_alone(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        begin = time.process_time()
        sum(1 for _ in quantities(text))
        return time.process_time() - begin

    short = min(seconds(10_000) for _ in range(3))
    assert seconds(80_000) < 8 * 6 * short + 0.05
