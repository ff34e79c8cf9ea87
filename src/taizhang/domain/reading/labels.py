"""What a number counts: the words before it (集中学习9次) or behind it (10名同学), without verbs and adverbs."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from taizhang.domain.official_text.quantities import Quantity

_CLAUSE_ENDS = re.compile("[，。；：！？\n（）();:!?]|,(?![0-9])")
_STOPS = re.compile("[，。；：！？、\n（）(),;:!?”》]|[和与及](?=[0-9一二两三四五六七八九十])")
_NEXT_NUMBER = re.compile("[0-9]+[余多]?[\u4e00-\u9fff]")
_CLOSING = {"“": "”", "《": "》"}
_PERIOD_END = re.compile("(?:每|按)(?:个)?(?:季度|半年|学期|月|年|周|季|次)(?:至少|均|都)?$")
_LONGEST = 48
_BEHIND = 24
_LONGEST_CLAUSE = 160
_LEADING = re.compile(
    r"(?:[0-9]{1,2}[.．、](?![0-9])|[0-9]{4}年(?:度)?|[0-9]{1,2}月(?:份)?|今年(?:以来)?|全年|年内|去年|本年度|本年|一年来|上半年|下半年|本学期|半年内|截[至止](?:到)?目前|目前|"
    r"截至[^，]{0,8}|现|共有|共计|共|累计|先后|已|分别|其中|我|本人|组织(?!生活|部|委员|关系|建设|振兴|力|架构)|开展|召开|举办|举行|撰写|进行|完成|实施|建设|打造|形成|"
    r"建立|成立|设立|制定|修订|出台|下发|印发|发放|落实|推出|引进|报送|报道|还|并|共同|定期|集中|一是|二是|三是|四是|五是|六是|等|了|为(?!期))+"
)
_VERB_END = re.compile(
    r"(?:了|下设|设有|设立|设|成立|完成|办理|吸收|推荐|选派|选树|选出|评出|评选出|评选|表彰|转出|转入|发展|培养|确定|确立|联系|分成|分为|"
    r"组建|建成|建立|打造|开展|组织|召开|举办|举行|引进|新增|排查|整改|解决|化解|慰问|走访|帮扶|资助|覆盖|涵盖|参与|发放|收集|征集|收到|"
    r"有|共|为|达|的|是|在|从|向|对|与|等|约谈|处理|查处|制定|修订|印发|形成|创建|获|获得|荣获|撰写|提出|梳理|包联|结对|服务|培训|选任|任命|上|讲|作|做|开)$"
)
_NOUN_BEHIND = re.compile("[\u4e00-\u9fff《“*Xx]")
_NEVER_BEHIND = re.compile(
    "[的占以是已由在比较并且用被让将均全都，]|共(?:计|有)?(?=[0-9])|中(?![心层级小青国央])|其中|分别|左右|以上|研究|讨论|部署|听取|传达|推动|确保|进一步|有效|切实|"
    "组织|开展|召开|完成|提出|覆盖|同比|增长|提高|位列|居"
)
_BEFORE_ONLY = frozenset(
    {"%", "‰", "个百分点", "元", "亩", "公里", "米", "平方米", "小时", "分钟", "人次", "场次", "方面"}
)


@dataclass(frozen=True, slots=True)
class Label:
    """What is counted, and the stretch of text that says so together with the number."""

    text: str
    start: int
    end: int
    clause: str


class Surroundings:
    """Finds the clause around a place; the marks of the text are found once."""

    def __init__(self, text: str) -> None:
        """Find every mark."""
        self.text = text
        self._marks = [found.start() for found in _CLAUSE_ENDS.finditer(text)]
        self.taken = 0
        """Where the last number ended: the next one's label begins behind it."""
        self.last = ""
        """What the last number counted: in 12批56人次 the next one counts the same."""

    def clause_start(self, at: int) -> int:
        """Where the clause begins; a text without marks is cut, so that it costs no more than others."""
        index = bisect_right(self._marks, at - 1) - 1
        return max(self._marks[index] + 1 if index >= 0 else 0, at - _LONGEST_CLAUSE)

    def clause_end(self, at: int) -> int:
        """Where it ends."""
        index = bisect_right(self._marks, at - 1)
        return self._marks[index] if index < len(self._marks) else len(self.text)

    def clause_at(self, at: int) -> str:
        """The clause itself, cut where it is unreasonably long."""
        start, end = self.clause_start(at), self.clause_end(at)
        return self.text[max(start, at - _LONGEST) : min(end, at + _LONGEST)]


def label_of(around: Surroundings, quantity: Quantity) -> Label:
    """Tell what a quantity counts, and where the words for it begin and end."""
    label = _label(around, quantity)
    around.last = label.text
    return label


def _label(around: Surroundings, quantity: Quantity) -> Label:
    text = around.text
    follows = around.taken + 2 >= quantity.start and text[around.taken : quantity.start] in {"", "、", "共", "共计"}
    begin = max(around.clause_start(quantity.start), around.taken, quantity.start - _LONGEST)
    before, begin = _before(text, min(begin, quantity.start), quantity.start)
    leading = _LEADING.match(before)
    noun = before[leading.end() :] if leading else before
    noun_start = begin + len(before) - len(noun)
    clause = around.clause_at(quantity.start)
    behind, end = _behind(text, quantity.end)
    is_before = quantity.base_unit in _BEFORE_ONLY and not _VERB_END.search(before)
    if behind and (not noun.strip() or not is_before):
        around.taken = end
        return Label(behind, quantity.start, end, clause)
    around.taken = quantity.end
    if noun.strip():
        return Label(noun.strip(), noun_start, quantity.end, clause)
    told = around.last if follows else ""
    return Label(told or before.strip() or clause, begin, quantity.end, clause)


def _before(text: str, begin: int, at: int) -> tuple[str, int]:
    """The words before a number without 每月, and without what is listed before that."""
    before = text[begin:at]
    period = _PERIOD_END.search(before)
    if period and period.start() > 0 and before[period.start() - 1] in "、和":
        return "", at
    if period:
        before = before[: period.start()]
    kept = before.lstrip("、 \u3000和及与以”》")
    return kept, begin + len(before) - len(kept)


def _behind(text: str, at: int) -> tuple[str, int]:
    if not _NOUN_BEHIND.match(text, at) or _NEVER_BEHIND.match(text, at):
        return "", at
    closing = text.find(_CLOSING[text[at]], at, at + _LONGEST) if text[at] in _CLOSING else -1
    begin = max(at, closing + 1)
    found = [
        stop.start()
        for stop in (_STOPS.search(text, begin, at + _LONGEST), _NEXT_NUMBER.search(text, begin, at + _LONGEST))
        if stop
    ]
    end = min([*found, len(text), (at if closing < 0 else closing) + _BEHIND])
    return text[at:end].strip(), end
