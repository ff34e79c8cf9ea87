"""A committee takes acts and passages out of its branches' finished reports; every word and number knows its source."""

import copy
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.accounts.models import Account
from taizhang.apps.organizations.selectors import organization_view
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.annexes import sources_of
from taizhang.apps.reports.selectors.grounds import changes_shown
from taizhang.apps.reports.selectors.looking import look
from taizhang.apps.reports.selectors.quoted import UNSEEN, Below
from taizhang.apps.reports.selectors.readiness import readiness
from taizhang.apps.reports.selectors.texts import document_of, head_of
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from taizhang.apps.reports.services.saving import save_version, vouch
from taizhang.domain.reporting import Block, Chip, Document, Named, Run, Style, Words, to_json
from taizhang.domain.reporting.origins import Cited, Origin
from tests.apps.ledger.conftest import TODAY, World
from tests.apps.reports.test_compiling import finished, theme_day
from tests.apps.reports.written import UNTIL, content, held, passed_by_all

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TYPED = "走访群众约200户。"


@pytest.fixture
def writer(world: World) -> Actor:
    """A clerk of the committee."""
    account = Account.objects.create(login="writer", name="writer")
    return Actor(account.pk, "writer", (Holding(Role.CLERK, world.committee),))


def of_branch(world: World) -> tuple[Report, int, str]:
    """The branch's finished report with a vouched number, its version, and the paragraph that tells meetings."""
    held(world, date(2025, 3, 5), date(2025, 6, 5))
    number, _ = begin_report(
        world.clerk, Wanted(world.branch, "branch_secretary_duty_report", 2025, UNTIL, person=world.people[0])
    )
    report = Report.objects.get(pk=number)
    sent = content(report)
    for block in sent["blocks"]:
        block["runs"] = [
            {"type": "words", "text": "提前安排", "standing": "typed"} if run["type"] == "gap" else run
            for run in block["runs"]
        ]
    told = next(
        one for one in sent["blocks"] if any(run.get("figure") == "branch_congress/count" for run in one["runs"])
    )
    told["runs"].append({"type": "words", "text": TYPED, "standing": "typed"})
    version = save_version(world.clerk, number, 1, sent)
    vouch(world.clerk, number, told["id"], "约200户", "走访登记本")
    passed_by_all(world, report, version)
    return report, version, told["id"]


def of_committee(world: World, writer: Actor) -> Report:
    number, _ = begin_report(writer, Wanted(world.committee, "organization_report", 2025, UNTIL))
    return Report.objects.get(pk=number)


def with_runs(report: Report, runs: tuple[Run, ...]) -> dict[str, Any]:
    sent = copy.deepcopy(content(report))
    sent["blocks"].append(to_json(Document((Block("quoted", Style.PARAGRAPH, runs),)))["blocks"][0])
    return sent


def quoted_in(report: Report, number: int) -> Block:
    document = document_of(head_of(report))
    assert head_of(report).number == number
    return next(one for one in document.blocks if one.id == "quoted")


def test_a_passage_is_kept_with_its_source_and_its_numbers_are_the_branchs(world: World, writer: Actor) -> None:
    below, version, paragraph = of_branch(world)
    report = of_committee(world, writer)
    source = str(Origin((Cited(below.pk, version),), paragraph))
    runs = Below(writer, report).runs_of({source})[source]
    number = save_version(writer, report.pk, 1, with_runs(report, tuple(runs)))
    kept = quoted_in(report, number)
    assert [replace(run, id="") if isinstance(run, Chip | Named) else run for run in kept.runs] == list(runs)
    chip = next(run for run in kept.runs if isinstance(run, Chip) and run.ask.figure == "branch_congress/count")
    assert (chip.value, chip.ask.scope.partition("@")[2]) == (2, str(world.branch))
    # What was typed and vouched for there stands, and shows what it is.
    looked = look(writer, report, document_of(head_of(report)), TODAY)
    assert [one.message for one in looked.marks if one.kind == "quoted"] == [
        f"“约200户”引自{_called(world)}2025年度报告第{version}稿，在那里是手工写的，写明的来源：走访登记本。"
    ]
    assert not [one for one in looked.marks if one.kind == "hand" and one.block == "quoted"]
    told = [one for one in readiness(writer, report, head_of(report)) if one.place == "quoted"]
    assert {(one.code, one.blocks) for one in told} == {("report.quoted_by_hand", False)}


