"""A report's whole way: drafted, edited by two, changed by the ledger, reviewed by three, issued and compared."""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.accounts.models import Account
from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.ledger.services.attaching import path_of
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.reports.errors import (
    AlreadyIssuedError,
    MergeNeededError,
    NotReadyError,
    ReportError,
    ReportNotFoundError,
)
from taizhang.apps.reports.models import Issue, Report, Version, WorkingCopy
from taizhang.apps.reports.selectors.readiness import readiness
from taizhang.apps.reports.selectors.texts import changed_since, document_of, head_of, self_check
from taizhang.apps.reports.services.beginning import Wanted, begin_report, draft_again, issue_notice
from taizhang.apps.reports.services.deciding import decide, intend, remark, settle
from taizhang.apps.reports.services.issuing import issue, recomputed
from taizhang.apps.reports.services.reviewing import review, set_route
from taizhang.apps.reports.services.saving import autosave, keep_change, save_version, take_change, vouch
from taizhang.domain.reporting import Choice, Gap, Notice, to_json
from tests.apps.ledger.conftest import TODAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
UNTIL = date(2025, 11, 30)


def held(world: World, *days: date) -> None:
    for day in days:
        recorded = record_entry(world.clerk, world.congress(day), TODAY)
        confirm_entry(world.secretary, recorded.revision, TODAY)


def begun(world: World, **more: Any) -> Report:
    wanted = Wanted(world.branch, "branch_secretary_duty_report", 2025, UNTIL, person=world.people[0], **more)
    number, _ = begin_report(world.clerk, wanted)
    return Report.objects.get(pk=number)


def content(report: Report) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(head_of(report).content)
    return kept


def typed(sent: dict[str, Any], block: str, text: str) -> dict[str, Any]:
    changed = copy.deepcopy(sent)
    one = next(one for one in changed["blocks"] if one["id"] == block)
    one["runs"].append({"type": "words", "text": text, "standing": "typed"})
    return changed


def completed(world: World, report: Report) -> int:
    """Fill every gap of the head, as a person would, and save."""
    sent = content(report)
    for block in sent["blocks"]:
        block["runs"] = [
            {"type": "words", "text": "提前安排，抓好落实", "standing": "typed"} if run["type"] == "gap" else run
            for run in block["runs"]
        ]
    return save_version(world.clerk, report.pk, head_of(report).number, sent)


def passed_by_all(world: World, report: Report, version: int) -> None:
    for actor in (world.clerk, world.secretary, world.superior):
        review(actor, report.pk, version, passed=True)


def test_a_draft_tells_what_was_confirmed(world: World) -> None:
    held(world, date(2025, 3, 5), date(2025, 6, 5))
    report = begun(world)
    assert "支部党员大会2次" in document_of(head_of(report)).text
    assert [version.number for version in Version.objects.filter(report=report)] == [1]


def test_a_stranger_does_not_learn_that_it_exists(world: World) -> None:
    report = begun(world)
    for act in (
        lambda: save_version(world.stranger, report.pk, 1, content(report)),
        lambda: self_check(world.stranger, report.pk),
        lambda: review(world.stranger, report.pk, 1, passed=True),
    ):
        with pytest.raises(ReportNotFoundError):
            act()
    with pytest.raises(NotFoundError):
        begin_report(world.stranger, Wanted(world.branch, "organization_report", 2025, UNTIL))


def test_only_the_secretary_sees_the_self_check(world: World) -> None:
    report = begun(world)
    found = self_check(world.secretary, report.pk)
    assert any(one.rule == "branch_congress_quarterly" for one, _ in found)
    with pytest.raises(ReportNotFoundError):
        self_check(world.clerk, report.pk)


