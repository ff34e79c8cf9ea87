from __future__ import annotations

import time

import pytest

from taizhang.domain.checking.context import Context
from taizhang.domain.checking.engine import Checker
from taizhang.domain.checking.naming.documents import shipped_documents
from taizhang.domain.checking.packs import read_packs
from taizhang.domain.official_text import OfficialText
from taizhang.domain.rules.checks import shipped_checks
from tests.domain.checking.saying import TODAY, findings, said

PACK = "document_names"


@pytest.mark.parametrize(
    ("text", "rule", "right"),
    [
        ("《关于新形势下党内政治生活若干准则》", "near_name", "《关于新形势下党内政治生活的若干准则》"),
        ("《中国共产党党内纪律处分条例》", "near_name", "《中国共产党纪律处分条例》"),
        ("《中国共产党问责工作条例》", "near_name", "《中国共产党问责条例》"),
        ("《中华人民共和国行证处罚法》", "near_name", "《中华人民共和国行政处罚法》"),
        ("《中国共产党党支部工作条例》", "near_name", "《中国共产党支部工作条例（试行）》"),
        ("《习近平论治国理政》", "near_name", "《习近平谈治国理政》"),
        ("《中国共产党纪律处分准则》", "wrong_genre", "《中国共产党纪律处分条例》"),
        ("《习近平总书记关于“三农”工作论述摘编》", "series", "《习近平关于“三农”工作论述摘编》"),
        ("《关于印发〈中国共产党章呈〉的通知》", "near_name", "〈中国共产党章程〉"),
    ],
)
def test_the_nearest_name_is_suggested(text: str, rule: str, right: str) -> None:
    [found] = findings(PACK, f"认真学习{text}精神", 2023)
    assert (found.rule, found.suggestions) == (f"{PACK}/{rule}", (right,))


@pytest.mark.parametrize(
    "name",
    [
        "中国共产党农村工作条例",
        "中华人民共和国公路法",
        "中华人民共和国票据法",
        "中国共产党人的故事",
        "习近平总书记关于严肃党内政治生活的重要论述",
        "习近平总书记在庆祝中国共产党成立100周年大会上的讲话",
        "2023年度党建工作计划",
        "关于召开2023年度组织生活会的通知",
        "支部工作条例",
        "关于党内政治生活的若干准则",
        "党员管理办法",
        "平凡的世界",
        "某市物业管理条例",
        "党委（党组）意识形态工作责任制实施细则",
    ],
)
def test_other_documents_books_and_a_units_own_papers_stay_silent(name: str) -> None:
    assert said(PACK, f"认真学习《{name}》精神", 2023) == []


def test_no_known_name_is_called_wrong() -> None:
    for name, document in shipped_documents().by_name.items():
        if document.until is None:
            assert said(PACK, f"学习《{name}》", 2026) == [], name


def test_the_full_name_may_come_before_its_short_form() -> None:
    text = "学习《中国共产党廉洁自律准则》。对照《准则》和《准则》自查。"
    assert said(PACK, text, 2023) == []
    assert said(PACK, "对照准则（以下简称《准则》）自查，对照《准则》整改。", 2023) == []
    assert said(PACK, "对照《准则》自查，对照《准则》整改，学习《中国共产党廉洁自律准则》。", 2023) == [
        ("ambiguous", "《准则》")
    ]


def test_a_rule_that_is_switched_off_does_not_blind_its_neighbours() -> None:
    packs, _faults = read_packs({"document_names.yaml": shipped_checks()["document_names.yaml"]})
    assert packs is not None
    only = Checker(packs.only(f"{PACK}/trial_dropped"))
    found = only.check(OfficialText("《中国共产党支部工作条例》《中国共产党廉洁自律条例》"), Context(today=TODAY))
    assert [one.rule for one in found] == [f"{PACK}/trial_dropped"]


@pytest.mark.parametrize(
    "piece", ["《中国共产党{n}工作条例》", "《准则》《党员{n}准则》", "《", "〈中华{n}法", "《支部工作条例》（"]
)
def test_many_names_take_linear_time(piece: str) -> None:
    text = "".join(piece.replace("{n}", chr(0x4E00 + n % 5000) + chr(0x4E00 + n % 4999)) for n in range(30_000))
    began = time.perf_counter()
    findings(PACK, text, 2023)
    assert time.perf_counter() - began < 20
