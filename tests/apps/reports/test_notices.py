"""What a 述职通知 asks: listed with its words, and the share for problems is measured in every version."""

from datetime import date

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.reports.models import Report
from taizhang.apps.reports.selectors.notices import list_notices
from taizhang.apps.reports.selectors.readiness import readiness
from taizhang.apps.reports.selectors.texts import head_of
from taizhang.apps.reports.services.beginning import Wanted, begin_report, issue_notice
from taizhang.apps.reports.services.saving import save_version
from taizhang.domain.findings import Finding
from taizhang.domain.reporting import Notice
from tests.apps.ledger.conftest import TODAY, World
from tests.apps.reports.written import content, typed

pytestmark = [pytest.mark.django_db]
UNTIL = date(2025, 11, 30)


def issued(world: World, share: int) -> int:
    superior = Actor(None, "上级", (Holding(Role.CLERK, world.committee),), operator="test")
    asked = Notice(2025, UNTIL, 2500, share, ("上级点评问题整改情况",))
    return issue_notice(superior, world.committee, "关于述职的通知", asked, "青发〔2025〕1号")


def begun(world: World, notice: int) -> Report:
    wanted = Wanted(world.branch, "organization_report", 2025, UNTIL, notice=notice, most_characters=2500)
    return Report.objects.get(pk=begin_report(world.clerk, wanted)[0])


def short(world: World, report: Report) -> list[Finding]:
    found = readiness(world.clerk, report, head_of(report))
    return [one for one in found if one.code == "report.problems_short"]


def test_it_reaches_those_below_and_nobody_else(world: World) -> None:
    notice = issued(world, 30)
    (line,) = list_notices(world.clerk, world.branch, TODAY)
    assert (line.id, line.by, line.least_problems_percent) == (notice, "c党组织", 30)
    assert line.required == ("上级点评问题整改情况",)
    assert list_notices(world.stranger, world.foreign, TODAY) == []
    assert list_notices(world.stranger, world.branch, TODAY) == []


def test_too_little_about_problems_is_told_until_there_is_enough(world: World) -> None:
    report = begun(world, issued(world, 60))
    (told,) = short(world, report)
    assert "至少60%" in told.message
    assert not told.blocks
    sent = content(report)
    headings = [at for at, one in enumerate(sent["blocks"]) if one["style"] == "heading_1"]
    texts = {at: sent["blocks"][at]["runs"][0]["text"] for at in headings}
    heading = next(at for at, text in texts.items() if "问题" in text and "上年" not in text)
    block = sent["blocks"][heading + 1]["id"]
    save_version(world.clerk, report.pk, 1, typed(sent, block, "对党员的日常管理抓得不够紧，方法不多。" * 60))
    assert short(world, report) == []


def test_without_a_demand_nothing_is_told(world: World) -> None:
    assert short(world, begun(world, issued(world, 0))) == []
