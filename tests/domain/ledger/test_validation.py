"""What a person should look at before an occasion is submitted."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from taizhang.domain.findings import Finding, Severity
from taizhang.domain.ledger.occasion import Occasion, Part, Participant, Roster, TakingPart, Tally
from taizhang.domain.ledger.signatures import signature_of
from taizhang.domain.ledger.surroundings import Neighbour, RememberedMinutes, Surroundings
from taizhang.domain.ledger.validation import validate
from tests.domain.worlds import rulebook_of

TODAY = date(2025, 11, 21)
DAY = date(2025, 11, 20)
FIELDS: dict[str, Any] = {
    "theme": {"zh": "主题", "type": "text", "required": True},
    "minutes": {"zh": "纪要", "type": "long_text"},
    "done_on": {"zh": "完成日期", "type": "date"},
    "people": {"zh": "人数", "type": "integer", "least": 1, "most": 50, "unit": "人"},
    "money": {"zh": "金额", "type": "money"},
    "hours": {"zh": "学时", "type": "hours", "most": 80},
    "form": {"zh": "形式", "type": "choice", "options": {"film": "观影", "talk": "宣讲"}},
    "audience": {"zh": "对象", "type": "choices", "options": {"a": "甲", "b": "乙"}},
    "open": {"zh": "公开", "type": "yes_no"},
    "agenda": {"zh": "议题", "type": "items", "tags": {"internal": "内部"}, "options": {"vote": "表决"}},
    "papers": {"zh": "学习材料", "type": "papers"},
    "helpers": {"zh": "帮扶人", "type": "persons"},
    "given": {"zh": "捐款", "type": "amounts"},
    "grades": {"zh": "等次", "type": "grades", "options": {"good": "好"}},
    "vote": {"zh": "表决情况", "type": "vote"},
    "partners": {"zh": "共建单位", "type": "organizations"},
}
KINDS: dict[str, dict[str, Any]] = {
    "day": {"zh": "主题党日", "fields": FIELDS, "recorded_by": ["branch"]},
    "meeting": {
        "zh": "支委会",
        "posts": {"q": {"zh": "够数", "named": "quorum", "with": {"base": "voters", "share": 1, "of": 2}}},
        "fields": {"vote": {"zh": "表决情况", "type": "vote"}},
    },
}
RULES: dict[str, dict[str, Any]] = {
    "vote": {"type": "vote", "version": {"kinds": ["meeting"], "quorum": {"share": 1, "of": 2}}},
    "papers": {"type": "plausibility", "version": {"check": "studied_before_published", "kinds": ["day"]}},
    "roll": {"type": "plausibility", "version": {"check": "attendance_above_roll", "status": "unconfirmed"}},
}
BOOK = rulebook_of(KINDS, RULES)
GOOD = Occasion(
    recorder=1,
    day=DAY,
    year=2025,
    title="节水行动",
    begins="14:00",
    ends="16:00",
    place="三楼会议室",
    roll=(Participant(11, present=True), Participant(12, present=False, reason="出差")),
    parts=(Part("day", {"theme": "节水"}, {"chair": (11,)}),),
)


def found(occasion: Occasion, **around: Any) -> tuple[Finding, ...]:
    return validate(occasion, BOOK, TODAY, Surroundings(**around))


def one(occasion: Occasion, code: str, **around: Any) -> Finding:
    (finding,) = [finding for finding in found(occasion, **around) if finding.code == code]
    return finding


def with_fields(**fields: Any) -> Occasion:
    return replace(GOOD, parts=(Part("day", {"theme": "节水", **fields}),))


def test_a_good_record_has_nothing_to_find() -> None:
    assert found(GOOD, organization_type="branch", roll_size=20, founded_on=date(2020, 1, 1)) == ()


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"day": date(2025, 11, 22), "year": 2025}, "in_the_future", "day"),
        ({"end_day": date(2025, 11, 19)}, "days_reversed", "end_day"),
        ({"day": date(1921, 6, 30), "year": 1921}, "day_implausible", "day"),
        ({"year": 2023}, "year_implausible", "year"),
        ({"year": 2026}, "year_implausible", "year"),
        ({"begins": "25:00"}, "time_unreadable", "begins"),
        ({"ends": "13:00"}, "times_reversed", "ends"),
        ({"roll": (Participant(11, present=True),) * 2}, "person_twice", "roll"),
        ({"heads": {"guests": 3}}, "heads_unknown", "heads"),
        ({"heads": {"public": -1}}, "heads_negative", "heads"),
        ({"organizations": (TakingPart(None, " "),)}, "organization_unnamed", "organizations"),
        ({"parts": ()}, "no_part", "parts"),
        ({"parts": (Part("nothing"),)}, "unreadable", "parts.0.kind"),
        ({"parts": (Part("day"),)}, "required", "parts.0.fields.theme"),
        ({"parts": (Part("day", {"theme": "  "}),)}, "required", "parts.0.fields.theme"),
        ({"parts": (Part("day", {"theme": "水", "weather": "晴"}),)}, "field_unknown", "parts.0.fields.weather"),
        ({"parts": (Part("day", {"theme": "水"}, {"singer": (11,)}),)}, "role_unknown", "parts.0.roles.singer"),
    ],
)
def test_what_cannot_be_true_blocks_submitting(change: dict[str, Any], code: str, place: str) -> None:
    finding = one(replace(GOOD, **change), code)
    assert finding.severity is Severity.ERROR
    assert finding.place == place
    assert finding.message.endswith("。")


@pytest.mark.parametrize(
    ("change", "code", "around"),
    [
        ({"day": date(2025, 5, 1), "year": 2024}, "year_late", {}),
        ({"day": date(2025, 1, 1), "end_day": date(2025, 6, 1)}, "very_long", {}),
        ({"organizations": (TakingPart(1),)}, "organization_twice", {}),
        ({"parts": (Part("day", {"theme": "水"}, {"chair": (12,)}),)}, "role_absent", {}),
        ({"heads": {"members": 20}}, "attendance_above_roll", {"roll_size": 20}),
        ({}, "before_founding", {"founded_on": date(2025, 11, 21)}),
        ({}, "after_closing", {"closed_on": date(2025, 11, 19)}),
    ],
)
def test_what_cannot_well_be_true_never_blocks(change: dict[str, Any], code: str, around: dict[str, Any]) -> None:
    assert not one(replace(GOOD, **change), code, **around).blocks


@pytest.mark.parametrize(
    ("change", "code", "around"),
    [
        ({"day": TODAY}, "in_the_future", {}),
        ({"day": date(2025, 4, 30), "year": 2024}, "year_late", {}),
        ({"heads": {"members": 19}}, "attendance_above_roll", {"roll_size": 20}),
        ({"heads": {"members": 30}, "organizations": (TakingPart(2),)}, "attendance_above_roll", {"roll_size": 20}),
        ({}, "before_founding", {"founded_on": DAY}),
        ({}, "after_closing", {"closed_on": DAY}),
        ({"ends": "13:00", "end_day": date(2025, 11, 21)}, "times_reversed", {}),
    ],
)
def test_at_the_bound_there_is_nothing_to_find(change: dict[str, Any], code: str, around: dict[str, Any]) -> None:
    assert code not in {finding.code for finding in found(replace(GOOD, **change), **around)}


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("theme", 3, "文字"),
        ("theme", "水" * 301, "最多 300"),
        ("minutes", "水" * 20_001, "最多 20000"),
        ("done_on", "2025-11-31", "不是日期"),
        ("people", 0, "最少 1 人"),
        ("people", 51, "最多 50 人"),
        ("people", "3", "不是数"),
        ("people", True, "不是数"),
        ("money", -1, "最少 0.00 元"),
        ("hours", 81, "最多 8.0"),
        ("form", "song", "观影、宣讲"),
        ("audience", ["a", "c"], "甲、乙"),
        ("audience", "a", "应是"),
        ("open", "yes", "“是”或“否”"),
        ("agenda", [{"title": " "}], "第 1 行没有写名称"),
        ("agenda", [{"title": "一", "tags": ["x"]}], "没有“x”这个标签"),
        ("agenda", [{"title": "一", "form": "x"}], "没有“x”这种形式"),
        ("agenda", [{"title": "一", "who": 3}], "不认识的项：who"),
        ("agenda", "一", "逐行"),
        ("agenda", ["一"], "读不出来"),
        ("agenda", [{"title": "一"}] * 501, "最多 500 行"),
        ("papers", [{"title": "一", "published_on": "去年"}], "公布日期"),
        ("helpers", ["甲"], "花名册"),
        ("helpers", [3, 3], "两次"),
        ("given", [{"person": 3, "amount": -1}], "不小于"),
        ("given", [{"amount": 1}], "没有选人"),
        ("given", [{"person": 3, "amount": 1}] * 2, "合成一行"),
        ("grades", {"bad": 1}, "没有“bad”"),
        ("grades", [1], "档次"),
        ("grades", {"good": -1}, "“好”应是"),
        ("vote", {"yes": 3}, "不认识的项"),
        ("vote", {"for": -1}, "“赞成”应是"),
        ("vote", [3], "计票顺序"),
        ("vote", {"for": 3, "secret": 3}, "无记名"),
        ("partners", [{}], "外单位"),
    ],
)
def test_a_field_that_is_filled_in_wrongly_says_so_beside_it(field: str, value: Any, words: str) -> None:
    finding = one(with_fields(**{field: value}), "field")
    assert words in finding.message
    assert finding.place == f"parts.0.fields.{field}"
    assert finding.blocks


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("theme", "水" * 300),
        ("people", 1),
        ("people", 50),
        ("money", 0),
        ("hours", 80),
        ("form", "film"),
        ("open", False),
        ("audience", ["a", "b"]),
        ("agenda", [{"title": "一", "tags": ["internal"], "form": "vote"}]),
        ("helpers", [3, 4]),
        ("papers", [{"title": "一", "published_on": "2025-11-20"}]),
        ("given", [{"person": 3, "amount": 0}]),
        ("grades", {"good": 0}),
        ("partners", [7, "青禾小学"]),
        ("done_on", "2025-11-30"),
        ("vote", {"for": 3, "secret": True, "scrutineer": "秦立夏"}),
    ],
)
def test_a_field_that_is_filled_in_well_is_silent(field: str, value: Any) -> None:
    assert found(with_fields(**{field: value})) == ()


def test_a_kind_is_recorded_by_those_that_hold_it() -> None:
    assert one(GOOD, "recorded_by_another", organization_type="committee").blocks
    assert not found(GOOD, organization_type="branch")


def test_a_vote_that_does_not_add_up_blocks_and_one_that_fails_does_not() -> None:
    def meeting(**vote: int) -> Occasion:
        return replace(GOOD, parts=(Part("meeting", {"vote": vote}),))

    wrong = one(meeting(due=22, present=18, returned=18, **{"for": 17}, abstain=2), "vote_sum")
    assert wrong.blocks
    assert wrong.message.startswith("赞成、反对、弃权相加是 19 票，收回是 18 张，多 1 票。")
    short = one(meeting(due=22, present=10, **{"for": 10}), "vote_rule")
    assert not short.blocks
    assert short.rule == "vote"
    assert "《某条例》第十一条" in short.suggestion


def test_papers_are_studied_after_they_were_published() -> None:
    early = one(with_fields(papers=[{"title": "《条例》", "published_on": "2025-11-21"}]), "studied_before_published")
    assert early.rule == "papers"
    assert early.severity is Severity.WARNING
    assert not found(with_fields(papers=[{"title": "《条例》", "published_on": "2025-11-20"}]))


def test_an_unconfirmed_rule_only_hints() -> None:
    assert one(replace(GOOD, heads={"members": 20}), "attendance_above_roll", roll_size=20).severity is Severity.HINT


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


TALLY = Occasion(
    recorder=1,
    day=date(2025, 1, 1),
    end_day=date(2025, 10, 31),
    year=2025,
    attachments=("a" * 64,),
    tallies=(Tally("day/count", 60, "办公室"),),
)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"end_day": date(2025, 12, 31)}, "tally_unfinished"),
        ({"tallies": (Tally("day/people", 6, "甲"),)}, "tally_figure"),
        ({"tallies": (Tally("x/count", 6, "甲"),)}, "tally_figure"),
        ({"tallies": (Tally("day/count", 0, "甲"),)}, "tally_amount"),
        ({"tallies": (Tally("day/count", 6, " "),)}, "tally_keeper"),
        ({"tallies": TALLY.tallies * 2}, "tally_twice"),
        ({"parts": (Part("day", {"theme": "水"}),)}, "tally_mixed"),
    ],
)
def test_a_tally_needs_a_period_that_is_over_a_number_and_a_keeper(change: dict[str, Any], code: str) -> None:
    assert one(replace(TALLY, **change), code).blocks


def test_a_good_tally_is_silent_and_wants_its_scan() -> None:
    assert found(TALLY) == ()
    assert one(replace(TALLY, attachments=()), "tally_scan").severity is Severity.HINT


def test_a_meeting_without_attendance_is_told_what_follows() -> None:
    meeting = replace(GOOD, roll=(), parts=(Part("meeting"),), roster=Roster(voters=(11, 12)))
    assert one(meeting, "attendance_unknown").severity is Severity.HINT
    assert not found(replace(meeting, heads={"members": 5}))


def test_what_blocks_comes_first() -> None:
    severities = [finding.blocks for finding in found(replace(GOOD, parts=(), heads={"members": 90}), roll_size=3)]
    assert severities == sorted(severities, reverse=True)
    assert len(severities) == 2
