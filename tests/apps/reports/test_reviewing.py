"""Three people pass three levels, and a new version goes the whole way again."""

import pytest

from taizhang.apps.reports.errors import (
    ReportError,
)
from taizhang.apps.reports.selectors.readiness import readiness
from taizhang.apps.reports.selectors.texts import head_of
from taizhang.apps.reports.services.reviewing import review, set_route
from taizhang.apps.reports.services.saving import save_version
from tests.apps.ledger.conftest import World
from tests.apps.reports.written import begun, content, passed_by_all, typed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


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
