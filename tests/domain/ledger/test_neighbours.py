"""What a person should look at beside other records: two places at once, recorded already, copied."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from taizhang.domain.ledger.signatures import signature_of
from taizhang.domain.ledger.surroundings import Neighbour, RememberedMinutes
from tests.domain.ledger.occasions import DAY, GOOD, found, one, with_fields


def neighbour(**more: Any) -> Neighbour:
    content: dict[str, Any] = {
        "entry": 7,
        "organization": 2,
        "title": "党课",
        "day": DAY,
        "begins": "15:00",
        "ends": "17:00",
        "place": "礼堂",
        "persons": frozenset((11,)),
        **more,
    }
    return Neighbour(**content)


@pytest.mark.parametrize(
    ("change", "clash"),
    [
        ({}, True),
        ({"begins": "16:00"}, False),
        ({"begins": "12:00", "ends": "14:00"}, False),
        ({"begins": "12:00", "ends": "14:01"}, True),
        ({"begins": "", "ends": ""}, False),
        ({"place": "三楼会议室"}, False),
        ({"persons": frozenset((12,))}, False),
        ({"day": date(2025, 11, 19)}, False),
    ],
)
def test_nobody_is_in_two_places_at_once(change: dict[str, Any], *, clash: bool) -> None:
    codes = {finding.code for finding in found(GOOD, neighbours=(neighbour(**change),), names={11: "沈溪"})}
    assert ("two_places_at_once" in codes) is clash


def test_two_places_at_once_names_the_person_and_the_other_record() -> None:
    message = one(GOOD, "two_places_at_once", neighbours=(neighbour(),), names={11: "沈溪"}).message
    assert "沈溪" in message
    assert "党课" in message


@pytest.mark.parametrize(
    ("change", "doubled"),
    [
        ({}, True),
        ({"title": "节水行动主题党日"}, True),
        ({"title": "慰问老党员"}, False),
        ({"kinds": frozenset()}, False),
        ({"organization": 3}, False),
        ({"day": date(2025, 11, 19)}, False),
    ],
)
def test_what_was_recorded_already_is_shown(change: dict[str, Any], *, doubled: bool) -> None:
    content = {"organization": 1, "title": "节水行动", "kinds": frozenset(("day",)), "begins": "", "ends": "", **change}
    codes = {finding.code for finding in found(GOOD, neighbours=(neighbour(**content),))}
    assert ("likely_duplicate" in codes) is doubled


def test_minutes_that_were_copied_are_found() -> None:
    minutes = (
        "上午九时在社区广场清扫积雪，下午走访三户老党员，听取对物业和供暖的意见，登记需要办理的事项两件，"
        "约定下周三前由联系人答复，最后商量了月底义务劳动的地点和分工，确定由两个小组轮流带队。"
    )
    remembered = signature_of(minutes.replace("下周三", "下周五"))
    assert remembered is not None
    earlier = RememberedMinutes(7, "上月主题党日", date(2025, 10, 15), remembered)
    assert "上月主题党日" in one(replace(GOOD, summary=minutes), "identical_minutes", minutes=(earlier,)).message
    assert "identical_minutes" in {finding.code for finding in found(with_fields(minutes=minutes), minutes=(earlier,))}
