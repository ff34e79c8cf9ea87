import pytest
from pytest_django import Settings

from taizhang.faces.web.shell.navigation import GROUPS, groups_for, path_of


def test_there_are_ten_groups_in_the_order_of_the_design() -> None:
    words = "工作台 台账 应办 数据 组织与党员 责任与整改 报告与审校 素材库 制度 系统"
    assert [group.word for group in GROUPS] == words.split()


@pytest.mark.usefixtures("gallery")
def test_an_administrator_sees_only_what_holds_no_business() -> None:
    assert [group.word for group in groups_for(frozenset({"system"}))] == ["制度", "系统"]
    assert len(groups_for(frozenset({"clerk"}))) == len(GROUPS)


def test_a_group_without_a_page_is_not_shown(settings: Settings) -> None:
    settings.ROOT_URLCONF = "taizhang.faces.web.shell.urls"
    assert path_of("desk:index") == ""
    assert groups_for(frozenset({"clerk"})) == ()
