"""A report is drafted from what was confirmed, by a notice's wishes, and drafted again by what was decided."""

from datetime import date

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.organizations.errors import NotFoundError
from taizhang.apps.reports.errors import (
    ReportError,
    ReportNotFoundError,
)
from taizhang.apps.reports.models import Version
from taizhang.apps.reports.selectors.texts import document_of, head_of, self_check
from taizhang.apps.reports.services.beginning import Wanted, begin_report, issue_notice
from taizhang.apps.reports.services.reviewing import review
from taizhang.apps.reports.services.saving import save_version
from taizhang.domain.reporting import Gap, Notice, to_json
from tests.apps.ledger.conftest import World
from tests.apps.reports.written import UNTIL, begun, content, held

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


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


def test_a_notice_asks_for_length_and_topics(world: World) -> None:
    asked = Notice(2025, UNTIL, 1500, required=("上级点评问题整改情况",))
    superior = Actor(None, "上级", (Holding(Role.CLERK, world.committee),), operator="test")
    notice = issue_notice(superior, world.committee, "关于开展述职的通知", asked)
    report = begun(world, notice=notice, most_characters=1500)
    gaps = [gap for _, gap in document_of(head_of(report)).gaps()]
    assert Gap("上级点评问题整改情况") in gaps
    with pytest.raises(ReportError, match="不是发给本组织"):
        begin_report(world.stranger, Wanted(world.foreign, "organization_report", 2025, UNTIL, notice=notice))


def test_a_document_is_kept_as_it_was_read(world: World) -> None:
    report = begun(world)
    assert to_json(document_of(head_of(report))) == content(report)
