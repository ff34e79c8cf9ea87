import pytest

from taizhang.domain.obligations.answers import Code
from taizhang.faces.web.shell.cells import Cell, render_cells
from taizhang.faces.web.shell.marks import LEGEND, MARKS, mark_of, sign


@pytest.mark.parametrize("code", list(Code))
def test_each_answer_has_a_sign_and_its_one_word(code: Code) -> None:
    assert mark_of(code).word == code.zh
    assert mark_of(int(code)) is mark_of(code)
    assert f"#sg-{mark_of(code).key}" in sign(code)


def test_no_two_marks_share_a_word() -> None:
    assert len({mark.word for mark in MARKS.values()}) == len(MARKS)
    assert {mark_of(code).key for code in Code} == set(LEGEND)


def test_a_cell_says_organisation_month_rule_and_answer() -> None:
    row = render_cells([Cell(Code.MET, "/cell/?a=1&b=2", "供水中心党支部 9月 支委会", count=2, is_now=True)])
    assert 'aria-label="供水中心党支部 9月 支委会：符合，2次"' in row
    assert 'href="/cell/?a=1&amp;b=2"' in row
    assert 'class="now"' in row
    assert row.endswith("2</a></td>")


def test_a_quarter_spans_three_months() -> None:
    assert '<td colspan="3">' in render_cells([Cell("unmet", "/", "x", span=3)])


def test_a_name_that_is_markup_stays_text() -> None:
    row = render_cells([Cell("due", "/", '<img src=x onerror="alert(1)">', is_selected=True)])
    assert "<img" not in row
    assert 'aria-current="true"' in row
