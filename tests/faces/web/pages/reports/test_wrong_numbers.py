"""A number of thousands of digits is the number of nothing, wherever a report's pages ask for one."""

import pytest
from django.urls import reverse

from taizhang.apps.reports.services.beginning import Wanted, begin_report
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in

pytestmark = pytest.mark.django_db
LONG = "9" * 5000


@pytest.mark.parametrize(("route", "field"), [("pass_level", "version"), ("issue", "version")])
def test_a_version_that_nobody_counts_up_to_is_refused_in_words(world: World, route: str, field: str) -> None:
    number, _ = begin_report(world.clerk, Wanted(world.branch, "organization_report", TODAY.year, TODAY))
    clerk = signed_in("writer", "secretary", world.branch)
    answer = clerk.post(reverse(f"reports:{route}", args=[number]), {field: LONG})
    assert answer.status_code == 302


def test_an_entry_that_nobody_counts_up_to_is_none(world: World) -> None:
    number, _ = begin_report(world.clerk, Wanted(world.branch, "organization_report", TODAY.year, TODAY))
    clerk = signed_in("writer", "clerk", world.branch)
    answer = clerk.get(reverse("reports:evidence", args=[number]), {"kind": "named", "entry": LONG})
    assert answer.status_code == 200
    assert "没有这项数据" in answer.content.decode()