def test_a_number_of_the_branch_that_changes_later_is_marked_in_the_committees_text(
    world: World, writer: Actor
) -> None:
    below, version, paragraph = of_branch(world)
    report = of_committee(world, writer)
    source = str(Origin((Cited(below.pk, version),), paragraph))
    runs = tuple(Below(writer, report).runs_of({source})[source])
    save_version(writer, report.pk, 1, with_runs(report, runs))
    assert not changes_shown(writer, report, head_of(report))
    held(world, date(2025, 9, 5))
    chip = next(
        run for run in quoted_in(report, 2).runs if isinstance(run, Chip) and "congress/count" in run.ask.figure
    )
    assert ("2次", "3次") in {
        (one.text, one.now) for one in changes_shown(writer, report, head_of(report)) if one.chip == chip.id
    }


def test_an_act_goes_in_as_a_draft_would_write_it_and_once_for_all_who_tell_it(world: World, writer: Actor) -> None:
    entry = theme_day(world, 7, "支部联建", organizations=[{"organization": world.neighbour, "how": "joint"}])
    below = finished(world)
    report = of_committee(world, writer)
    (act,) = Below(writer, report).acts()
    assert (act.act.entry, act.organizations) == (entry, (world.branch,))
    assert "支部联建" in "".join(run.text for run in act.runs)
    number = save_version(writer, report.pk, 1, with_runs(report, act.runs))
    kept = quoted_in(report, number)
    assert {run.entry for run in kept.runs if isinstance(run, Named)} == {entry}
    assert {run.source for run in kept.runs if isinstance(run, Words | Named)} == {f"{entry}={below.pk}#2"}
    row = sources_of(writer, report, document_of(head_of(report)))[-1]
    assert (row.zh, row.entries) == ("写到的一件事", ("7月8日 支部联建",))
    assert _called(world) in row.period


def test_the_annex_names_the_report_and_what_was_typed_there(world: World, writer: Actor) -> None:
    below, version, paragraph = of_branch(world)
    report = of_committee(world, writer)
    source = str(Origin((Cited(below.pk, version),), paragraph))
    save_version(writer, report.pk, 1, with_runs(report, tuple(Below(writer, report).runs_of({source})[source])))
    rows = sources_of(writer, report, document_of(head_of(report)))
    numbers = [row for row in rows if row.identity and "引自" in row.period]
    assert numbers
    assert all(_called(world) in row.scope for row in numbers)
    (row,) = (row for row in rows if row.zh == "引用")
    assert row.scope == f"{_called(world)}2025年度报告第{version}稿"
    assert row.entries == ("“约200户”在那份报告里是手工写的：走访登记本",)
    # Whoever may not open the branch's report learns nothing of it.
    assert UNSEEN in {row.scope for row in sources_of(world.stranger, report, document_of(head_of(report)))}


def test_nobody_quotes_what_is_not_finished_or_not_his_to_read(world: World, writer: Actor) -> None:
    below, version, paragraph = of_branch(world)
    report = of_committee(world, writer)
    draft = str(Origin((Cited(below.pk, 1),), paragraph))
    gone = str(Origin((Cited(below.pk, version),), "none"))
    mine = str(Origin((Cited(report.pk, 1),), "opening"))
    assert not any(Below(writer, report).runs_of({draft, gone, mine, "nonsense"}).values())
    source = str(Origin((Cited(below.pk, version),), paragraph))
    assert not Below(world.stranger, report).runs_of({source}).get(source)
    forged = Words("全体党员参加。", source=draft)
    number = save_version(writer, report.pk, 1, with_runs(report, (forged,)))
    assert json.dumps(to_json(document_of(head_of(report)))["blocks"][-1]).count("source") == 0
    assert quoted_in(report, number).text == "全体党员参加。"


def _called(world: World) -> str:
    return organization_view(world.branch, UNTIL).called
