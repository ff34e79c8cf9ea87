"""A duty report goes from its author to the secretary to the superior, three people; a new version goes it again."""

import pytest

from taizhang.apps.accounts.actors import Actor, Holding, Role
from taizhang.apps.accounts.models import Account, Grant
from taizhang.apps.audit.writing import writing
from taizhang.apps.reports.errors import ReportError
from taizhang.apps.reports.models import Report, ReviewRoute
from taizhang.apps.reports.selectors.readiness import readiness
from taizhang.apps.reports.selectors.reviews import Route, may_speak, route_of, standing_of
from taizhang.apps.reports.selectors.texts import head_of
from taizhang.apps.reports.services.beginning import Wanted, begin_report
from taizhang.apps.reports.services.reviewing import review, set_route, take_back
from taizhang.apps.reports.services.saving import save_version
from taizhang.domain.reviewing import USUAL_LEVELS
from tests.apps import facts
from tests.apps.ledger.conftest import World
from tests.apps.reports.written import UNTIL, begun, content, passed_by_all, typed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def not_reviewed(world: World, report: Report) -> str:
    """What the readiness says of the way, if anything."""
    found = readiness(world.clerk, report, head_of(report))
    return next((one.message for one in found if one.code == "report.not_reviewed"), "")


def test_it_goes_from_the_author_to_the_secretary_to_the_superior(world: World) -> None:
    report = begun(world)
    with pytest.raises(ReportError, match="起草报告的人"):
        review(world.superior, report.pk, 1, passed=True)
    review(world.clerk, report.pk, 1, passed=True)
    with pytest.raises(ReportError, match="三个人"):
        review(world.clerk, report.pk, 1, passed=True)
    with pytest.raises(ReportError, match="书记的账号"):
        review(world.superior, report.pk, 1, passed=True)
    review(world.secretary, report.pk, 1, passed=True)
    with pytest.raises(ReportError, match="上级党组织的账号"):
        review(_of(world.branch, "clerk"), report.pk, 1, passed=True)
    with pytest.raises(ReportError, match="写明要改什么"):
        review(world.superior, report.pk, 1, passed=False)
    review(world.superior, report.pk, 1, passed=False, remark="问题写得太虚")
    assert not_reviewed(world, report)
    passed_by_all(world, report, 1)
    assert not not_reviewed(world, report)


def test_the_secretary_of_the_superior_committee_is_a_superior_too(world: World) -> None:
    report = begun(world)
    for actor in (world.clerk, world.secretary):
        review(actor, report.pk, 1, passed=True)
    assert may_speak(_of(world.committee, "secretary"), report, 1)
    assert not may_speak(_of(world.branch, "secretary"), report, 1)
    assert not may_speak(_of(world.neighbour, "secretary"), report, 1)


def test_the_last_word_can_be_taken_back_by_who_said_it(world: World) -> None:
    report = begun(world)
    review(world.secretary, report.pk, 1, passed=True)
    with pytest.raises(ReportError, match="只能撤回自己"):
        take_back(world.clerk, report.pk, 1)
    take_back(world.secretary, report.pk, 1)
    review(world.clerk, report.pk, 1, passed=True)
    review(world.secretary, report.pk, 1, passed=True)
    with pytest.raises(ReportError, match="说过话就不能撤"):
        take_back(world.clerk, report.pk, 1)
    review(world.superior, report.pk, 1, passed=False, remark="问题写得太虚")
    take_back(world.superior, report.pk, 1)
    assert standing_of(report, 1).level == 2


def test_a_person_s_report_waits_for_that_person(world: World) -> None:
    number, _ = begin_report(
        world.clerk,
        Wanted(world.branch, "branch_secretary_duty_report", 2025, UNTIL, person=world.people[0]),
    )
    review(world.clerk, number, 1, passed=True)
    _of(world.foreign, "secretary", person=world.people[0])
    assert may_speak(world.secretary, Report.objects.get(pk=number), 1)  # No account of his has a right here.
    own = _of(world.branch, "secretary", person=world.people[0])
    with pytest.raises(ReportError, match="述职人本人"):
        review(world.secretary, number, 1, passed=True)
    assert review(own, number, 1, passed=True).level_name == "述职人"


def test_a_superior_who_is_not_kept_here_is_named_in_the_remark(world: World) -> None:
    writer, secretary, third = (_of(world.committee, role) for role in ("clerk", "secretary", "clerk"))
    number, _ = begin_report(writer, Wanted(world.committee, "organization_report", 2025, UNTIL))
    assert review(writer, number, 1, passed=True).level_name == "起草人员"
    assert review(secretary, number, 1, passed=True).level_name == "书记"
    with pytest.raises(ReportError, match="由谁把的关"):
        review(third, number, 1, passed=True)
    assert review(third, number, 1, passed=True, remark="区委组织部12月20日看过，同意。").level_name == "上级把关"


def test_a_new_version_goes_the_whole_way_again(world: World) -> None:
    report = begun(world)
    passed_by_all(world, report, 1)
    save_version(world.clerk, report.pk, 1, typed(content(report), "opening", "补一句。"))
    with pytest.raises(ReportError, match="第2稿"):
        review(world.superior, report.pk, 1, passed=True)
    assert "report.not_reviewed" in {one.code for one in readiness(world.clerk, report, head_of(report))}


def test_more_levels_only_where_the_unit_says_so(world: World) -> None:
    set_route(world.secretary, world.branch, USUAL_LEVELS, ["党办主任"])
    report = begun(world)
    passed_by_all_but = (world.clerk, world.other_clerk, world.secretary)
    for actor in passed_by_all_but:
        review(actor, report.pk, 1, passed=True)
    assert "上级把关" in not_reviewed(world, report)
    review(world.superior, report.pk, 1, passed=True)
    assert not not_reviewed(world, report)
    with pytest.raises(ReportError, match="至少3级"):
        set_route(world.secretary, world.branch, ["一", "二"])
    with pytest.raises(ReportError, match="不能相同"):
        set_route(world.secretary, world.branch, USUAL_LEVELS, ["书记"])
    with pytest.raises(ReportError, match="最多再加4级"):
        set_route(world.secretary, world.branch, USUAL_LEVELS, list("一二三四五"))


def test_levels_named_before_duty_reports_had_their_own_way_stay_those_of_texts(world: World) -> None:
    with writing("account:1", "report.route", f"organization:{world.branch}") as record:
        record.write(ReviewRoute(organization_id=world.branch, levels='["起草","核稿","会签","签发"]', account=None))
    assert route_of(world.branch) == Route(("起草", "核稿", "会签", "签发"), ())


def _of(organization: int, role: str, person: int | None = None) -> Actor:
    number = Account.objects.count()
    account = Account.objects.create(
        login=f"more{number}", name=f"more{number}", person=person, must_change_password=False
    )
    facts.write(Grant(account=account, role=role, organization_id=organization, begins_on=facts.LONG_AGO))
    return Actor(account.pk, account.login, (Holding(Role(role), organization),))
