"""A report read: who reports on what, which parts it has and how long they are, acts with day and place, claims."""

import json
import time

import pytest

from taizhang.domain.reading import as_json, read_report
from taizhang.domain.reading.naming import ReportKind
from taizhang.domain.reading.sections import Part

REPORT = """云岭区青禾街道党工委书记2023年抓基层党建工作述职报告
一年来，本人认真履职，现将有关情况报告如下：
一、上年述职问题整改情况
（一）针对阵地不足的问题，新建活动室2个。
二、工作成效
（一）严格落实“三会一课”，按月召开支委会，全年召开党委会26次。
（二）7月1日，组织党员前往青禾纪念馆开展主题党日活动。
三、存在问题及原因
一是学习不深。二是办法不多。
四、下一步打算
每季度一期党课。
"""


def test_it_reads_who_reports_on_which_year() -> None:
    naming = read_report(REPORT).naming
    assert (naming.kind, naming.year, naming.post) == (ReportKind.PERSON, 2023, "书记")
    assert naming.unit == "云岭区青禾街道党工委"


def test_a_line_below_the_title_names_who_reports() -> None:
    naming = read_report("抓基层党建工作述职报告\n中共青禾镇委员会书记 方某\n一年来，我带头讲课。\n").naming
    assert (naming.kind, naming.post, naming.unit) == (ReportKind.PERSON, "书记", "中共青禾镇委员会")


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("青禾市住房和城乡建设局党组2024年度主体责任情况报告", "青禾市住房和城乡建设局党组"),
        ("青禾市第一中学党委2023年度党建工作总结", "青禾市第一中学党委"),
        ("2023年度青禾镇党建工作总结", "青禾镇"),
        ("2023年党组织书记述职报告", ""),
    ],
)
def test_the_unit_is_the_organisation_that_the_title_names(title: str, unit: str) -> None:
    assert read_report(f"{title}\n一年来，做了一些工作。\n").naming.unit == unit


def test_the_opening_names_the_year_where_the_title_does_not() -> None:
    text = "述职报告\n现将本人2021年度履职情况报告如下。争取2022年底前完成。2022年再争取。\n"
    assert read_report(text).naming.year == 2021


def test_sections_carry_their_part_and_add_up_to_the_whole() -> None:
    report = read_report(REPORT)
    assert [section.part for section in report.sections] == [
        Part.OPENING, Part.LAST_YEAR, Part.ACHIEVEMENTS, Part.PROBLEMS, Part.PLANS,
    ]  # fmt: skip
    assert sum(report.shares.values()) == pytest.approx(100, abs=0.5)


def test_acts_carry_day_and_place() -> None:
    (act,) = read_report(REPORT).acts
    assert (act.day, act.place) == ("2023-07-01", "青禾纪念馆")


def test_claims_are_told_by_kind() -> None:
    assert [(one.kind.value, one.word) for one in read_report(REPORT).claims] == [
        ("strict", "严格落实"), ("cadence", "按月召开"),
    ]  # fmt: skip


def test_the_answer_is_json_with_places_in_code_points() -> None:
    told = json.loads(json.dumps(as_json(read_report("\ufeff𠮷乡" + REPORT), "a.txt"), ensure_ascii=False))
    text = "\ufeff𠮷乡" + REPORT
    assert {one["label"]: one["value"] for one in told["figures"]} == {"新建活动室": 2, "党委会": 26, "党课": 1}
    assert all(text[one["start"] : one["end"]] == one["excerpt"] for one in told["figures"])
    assert [heading["number"] for heading in told["outline"]] == ["一", "一", "二", "一", "二", "三", "四"]


@pytest.mark.parametrize("text", ["", "\n\n", "一", "1", "“", "每季度", "第", "\x00" * 50, "〔2023〕", "\u202e第1次"])
def test_scraps_are_read_without_complaint(text: str) -> None:
    assert read_report(text).figures == ()


@pytest.mark.parametrize(
    "piece",
    ["每月", "一、", "“", "第一位", "3月", "全部", "1次、", "排名", "《", "严格", "占", "第三届", "（一）", "四方面、"],
)
def test_its_time_grows_with_the_length_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        begin = time.process_time()
        read_report(text)
        return time.process_time() - begin

    short = min(seconds(4_000) for _ in range(2))
    assert seconds(32_000) < 8 * 6 * short + 0.2


def test_a_day_by_which_something_is_to_be_done_is_no_act() -> None:
    report = read_report(
        "某支部2025年总结\n党课全年达到4次，11月30日前完成。6月底前召开推进会。7月1日前往纪念馆参观学习。\n"
    )
    assert [one.day for one in report.acts] == ["2025-07-01"]


def test_what_is_owned_up_to_is_no_claim() -> None:
    report = read_report(
        "某支部2025年总结\n部分党支部有8次没有按月召开支委会，制度未严格落实。坚持每月开展主题党日，未发生违纪。\n"
    )
    assert [one.word for one in report.claims] == ["坚持每月开展", "未发生"]