def test_a_shortfall_is_left_out_only_with_a_reason(world: World) -> None:
    report = begun(world)
    with pytest.raises(ReportError, match="理由"):
        decide(world.secretary, report.pk, "branch_congress_quarterly", Choice(write=False))
    decide(world.secretary, report.pk, "branch_congress_quarterly", Choice(write=False, reason="已单独报告"))
    _, made = draft_again(world.clerk, report.pk)
    assert "按季度召开" not in made.document.text
    decide(world.secretary, report.pk, "branch_congress_quarterly", Choice(cause="安排不周", measure="年初排好日子"))
    _, again = draft_again(world.clerk, report.pk)
    assert "按季度召开" in again.document.text
    assert "安排不周" in again.document.text
    assert "年初排好日子" in again.document.text


def test_two_people_at_one_paragraph_are_asked_and_lose_nothing(world: World) -> None:
    report = begun(world)
    base = content(report)
    assert save_version(world.clerk, report.pk, 1, typed(base, "opening", "甲写的。")) == 2
    with pytest.raises(MergeNeededError) as asked:
        save_version(world.other_clerk, report.pk, 1, typed(base, "opening", "乙写的。"))
    (conflict,) = asked.value.merged.conflicts
    assert conflict.mine is not None
    assert conflict.theirs is not None
    assert ("乙写的" in conflict.mine.text, "甲写的" in conflict.theirs.text) == (True, True)
    number = save_version(
        world.other_clerk, report.pk, 1, typed(base, "opening", "乙写的。"), choices={"opening": "both"}
    )
    text = document_of(head_of(report)).text
    assert number == 3
    assert "甲写的" in text
    assert "乙写的" in text


def test_two_people_at_two_paragraphs_are_merged(world: World) -> None:
    report = begun(world)
    base = content(report)
    save_version(world.clerk, report.pk, 1, typed(base, "opening", "甲写的。"))
    save_version(world.other_clerk, report.pk, 1, typed(base, "plans", "乙写的。"))
    text = document_of(head_of(report)).text
    assert "甲写的" in text
    assert "乙写的" in text


def test_a_number_cannot_be_forged_through_the_editor(world: World) -> None:
    held(world, date(2025, 3, 5))
    report = begun(world)
    sent = content(report)
    chips = [run for block in sent["blocks"] for run in block["runs"] if run["type"] == "chip"]
    chips[0].update(value=99, text="99次")
    sent["blocks"][1]["runs"].append({"type": "words", "text": "走访群众1200户", "standing": "framing"})
    sent["blocks"][1]["runs"].append(dict(chips[0], id="tz_9999", figure="no_such/figure", text="88次"))
    save_version(world.clerk, report.pk, 1, sent)
    document = document_of(head_of(report))
    assert "99次" not in document.text
    found = [one.rule for one in readiness(world.clerk, report, head_of(report)) if one.code == "report.unfounded"]
    assert found == ["1200户", "88次"]


def test_a_figure_put_in_by_hand_is_answered_by_the_ledger(world: World) -> None:
    held(world, date(2025, 3, 5), date(2025, 6, 5))
    report = begun(world)
    sent = content(report)
    asked = {
        "type": "chip", "id": "new", "figure": "branch_congress/attendance", "scope": "own", "since": "2025-01-01",
        "until": "2025-11-30", "value": 0, "text": "?", "wording": "", "chinese": False,
    }  # fmt: skip
    again = next(run for block in sent["blocks"] for run in block["runs"] if run["type"] == "chip")
    sent["blocks"][2]["runs"] += [asked, dict(again, id="")]
    save_version(world.clerk, report.pk, 1, sent)
    document = document_of(head_of(report))
    assert any(chip.text == "16人次" for chip in document.chips())
    assert [chip.text for chip in document.chips()].count(again["text"]) > 1


@pytest.mark.parametrize("sent", [{}, {"blocks": "x"}, {"blocks": [{"id": "a", "style": "paragraph", "runs": [1]}]}])
def test_what_is_no_document_is_refused_in_words(world: World, sent: dict[str, Any]) -> None:
    report = begun(world)
    with pytest.raises(ReportError, match="没有保存"):
        save_version(world.clerk, report.pk, 1, sent)


