"""The matrix in a real browser: the drawer follows the keys, folds open, a phone gets pages."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from taizhang.apps.audit.models import ChainHead
from taizhang.faces.web.shell import sources
from tests.apps.ledger.conftest import TODAY, World, world  # noqa: F401 (a fixture)
from tests.faces.web.pages.people import signed_in
from tests.faces.web.pages.recorded import confirmed, theme_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Open = Callable[[str], Page]


@pytest.fixture(autouse=True)
def _head(transactional_db: None) -> None:
    """A test before this one may have emptied every table, the head of the chain with them."""
    ChainHead.objects.get_or_create(pk=1, defaults={"seq": 0, "digest": "0" * 64})


@pytest.fixture
def open_page(
    world: World,
    live_server: LiveServer,
    page: Page,
    monkeypatch: pytest.MonkeyPatch,
) -> Open:
    """A page seen by the committee, after one theme day in January."""
    monkeypatch.setattr(sources, "business_day", lambda: TODAY)
    confirmed(world, theme_day(world, "2025-01-15"))
    cookie = signed_in("above", "superior", world.committee).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    def visit(path: str) -> Page:
        page.goto(f"{live_server.url}{path}")
        return page

    return visit


def test_the_drawer_opens_beside_and_follows_the_arrows(open_page: Open) -> None:
    page = open_page("/owed/?open=theme_day_monthly")
    cell = page.get_by_role("link", name="a党组织 1月 主题党日每月一次：符合")
    cell.focus()
    page.keyboard.press("Enter")
    drawer = page.locator("[data-drawer]")
    expect(drawer).to_be_visible()
    expect(drawer).to_contain_text("a党组织 · 2025年1月")
    expect(drawer).to_contain_text("主题党日2025-01-15")
    page.keyboard.press("ArrowRight")
    expect(drawer).to_contain_text("a党组织 · 2025年2月")
    expect(drawer).to_contain_text("还差 1 次")
    page.keyboard.press("ArrowDown")
    expect(drawer).to_contain_text("b党组织 · 2025年2月")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.get_by_role("link", name="b党组织 2月 主题党日每月一次：不符合")).to_be_focused()


def test_a_rule_folds_and_the_filter_stays_in_the_address(open_page: Open) -> None:
    page = open_page("/owed/?problems=1&open=theme_day_monthly")
    page.get_by_role("link", name="▾ 主题党日每月一次").click()
    expect(page).to_have_url(re.compile(r"problems=1.*open=-|open=-.*problems=1"))
    expect(page.get_by_role("link", name="▸ 主题党日每月一次")).to_be_visible()


def test_on_a_phone_a_cell_is_a_page_and_nothing_goes_sideways(open_page: Open, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page("/owed/?open=theme_day_monthly")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("[data-matrix] td > a").first.click()
    expect(page).to_have_url(re.compile(r"/owed/cell/a/2025-01-01/2025-01-31/theme_day_monthly/"))
    expect(page.locator("h2").first).to_have_text("主题党日每月一次")


@pytest.mark.parametrize(
    "path",
    [
        "/desk/",
        "/owed/",
        "/owed/list/",
        "/figures/",
        "/figures/of/theme_day/count/",
        "/figures/assertions/",
        "/owed/cell/a/2025-01-01/2025-01-31/theme_day_monthly/",
    ],
)
def test_nobody_stumbles_with_a_screen_reader_or_weak_eyes(
    open_page: Open, axe_faults: Callable[[Page], list[str]], path: str
) -> None:
    assert axe_faults(open_page(path)) == []
