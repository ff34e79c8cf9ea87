"""The story by itself, without a database: who there is, what happens, and that it could have been recorded."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import resources

import pytest

from taizhang.domain.findings import Finding
from taizhang.domain.ledger.occasion import Roster
from taizhang.domain.ledger.reading import occasion_from
from taizhang.domain.ledger.surroundings import Surroundings
from taizhang.domain.ledger.validation import validate
from taizhang.domain.rules.rulebook import shipped, texts_of
from taizhang.faces.demo.contents import Numbers
from taizhang.faces.demo.life.corrections import corrections, voidings
from taizhang.faces.demo.life.drafts import drafts
from taizhang.faces.demo.life.occasion import OccasionPlan
from taizhang.faces.demo.life.story import story
from taizhang.faces.demo.workdays import CLOCK
from taizhang.faces.demo.world.atlas import atlas, branches, existed
from taizhang.faces.demo.world.people import people
from taizhang.faces.demo.world.posts import committee, posts, secretary
from taizhang.faces.demo.world.rolls import roll

END_OF_2023 = date(2023, 12, 31)
DIGEST = (
    "import hashlib; from taizhang.faces.demo.life.story import story; "
    "print(hashlib.sha256(repr(story()).encode()).hexdigest())"
)


@pytest.fixture(scope="module")
def numbers() -> Numbers:
    organizations = {code: place for place, code in enumerate(atlas(), start=1)}
    return Numbers(organizations, {code: place for place, code in enumerate(people(), start=1)})


def strength(day: date, below: str = "") -> int:
    return sum(len(roll(branch.code, day)) for branch in branches(below))


def test_the_story_is_the_same_on_every_machine() -> None:
    told = [
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]


def test_it_has_the_size_of_a_small_district() -> None:
    assert 55 <= sum(plan.type != "subgroup" for plan in atlas().values()) <= 65
    assert 1050 <= strength(CLOCK) <= 1180
    assert 8000 <= len(story()) <= 12000


def test_the_health_commission_has_ten_branches_and_142_members_at_the_end_of_2023() -> None:
    assert len(branches("WJ")) == 10
    assert strength(END_OF_2023, "WJ") == 142


@pytest.mark.parametrize(
    ("unit", "kind", "stated"),
    [
        ("WJ", "transferred_in", 18),
        ("WJ", "transferred_out", 5),
        ("WJ", "confirmed", 3),
        ("YY", "confirmed", 8),
        ("YY", "joined_probationary", 6),
    ],
)
def test_the_rolls_of_2023_move_as_the_reports_state(unit: str, kind: str, stated: int) -> None:
    own = {branch.code for branch in branches(unit)}
    happened = [one for person in people().values() for one in person.happenings]
    assert sum(one.kind == kind and one.organization in own and one.day.year == 2023 for one in happened) == stated


def test_no_two_people_have_one_name() -> None:
    assert max(Counter(person.name for person in people().values()).values()) == 1


def test_everybody_who_holds_a_post_in_a_branch_is_on_its_roll_when_it_begins() -> None:
    own = {branch.code for branch in branches()}
    strangers = [
        post
        for post in posts()
        if post.organization in own
        and (day := max(post.begins_on, date(2022, 12, 31))) <= CLOCK
        and post.person not in {stay.person for stay in roll(post.organization, day)}
    ]
    assert strangers == []


def test_nobody_attends_where_he_was_on_no_roll_that_day() -> None:
    belongs = {
        day: {stay.person for branch in branches() for stay in roll(branch.code, day)}
        for day in {plan.day for plan in story()}
    }
    assert [plan for plan in story() if {came.person for came in plan.roll} - belongs[plan.day]] == []


def test_nothing_is_recorded_after_the_clock_or_before_it_happened() -> None:
    assert all((plan.end_day or plan.day) <= plan.recorded_on <= CLOCK for plan in story())
    assert all(plan.confirmed_on is None or plan.recorded_on <= plan.confirmed_on <= CLOCK for plan in story())
    assert all(existed(atlas()[plan.recorder], plan.day) for plan in story())


def test_no_occasion_would_have_been_refused(numbers: Numbers) -> None:
    assert [finding for plan in story() for finding in found(plan, numbers) if finding.blocks] == []


def test_one_draft_could_not_be_submitted_as_it_stands(numbers: Numbers) -> None:
    blocked = [plan.recorder for plan in drafts() if any(finding.blocks for finding in found(plan, numbers))]
    assert "YY-06" in blocked


def found(plan: OccasionPlan, numbers: Numbers) -> tuple[Finding, ...]:
    """What the ledger's own checks find in an occasion."""
    stays = roll(plan.recorder, plan.day)
    occasion = replace(
        occasion_from(numbers.content(plan)),
        roster=Roster(
            due=len(stays) or None,
            voters=tuple(numbers.people[stay.person] for stay in stays if stay.full_from <= plan.day),
            committee=tuple(numbers.people[person] for person in committee(plan.recorder, plan.day)),
            secretary=numbers.people.get(secretary(plan.recorder, plan.day)),
        ),
    )
    rulebook = RULEBOOK
    return validate(occasion, rulebook, plan.recorded_on, Surroundings(organization_type=atlas()[plan.recorder].type))


RULEBOOK = shipped().with_units_own(texts_of(resources.files("taizhang.faces.demo") / "own_rules"))


UNEVEN: dict[str, tuple[int, Callable[[OccasionPlan], bool]]] = {
    "recorded more than a month late": (200, lambda plan: (plan.recorded_on - (plan.end_day or plan.day)).days > 31),
    "still waiting for confirmation": (40, lambda plan: plan.confirmed_on is None),
    "heads without names": (500, lambda plan: bool(plan.heads and not plan.roll)),
    "several kinds at once": (400, lambda plan: len(plan.parts) > 1),
    "jointly with another branch": (50, lambda plan: bool(plan.joint)),
    "sums kept on paper": (8, lambda plan: bool(plan.tallies)),
    "nil reports": (40, lambda plan: any(part.kind == "nil_report" for part in plan.parts)),
    "a unit's own kind": (100, lambda plan: any(part.kind.startswith("own/") for part in plan.parts)),
}


@pytest.mark.parametrize("what", UNEVEN)
def test_it_is_as_uneven_as_life(what: str) -> None:
    least, holds = UNEVEN[what]
    assert sum(map(holds, story())) >= least


def test_what_is_corrected_and_voided_was_recorded_before() -> None:
    named = {plan.key: plan for plan in story() if plan.key}
    assert all(named[one.key].recorded_on < one.day for one in corrections())
    assert all(named[one.key].recorded_on < one.day for one in voidings())
