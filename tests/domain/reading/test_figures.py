"""The figures of a report are read for the genre: what counts something, and what only looks like a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.official_text import OfficialText
from taizhang.domain.reading.figures import Nature, stated_figures

TITLE = "2023年党建工作总结\n"
READ = [
    ("全年召开党委会26次、中心组学习12次。", [("党委会", 26, "次"), ("中心组学习", 12, "次")]),
    ("党员456名，其中在职党员312名，占比68.4%。", [("党员", 456, "名"), ("在职党员", 312, "名"), ("占比", 68.4, "%")]),
    ("表彰了3个先进党组织和35名党员。", [("先进党组织", 3, "个"), ("党员", 35, "名")]),
    ("参加党员1200余人次，投入350.5万元。", [("参加党员", 1200, "人次"), ("投入", 350.5, "万元")]),
    ("每月召开1次支委会，每季度上1次党课。", [("支委会", 1, "次/月"), ("党课", 1, "次/季度")]),
    ("每季度专题研究党建工作，每月一个主题活动。", [("专题研究党建工作", 1, "次/季度"), ("主题活动", 1, "个/月")]),
    ("支部现有党员二十三名，召开支部党员大会四次，义务植树一次。", [
        ("支部现有党员", 23, "名"), ("支部党员大会", 4, "次"), ("义务植树", 1, "次"),
    ]),
    ("男、女党员分别是12人、8人。", [("男、女党员分别是", "12/8", "人")]),
    ("在全县排名第二，开展第三届“身边榜样”评选。", [("位次", 2, "位"), ("“身边榜样”评选", 3, "届")]),
    ("从学习、组织、作风三方面总结。", [("从学习、组织、作风", 3, "个")]),
    ("接待来访群众12批56人次。", [("接待来访群众", 12, "批"), ("接待来访群众", 56, "人次")]),
    ("党员由45名增加到52名。", [("增加到", 45, "名"), ("增加到", 52, "名")]),
    ("被评为先进的33人中，党员27人。", [("被评为先进的", 33, "人"), ("党员", 27, "人")]),
    ("9月份，组织参观纪念馆。", [("组织参观纪念馆", 9, "月")]),
    ("支委人数3人，支部党员平均年龄47.9岁。", [("支委人数", 3, "人"), ("支部党员平均年龄", 47.9, "岁")]),
    ("举办读书班2期共7天。", [("读书班", 2, "期"), ("读书班", 7, "天")]),
    ("50万元以上的村6个，任务5大类28项，比上届年轻5.6岁。", [
        ("50万元以上的村", 6, "个"), ("任务", 5, "大类"), ("任务", 28, "项"), ("比上届年轻", 5.6, "岁"),
    ]),
    ("两类组织中，2.“两新”组织覆盖率仅为76%。", [("两类组织中", 2, "类"), ("“两新”组织覆盖率仅为", 76, "%")]),
    ("评选标兵10名，2名教师获奖。", [("评选标兵", 10, "名"), ("教师获奖", 2, "名")]),
    ("600分以上217人，前100名占37席。", [("600分以上", 217, "人"), ("前100名占", 37, "席")]),
    ("无偿献血42人、12,600毫升。", [("无偿献血", 42, "人"), ("无偿献血", 12600, "毫升")]),
    ("召开组织生活会1次，组织党员28名。", [("组织生活会", 1, "次"), ("党员", 28, "名")]),
    ("满意度98.5分。近八成党员参加。", [("满意度", 98.5, "分"), ("党员参加", 80, "%")]),
]  # fmt: skip
NOTHING = [
    "一是抓学习，二是抓队伍。第三次会议提出第一议题。",
    "落实中央八项规定精神，增强“四个意识”、做到“两个维护”。",
    "开展“三会一课”，实施“1222”工程，用好“三个一”机制。", "《关于做好3项工作的通知》（某党〔2023〕12号）第三十条。",
    "2023年6月7日上午9点30分，电话0512-65231234。", "发展党员XX名，接诊20xxxx人次，宣讲XX余场。",
    "近三年来，推进三年行动，24小时值班。", "一个支部一个堡垒，一名党员一面旗帜。",
    "五位一体总体布局，抓好两个重点环节。",
    "学习贯彻党的十九届六中全会、二十届二中全会、19届五中全会精神。", "组织百名书记讲党课，千名干部下基层。",
    "做到三个到位，坚持四个结合，实现两个转变。", "获一等奖，五级书记抓，三分之一以上。",
    "加强“八小时之外”监督，25岁以上，成立100周年。", "八里村位于乡东北部，紧邻十里河，走访数十次。",
]  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), READ, ids=[said for said, _ in READ])
def test_it_reads_what_is_counted_with_value_and_unit(said: str, expected: list[tuple[str, object, str]]) -> None:
    found = stated_figures(OfficialText(TITLE + said))
    told = [(one.label, one.value if isinstance(one.value, str) else float(one.value), one.unit) for one in found]
    assert told == expected
    assert all((TITLE + said)[one.start : one.end] == one.excerpt for one in found)


@pytest.mark.parametrize("said", NOTHING)
def test_ordinals_days_names_and_set_phrases_are_no_figures(said: str) -> None:
    assert stated_figures(OfficialText(TITLE + said)) == ()


def test_at_least_counts_before_the_verb_as_well() -> None:
    (figure,) = stated_figures(OfficialText(TITLE + "每季度至少开展1次专题研讨。"))
    assert (figure.qualifier.value, figure.unit) == ("at_least", "次/季度")


def test_less_than_a_share_is_at_most_and_faults_found_are_counted() -> None:
    share, faults = stated_figures(OfficialText(TITLE + "青年党员占比不足20%。查找不足12条。"))
    assert (share.qualifier.value, faults.qualifier.value, faults.value) == ("at_most", "exact", 12)


def test_a_number_in_the_title_is_no_figure() -> None:
    assert stated_figures(OfficialText("党建工作总结范文5篇\n正文。")) == ()


def test_a_quoted_number_counts_when_its_list_follows() -> None:
    said = TITLE + "抓实“三个活动”。开展“建言献策”“岗位建功”及“学习榜样”活动。"
    (figure,) = stated_figures(OfficialText(said))
    assert (figure.value, figure.unit, figure.nature) == (3, "个", Nature.ENUMERATION)
    assert stated_figures(OfficialText(said.replace("“岗位建功”", ""))) == ()


PIECES = [
    "召开", "党委会", "12次", "、", "，", "。", "\n", "“", "”", "《", "》", "每季度", "近", "余", "三个",
    "分别是", "1人",
    "占", "30%", "的", "第三届", "排名第一", "6月份", "完成", "一、", "等", "5个方面", " ", "XX", "为期3天",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_whatever_the_text_every_figure_stands_where_it_says(pieces: list[str]) -> None:
    text = TITLE + "".join(pieces)
    figures = stated_figures(OfficialText(text))
    assert all(one.excerpt and text[one.start : one.end] == one.excerpt and one.label.strip() for one in figures)
    assert [one.start for one in figures] == sorted(one.start for one in figures)
