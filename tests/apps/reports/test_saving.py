"""Two people write, nothing is lost or forged, and what the ledger answers otherwise now is taken or kept."""

from datetime import date
from typing import Any

import pytest

from taizhang.apps.reports.errors import (
    MergeNeededError,
    ReportError,
)
from taizhang.apps.reports.models import WorkingCopy
from taizhang.apps.reports.selectors.readiness import readiness
from taizhang.apps.reports.selectors.texts import changed_since, document_of, head_of
from taizhang.apps.reports.services.saving import autosave, keep_change, save_version, take_change, vouch
from tests.apps.ledger.conftest import World
from tests.apps.reports.written import begun, content, held, typed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


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


def test_a_working_copy_is_ones_own(world: World) -> None:
    report = begun(world)
    autosave(world.clerk, report.pk, 1, typed(content(report), "opening", "写到一半"))
    autosave(world.clerk, report.pk, 1, typed(content(report), "opening", "写到一半多"))
    assert [row.account for row in WorkingCopy.objects.all()] == [world.clerk.account]
    save_version(world.clerk, report.pk, 1, content(report))
    assert not WorkingCopy.objects.exists()
