"""How a rulebook file is told to somebody who reads no files: keys and values in Chinese."""

from __future__ import annotations

from typing import Any, Final

from taizhang.domain.periods import Cycle
from taizhang.domain.rules.kinds import OrganizationType
from taizhang.domain.rules.vocabulary import CHECKS, FACTS, MEASURES, STOCKS, TRAITS

FAMILY_NAMES: Final[dict[str, str]] = {
    "sources": "依据",
    "groups": "分组",
    "kinds": "类别",
    "obligations": "规则",
    "figures": "数据",
    "profiles": "本地做法",
    "outlines": "提纲",
    "phrases": "用语",
}

RULE_TYPES: Final[dict[str, str]] = {
    "cadence": "次数",
    "time_limit": "时限",
    "term": "届期",
    "precondition": "先后",
    "vote": "到会和表决",
    "composition": "组成",
    "coverage": "人人达到",
    "content": "记录内容",
    "plausibility": "合理性",
}

TYPE_NAMES: Final[dict[str, str]] = {
    OrganizationType.COMMITTEE: "党委",
    OrganizationType.WORK_COMMITTEE: "党工委",
    OrganizationType.PARTY_GROUP: "党组",
    OrganizationType.ORGAN_COMMITTEE: "机关党委",
    OrganizationType.DISCIPLINE_COMMITTEE: "纪委",
    OrganizationType.RESIDENT_DISCIPLINE: "派驻纪检监察组",
    OrganizationType.GENERAL_BRANCH: "党总支",
    OrganizationType.BRANCH: "党支部",
    OrganizationType.JOINT_BRANCH: "联合党支部",
    OrganizationType.TEMPORARY_BRANCH: "临时党支部",
    OrganizationType.SUBGROUP: "党小组",
    OrganizationType.COMMUNITY_JOINT_COMMITTEE: "社区联合党委",
    OrganizationType.STEERING_GROUP: "领导小组",
}

LEVELS: Final[dict[str, str]] = {
    "regulation": "党内法规",
    "state_law": "法律法规",
    "standard": "国家标准",
    "notice": "文件",
    "practice": "实务",
    "local": "本地",
}

MARKS: Final[dict[str, str]] = {
    "C1": "见过条文全文",
    "C2": "见过转述条文的文本",
    "C3": "只见过较弱的转述",
    "M-H": "凭记忆，把握较大",
    "M-M": "凭记忆，把握一般",
    "M-L": "凭记忆，把握较小",
    "D": "各处说法不一",
}

