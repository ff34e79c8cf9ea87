from __future__ import annotations

import time

import pytest

from taizhang.domain.checking.naming.nearness import Edit, NearTerms
from taizhang.domain.checking.types.near_term import TermList
from taizhang.domain.rules.check_lists import shipped_list

SOUNDS = {("型", "形"), ("保", "堡"), ("勿", "物"), ("份", "分"), ("档", "党"), ("三", "四"), ("警", "党")}
LISTED = shipped_list("terms", TermList)
TERMS = [term for terms in LISTED.terms.values() for term in terms]


def lexicon(*terms: str, right: tuple[str, ...] = ()) -> NearTerms:
    return NearTerms(terms, right, lambda written, meant: (written, meant) in SOUNDS)


def found(text: str, *terms: str, right: tuple[str, ...] = ()) -> list[tuple[str, Edit]]:
    return [(text[one.start : one.end], one.edit) for one in lexicon(*terms, right=right).find(text)]


@pytest.mark.parametrize(
    ("text", "excerpt", "edit"),
    [
        ("落实意识态工作责任制。", "意识态工作责任制", Edit.LOST),
        ("落实意识形形态工作责任制。", "意识形形态工作责任制", Edit.DOUBLED),
        ("落实意识态形工作责任制。", "意识态形工作责任制", Edit.MOVED),
        ("落实意识型态工作责任制。", "意识型态工作责任制", Edit.CHANGED),
    ],
)
def test_one_slip_inside_a_word_is_told(text: str, excerpt: str, edit: Edit) -> None:
    assert found(text, "意识形态 工作 责任制") == [(excerpt, edit)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("落实意识形态工作责任制。", "意识形态 工作 责任制"),
        ("把发展党员作为基础。", "发展 党员 工作"),
        ("5名党员党组织关系转出", "党员 组织 关系"),
        ("意识形状工作责任制", "意识形态 工作 责任制"),
        ("全面从严治警主体责任", "全面 从严 治党 主体 责任"),
        ("意识X态工作责任制", "意识形态 工作 责任制"),
    ],
)
def test_what_may_be_another_word_is_left_alone(text: str, term: str) -> None:
    assert found(text, term) == []


def test_what_the_lexicon_calls_right_is_right() -> None:
    assert found("办理组织关系接转手续", "组织 关系 转接") == [("组织关系接转", Edit.MOVED)]
    assert found("办理组织关系接转手续", "组织 关系 转接", right=("组织关系接转",)) == []


def test_no_term_of_the_lexicon_is_near_to_another_one() -> None:
    near = NearTerms(TERMS, LISTED.right, lambda _written, _meant: True)
    for term in TERMS:
        assert list(near.find("".join(term.split()))) == [], term
    assert list(near.find("，".join("".join(term.split()) for term in TERMS))) == []


def test_a_long_line_of_half_terms_stays_linear() -> None:
    near = NearTerms(TERMS, LISTED.right, lambda _written, _meant: True)
    began = time.perf_counter()
    sum(1 for _ in near.find("意识形党建工党组织" * 60_000))
    assert time.perf_counter() - began < 10
