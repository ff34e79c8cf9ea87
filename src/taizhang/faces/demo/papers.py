"""Papers of the story: a notice that went out, a news item sent back and mended, a bulletin that waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from taizhang.apps.papers.services.issuing import issue
from taizhang.apps.papers.services.remarking import remark, settle
from taizhang.apps.papers.services.reviewing import review
from taizhang.apps.papers.services.writing import Typed, begin_paper, save_version
from taizhang.faces.demo.chronicle import Act, Chapter, World

NOTICE_ON, NOTICE_OUT_ON = date(2025, 11, 24), date(2025, 11, 26)
NEWS_ON, BULLETIN_ON = date(2025, 12, 5), date(2025, 12, 9)
_NOTICE = Typed(
    "关于做好2025年度组织生活会准备工作的通知",
    "医院党委所属各党支部",
    """各党支部：
根据上级党组织安排，现就做好2025年度组织生活会准备工作通知如下。
一、组织学习
各党支部在12月15日前至少安排1次集中学习，党员自学不少于2次。
二、谈心谈话
支部委员之间、支部委员和党员之间、党员和党员之间谈心谈话，谈话内容不作公开。
三、征求意见
通过座谈、走访、意见箱听取服务对象和职工群众的意见，原汁原味反馈给本人。
中共云川市第三人民医院委员会
2025年11月24日""",
    date(2025, 11, 26),
)
_NEWS = Typed(
    "市三院党委到西坡社区开展义诊活动",
    "医院网站、党务简报",
    """12月4日，市三院党委组织心内科、康复科党支部的12名党员医护人员到西坡社区开展义诊，共接诊居民136人次。
活动现场，党员们为老人测量血压、讲解用药，发放健康手册200余份，受到居民一致好评。
下一步，医院党委将再接再励，把义诊送到更多社区。""",
)
_NEWS_MENDED = Typed(
    "市三院党员到西坡社区义诊",
    "医院网站、党务简报",
    """12月4日，市三院党委组织心内科、康复科党支部的12名党员医护人员到西坡社区开展义诊，共接诊居民136人次。
活动现场，党员们为老人测量血压、讲解用药，发放健康手册200余份。
下一步，医院党委将再接再厉，每季度到社区义诊1次。""",
    note="按科室负责人意见改了标题和后两段",
)
_BULLETIN = Typed(
    "水务局机关党委推进河道巡查志愿服务",
    "区直机关党建简报",
    """入冬以来，水务局机关党委组织党员成立3支河道巡查志愿服务队，每周巡查1次。
截止12月8日，共巡查河道27公里，清理漂浮物40余处。
机关党委负责人表示，要把志愿服务同防汛备汛结合起来，让群众看得见变化。""",
    date(2025, 12, 15),
)


def paper_acts() -> Iterator[Act]:
    """What is sent on its way, each on its day."""
    yield Act(NOTICE_ON, Chapter.PAPERS, _notice)
    yield Act(NOTICE_OUT_ON, Chapter.PAPERS, _notice_out)
    yield Act(NEWS_ON, Chapter.PAPERS, _news)
    yield Act(BULLETIN_ON, Chapter.PAPERS, _bulletin)


def _notice(world: World) -> None:
    clerk = world.hands.clerk("YY")
    world.paper = begin_paper(clerk, world.organizations["YY"], _NOTICE)
    review(clerk, world.paper, 1, passed=True)
    review(world.hands.secretary("YY"), world.paper, 1, passed=True, remark="时间衔接上级安排，同意。")


def _notice_out(world: World) -> None:
    review(world.hands.actors["district.viewer"], world.paper, 1, passed=True)
    issue(world.hands.clerk("YY"), world.paper, 1)


def _news(world: World) -> None:
    clerk, secretary = world.hands.clerk("YY"), world.hands.secretary("YY")
    number = begin_paper(clerk, world.organizations["YY"], _NEWS)
    review(clerk, number, 1, passed=True, reason="先请科室看内容，错字随后一起改。")
    asked = remark(secretary, number, "title", "标题改短，不提党委。")
    review(secretary, number, 1, passed=False, remark="好评不要自己写；下一步写清楚做什么；错别字改掉。")
    save_version(clerk, number, 1, _NEWS_MENDED)
    settle(clerk, number, asked)
    review(clerk, number, 2, passed=True)


def _bulletin(world: World) -> None:
    begin_paper(world.hands.clerk("SW"), world.organizations["SW"], _BULLETIN)
