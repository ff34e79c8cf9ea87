"""Every page on the demonstration: nothing sticks out at the side, axe finds nothing, no script complains."""

import json
from collections.abc import Callable, Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.office import SIZES, Office
from tests.faces.rights.walking import Route, routes

pytestmark = pytest.mark.browser
FILES = ("export", "template", "attachment", "openapi", "exported")
NOT_PAGES = ("api:", "figures:export", "shell:late")
WHO = ("health.clerk", "admin.system", "admin.security", "admin.audit")
NUMBERS = """
import json
from taizhang.apps.ledger.models import Assertion, Entry
from taizhang.apps.members.models import Member, MemberEvent
from taizhang.apps.organizations.models import Organization
branch = Organization.objects.get(code="WJ-03").pk
event = MemberEvent.objects.filter(organization_id=branch, known_until=None).order_by("pk").first()
print(json.dumps({
    "entry_id": Entry.objects.filter(organization_id=branch, revisions__confirmation__isnull=False).first().pk,
    "organization_id": branch, "member_id": event.member_id, "event_id": event.pk,
}))
"""
WORDS = {
    "day": "2025-11-05", "code": "WJ-03", "start": "2025-01-01", "end": "2025-01-31", "rule": "theme_day_monthly",
    "figure": "theme_day/count", "act": "rename", "what": "term", "kind": "theme_day", "kind_id": "theme_day",
    "rule_id": "theme_day_monthly", "source": "branch_work_regulations", "source_id": "branch_work_regulations",
    "profile": "lecture_quarterly", "outline_id": "branch_secretary_duty_report",
}  # fmt: skip
MORE = (
    "/ledger/record/?kind=branch_congress",
    "/ledger/record/?tally=1",
    "/figures/?all=1",
    "/accounts/in/",
    "/rules/outlines/words/branch_secretary_duty_report/?kind=theme_day",
)
"""Pages that one address has besides its plain one."""

WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def addresses(office: Office) -> list[str]:
    """Every page whose address can be filled in on the demonstration."""
    found = json.loads(office.installation.python(NUMBERS)) | WORDS
    return [*MORE, *(reverse(one.name, kwargs={name: found[name] for name in one.parameters}) for one in _pages(found))]


def _pages(found: dict[str, object]) -> Iterator[Route]:
    for one in routes():
        is_file = any(word in one.name.rpartition(":")[2] for word in FILES)
        if not is_file and not one.name.startswith(NOT_PAGES) and set(one.parameters) <= found.keys():
            yield one


def _opens(page: Page, address: str) -> bool:
    """Whether there is a page for whoever asks; what only takes a form, or is not his, is none."""
    asked = page.request.get(address)
    if not asked.ok or "text/html" not in asked.headers.get("content-type", "") or "<html" not in asked.text():
        return False
    page.goto(address)
    return True


def _faults(page: Page, axe_faults: Callable[[Page], list[str]]) -> Iterator[str]:
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} headings of the first rank"
    if not page.title().endswith("台账") or page.title().startswith(" "):
        yield f"title {page.title()!r}"
    yield from axe_faults(page)
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        if (over := page.evaluate(WIDTH)) > 0:
            yield f"{over} pixels too wide, {size}"
    page.set_viewport_size({"width": 1093, "height": 614})
    page.evaluate("document.documentElement.dataset.text = 'large'")
    if (over := page.evaluate(WIDTH)) > 0:
        yield f"{over} pixels too wide, large text"
    page.set_viewport_size({"width": 1366, "height": 768})


def test_every_page_is_fit_to_be_seen(
    office: Office, addresses: list[str], axe_faults: Callable[[Page], list[str]]
) -> None:
    faults: dict[str, list[str]] = {}
    left, seen = list(addresses), 0
    for login in WHO:
        page, refused = office.window(login), []
        for path in left:
            if not _opens(page, f"{office.address}{path}"):
                refused.append(path)
                continue
            seen += 1
            if found := list(_faults(page, axe_faults)):
                faults[f"{login} {path}"] = found
        left = refused
        page.close()
    assert seen >= 40, f"only {seen} pages were seen; left out: {left}"
    assert not faults, json.dumps(faults, ensure_ascii=False, indent=1)