KEY_NAMES: Final[dict[str, str]] = {
    "zh": "名称", "short": "简称", "issuer": "发布单位", "level": "层级", "editions": "版本", "addresses": "出处地址",
    "status": "核对状态", "checked_on": "核对日期", "checked_by": "核对人", "note": "说明", "order": "排序",
    "issued_on": "印发日期", "in_force_on": "施行日期", "repealed_on": "失效日期", "number": "文号",
    "kinds": "类别", "find": "检索词", "group": "分组", "catalogue": "目录项", "recorded_by": "由谁登记",
    "credit": "记到谁的账上", "confirmation": "确认方式", "unit": "单位", "fields": "字段", "roles": "角色",
    "attendance": "计入参加的角色", "posts": "计入的数据", "sentence": "报告句式", "details": "内容限制可见",
    "type": "类型", "required": "必填", "hint": "提示", "options": "可选项", "tags": "标签", "least": "下限",
    "most": "上限", "restricted_tags": "限制可见的标签", "restricted": "限制可见", "amount": "计量", "one": "计一",
    "option": "等次", "count_of": "按角色计人次", "items": "按条计数",
    "any_item": "有则计一", "tag": "标签", "form": "形式",
    "amount_per": "按人计量", "distinct": "去重", "named": "算法",
    "with": "算法参数", "when": "条件", "shown": "列出",
    "profile": "本地做法", "versions": "各版", "examples": "例子",
    "from": "起始日", "until": "截止日", "source": "依据",
    "article": "条文", "reference": "资料编号", "evidence": "核对依据", "general": "一般", "text": "要求",
    "people": "哪些人",
    "applies_to": "适用", "types": "组织类型", "unless": "除外",
    "window": "周期", "figures": "计入", "unknown": "说不清的",
    "at_least": "至少", "usually": "常在", "trigger": "起算", "answer": "完成", "within_months": "几个月内",
    "within_days": "几天内", "match": "对应", "years": "任期年数", "remind_months": "提前几个月提醒",
    "shift_at_most_months": "提前或延期至多几个月", "before": "先做",
    "after": "后做", "at_least_days": "至少提前几天",
    "at_most_months": "至多提前几个月", "quorum": "到会", "majority": "赞成", "majority_base": "赞成的基数",
    "items_tagged": "只管这些议题", "share": "份额", "of": "总份", "strict": "须超过", "measure": "数量",
    "requires": "须写明", "check": "核对", "limits": "界限",
    "definition": "口径", "excludes": "不含", "sum_of": "相加",
    "people_of": "人员去重", "entries_of": "记录去重", "stock": "期末存量", "name": "名称", "as_of": "截至",
    "organization": "组织", "postings": "登记", "occasion": "记录", "expect": "结果", "figure": "数据", "on": "日期",
    "year": "归属年度", "person": "人员",
    "about": "谁来述职", "title": "标题", "phrases": "用语", "sections": "部分", "role": "用途",
    "headings": "小标题", "parts": "小节", "weight": "分量", "notable": "可点名的类别", "since": "起始日",
    "subjects": "主语", "opening": "开头", "standing": "基本情况", "standing_alone": "没有下级时的基本情况",
    "leads_of_person": "个人述职的起句", "announcement": "引出语", "leads": "起句", "absolutes": "绝对化的词",
    "sentences": "句式", "speaker": "本人的", "own": "本级的", "own_otherwise": "本级的一般说法",
    "below_mixed": "下级有党委时", "below": "下级的", "all": "合计的", "act": "一件事",
    "problems_opening": "问题的开头", "problems": "问题的写法", "problems_otherwise": "问题的一般写法",
    "head": "小题", "problem_topics": "问题的归类", "said": "说法", "matter": "事由", "rules": "规则",
    "cause": "原因的引出语", "groups": "分组",
    "based_on": "照哪份提纲", "in_use": "在用", "words": "自定用语",
    "plans_opening": "打算的开头", "last_year_opening": "上年问题的开头", "closing": "结尾",
}  # fmt: skip

_WORDS: Final[dict[str, str]] = {
    **TYPE_NAMES,
    **RULE_TYPES,
    **LEVELS,
    **{cycle.value: cycle.zh for cycle in Cycle},
    **TRAITS,
    **MEASURES,
    **FACTS,
    **STOCKS,
    **CHECKS,
    "confirmed": "已核对",
    "unconfirmed": "待核",
    "leaders": "书记、副书记和委员",
    "recorder": "登记组织",
    "taking_part": "参加的组织",
    "attendee_branch": "参加人员所在支部",
    "batch": "可按月批量",
    "second_person": "须另一人",
    "due": "应到会",
    "present": "实到会",
    "attachment": "附件",
    "agenda": "议题",
    "achievements": "工作成效",
    "problems": "问题",
    "causes": "原因",
    "plans": "打算",
    "last_year": "上年问题整改",
    "person": "个人述职",
    "chair_of:committee": "由书记、副书记或委员主持",
}


_PROSE = frozenset({"zh", "text", "note", "article", "sentence", "definition", "hint", "number"})


def key_in_words(key: str) -> str:
    """Say a key of a file as a clerk would."""
    return KEY_NAMES.get(key, key)


def value_in_words(key: str, value: Any, names: dict[str, str]) -> str:
    """Say a value; `names` gives the names of kinds, figures, sources and profiles by id."""
    if isinstance(value, dict):
        return _mapping_in_words(value, names)
    if isinstance(value, list):
        return "、".join(value_in_words(key, one, names) for one in value) or "无"
    if value is None or isinstance(value, bool):
        return {None: "无", True: "是", False: "否"}[value]
    text = str(value)
    return text if key in _PROSE else _WORDS.get(text) or names.get(text) or text


def _mapping_in_words(value: dict[str, Any], names: dict[str, str]) -> str:
    if {"share", "of"} <= value.keys():
        return f"{'超过' if value.get('strict') else '不少于'} {value['share']}/{value['of']}"
    return "；".join(f"{key_in_words(key)}：{value_in_words(key, one, names)}" for key, one in value.items()) or "无"