def test_a_figure_that_changed_is_taken_or_kept_with_a_reason(world: World) -> None:
    held(world, date(2025, 3, 5))
    report = begun(world)
    held(world, date(2025, 6, 5))
    changed = changed_since(world.clerk, report, head_of(report))
    congress = next(one for one in changed if one.chip.ask.figure == "branch_congress/count")
    assert (congress.chip.value, congress.now) == (1, 2)
    with pytest.raises(ReportError, match="理由"):
        keep_change(world.clerk, report.pk, congress.chip.id, " ")
    keep_change(world.clerk, report.pk, congress.chip.id, "第二次是扩大会，另行说明")
    codes = [one.rule for one in readiness(world.clerk, report, head_of(report)) if one.code == "report.changed"]
    assert congress.chip.id not in codes
    take_change(world.clerk, report.pk, congress.chip.id)
    assert "支部党员大会2次" in document_of(head_of(report)).text


def test_a_problem_that_was_mended_shows_as_a_change(world: World) -> None:
    report = begun(world)
    before = changed_since(world.clerk, report, head_of(report))
    held(world, date(2025, 3, 5))
    changed = {one.chip.ask.figure: one for one in changed_since(world.clerk, report, head_of(report))}
    mended = changed["unmet/branch_congress_quarterly"]
    assert before == ()
    assert mended.now == mended.chip.value - 1
    take_change(world.clerk, report.pk, mended.chip.id)
    assert f"{mended.now}次没有按季度召开" in document_of(head_of(report)).text


def test_a_typed_number_is_in_the_way_until_somebody_answers_for_it(world: World) -> None:
    report = begun(world)
    save_version(world.clerk, report.pk, 1, typed(content(report), "opening", "受益群众1200余户。"))
    head = head_of(report)
    assert "report.unfounded" in {one.code for one in readiness(world.clerk, report, head)}
    vouch(world.clerk, report.pk, "opening", "1200余户", "区水务局统计报表")
    assert "report.unfounded" not in {one.code for one in readiness(world.clerk, report, head)}


def test_three_people_pass_three_levels(world: World) -> None:
    report = begun(world)
    review(world.clerk, report.pk, 1, passed=True)
    with pytest.raises(ReportError, match="三个人"):
        review(world.clerk, report.pk, 1, passed=True)
    review(world.secretary, report.pk, 1, passed=True)
    with pytest.raises(ReportError, match="写明要改什么"):
        review(world.superior, report.pk, 1, passed=False)
    review(world.superior, report.pk, 1, passed=False, remark="问题写得太虚")
    assert "report.not_reviewed" in {one.code for one in readiness(world.clerk, report, head_of(report))}
    passed_by_all(world, report, 1)
    assert "report.not_reviewed" not in {one.code for one in readiness(world.clerk, report, head_of(report))}


def test_a_new_version_goes_the_whole_way_again(world: World) -> None:
    report = begun(world)
    passed_by_all(world, report, 1)
    save_version(world.clerk, report.pk, 1, typed(content(report), "opening", "补一句。"))
    with pytest.raises(ReportError, match="第2稿"):
        review(world.superior, report.pk, 1, passed=True)
    assert "report.not_reviewed" in {one.code for one in readiness(world.clerk, report, head_of(report))}


def test_more_levels_only_where_the_unit_says_so(world: World) -> None:
    set_route(world.secretary, world.branch, ["起草", "核稿", "会签", "签发"])
    report = begun(world)
    passed_by_all(world, report, 1)
    found = [one for one in readiness(world.clerk, report, head_of(report)) if one.code == "report.not_reviewed"]
    assert "签发" in found[0].message
    with pytest.raises(ReportError, match="至少3级"):
        set_route(world.secretary, world.branch, ["一", "二"])


def ready(world: World) -> tuple[Report, int]:
    """A report that nothing keeps from issue."""
    held(world, date(2025, 3, 5))
    report = begun(world)
    version = completed(world, report)
    passed_by_all(world, report, version)
    return report, version


