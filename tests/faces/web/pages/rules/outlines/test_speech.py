"""Subjects, heads and problems in the page: refused beside the field, told in the difference, adopted, undone."""

import pytest
from django.test import Client

from taizhang.apps.rulebooks.selectors import current_rulebook
from tests.apps.ledger.conftest import world  # noqa: F401 (a fixture)
from tests.faces.web.pages.rules.outlines.test_making import (
    BASE,
    CHANGE,
    OWN,
    adopt,
    client,  # noqa: F401 (a fixture)
    page,
    sent,
)

pytestmark = pytest.mark.django_db
RULE = f"/rules/outlines/words/{BASE}/?rule=theme_day_monthly"
KIND = f"/rules/outlines/words/{BASE}/?kind=theme_day"


def own_words() -> dict[str, object]:
    return current_rulebook().outlines[OWN].words.model_dump(exclude_defaults=True)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"subject-below": "全部党支部"}, "“全部”说的是没有例外"),
        ({"subject-own-branch": "{党组织}支部"}, "原样写进报告，不能有空"),
        ({"subject-below_mixed": "十个党支部"}, "不能写数字和数量"),
        ({"topic0-said": "有3次不经常"}, "不能写数字和数量"),
        ({"topic0-matter": "{事项}"}, "不能有空"),
        ({"cause": "{哪些组织}的原因是"}, "不能有空"),
        ({"problems_otherwise": "{哪些组织}做得不够"}, "没有写有几次（{次数}）"),
        ({"problems_otherwise": "{组织数}没有做到，有{次数}"}, "涉及几个组织（{组织数}）要放在逗号后面的半句里"),
        ({"problems_otherwise": "{天气}有{次数}"}, "没有“{天气}”这个空"),
    ],
)
def test_what_may_not_stand_there_is_said_beside_the_field(
    client: Client,
    said: dict[str, str],
    message: str,
) -> None:
    refused = page(client, CHANGE, sent(**said), status=422)
    (field,) = said
    assert message in refused.partition(f'id="id_{field}_error"')[2].partition("</div></div>")[0]
    fold = "subjects" if field.startswith("subject") else "problems"
    assert f'name="open" value="{fold}" id="fold-{fold}" checked' in refused


def test_subjects_and_problems_are_told_in_the_difference_and_kept_only_where_they_differ(
    client: Client,
) -> None:
    said = sent(**{"subject-below": "各支部", "topic0-said": "组织生活还要抓紧", "cause": "根子在于"})
    tried = page(client, CHANGE, said).partition("采用以后会变什么")[2].partition("</table>")[0]
    for where, old, new in (
        ("主语 · 下级都是支部时", "各党支部", "各支部"),
        ("问题的归类 · 组织生活不够经常", "组织生活抓得不够经常", "组织生活还要抓紧"),
        ("引出原因", "主要原因是", "根子在于"),
    ):
        assert tried.index(where) < tried.index(old, tried.index(where)) < tried.index(new, tried.index(where))
    assert tried.count("<tr>") == 4
    assert adopt(client, CHANGE, said).status_code == 302
    kept = own_words()
    assert kept["subjects"] == {"below": "各支部"}
    assert kept["cause"] == ("根子在于",)
    assert set(kept) == {"subjects", "cause", "problem_topics"}
    shown = page(client, f"/rules/outlines/{OWN}/")
    assert "各支部" in shown
    assert "组织生活还要抓紧" in shown
    form = page(client, f"/rules/outlines/change/{OWN}/")
    assert 'value="subjects" id="fold-subjects" checked' in form
    assert 'value="framing" id="fold-framing">' in form
    emptied = sent(OWN, **{"subject-below": "", "topic0-said": "", "cause": ""})
    assert adopt(client, CHANGE, emptied).status_code == 302
    assert own_words() == {}


def test_the_words_of_one_rule_are_ones_own_and_the_shipped_ones_again(
    client: Client,
) -> None:
    assert "{哪些组织}主题党日有{次数}没有按月开展" in page(client, RULE)
    refused = page(client, RULE, {"lines": "{哪些组织}主题党日抓得不紧", "do": "preview"}, status=422)
    assert "没有写有几次（{次数}）" in refused.partition('id="id_lines_error"')[2].partition("</div></div>")[0]
    said = {"lines": "{哪些组织}主题党日抓得不紧，有{次数}没有开展。", "do": "preview"}
    tried = page(client, RULE, said).partition("采用以后会变什么")[2].partition("</table>")[0]
    assert "问题怎么写 · 主题党日每月一次" in tried
    assert tried.count("<tr>") == 2
    assert adopt(client, RULE, said).status_code == 302
    assert own_words() == {"problems": {"theme_day_monthly": ("{who}主题党日抓得不紧，有{times}没有开展",)}}
    assert "{哪些组织}主题党日抓得不紧" in page(client, f"/rules/outlines/{OWN}/")
    again = f"/rules/outlines/words/{OWN}/?rule=theme_day_monthly"
    assert adopt(client, again, {"lines": ""}).status_code == 302
    assert own_words() == {}
    assert client.get(f"/rules/outlines/words/{BASE}/?rule=nothing").status_code == 404


def test_a_head_is_ones_own_and_claims_nothing(client: Client) -> None:
    lines = {"own": "开展主题党日{次数}", "below": "", "act": ""}
    refused = page(client, KIND, lines | {"head": "抓全覆盖。", "do": "preview"}, status=422)
    assert "没有例外" in refused.partition('id="id_head_error"')[2].partition("</div></div>")[0]
    assert adopt(client, KIND, lines | {"head": "抓主题党日。"}).status_code == 302
    assert current_rulebook().outlines[OWN].words.sentences["theme_day"].head == ("抓主题党日。",)
    assert "抓主题党日。。" not in page(client, f"/rules/outlines/{OWN}/")
    kept = f"/rules/outlines/words/{OWN}/?kind=theme_day"
    assert "抓主题党日。" in page(client, kept)
    assert adopt(client, kept, lines | {"head": ""}).status_code == 302
    assert current_rulebook().outlines[OWN].words.sentences["theme_day"].head == ()


def test_what_the_reader_unfolded_stays_so_without_script(client: Client) -> None:
    first = page(client, CHANGE)
    assert "checked" not in first.partition('id="basics"')[2].partition('class="bar"')[0]
    again = page(client, CHANGE, sent(do="down:0", open="framing"))
    assert 'value="framing" id="fold-framing" checked' in again
    assert 'value="subjects" id="fold-subjects">' in again
    opened = page(client, CHANGE, sent(do="fold:open"))
    assert 'value="part:theory" id="fold-s1-p1" checked' in opened
    changed = page(client, CHANGE, sent(do="fold:close", opening="换一个开头。"))
    entry = changed.partition('href="#framing"')[2].partition("</li>")[0]
    assert "和随附的不同" in entry
    assert 'value="framing" id="fold-framing">' in changed
