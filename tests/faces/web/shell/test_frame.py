from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from taizhang.apps.accounts.actors import operator_at_machine
from taizhang.apps.accounts.models import Account, Role
from taizhang.apps.accounts.selectors import actor_of
from taizhang.apps.accounts.services import grant_role
from taizhang.apps.runs.models import Run
from taizhang.faces.web.shell import sources
from taizhang.faces.web.shell.frame import Frame, frame_of
from tests.apps import facts

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "business_day", lambda: TODAY)


@pytest.fixture
def district() -> int:
    return facts.organization("D", "committee", name="青禾区水务局党委")


@pytest.fixture
def branch(district: int) -> int:
    return facts.organization("D01", under=district, name="供水中心党支部")


@pytest.fixture
def foreign() -> int:
    return facts.organization("X", name="别处党支部")


def account(role: Role, organization: int | None, login: str = "somebody") -> Account:
    made = Account.objects.create(login=login, name="林穗", password=make_password("x"), must_change_password=False)
    operator = operator_at_machine("test", Role.SYSTEM, Role.SECURITY)
    grant_role(operator, account_id=made.pk, role=role, organization_id=organization, begins_on=date(2020, 1, 1))
    return made


@pytest.fixture
def framed(rf: RequestFactory) -> Callable[..., Frame]:
    def ask(who: Account | None, **query: str) -> Frame:
        request = rf.get("/owed/", query)
        request.user = who or AnonymousUser()
        return frame_of(request)

    return ask


def test_it_starts_where_the_rights_begin(framed: Callable[..., Frame], branch: int) -> None:
    frame = framed(account(Role.CLERK, branch))
    assert frame.organization is not None
    assert (frame.organization.id, frame.organization.name) == (branch, "供水中心党支部")
    assert frame.organization.above == "青禾区水务局党委"
    assert (frame.year, frame.as_of, frame.known, frame.is_past) == (2026, TODAY, None, False)
    assert frame.role_words == ("党务工作者",)


def test_a_right_over_everything_starts_at_the_top(framed: Callable[..., Frame], district: int, branch: int) -> None:
    frame = framed(account(Role.SECRETARY, None))
    assert frame.organization is not None
    assert frame.organization.id == district


def test_of_several_organisations_it_starts_at_the_one_with_most_below(
    framed: Callable[..., Frame], district: int, branch: int
) -> None:
    group = facts.organization("A", "party_group", name="水务局党组")
    somebody = account(Role.CLERK, group)
    operator = operator_at_machine("test", Role.SYSTEM, Role.SECURITY)
    grant_role(operator, account_id=somebody.pk, role=Role.CLERK, organization_id=district, begins_on=date(2020, 1, 1))
    frame = framed(somebody)
    assert frame.organization is not None
    assert frame.organization.id == district


def test_the_address_chooses_among_what_may_be_seen(framed: Callable[..., Frame], district: int, branch: int) -> None:
    frame = framed(account(Role.CLERK, district), org="D01")
    assert frame.organization is not None
    assert frame.organization.id == branch
    assert frame.address.kept == {"org": "D01"}


@pytest.mark.parametrize("code", ["X", "nowhere"])
def test_a_foreign_organisation_reads_like_an_unknown_one(
    framed: Callable[..., Frame], branch: int, foreign: int, code: str
) -> None:
    frame = framed(account(Role.CLERK, branch), org=code)
    assert frame.organization is not None
    assert frame.organization.id == branch
    assert frame.address.organization == ""
    assert frame.address.notices == ("地址里的组织找不到，先显示你所在的组织。",)


def test_an_administrator_has_no_organisation(framed: Callable[..., Frame], branch: int) -> None:
    frame = framed(account(Role.SYSTEM, None), org="D01")
    assert frame.organization is None
    assert not frame.may_record


def test_nobody_signed_in_sees_no_organisation(framed: Callable[..., Frame], branch: int) -> None:
    frame = framed(None, org="D01")
    assert (frame.actor, frame.organization, frame.navigation) == (None, None, ())


def test_another_day_is_past_and_ends_recording(framed: Callable[..., Frame], branch: int) -> None:
    frame = framed(account(Role.CLERK, branch), as_of="2026-06-30")
    assert frame.is_past
    assert not frame.may_record
    assert frame.here_today == "/owed/"
    assert frame.here_as_known_then == "/owed/?as_of=2026-06-30&known_on=2026-06-30"


def test_older_knowledge_names_the_last_commit_of_its_day(framed: Callable[..., Frame], branch: int) -> None:
    frame = framed(account(Role.CLERK, branch), known_on="2020-01-01")
    assert frame.is_past
    assert frame.known == 0
    assert frame.here_as_known_now == "/owed/"


def test_a_day_to_come_is_not_called_past_knowledge(framed: Callable[..., Frame], branch: int) -> None:
    assert framed(account(Role.CLERK, branch), as_of="2026-12-31").is_ahead


def test_the_year_follows_the_day_unless_it_is_said(framed: Callable[..., Frame], branch: int) -> None:
    clerk = account(Role.CLERK, branch)
    assert framed(clerk, as_of="2024-06-30").year == 2024
    chosen = framed(clerk, as_of="2024-06-30", year="2011")
    assert chosen.year == 2011
    assert chosen.years[0] == 2026
    assert chosen.years[-1] == 2011


def test_the_last_line_warns_when_there_is_no_backup(framed: Callable[..., Frame], branch: int) -> None:
    assert framed(account(Role.CLERK, branch)).backup.is_old


def test_the_last_line_tells_the_last_finished_backup(framed: Callable[..., Frame], branch: int) -> None:
    Run.objects.create(task="backup", title="备份", state=Run.State.DONE, ended_at=timezone.now())
    Run.objects.create(task="backup", title="备份", state=Run.State.FAILED, ended_at=None)
    backup = framed(account(Role.CLERK, branch)).backup
    assert not backup.is_old
    assert backup.text.startswith("上次备份：")


def test_the_frame_is_worked_out_once_a_request(
    rf: RequestFactory, branch: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    request = rf.get("/", {"org": "D01"})
    request.user = account(Role.CLERK, branch)
    with django_assert_max_num_queries(12):
        first = frame_of(request)
    with django_assert_max_num_queries(0):
        assert frame_of(request) is first


def test_choices_hold_only_what_may_be_seen(district: int, branch: int, foreign: int) -> None:
    actor = actor_of(account(Role.SUPERIOR, district))
    assert [one.code for one in sources.organization_choices(actor, "", TODAY, 10)] == ["D", "D01"]
    assert [one.code for one in sources.organization_choices(actor, "供水", TODAY, 10)] == ["D01"]
    assert sources.organization_choices(actor, "别处", TODAY, 10) == []
