"""A committee with the shipped rulebook, its clerk at his browser, and what he sends."""

from typing import Any

import pytest
from django.test import Client

from taizhang.apps.accounts.actors import Actor, Holding
from taizhang.apps.accounts.models import Role
from taizhang.apps.rulebooks.selectors import current_rulebook
from taizhang.apps.rulebooks.services import adopt_release
from taizhang.domain.rules.rulebook import shipped
from tests.apps import facts
from tests.faces.web.pages.people import signed_in


@pytest.fixture
def committee(db: None) -> int:
    committee = facts.organization("c", "committee")
    facts.organization("a", under=committee)
    adopt_release(Actor(None, "本机操作", (Holding(Role.SECRETARY),), operator="test"), shipped(), "随附")
    return committee


@pytest.fixture
def client(committee: int) -> Client:
    return signed_in("lin", "secretary", committee)


def kind_sent(**more: Any) -> dict[str, Any]:
    return {
        "do": "save",
        "zh": "一周一学",
        "group": "study",
        "unit": "次",
        "recorded_by": ["branch", "committee"],
        "roles": "领学人",
        "sentence": "坚持“一周一学”{次数}，学了{时长}",
        "find": "周学、yzyx",
        "field-0-zh": "学习内容",
        "field-0-type": "text",
        "field-0-required": "on",
        "field-1-zh": "学习时长",
        "field-1-type": "integer",
        "field-1-unit": "分钟",
        "figure-0-zh": "时长",
        "figure-0-ground": "number",
        "figure-0-of": "学习时长",
        "figure-0-unit": "分钟",
    } | more


def own_kind() -> str:
    return next(one for one in current_rulebook().kinds if one.startswith("own/c/"))
