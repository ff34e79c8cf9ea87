"""The world as it stands in the database: whole, verified, and with something worth seeing everywhere."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest

from taizhang.apps.accounts.actors import Role, operator_at_machine
from taizhang.apps.accounts.selectors import account_by_login, actor_of
from taizhang.apps.accounts.services.signing_in import prove
from taizhang.apps.ledger.selectors.entries import Filter, State, entry_detail, list_entries
from taizhang.apps.ledger.selectors.figures import figure_of
from taizhang.apps.ledger.selectors.owed import matrix, owed_of
from taizhang.apps.ledger.services import preview_entry
from taizhang.apps.ledger.services.drafting import list_drafts
from taizhang.apps.ledger.verification import verify_installation
from taizhang.apps.organizations.selectors import below, organization_by_code
from taizhang.apps.papers.doors import open_at_work
from taizhang.apps.papers.selectors.lists import list_papers
from taizhang.apps.papers.selectors.ways import way_of
from taizhang.domain.ledger.reading import content_of
from taizhang.domain.obligations.answers import Code
from taizhang.domain.periods import Window
from taizhang.faces.demo.building import NotEmptyError, build_demo
from taizhang.faces.demo.life.totals import TOTALS
from taizhang.faces.demo.workdays import CLOCK
from tests.demo_world import DemoHome

READER = operator_at_machine("test", Role.SECRETARY)
YEAR = Window(date(2025, 1, 1), date(2025, 12, 31))


def district() -> Sequence[int]:
    return below(organization_by_code("QH"), CLOCK)


def test_a_database_that_has_organisations_is_left_alone(demo_home: DemoHome) -> None:
    with pytest.raises(NotEmptyError):
        build_demo(lambda *_: None)


def test_whatever_was_built_verifies(demo_home: DemoHome) -> None:
    verified = verify_installation()
    assert verified.differences == ()
    assert verified.seq > 500


def test_everybody_can_sign_in_and_need_not_change_the_password(demo_home: DemoHome) -> None:
    for one in demo_home.accounts:
        assert actor_of(prove(one.login, one.password, "127.0.0.1")).permissions


def test_the_administrators_read_no_entry(demo_home: DemoHome) -> None:
    for login in ("admin.system", "admin.security", "admin.audit"):
        account = account_by_login(login)
        assert account is not None
        assert not list_entries(actor_of(account), Filter()).exists()


def test_the_matrix_of_2025_has_each_of_the_six_answers(demo_home: DemoHome) -> None:
    shown = matrix(READER, district(), 2025, CLOCK)
    counted = Counter(Code(code) for row in shown.rows for code in row.codes)
    assert counted.keys() == set(Code)
    asked = counted.total() - counted[Code.NOT_APPLICABLE]
    assert counted[Code.MET] > 0.75 * asked
    assert counted[Code.UNMET] < 0.12 * asked


def test_a_joint_afternoon_counts_once_above_its_branches(demo_home: DemoHome) -> None:
    day = Window(date(2025, 11, 20), date(2025, 11, 20))
    figure = figure_of(READER, "theme_day/count", district(), day, CLOCK)
    assert figure.overlap == 1
    assert sum(portion.value for portion in figure.portions) == figure.value + 1


@pytest.mark.parametrize("state", list(State))
def test_every_state_of_an_entry_is_there_to_see(state: State, demo_home: DemoHome) -> None:
    assert list_entries(READER, Filter(state=state)).exists()


@pytest.mark.parametrize("login", ["health.clerk", "hospital.clerk", "education.clerk", "news.clerk"])
def test_each_unit_has_something_late_something_soon_and_a_draft(login: str, demo_home: DemoHome) -> None:
    account = account_by_login(login)
    assert account is not None
    clerk = actor_of(account)
    codes = {obligation.code for one in _seen(login) for obligation in owed_of(clerk, one, 2025, CLOCK)}
    assert {Code.UNMET, Code.NOT_YET_DUE, Code.MET} <= codes
    assert list_drafts(clerk)


def _seen(login: str) -> tuple[int, ...]:
    root = {"health": "WJ", "hospital": "YY", "education": "JY", "news": "RM"}[login.partition(".")[0]]
    return below(organization_by_code(root), CLOCK)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("特教宣传日", "attendance_above_roll"),
        ("网络安全学习", "two_places_at_once"),
        ("学习教育启动学习", "studied_before_published"),
        ("必读篇目学习", "identical_minutes"),
        ("到会不足半数", "vote_rule"),
    ],
)
def test_what_contradicts_itself_is_found_by_the_ledger(title: str, code: str, demo_home: DemoHome) -> None:
    revision = list_entries(READER, Filter(text=title)).first()
    assert revision is not None
    content = content_of(entry_detail(READER, revision.entry_id).occasion)
    content.pop("roster")
    findings = preview_entry(READER, content, CLOCK, revision.entry_id).findings
    assert code in {finding.code for finding in findings}


def test_a_paper_went_out_another_waits_and_one_was_sent_back_and_mended(demo_home: DemoHome) -> None:
    rows = list_papers(READER, district(), CLOCK, 2025)
    assert {row.state.key for row in rows} == {"issued", "level_2", "writing"}
    (mended,) = [row for row in rows if row.number == 2]
    assert [one.passed for one in way_of(open_at_work(READER, mended.id))] == [True, False, True]


def test_two_records_of_one_afternoon_are_shown_side_by_side(demo_home: DemoHome) -> None:
    doubled = list_entries(READER, Filter(text="基层减负", start=date(2025, 11, 12), end=date(2025, 11, 12)))
    first = doubled.first()
    assert doubled.count() == 2
    assert first is not None
    content = content_of(entry_detail(READER, first.entry_id).occasion)
    content.pop("roster")
    findings = preview_entry(READER, content, CLOCK, first.entry_id).findings
    assert any("duplicate" in finding.code or "similar" in finding.code for finding in findings)


@pytest.mark.parametrize(("organization", "holds"), [("WJ", 2), ("YY", 2), ("JY", 0), ("RM", 0)])
def test_control_totals_hold_or_fail_as_the_story_says(organization: str, holds: int, demo_home: DemoHome) -> None:
    own = [total for total in TOTALS if total.organization == organization]
    scope = below(organization_by_code(organization), CLOCK)
    held = [
        total
        for total in own
        if figure_of(READER, total.figure, scope, Window(total.starts_on, total.ends_on), CLOCK).value == total.amount
    ]
    assert len(held) == holds
    assert own
