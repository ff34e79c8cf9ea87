"""The self-check in the page: every row in one form, all or none, and nothing typed is lost."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from taizhang.apps.reports.models import Decision, Report, Version
from taizhang.apps.reports.selectors.texts import self_check
from tests.apps.ledger.conftest import World, world  # noqa: F401 (a fixture)
from tests.apps.reports.written import begun
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
RULE = "branch_congress_quarterly"


@pytest.fixture
def report(world: World) -> Report:
    return begun(world)


@pytest.fixture
def client(world: World) -> Client:
    return signed_in("head", "secretary", world.branch)


def _page(client: Client, report: Report, sent: dict[str, str] | None = None, status: int = 200) -> str:
    if sent is None:
        answer = client.get(reverse("reports:self_check", args=[report.pk]))
    else:
        answer = client.post(reverse("reports:decide", args=[report.pk]), sent)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def _sent(world: World, report: Report, **rows: dict[str, str]) -> dict[str, str]:
    """The form as the page sends it: every row, those that are named filled in."""
    found: dict[str, str] = {}
    for one, _ in self_check(world.secretary, report.pk):
        texts = {"cause": "", "measure": "", "reason": ""} | rows.get(one.rule, {})
        found |= {f"{key}-{one.rule}": text for key, text in texts.items()}
    return found


def test_only_what_was_touched_is_written_down_and_the_rest_stays_undecided(
    client: Client, world: World, report: Report
) -> None:
    (other,) = [one.rule for one, _ in self_check(world.secretary, report.pk) if one.rule != RULE][:1]
    first = _page(client, report)
    assert "还没定" in first
    assert first.count('<details class="shortfall" open ') == 1
    rows = {RULE: {"cause": "安排不周"}, other: {"write": "no", "reason": "已单独报告"}}
    _page(client, report, _sent(world, report, **rows), status=302)
    kept = {row.rule: row for row in Decision.objects.all()}
    assert kept.keys() == {RULE, other}
    assert (kept[RULE].write, kept[RULE].cause) == (True, "安排不周")
    assert (kept[other].write, kept[other].reason) == (False, "已单独报告")
    shown = _page(client, report)
    assert "已定写入" in shown
    assert "已定不写" in shown
    _page(client, report, _sent(world, report, **{RULE: {"write": "yes", "cause": "安排不周"}}), status=302)
    assert Decision.objects.count() == len(kept)


def test_without_a_reason_nothing_is_written_down_and_everything_typed_is_still_there(
    client: Client, world: World, report: Report
) -> None:
    (other,) = [one.rule for one, _ in self_check(world.secretary, report.pk) if one.rule != RULE][:1]
    rows = {RULE: {"write": "no"}, other: {"cause": "人手不够"}}
    refused = _page(client, report, _sent(world, report, **rows), status=422)
    assert "要写明理由" in refused.partition(f'id="error-{RULE}"')[2].partition("</div></div>")[0]
    assert f'href="#reason-{RULE}"' in refused
    assert "人手不够" in refused
    assert not Decision.objects.exists()


def test_drafting_anew_writes_down_first_what_stands_in_the_form(client: Client, world: World, report: Report) -> None:
    sent = _sent(world, report, **{RULE: {"cause": "安排不周"}}) | {"do": "again"}
    answer = client.post(reverse("reports:decide", args=[report.pk]), sent)
    assert answer.headers["Location"].startswith(reverse("reports:edit", args=[report.pk]))
    latest = Version.objects.filter(report=report).latest("pk")
    assert latest.number == 2
    assert "安排不周" in latest.content


def test_nobody_but_the_secretary_sees_or_decides(world: World, report: Report) -> None:
    clerk = signed_in("writer", "clerk", world.branch)
    _page(clerk, report, status=404)
    _page(clerk, report, {f"cause-{RULE}": "x"}, status=404)
