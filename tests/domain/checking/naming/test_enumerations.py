from __future__ import annotations

import pytest

from taizhang.domain.checking.naming.enumerations import Chain, Enumerations, in_order, is_announced, shipped_members

ALL = Enumerations(shipped_members().values())


def chains(text: str, term: str) -> list[Chain]:
    return [chain for chain in ALL.chains(text) if chain.of.term == term]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("增强政治意识、大局意识、核心意识和看齐意识", [0, 1, 2, 3]),
        ("增强大局意识，政治意识", [1, 0]),
        ("增强政治意识、责任意识、大局意识", [0, 1]),
        ("增强政治意识。强化大局意识", []),
        ("政治意识不强、大局意识不够", []),
    ],
)
def test_members_that_follow_each_other_make_a_chain(text: str, members: list[int]) -> None:
    found = chains(text, "四个意识")
    assert [number for chain in found for number, _start, _end in chain.places] == members


@pytest.mark.parametrize(
    "text",
    ["“四个意识”（政治意识、大局意识）", "政治意识、大局意识等“四个意识”", "四个意识：政治意识、大局意识"],
)
def test_the_term_beside_its_members_announces_them(text: str) -> None:
    [chain] = chains(text, "四个意识")
    assert is_announced(chain, text)


def test_the_term_further_away_announces_nothing() -> None:
    text = "增强“四个意识”。要强化政治意识、大局意识"
    [chain] = chains(text, "四个意识")
    assert not is_announced(chain, text)


def test_the_right_order_keeps_the_marks_between() -> None:
    text = "大局意识、政治意识和看齐意识、核心意识"
    [chain] = chains(text, "四个意识")
    assert in_order(chain, text) == "政治意识、大局意识和核心意识、看齐意识"


def test_every_set_written_in_full_is_one_whole_chain() -> None:
    for one in shipped_members().values():
        found = chains(one.spelled, one.term)
        assert [[number for number, _start, _end in chain.places] for chain in found] == [
            list(range(len(one.members)))
        ], one.term
