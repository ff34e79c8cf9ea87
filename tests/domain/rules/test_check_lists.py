from __future__ import annotations

import pytest

from taizhang.domain.checking.naming.congresses import CongressCalendar
from taizhang.domain.checking.naming.documents import DocumentList
from taizhang.domain.checking.naming.enumerations import MemberList
from taizhang.domain.checking.types.near_term import TermList
from taizhang.domain.rules.check_lists import shipped_list
from taizhang.domain.rules.checks import shipped_checks
from taizhang.domain.rules.faults import RulebookFaultyError
from taizhang.domain.rules.shape import Shape


class OnlyTitle(Shape):
    zh: str


@pytest.mark.parametrize(
    ("name", "shape"),
    [("congresses", CongressCalendar), ("documents", DocumentList), ("members", MemberList), ("terms", TermList)],
)
def test_every_list_has_its_shape(name: str, shape: type[Shape]) -> None:
    assert isinstance(shipped_list(name, shape), shape)


def test_a_list_of_another_shape_is_refused_with_file_and_key() -> None:
    with pytest.raises(RulebookFaultyError) as refused:
        shipped_list("congresses", OnlyTitle)
    assert "checks/_lists/congresses.yaml" in str(refused.value)
    assert "congresses" in str(refused.value)


def test_lists_are_no_packs() -> None:
    assert not [name for name in shipped_checks() if "_lists" in name]
