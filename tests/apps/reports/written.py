"""A report as the tests of its services have it: begun, typed into, completed, passed by all."""

import copy
import json
from datetime import date
from typing import Any

from taizhang.apps.ledger.services import confirm_entry, record_entry
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.texts import head_of
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from taizhang.apps.reports.services.reviewing import review
from tests.apps.ledger.conftest import TODAY, World

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


def passed_by_all(world: World, report: Report, version: int) -> None:
    for actor in (world.clerk, world.secretary, world.superior):
        review(actor, report.pk, version, passed=True)