def test_what_is_in_the_way_is_said_and_nothing_is_issued(world: World) -> None:
    report = begun(world)
    with pytest.raises(NotReadyError) as refused:
        issue(world.clerk, report.pk, 1)
    assert {"report.gap", "report.not_reviewed"} <= {one.code for one in refused.value.findings}
    assert not Issue.objects.exists()


def test_issue_freezes_bytes_that_are_served_years_later(world: World, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    report, version = ready(world)
    number = issue(world.clerk, report.pk, version)
    row = Issue.objects.get(pk=number)
    assert path_of(row.word_file.file_digest).read_bytes().startswith(b"PK")
    assert path_of(row.portable_file.file_digest).read_bytes().startswith(b"%PDF")
    with pytest.raises(AlreadyIssuedError):
        issue(world.clerk, report.pk, version)


def test_an_issued_report_is_recomputed_as_known_then(world: World, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    report, version = ready(world)
    number = issue(world.clerk, report.pk, version)
    held(world, date(2025, 6, 5))
    compared = recomputed(world.clerk, number)
    assert compared.same_document
    assert compared.changes == ()
    assert changed_since(world.clerk, report, head_of(report))


def test_an_issued_report_is_there_for_every_reader_and_a_draft_is_not(
    world: World, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    account = Account.objects.create(login="reader", name="reader")
    reader = Actor(account.pk, "reader", (Holding(Role.READER, world.branch),))
    report, version = ready(world)
    with pytest.raises(ReportNotFoundError):
        changed_or_open(reader, report)
    issue(world.clerk, report.pk, version)
    changed_or_open(reader, report)


def changed_or_open(actor: Actor, report: Report) -> None:
    from taizhang.apps.reports.doors import open_report  # noqa: PLC0415 (only here)

    open_report(actor, report.pk)


def test_an_intention_comes_back_next_year(world: World) -> None:
    report = begun(world)
    intend(world.clerk, report.pk, "讲党课", figure="party_lecture/count", target=4, due_on=date(2026, 11, 30))
    _, made = draft_again(world.clerk, report.pk)
    assert "讲党课，全年达到4次，11月30日前完成" in made.document.text
    with pytest.raises(ReportError, match="目标"):
        intend(world.clerk, report.pk, "讲党课", target=4)


def test_a_notice_asks_for_length_and_topics(world: World) -> None:
    asked = Notice(2025, UNTIL, 1500, required=("上级点评问题整改情况",))
    superior = Actor(None, "上级", (Holding(Role.CLERK, world.committee),), operator="test")
    notice = issue_notice(superior, world.committee, "关于开展述职的通知", asked)
    report = begun(world, notice=notice, most_characters=1500)
    gaps = [gap for _, gap in document_of(head_of(report)).gaps()]
    assert Gap("上级点评问题整改情况") in gaps
    with pytest.raises(ReportError, match="不是发给本组织"):
        begin_report(world.stranger, Wanted(world.foreign, "organization_report", 2025, UNTIL, notice=notice))


def test_a_working_copy_is_ones_own(world: World) -> None:
    report = begun(world)
    autosave(world.clerk, report.pk, 1, typed(content(report), "opening", "写到一半"))
    autosave(world.clerk, report.pk, 1, typed(content(report), "opening", "写到一半多"))
    assert [row.account for row in WorkingCopy.objects.all()] == [world.clerk.account]
    save_version(world.clerk, report.pk, 1, content(report))
    assert not WorkingCopy.objects.exists()


def test_a_remark_is_made_and_settled(world: World) -> None:
    report = begun(world)
    number = remark(world.superior, report.pk, "opening", "这一句再实一点")
    settle(world.clerk, report.pk, number)
    with pytest.raises(ReportNotFoundError):
        settle(world.clerk, report.pk, number)


def test_a_document_is_kept_as_it_was_read(world: World) -> None:
    report = begun(world)
    assert to_json(document_of(head_of(report))) == content(report)
