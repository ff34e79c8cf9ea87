"""What is talked about, studied and done: texts of our own, with papers and the days on which they came out."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from taizhang.faces.demo.life.occasion import paper

COMMITTEE_ITEMS = (
    ("传达学习上级会议精神，研究本支部贯彻意见", ("party_building",), "study"),
    ("研究本月主题党日安排", ("party_building",), "discuss"),
    ("听取委员分工履职情况", ("party_building",), "hear"),
    ("研究意识形态工作，检查工作群和宣传栏", ("ideology",), "discuss"),
    ("通报党费收缴情况", ("dues",), "hear"),
    ("研究入党积极分子培养考察", ("admission",), "discuss"),
    ("研究党风廉政和节前提醒", ("integrity",), "discuss"),
    ("研究困难党员群众走访慰问", ("masses",), "discuss"),
    ("研究年度评优推荐", ("personnel",), "discuss"),
    ("研究为群众办实事项目", ("masses",), "discuss"),
)
CONGRESS_ITEMS = (
    ("学习上级党代会和全会精神", ("party_building",), "study"),
    ("支委会报告上季度工作", ("party_building",), "hear"),
    ("公布党费收缴情况", ("dues",), "hear"),
    ("讨论支部年度工作计划", ("party_building",), "discuss"),
    ("学习党风廉政建设规定", ("integrity",), "study"),
    ("讨论服务群众项目", ("masses",), "discuss"),
    ("传达意识形态工作要求", ("ideology",), "study"),
)
THEMES = (
    ("重温入党誓词，过政治生日", ("oath", "birthday")),
    ("学条例、守纪律", ("study", "discussion")),
    ("清理河道和背街小巷", ("service",)),
    ("走进槐荫社区，为老人办实事", ("service",)),
    ("参观青禾县委旧址陈列馆", ("visit",)),
    ("我为群众办实事项目评议", ("discussion",)),
    ("学先进、见行动", ("study",)),
    ("交纳党费，读书分享", ("dues", "study")),
    ("安全生产随手查", ("discussion", "service")),
    ("廉洁过节提醒", ("study",)),
    ("走访慰问老党员", ("service",)),
    ("岗位练兵、技能比武", ("other",)),
)
LECTURES = (
    "把支部建在业务最前沿",
    "从一条河看治理",
    "守住纪律这条线",
    "青年党员怎样成长",
    "新时代的群众路线",
    "从党史中学办法",
    "身边榜样的力量",
    "以案为鉴，警钟长鸣",
    "高质量发展与我的岗位",
    "入党为什么、在岗干什么",
    "红色书信里的初心",
    "基层治理里的小事",
)
STUDIES = (
    "习近平新时代中国特色社会主义思想专题学习",
    "支部工作条例逐条学",
    "网络安全和数据安全法规",
    "统一战线工作条例",
    "基层减负有关规定",
    "民族团结进步法规",
    "干部教育培训条例",
    "党员教育管理工作条例",
)
GROUP_ITEMS = ("学习本月必读篇目", "汇报思想和工作", "讨论发展对象推荐", "落实支部分工任务", "结对帮带交流")
DEEDS = (
    ("窗口延时服务半小时", "群众下班后办事难"),
    ("为独居老人上门检查水管", "老旧小区漏水"),
    ("放学时段护学岗", "校门口车多人杂"),
    ("便民药箱进社区", "老人买药不便"),
    ("修复破损井盖", "群众反映夜间出行不安全"),
    ("政策明白纸上门讲", "看不懂办事流程"),
)
SERVICES = ("environment", "health", "elderly", "education", "culture")
PLACES = ("三楼会议室", "党员活动室", "二楼多功能厅", "一楼报告厅", "职工之家", "支部活动室")

_LOCAL_PAPERS = (
    ("青禾区2023年基层党建工作要点", date(2023, 2, 21)),
    ("关于做好全区党员集中学习的通知", date(2023, 4, 17)),
    ("关于规范组织生活登记的通知", date(2023, 9, 6)),
    ("青禾区2024年基层党建工作要点", date(2024, 2, 26)),
    ("关于开展党纪学习教育的工作方案", date(2024, 4, 12)),
    ("基层党支部工作手册（区委组织部编）", date(2024, 7, 8)),
    ("青禾区2025年基层党建工作要点", date(2025, 2, 18)),
    ("关于深入贯彻中央八项规定精神学习教育的安排", date(2025, 3, 20)),
    ("关于做好2025年度述职评议准备工作的通知", date(2025, 11, 17)),
    ("全区意识形态工作责任制实施细则", date(2022, 11, 4)),
    ("党员教育管理工作提示（区委组织部）", date(2022, 12, 9)),
)


def papers(day: date, stream: random.Random, number: int = 1) -> list[dict[str, Any]]:
    """Papers that were out by that day, the newer ones more often."""
    out = [one for one in _LOCAL_PAPERS if one[1] <= day][-5:]
    return [paper(*one) for one in stream.sample(out, min(number, len(out)))]
