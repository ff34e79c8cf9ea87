"""A draft says what the ledger holds, in the order of its outline, within its length, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from taizhang.domain.findings import Severity
from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting import Chip, Choice, Facts, Intention, Named, Outcome, Standing, Style, Words
from taizhang.domain.reporting.drafting import Draft, draft
from taizhang.domain.reporting.wanting import Plan
from taizhang.domain.rules.outlines import Speaking
from tests.domain.reporting.speaking import BRANCH, COMMITTEE, UNMET, YEAR, act, facts_of, plan_of

PLENTY = {
    "speaker committee_meeting/chaired_by_secretary": 14,
    "own work_conference/count": 2,
    "own study_group_session/count": 9,
    "below branch_congress/count": 34,
    "below branch_committee_meeting/count": 92,
    "below theme_day/count": 101,
    "below theme_day/attendance": 1210,
    "below volunteer_service/count": 36,
    "own integrity_education/count": 4,
    "all branches_at_end": 10,
    "all members_at_end": 137,
}


def drafted(values: dict[str, int] | None = None, plan: Plan | None = None, **more: object) -> Draft:
    plan = plan or plan_of()
    return draft(plan, facts_of(plan, PLENTY if values is None else values, **more))


def test_every_number_of_what_was_done_is_a_chip_with_its_question() -> None:
    document = drafted().document
    digits = [run.text for block in document.blocks for run in block.runs if isinstance(run, Words) and block.part]
    assert not any(character.isdigit() for text in digits for character in text)
    values = {chip.ask.figure: chip.value for chip in document.chips()}
    assert values["committee_meeting/chaired_by_secretary"] == 14
    assert values["members_at_end"] == 137


def test_nothing_is_claimed_where_there_is_no_record() -> None:
    document = drafted({}).document
    assert not any(isinstance(run, Chip) for block in document.blocks for run in block.runs)
    claims = [
        run.text
        for block in document.blocks
        for run in block.runs
        if isinstance(run, Words) and run.standing is Standing.CLAIM
    ]
    assert claims == []


def test_a_part_without_records_is_named_and_not_written() -> None:
    found = drafted()
    assert any("人才" in part or "队伍" in part for part in found.untold)
    assert "人才" not in found.document.text


def test_no_nought_is_ever_told() -> None:
    assert not any(chip.value == 0 for chip in drafted().document.chips())
    assert "0次" not in drafted({"own work_conference/count": 10}).document.text.replace("10次", "")


def test_the_subject_of_a_sentence_is_fixed() -> None:
    text = drafted(plan=plan_of(most_characters=0)).document.text
    assert "各党支部召开支部党员大会34次、支部委员会会议92次" in text
    assert "主持机关党委会议14次" in text or "主持召开机关党委会议14次" in text
    subjects = {word for word in ("我", "本人") if f"{word}主持" in text or f"{word}坚持重大事项集体研究，主持" in text}
    assert len(subjects) == 1


def test_a_clause_that_goes_hands_its_among_on() -> None:
    plan = plan_of(most_characters=0)
    text = drafted({"own work_conference/count": 3, "own work_conference/integrity": 1}, plan).document.text
    assert "召开工作会议3次，其中党风廉政建设工作会议1次" in text


def test_words_before_the_first_number_never_stand_without_it() -> None:
    assert "把“第一议题”学习落到会上。" not in drafted({"own first_topic/count": 3}).document.text


@pytest.mark.parametrize("most", [380, 450, 1200, 2000])
def test_it_keeps_to_the_length_and_says_what_it_dropped(most: int) -> None:
    plan = plan_of(most_characters=most)
    found = drafted(plan=plan, intentions=(Intention("抓好组织生活"),))
    assert official_length(found.document.text) <= most
    assert found.dropped


def test_without_a_limit_nothing_that_the_ledger_answers_is_dropped() -> None:
    found = drafted(plan=plan_of(most_characters=0))
    assert found.dropped == ()
    told = {(chip.ask.scope, chip.ask.figure) for chip in found.document.chips()}
    # What the secretary did himself is not told again of the committee, nor who attended what is told by its count.
    assert {tuple(key.split()) for key in PLENTY} - told == set()


def test_it_reads_like_a_text_and_not_like_a_list() -> None:
    acts = [
        act("theme_day", f"主题{number}", date(YEAR, number, 20), scope="below", entry=number) for number in range(1, 5)
    ]
    document = drafted(acts=acts).document
    figures = sum(1 for _ in document.chips())
    assert figures * 1000 / official_length(document.text) < 20


def test_an_act_is_told_with_day_and_place_from_its_entry() -> None:
    acts = [act("theme_day", "重走治水老路", date(YEAR, 6, 25), scope="below", place="沿河村")]
    document = drafted(acts=acts).document
    block = next(block for block in document.blocks if block.id == "organization")
    named = {run.what: run.text for run in block.runs if isinstance(run, Named)}
    assert (named["day"], named["place"], named["title"]) == ("6月25日", "沿河村", "重走治水老路")
    assert "6月25日，" in block.text


def test_a_quote_inside_a_title_becomes_a_single_one() -> None:
    acts = [act("theme_day", "学习“十佳人才”", date(YEAR, 6, 25), scope="below")]
    assert "“学习‘十佳人才’”" in drafted(acts=acts).document.text


def test_an_unmet_obligation_is_written_softly_with_its_number_bound() -> None:
    found = drafted(shortfalls=[UNMET])
    block = next(block for block in found.document.blocks if block.part == "problems")
    assert block.text.count("有的党支部") == 1
    chip = next(run for run in block.runs if isinstance(run, Chip))
    assert (chip.ask.figure, chip.value, chip.text) == ("unmet/branch_committee_monthly", 3, "3次")


@pytest.mark.parametrize(("organizations", "who"), [(1, "个别党支部"), (2, "有的党支部"), (5, "部分党支部")])
def test_how_many_fell_short_decides_how_it_is_softened(organizations: int, who: str) -> None:
    assert who in drafted(shortfalls=[replace(UNMET, organizations=organizations)]).document.text


def test_a_shortfall_left_out_with_a_reason_is_not_written() -> None:
    choices = {UNMET.rule: Choice(write=False, reason="已在三季度整改")}
    found = drafted(shortfalls=[UNMET], choices=choices)
    assert "支部委员会会议有" not in found.document.text
    assert any(gap.what == "存在的问题" for _, gap in found.document.gaps())


def test_a_rule_that_is_not_confirmed_accuses_nobody() -> None:
    assert "3次" not in drafted(shortfalls=[replace(UNMET, confirmed=False)]).document.text


def test_a_cause_is_never_made_up() -> None:
    found = drafted(shortfalls=[UNMET])
    assert any(gap.what == "组织生活不够经常的原因" for _, gap in found.document.gaps())
    given = drafted(shortfalls=[UNMET], choices={UNMET.rule: Choice(cause="汛期任务重，没有提前调整安排")})
    assert "汛期任务重，没有提前调整安排。" in given.document.text


def test_what_is_missing_keeps_it_from_issue() -> None:
    found = drafted()
    gaps = [finding for finding in found.findings if finding.code == "report.gap"]
    assert gaps
    assert all(finding.severity is Severity.ERROR for finding in gaps)
    assert "【待补：下步打算的事项、目标和时限】" in found.document.text


def test_an_intention_is_printed_with_its_target_and_day() -> None:
    intentions = (Intention("讲党课", "party_lecture/count", 4, date(YEAR + 1, 11, 30)),)
    assert "讲党课，全年达到4次，11月30日前完成。" in drafted(intentions=intentions).document.text


def test_last_years_intention_comes_back_with_what_became_of_it() -> None:
    plan = plan_of(replace(COMMITTEE, name="", post=""), "organization_report")
    ask = plan.ask("party_lecture/count", Speaking.OWN)
    facts = facts_of(plan, {"own party_lecture/count": 5}, last_year=(Outcome("讲党课", 4, ask),))
    assert "讲党课，目标4次，实际5次。" in draft(plan, facts).document.text


def test_two_units_do_not_sound_alike_and_one_sounds_the_same_twice() -> None:
    texts = set()
    for number in range(10):
        plan = plan_of(replace(COMMITTEE, code=f"unit-{number}"))
        facts = facts_of(plan, PLENTY)
        assert draft(plan, facts).document == draft(plan, facts).document
        texts.add(draft(plan, facts).document.text)
    assert len(texts) == 10


def test_a_branch_speaks_of_itself_alone() -> None:
    plan = plan_of(BRANCH, "branch_secretary_duty_report")
    text = draft(plan, facts_of(plan, {"own branch_congress/count": 4, "all members_at_end": 18})).document.text
    assert "河道管理所党支部有党员18名" in text.replace("现有", "有").replace("共有", "有")
    assert "支部党员大会4次" in text
    assert "各党支部" not in text


def test_a_person_answers_since_the_day_of_the_post() -> None:
    plan = plan_of(replace(COMMITTEE, since=date(YEAR, 6, 15)))
    assert plan.ask("theme_day/count", Speaking.OWN).since == date(YEAR, 6, 15)
    assert plan_of(replace(COMMITTEE, post="")).ask("theme_day/count", Speaking.OWN).since == date(YEAR, 1, 1)


def test_headings_are_numbered_by_what_is_there() -> None:
    blocks = drafted().document.blocks
    first = [block.text.split("、")[0] for block in blocks if block.style is Style.HEADING_1]
    assert first == ["一", "二", "三"]
    second = [block.text[:3] for block in blocks if block.style is Style.HEADING_2]
    assert second == [f"（{number}）" for number in "一二三四五六七八"[: len(second)]]


def test_identities_are_unique() -> None:
    found = [chip.id for chip in drafted().document.chips()]
    assert len(found) == len(set(found))
    assert all(one.startswith("tz_") for one in found)


def test_a_topic_that_the_notice_requires_and_nothing_answers_is_a_gap() -> None:
    found = drafted(plan=plan_of(required=("上级点评问题的整改情况",)))
    assert "【待补：上级点评问题的整改情况】" in found.document.text


def test_empty_facts_still_make_a_document() -> None:
    plan = plan_of()
    assert draft(plan, Facts(values={})).document.blocks[0].style is Style.TITLE
