"""What changed between two revisions, in the words of the form."""

from dataclasses import replace
from datetime import date
from typing import Any

from taizhang.domain.ledger.changes import changes_between
from taizhang.domain.ledger.occasion import Occasion, Part, Participant, TakingPart, Tally
from tests.domain.worlds import rulebook_of

KINDS: dict[str, dict[str, Any]] = {
    "day": {
        "zh": "主题党日",
        "fields": {
            "theme": {"zh": "主题", "type": "text"},
            "minutes": {"zh": "纪要", "type": "long_text"},
            "money": {"zh": "金额", "type": "money"},
            "hours": {"zh": "学时", "type": "hours"},
            "form": {"zh": "形式", "type": "choice", "options": {"film": "观影", "talk": "宣讲"}},
            "agenda": {"zh": "议题", "type": "items", "tags": {"internal": "内部"}, "options": {"vote": "表决"}},
            "vote": {"zh": "表决情况", "type": "vote"},
            "helpers": {"zh": "帮扶人", "type": "persons"},
            "given": {"zh": "捐款", "type": "amounts"},
            "open": {"zh": "公开", "type": "yes_no"},
        },
    },
    "talk": {"zh": "党课"},
}
BOOK = rulebook_of(KINDS)
BASE = Occasion(1, date(2025, 11, 20), 2025, title="节水", parts=(Part("day", {"theme": "节水"}),))
NAMES = {11: "沈溪", 12: "袁野"}


def changed(**change: Any) -> tuple[str, ...]:
    return changes_between(BASE, replace(BASE, **change), BOOK, NAMES)


def fields(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    sides = [replace(BASE, parts=(Part("day", one),)) for one in (before, after)]
    return changes_between(sides[0], sides[1], BOOK, NAMES)


def test_the_same_content_has_no_changes() -> None:
    assert changed() == ()


def test_plain_values_are_shown_before_and_after() -> None:
    assert changed(day=date(2025, 11, 21), place="礼堂") == ("日期：2025-11-20 → 2025-11-21。", "地点：未填 → 礼堂。")
    assert changed(heads={"public": 30}) == ("群众人数：未填 → 30。",)


def test_a_long_text_is_cut_and_a_change_behind_the_cut_still_told() -> None:
    assert fields({"minutes": "水" * 100}, {"minutes": "水" * 99 + "冰"}) == (
        "主题党日·纪要：文字有改动（较长，对照两版全文看）。",
    )


def test_people_are_named_with_what_became_of_them() -> None:
    before = replace(BASE, roll=(Participant(11, present=True), Participant(12, present=False, reason="病")))
    after = replace(
        BASE, roll=(Participant(11, present=False), Participant(12, present=False), Participant(13, present=True))
    )
    assert changes_between(before, after, BOOK, NAMES) == (
        "沈溪：到会 → 缺席。",
        "袁野：缺席原因或书面意见改了。",
        "13号人员：未登记 → 到会。",
    )


def test_fields_speak_as_the_form_does() -> None:
    assert fields({"money": 12345}, {"money": 5}) == ("主题党日·金额：123.45 元 → 0.05 元。",)
    assert fields({"hours": 35}, {}) == ("主题党日·学时：3.5 → 未填。",)
    assert fields({"form": "film"}, {"form": "talk"}) == ("主题党日·形式：观影 → 宣讲。",)
    assert fields({"open": True}, {"open": False}) == ("主题党日·公开：是 → 否。",)
    assert fields({}, {"helpers": [11]}) == ("主题党日·帮扶人：未填 → 沈溪。",)
    assert fields({}, {"given": [{"person": 11, "amount": 300}]}) == ("主题党日·捐款：未填 → 沈溪 300。",)
    assert fields({"vote": {"for": 9, "secret": True}}, {"vote": {"for": 8, "secret": True}}) == (
        "主题党日·表决情况：赞成 9，无记名 是 → 赞成 8，无记名 是。",
    )
    item = {"title": "一", "tags": ["internal"], "form": "vote"}
    assert fields({}, {"agenda": [item]}) == ("主题党日·议题：未填 → 一（表决，内部）。",)


def test_roles_organizations_parts_tallies_and_files() -> None:
    assert changed(parts=(Part("day", {"theme": "节水"}, {"chair": (11, 12)}),)) == (
        "主题党日·主持人：加上沈溪、袁野。",
    )
    assert changed(organizations=(TakingPart(None, "青禾小学"),)) == ("参加组织：加上青禾小学（联合举办）。",)
    assert changed(parts=(*BASE.parts, Part("talk"))) == ("加了“党课”。",)
    assert changed(parts=(Part("talk"),)) == ("去掉了“主题党日”。", "加了“党课”。")
    assert changed(attachments=("a", "b")) == ("附件：加了 2 个。",)
    assert changed(tallies=(Tally("day/count", 6, "办公室"),)) == ("汇总数“day/count”：未填 → 6，办公室保管。",)


def test_parts_of_one_kind_are_matched_in_their_order() -> None:
    before = replace(BASE, parts=(Part("day", {"theme": "一"}), Part("day", {"theme": "二"})))
    after = replace(BASE, parts=(Part("day", {"theme": "一"}), Part("day", {"theme": "三"})))
    assert changes_between(before, after, BOOK) == ("主题党日·主题：二 → 三。",)
