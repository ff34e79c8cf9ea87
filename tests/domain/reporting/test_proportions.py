"""The proportions of the genre hold: sections by their share, about ten figures, ten units with ten voices."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from taizhang.domain.official_text.length import official_length
from taizhang.domain.reporting import Act, Chip, Choice, Document, Facts, Intention, Named, Shortfall, Speaker, Style
from taizhang.domain.reporting.drafting import draft
from taizhang.domain.reporting.wanting import Plan, asks
from taizhang.domain.rules.outlines import OutlineSection, Role
from tests.domain.reporting.speaking import BRANCH, COMMITTEE, UNMET, YEAR, plan_of

KINDS = ("theme_day", "party_lecture", "collective_study", "study_visit", "work_conference", "training_course")
DECIDED = {UNMET.rule: Choice(cause="人手紧，排期靠后", measure="年初排好日子，逐月提醒")}


def rich(plan: Plan) -> Facts:
    """A year in which every question has an answer and every month its acts."""
    values = {ask: 3 + number % 40 for number, ask in enumerate(asks(plan))}
    acts = [
        Act(
            number := month * 10 + at,
            number,
            kind,
            scope,
            date(YEAR, month, 3 + at),
            f"第{kind}之{month:02}",
            "沿河村",
            who="" if scope == "own" else f"支部{at}",
        )
        for month in range(1, 13)
        for at, kind in enumerate(KINDS)
        for scope in ("own" if month % 2 else "below",)
    ]
    return Facts(
        values, acts, [UNMET], DECIDED, [Intention("讲党课", "party_lecture/count", 4, date(YEAR + 1, 11, 30))]
    )


def section_lengths(document: Document) -> list[int]:
    found: list[int] = []
    for block in document.blocks:
        if block.style is Style.HEADING_1:
            found.append(0)
        elif block.style in {Style.HEADING_2, Style.PARAGRAPH} and found and block.id != "closing":
            found[-1] += official_length(block.text)
    return found


@pytest.mark.parametrize("most", [900, 1500, 3000])
def test_what_was_done_keeps_to_its_share(most: int) -> None:
    plan = plan_of(most_characters=most)
    document = draft(plan, rich(plan)).document
    (share,) = (one.share for one in plan.outline.sections if one.role is Role.ACHIEVEMENTS)
    done, *others = section_lengths(document)
    assert done <= most * share / 100
    assert done > sum(others)
    assert official_length(document.text) <= most


def test_a_larger_share_gives_more_room() -> None:
    told = []
    for share in (40, 70):
        plan = shared(share)
        told.append(section_lengths(draft(plan, rich(plan)).document)[0])
    assert told[0] < told[1] * 2 / 3


def shared(share: int) -> Plan:
    plan = plan_of(most_characters=1200)
    sections = [_with(one, share) for one in plan.outline.sections]
    return replace(plan, outline=plan.outline.model_copy(update={"sections": tuple(sections)}))


def _with(section: OutlineSection, share: int) -> OutlineSection:
    mine = share if section.role is Role.ACHIEVEMENTS else (100 - share) // 2
    return section.model_copy(update={"share": mine})


def test_a_section_that_waits_for_its_author_keeps_its_room() -> None:
    plan = plan_of(most_characters=1000)
    waiting = replace(rich(plan), choices={}, intentions=())
    document = draft(plan, waiting).document
    room = sum(one.share for one in plan.outline.sections if one.role is not Role.ACHIEVEMENTS)
    left = 1000 - official_length(document.text)
    assert left >= 1000 * room / 100 - sum(section_lengths(document)[1:]) - 80


def test_without_a_limit_acts_and_framing_keep_to_the_share_of_the_genre() -> None:
    plan = plan_of(most_characters=0)
    facts = rich(plan)
    document = draft(plan, facts).document
    told = {chip.ask for chip in document.chips()}
    assert len(told) > 60  # every count, however many
    days = [run for block in document.blocks for run in block.runs if isinstance(run, Named) and run.what == "day"]
    ordinary = draft(plan_of(most_characters=3000), facts).document
    assert len(days) <= sum(isinstance(run, Named) and run.what == "day" for one in ordinary.blocks for run in one.runs)


@pytest.mark.parametrize(
    ("speaker", "outline"), [(COMMITTEE, "secretary_duty_report"), (BRANCH, "branch_secretary_duty_report")]
)
@pytest.mark.parametrize("most", [1500, 3000])
def test_about_ten_figures_stand_in_a_thousand_characters(speaker: Speaker, outline: str, most: int) -> None:
    plan = plan_of(speaker, outline, most_characters=most)
    document = draft(plan, rich(plan)).document
    figures = sum(1 for _ in document.chips())
    assert 6 <= figures * 1000 / official_length(document.text) <= 12


def masked(document: Document) -> set[str]:
    """The sentences without figures and names."""
    found: set[str] = set()
    for block in document.blocks:
        if block.part and block.style is Style.PARAGRAPH:
            text = "".join("#" if isinstance(run, Chip | Named) else run.text for run in block.runs)
            found.update(re.sub("^[一二三四五六七八九十]+是", "", one) for one in re.split("[。；]", text) if one)
    return found


def test_ten_branches_with_the_same_year_do_not_sound_alike() -> None:
    texts = []
    for number in range(10):
        plan = plan_of(replace(BRANCH, code=f"sw-{number:02}"), "branch_secretary_duty_report")
        texts.append(masked(draft(plan, rich(plan)).document))
    shares = [len(one & other) / min(len(one), len(other)) for one, other in combinations(texts, 2)]
    assert sum(shares) / len(shares) < 0.4
    assert max(shares) < 0.75


def test_one_branch_does_not_sound_as_it_did_the_year_before() -> None:
    years = []
    for year in (YEAR - 1, YEAR):
        plan = plan_of(BRANCH, "branch_secretary_duty_report")
        plan = replace(plan, notice=replace(plan.notice, year=year, until=date(year, 12, 31)))
        years.append(masked(draft(plan, rich(plan)).document))
    assert len(years[0] & years[1]) / min(map(len, years)) < 0.6


MANY = [
    Shortfall(rule, f"{rule}的要求", times, 2, among=10)
    for times, rule in enumerate(
        (
            "branch_congress_quarterly",
            "theme_day_monthly",
            "group_meeting_monthly",
            "appraisal_yearly",
            "ours/a",
            "ours/b",
        ),
        2,
    )
]


def test_the_rarest_problems_make_way_where_there_is_a_limit_and_are_named() -> None:
    plan = plan_of(most_characters=700)
    found = draft(plan, replace(rich(plan), shortfalls=MANY, choices={}))
    told = {chip.ask.figure for chip in found.document.chips() if chip.ask.figure.startswith("unmet/")}
    assert "unmet/branch_congress_quarterly" not in told  # twice only
    assert "unmet/ours/b" in told
    assert "存在的问题：branch_congress_quarterly的要求，2次" in found.dropped


def test_what_the_secretary_decided_to_write_never_makes_way() -> None:
    plan = plan_of(most_characters=700)
    choices = {one.rule: Choice(cause="人手紧", measure="排好日子") for one in MANY}
    found = draft(plan, replace(rich(plan), shortfalls=MANY, choices=choices))
    told = {chip.ask.figure for chip in found.document.chips() if chip.ask.figure.startswith("unmet/")}
    assert told == {f"unmet/{one.rule}" for one in MANY}


def test_what_the_pack_has_no_words_for_is_drawn_together() -> None:
    plan = plan_of(most_characters=0)
    text = draft(plan, replace(rich(plan), shortfalls=MANY, choices={})).document.text
    assert "有的党支部在“ours/a的要求”方面有6次、“ours/b的要求”方面有7次没有做到" in text
