"""Whole reports of the genre: clean ones stay silent, and each planted fault is found by the rule that is meant."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.finding import CheckFinding, Confidence
from taizhang.domain.checking.packs import shipped
from taizhang.domain.official_text import OfficialText

CLEAN = sorted((Path(__file__).parent / "clean").glob("*.txt"))
FORM = ("punctuation/", "numerals/", "structure/", "arithmetic/", "consistency/")


@cache
def checker() -> Checker:
    return Checker(shipped())


def findings(text: str) -> list[CheckFinding]:
    found = checker().check(OfficialText(text), Context(today=date(2025, 1, 20)))
    return [one for one in found if one.rule.startswith(FORM)]


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_clean_report_stays_silent(path: Path) -> None:
    sure = [one for one in findings(path.read_text("utf-8")) if one.confidence is not Confidence.LOW]
    assert [(one.rule, one.excerpt) for one in sure] == []


PLANTED = [
    ("bureau_branch", "三、存在问题", "四、存在问题", "structure/heading_skip"),
    ("bureau_branch", "二、主要做法", "一、主要做法", "structure/heading_repeat"),
    ("bureau_branch", "（二）抓组织", "（三）抓组织", "structure/heading_skip"),
    ("bureau_branch", "二是活动方式", "三是活动方式", "structure/item_skip"),
    ("bureau_branch", "三是用好“学习强国”", "二是用好“学习强国”", "structure/item_repeat"),
    ("bureau_branch", "以下三个方面", "以下四个方面", "structure/announced_count"),
    ("bureau_branch", "预备党员2名；", "预备党员3名；", "arithmetic/parts_and_total"),
    ("bureau_branch", "入党积极分子3名：", "入党积极分子4名：", "arithmetic/names_and_count"),
    ("bureau_branch", "查摆问题42条，已整改40条", "查摆问题42条，其中已整改45条", "arithmetic/part_above_total"),
    ("bureau_branch", "1月18日", "2月30日", "arithmetic/impossible_day"),
    ("bureau_branch", "“第一议题”制度", "“第一议题“制度", "punctuation/quote_direction"),
    ("bureau_branch", "“两张皮”", "“两张皮", "punctuation/quote_unpaired"),
    ("bureau_branch", "《中国共产党纪律处分条例》6次", "《中国共产党纪律处分条例6次", "punctuation/title_unpaired"),
    ("bureau_branch", "报告如下：", "报告", "punctuation/lead_in"),
    ("bureau_branch", "72人次，平均分", "72人次,平均分", "punctuation/half_width_mark"),
    ("bureau_branch", "宣传手册1200余份", "宣传手册约1200余份", "numerals/doubled_estimate"),
    ("bureau_branch", "3～5件", "3～5万元", "numerals/range_without_unit"),
    ("bureau_branch", "近300小时", "近 300 小时", "numerals/space_by_digits"),
    ("bureau_branch", "思考不深。二是", "思考不深；二是", "punctuation/stop_in_item"),
    ("street_secretary", "由28.4%提高到36.1%，提高7.7个", "由28.4%提高到36.1%，提高8.7个", "arithmetic/wrong_change"),
    ("street_secretary", "由28.4%提高到36.1%", "由36.1%提高到28.4%", "arithmetic/wrong_direction"),
    ("street_secretary", "三、下一步工作思路", "二、下一步工作思路", "structure/heading_repeat"),
    ("street_secretary", "（二）突出重点强功能。", "（二）、突出重点强功能。", "punctuation/bracketed_ordinal"),
    ("street_secretary", "二、存在的问题及原因", "二.存在的问题及原因", "punctuation/chinese_ordinal"),
    ("street_secretary", "1.强化政治引领", "1、强化政治引领", "punctuation/arabic_ordinal"),
    ("street_secretary", "。\n3.党员教育", "，\n3.党员教育", "punctuation/broken_line"),
    ("street_secretary", "年内覆盖率达到85%以上。", "年内覆盖率达到85%以上", "punctuation/missing_end_mark"),
    ("street_secretary", "（市），管理", "（市，管理", "punctuation/bracket_unpaired"),
    ("street_secretary", "统筹不够。", "统筹不够。。", "punctuation/doubled_mark"),
    ("school_half_year", "五、下半年工作安排", "三、下半年工作安排", "structure/heading_repeat"),
    ("school_half_year", "三种方式", "四种方式", None),
    ("school_half_year", "学习9次", "学习十几次", None),
    ("school_half_year", "学习9次", "学习10几次", "numerals/digits_with_few"),
    ("school_half_year", "4月7日", "4月31日", "arithmetic/impossible_day"),
    ("school_half_year", "5月，组织", "05月，组织", None),
    ("school_half_year", "每月一测", "每月一 测", "numerals/space_in_words"),
    (
        "school_half_year",
        "《中国共产党支部工作条例（试行）》",
        "《关于印发<支部工作条例>的通知》",
        "punctuation/title_angle",
    ),
    ("school_half_year", "一等奖3篇、二等奖6篇、三等奖10篇", "一等奖3篇，二等奖6篇，三等奖10篇", None),
    ("school_half_year", "2023年7月5日", "二零二三年七月五日", "numerals/zero_in_year"),
    (
        "dues_notice",
        "分别收缴6214元、6214元、6214元",
        "分别收缴6214元、6214元、6214元、6214元",
        "arithmetic/respectively",
    ),
    ("dues_notice", "2.逐月登记。", "3.逐月登记。", "structure/heading_skip"),
    ("dues_notice", "10月8日", "10月8号", "numerals/day_as_number"),
]


@pytest.mark.parametrize(("report", "old", "new", "rule"), PLANTED, ids=lambda value: str(value)[:24])
def test_a_planted_fault_is_found_and_nothing_else(report: str, old: str, new: str, rule: str | None) -> None:
    text = (Path(__file__).parent / "clean" / f"{report}.txt").read_text("utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    found = {one.rule for one in findings(changed) if one.confidence is not Confidence.LOW}
    assert found == ({rule} if rule else set())


RIGHT = """
党员活动室占地120平方米，藏书2000余册，占全部藏书的30%左右。
全年共召开会议24次，其中专题研究党建6次、意识形态4次、党风廉政4次。
共有党员112名，其中机关党员40名，村党员70名。
发展党员12名（其中35岁以下8名、大专以上9名）。
上半年完成税收3.2亿元，占全年任务的53.3%。
应到会党员56人，实到会党员52人，请假4人，符合规定人数。
第一、第二、第三党支部开展了联学，二、三楼会议室座无虚席。
测评得分由去年的85分提高到92分，提高7分。
2022年11月至2024年2月，支部完成换届；12月25日至1月5日开展走访。
每月5日至10日收缴党费，2024年2月29日完成公示。
集中学习《习近平谈治国理政》第一、二、三、四卷。
做到“五个到位”：认识到位、责任到位、措施到位、督查到位。
讲三点意见：第一，提高认识。第二，压实责任。第三，狠抓落实。
总投资4.5万余元，修路5千米，接入110千伏线路。
近年来，支部坚持干了30年初心不改的老党员上讲台。
坚持“党建+”模式，推行“1+N”“3+X”机制，实现3个100%。
根据《中国共产党章程》（以下简称《党章》）第三十二条第（三）项规定办理。
领导班子成员7名，其中书记1名、副书记2名、委员4名。
党员45人（含预备党员3人），积极分子5人，共50人。
收到意见12条，采纳8条，共12条。
走访慰问党员20人、群众30人、儿童10人，共80人次。
下设党支部3个：机关支部12人、退休支部8人、流动支部5人。
慰问3户困难党员（每户1000元、大米1袋）。
获奖3项（国家级1项、省级2项），参加人员3类：党员、干部、群众。
男、女比例分别为60%和40%，2022年、2023年和2024年分别发展党员3名、4名、5名。
发放宣传资料500份；端午节前，又发放宣传资料800份，参加人数达到60人次。
该村现有党员45名，邻村现有党员38名。
围绕政治、思想、组织、作风、纪律和制度建设六个方面查找问题。
从政治建设、思想建设和组织建设等三个方面入手。
全县共有党组织312个，其中党委20个，党总支30个，党支部262个。
共有干部职工120人，党员48人，占40%。
培训分三期，每期5天，5月4日至8日为第一期，5月11日至15日为第二期。
设立3个示范岗，由党员轮流值守，全年服务群众1.2万人次，同比增长8.5%。
会议听取了汇报，审议了《关于换届工作的请示》《关于召开党员大会的请示》两份文件。
支部委员会由5人组成：书记1人，副书记1人，委员3人。
建党102周年之际，为12名“光荣在党50年”老党员颁发纪念章。
凡是党员，做到知行合一，一是一，二是二。
工作中做到时间、人员、内容、效果“四落实”，真正学有所获。
支部“三会一课”“主题党日”等制度落实到位，“第一议题”学习做到月月有。
开展“不忘初心、牢记使命”主题教育，组织“我是党员我带头”“党员先锋岗”等活动。
2023年度，支部被评为“先进基层党组织”；2024年，又被评为“五星级党支部”。
会议由张三主持，李四、王五等5名同志参加。
全体党员（含预备党员）共36人，应到36人，实到33人，3人因公请假。
发展对象1名：王甲；入党积极分子2名：赵丙、钱乙。
按照“一月一主题、一季一督查、半年一通报、年终一考核”的要求抓落实。
一季度召开支委会3次，二季度召开支委会3次，三季度召开支委会4次，四季度召开支委会3次，全年共召开支委会13次。
全年走访群众1200余人次，收集意见建议36条，解决实际问题31个，答复率100%。
投入资金30.5万元（其中财政拨款20万元、党费支持10.5万元）。
占地3.2亩，建筑面积1260平方米，藏书1.2万册。
党员平均年龄43.5岁，35岁以下12名，36岁至45岁18名，46岁以上24名，大专以上学历占78.6%。
组织参观学习2批次68人次，开展技能培训6期420人次。
从严从实抓好党员教育管理，做到“学、查、改、评”四步走。
对照“六个方面”查摆问题12条，制定整改措施18条，明确整改时限，逐条销号。
成立以书记为组长，副书记为副组长，其他委员为成员的领导小组。
书记讲党课4次、班子成员讲党课8次、党员讲“微党课”24次。
将15%～20%的经费用于党员教育，按每人每年200元的标准列支。
截至2024年12月底，支部有党员36名，较年初增加3名；流动党员2名，均已纳入管理。
围绕“抓什么、怎么抓、谁来抓”，建立“一张清单、一本台账、一套机制”。
上午9：00—11：30集中学习，下午14:30分组讨论。
3月12日（植树节）、5月1日（劳动节）、7月1日（建党节）开展主题活动。
联合县医院、县中医院等3家单位开展义诊，服务群众260人次，发放药品价值约5000元。
党费收缴比例为0.5%至2%，按月足额收缴。
《中国共产党发展党员工作细则》第二十二条规定，两名入党介绍人缺一不可。
办结率由95.2%上升至98.7%，群众满意率达99.1%。
比上年同期的86件减少12件，下降14%。
全年办理74件，比上年的86件减少12件。
共青团、妇联、工会等群团组织作用明显，开展活动共计18次，其中志愿服务9次。
党员教育坚持分类施教：在职党员每月集中学习不少于1次，每次不少于2小时。
一手抓党建，一手抓业务，做到两手抓、两不误、两促进。
新任支部书记第一时间走访，第一书记驻村天数超过220天。
"""


@pytest.mark.parametrize("sentence", RIGHT.strip().splitlines())
def test_a_right_sentence_stays_silent(sentence: str) -> None:
    sure = [one for one in findings(sentence) if one.confidence is not Confidence.LOW]
    assert [(one.rule, one.excerpt, one.message) for one in sure] == []


def test_a_table_of_contents_is_no_heading_that_stands_twice() -> None:
    contents = "工作总结\n目录\n一、工作回顾\n二、存在问题\n三、下步打算\n"
    body = "一、工作回顾\n支部认真学习。\n二、存在问题\n学习不够。\n三、下步打算\n抓好学习。"
    assert [one.rule for one in findings(contents + body) if one.confidence is not Confidence.LOW] == []


def test_the_same_heading_may_stand_in_two_sections() -> None:
    section = "（一）基本情况良好\n支部认真学习。\n（二）存在问题\n学习不够。"
    assert [one.rule for one in findings(f"一、第一支部\n{section}\n二、第二支部\n{section}")] == []


FAULTY = [
    ("增强“四个意识“、坚定“四个自信“、做到“两个维护“。", "punctuation/quote_direction"),
    ("坚持“三会一课制度，严肃党内政治生活。", "punctuation/quote_unpaired"),
    ("会议强调:一要提高认识;二要压实责任;三要狠抓落实。", "punctuation/half_width_mark"),
    ('开展“我为群众办实事"实践活动30余次。', "punctuation/quote_direction"),
    ("存在三个方面的问题：一是学习不够；二是管理不严；三是服务不优；四是创新不足。", "structure/announced_count"),
    ("现有在职党员50名、退休党员36名，共计88名。", "arithmetic/sum_and_total"),
    ("党费由去年的12000元增加到15000元，增长30%。", "arithmetic/wrong_change"),
    ("应到党员32名，实到党员30名，缺席3名，符合要求。", "arithmetic/attendance_sum"),
    ("开展培训近10余次，参训人员达300多人左右。", "numerals/doubled_estimate"),
    ("全年共收缴党费1万2千元。", "numerals/mixed_numeral"),
    ("二〇二三年二月三十日，支部召开大会。", "arithmetic/impossible_day"),
    ("第一、抓学习。第二、抓管理。", "punctuation/worded_ordinal"),
    ("围绕学习、管理、服务三个方面开展工作，从学习、管理、服务、创新三个方面入手。", "structure/announced_count"),
    ("整改问题12个，已完成11个，完成率100%。", "arithmetic/share"),
    ("现有党支部5个（机关支部、学生支部、退休支部、后勤支部）。", "arithmetic/names_and_count"),
    ("根据某委发[2023]5号文件精神，支部认真落实。", "punctuation/year_brackets"),
]


@pytest.mark.parametrize(("text", "rule"), FAULTY)
def test_a_fault_in_a_sentence_is_found_by_its_rule(text: str, rule: str) -> None:
    assert {one.rule for one in findings(text) if one.confidence is not Confidence.LOW} == {rule}
