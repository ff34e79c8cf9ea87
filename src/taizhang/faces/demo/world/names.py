"""Names of people who do not exist, put together from common surnames and given names."""

from __future__ import annotations

import random

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元顾孟黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计成戴谈宋茅庞熊纪舒屈项祝董梁杜阮"
    "蓝闵席季麻贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房干解应宗丁宣邓单洪包诸左石崔吉龚程邢裴陆荣翁"
)
_MEN = (
    "立诚",
    "志远",
    "学勤",
    "建业",
    "文博",
    "子昂",
    "永康",
    "国栋",
    "振华",
    "家栋",
    "思远",
    "宏伟",
    "景行",
    "承志",
    "博文",
    "致远",
    "广平",
    "守正",
    "明理",
    "绍元",
    "启明",
    "修远",
    "望舒",
    "敬之",
    "惟一",
    "安邦",
    "秉文",
    "德润",
    "存义",
    "方舟",
    "冠霖",
    "昊然",
    "俊峰",
    "晓东",
    "海涛",
    "庆丰",
    "春生",
    "润泽",
    "利民",
    "新田",
    "长青",
    "向阳",
    "树森",
    "运来",
    "卫东",
    "少卿",
    "仲明",
    "季同",
    "云帆",
)
_WOMEN = (
    "雅琴",
    "晓燕",
    "秀兰",
    "静怡",
    "文静",
    "雨桐",
    "思琪",
    "海棠",
    "玉洁",
    "佳宁",
    "丽华",
    "春梅",
    "敏慧",
    "婉清",
    "淑芬",
    "若兰",
    "梓涵",
    "嘉禾",
    "瑞雪",
    "晨曦",
    "月华",
    "彩霞",
    "素心",
    "红梅",
    "怀瑾",
    "令仪",
    "书瑶",
    "采薇",
    "舒窈",
    "知秋",
    "凤英",
    "桂枝",
    "亚男",
    "琳琅",
    "芷若",
    "映雪",
    "一诺",
    "雪晴",
    "立夏",
    "清浅",
    "云舒",
    "慧珍",
    "爱莲",
    "巧云",
    "苏叶",
    "青黛",
    "白芷",
    "半夏",
    "南星",
    "杜若",
)
_NATIONS = (("汉族", 90), ("回族", 3), ("满族", 3), ("蒙古族", 2), ("壮族", 1), ("土家族", 1))


class NameMaker:
    """Gives names, each only once, so that no two people of the demonstration can be taken for one another."""

    def __init__(self, stream: random.Random) -> None:
        self._stream = stream
        self._given: set[str] = set()

    def name(self, *, woman: bool) -> str:
        """A name that nobody has yet."""
        while True:
            name = self._stream.choice(_SURNAMES) + self._stream.choice(_WOMEN if woman else _MEN)
            if name not in self._given:
                self._given.add(name)
                return name


def nation(stream: random.Random) -> str:
    """A nationality, by about its share of the country."""
    names, weights = zip(*_NATIONS, strict=True)
    return str(stream.choices(names, weights)[0])
