"""A committee's report draws on those of its branches: their acts, each once, and who has no report yet."""

import json
from datetime import date
from typing import Any

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.accounts.models import Account
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.compiling import reports_below
from taizhang.apps.reports.selectors.texts import head_of
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from taizhang.apps.reports.services.reviewing import review
from taizhang.apps.reports.services.saving import save_version
from taizhang.domain.reporting import Document, Named, Notice
from taizhang.domain.reporting.drafting import Draft
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
UNTIL = date(2025, 11, 30)
NOTICE = Notice(2025, UNTIL)


def theme_day(world: World, month: int, theme: str, place: str = "河边", **more: Any) -> int:
    part = {"kind": "theme_day", "fields": {"theme": theme}, "roles": {"chair": [world.people[0]]}}
    sent = world.congress(date(2025, month, 8), title=theme, place=place, parts=[part], **more)
    recorded = record_entry(world.clerk, sent, TODAY)
    confirm_entry(world.secretary, recorded.revision, TODAY)
    return recorded.entry


def finished(world: World) -> Report:
    """The branch's report with every gap filled, passed at each level."""
    person = world.people[0]
    number, _ = begin_report(
        world.clerk, Wanted(world.branch, "branch_secretary_duty_report", 2025, UNTIL, person=person)
    )
    report = Report.objects.get(pk=number)
    sent = json.loads(head_of(report).content)
    for block in sent["blocks"]:
        runs = block["runs"]
        block["runs"] = [
            {"type": "words", "text": "提前安排", "standing": "typed"} if run["type"] == "gap" else run for run in runs
        ]
    version = save_version(world.clerk, number, 1, sent)
    for actor in (world.clerk, world.secretary, world.superior):
        review(actor, number, version, passed=True)
    return report


def told_days(document: Document) -> list[int]:
    runs = (run for block in document.blocks for run in block.runs)
    return [run.entry for run in runs if isinstance(run, Named) and run.what == "day"]


@pytest.fixture
def writer(world: World) -> Actor:
    """A clerk of the committee."""
    account = Account.objects.create(login="writer", name="writer")
    return Actor(account.pk, "writer", (Holding(Role.CLERK, world.committee),))


def committee_draft(world: World, writer: Actor) -> Draft:
    return begin_report(writer, Wanted(world.committee, "organization_report", 2025, UNTIL))[1]


def test_it_says_who_has_no_finished_report_yet(world: World, writer: Actor) -> None:
    theme_day(world, 3, "清理河道")
    assert len(committee_draft(world, writer).without_report) == 2
    begin_report(world.clerk, Wanted(world.branch, "branch_secretary_duty_report", 2025, UNTIL, person=world.people[0]))
    assert len(committee_draft(world, writer).without_report) == 2  # a draft is not finished
    finished(world)
    assert [one for one, _ in reports_below(writer, world.committee, NOTICE).without] == [world.neighbour]


def test_what_a_branch_tells_in_its_report_comes_before_what_nobody_chose(world: World, writer: Actor) -> None:
    """The act in a meeting room with few people would not be chosen for itself."""
    chosen = theme_day(world, 2, "重温誓词", place="会议室")
    finished(world)
    for month in (3, 4, 5, 6, 7, 8, 9, 10):
        theme_day(world, month, f"清理河道之{month}")
    (below,) = reports_below(writer, world.committee, NOTICE).reports
    assert below.entries == {chosen}
    document = committee_draft(world, writer).document
    assert chosen in told_days(document)
    assert "重温誓词" in document.text


def test_a_joint_act_that_two_reports_tell_is_counted_and_told_once(world: World, writer: Actor) -> None:
    joint = [{"organization": world.neighbour, "how": "joint"}]
    entry = theme_day(world, 7, "支部联建", organizations=joint)
    finished(world)
    document = committee_draft(world, writer).document
    assert told_days(document).count(entry) == 1
    counts = {chip.value for chip in document.chips() if chip.ask.figure == "theme_day/count"}
    assert counts == {1}
    told = reports_below(writer, world.committee, NOTICE).told()
    assert list(told) == [entry]


def test_a_stranger_reads_no_report_of_a_branch(world: World) -> None:
    theme_day(world, 3, "清理河道")
    finished(world)
    assert reports_below(world.stranger, world.committee, NOTICE).reports == ()
