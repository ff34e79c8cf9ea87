"""Many reports side by side: required parts, lengths, last year's problems, what is alike, and nothing ranked."""

from taizhang.domain.reading import read_report
from taizhang.domain.reading.review_table import HEADINGS, alike_words, tables_of
from taizhang.domain.reading.reviewing import Demands, Submitted, Unread, review
from taizhang.domain.reading.sections import Part

LONG = (
    "坚持每周集中学习和个人自学相结合，围绕中心工作组织党员深入一线，走访企业和群众，"
    "收集意见建议，逐条研究并落实到责任人，形成闭环管理。"
)
NUMBERS = "召开党委会26次，讲党课14次，走访群众360户，整改问题57个。"


def _report(unit: str, year: int, done: str, problem: str = "学习不深入", plan: str = "加强学习") -> Submitted:
    head = f"{unit}党委{year}年工作总结\n一、工作成效\n{done}\n"
    text = f"{head}二、存在问题\n一是{problem}。\n三、下一步打算\n一是{plan}。\n"
    return Submitted(f"{unit}{year}.txt", read_report(text))


def test_missing_parts_and_lengths_are_told() -> None:
    bare = Submitted("a.txt", read_report("某党委2023年工作总结\n一、工作成效\n召开党委会26次。\n"))
    (row,) = review([bare], demands=Demands(limit=10))
    assert row.missing == (Part.PROBLEMS, Part.PLANS)
    assert row.over == row.length - 10


def test_a_passage_and_figures_shared_with_another_are_found() -> None:
    rows = review(
        [_report("甲", 2023, LONG + NUMBERS), _report("乙", 2023, "今年" + LONG + NUMBERS), _report("丙", 2023, "无")]
    )
    likeness = {row.name: [(like.other, len(like.passages), len(like.figures)) for like in row.alike] for row in rows}
    assert likeness == {"甲2023.txt": [("乙2023.txt", 1, 4)], "乙2023.txt": [("甲2023.txt", 1, 4)], "丙2023.txt": []}
    passage = rows[0].alike[0].passages[0]
    assert LONG[:-1] in rows[0].report.text.text[passage.start : passage.end]


def test_last_year_is_found_by_unit_and_its_problems_are_held_against_this_year() -> None:
    last = _report("甲", 2022, "开展活动。", problem="阵地建设滞后，活动室面积不足")
    answering = _report("甲", 2023, "改造活动室，补齐阵地建设滞后和面积不足的短板。")
    silent = _report("乙", 2023, "开展其他活动。")
    rows = review([answering, silent], [last])
    assert (rows[0].earlier, len(rows[0].answered), len(rows[0].unanswered)) == ("甲2022.txt", 1, 0)
    assert rows[1].earlier == ""


def test_what_was_given_as_last_years_need_not_name_its_year() -> None:
    undated = Submitted("甲.txt", read_report("甲党委工作总结\n一、工作成效\n无。\n二、存在问题\n一是阵地建设滞后。\n"))
    other_year = _report("甲", 2021, "无")
    now = _report("甲", 2023, "无")
    assert review([now], [other_year, undated])[0].earlier == "甲.txt"
    assert review([now, undated])[0].earlier == ""
    assert review([now], [other_year])[0].earlier == ""


def test_what_is_alike_is_told_by_its_length_for_a_passage_may_run_over_paragraphs() -> None:
    rows = review(
        [_report("甲", 2023, LONG + "\n" + LONG[::-1] + NUMBERS), _report("乙", 2023, LONG + "\n" + LONG[::-1])]
    )
    (like,) = rows[0].alike
    assert len(like.passages) == 1
    assert alike_words(rows[0], earlier=False) == f"乙2023.txt：1 处 {like.characters} 字"
    assert like.characters > 2 * len(LONG) * 0.8


def test_a_set_phrase_of_all_reports_is_not_called_copied() -> None:
    rows = review([_report(f"单位{chr(0x4E00 + at)}", 2023, LONG + f"做了第{at}件独特的事。" * 3) for at in range(20)])
    assert not any(like.passages for row in rows for like in row.alike)


def test_the_tables_name_every_report_in_the_order_in_which_they_came() -> None:
    rows = review([_report("乙", 2023, "好"), _report("甲", 2023, "好")])
    tables = tables_of(rows, [Unread("坏.doc", "打不开。")])
    assert [row[0] for row in tables[0].rows] == ["乙2023.txt", "甲2023.txt", "坏.doc"]
    assert all(len(row) == len(HEADINGS) for row in tables[0].rows)
    assert all(len(row) == len(table.headings) == len(table.widths) for table in tables for row in table.rows)
    assert not any("名次" in heading or "得分" in heading for heading in HEADINGS)


def test_questions_rest_on_what_the_report_says() -> None:
    (row,) = review([_report("甲", 2023, "按月召开支委会，实现全覆盖，发展党员XX名。")])
    assert any("按月召开" in one for one in row.questions)
    assert any("XX" in one for one in row.questions)
    assert any("加强学习" in one for one in row.questions)


def test_a_hundred_reports_are_reviewed_at_once() -> None:
    submitted = [
        _report(f"单位{at}", 2023, "".join(f"第{at}家单位做了{one}件不同的事情并且记录在案。" for one in range(60)))
        for at in range(100)
    ]
    assert len(review(submitted)) == 100
