"""How the gallery looks in a real browser: at each size, in large text, on paper, on an old machine."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("gallery")]
PAGES = (
    "/",
    "/?year=x",
    "/?as_of=2026-06-30&demo=1",
    "/form/",
    "/matrix/",
    "/paper/",
    "/checked/",
    "/accounts/in/",
    "/trouble/404/",
    "/shell/more/",
)
SIZES = ((1366, 768), (1093, 614), (390, 844))
COLOURS = """() => {
  const shown = [];
  for (const element of document.querySelectorAll('body, body *')) {
    const style = getComputedStyle(element);
    if (element.closest('svg') && element.tagName !== 'svg') continue;
    shown.push([element.tagName, element.className.baseVal ?? element.className, style.color, style.backgroundColor,
      style.borderTopColor, style.borderTopStyle, style.boxShadow, style.fontSize, style.fontWeight, style.display]
      .join(' | '));
  }
  return shown;
}"""


Open = Callable[[str], Page]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("large", [False, True])
def test_axe_finds_nothing(open_page: Open, axe_faults: Callable[[Page], list[str]], path: str, *, large: bool) -> None:
    page = open_page(f"{path}{'&' if '?' in path else '?'}large=1" if large else path)
    assert axe_faults(page) == []


def test_axe_finds_nothing_in_what_opens(open_page: Open, axe_faults: Callable[[Page], list[str]]) -> None:
    page = open_page("/matrix/")
    page.locator("[data-matrix] td > a").nth(2).click()
    expect(page.locator("[data-drawer] h2")).to_be_visible()
    assert axe_faults(page) == []
    page.keyboard.press("?")
    expect(page.locator("#chooser")).to_be_visible()
    assert axe_faults(page) == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("large", [False, True])
def test_nothing_scrolls_sideways(open_page: Open, page: Page, path: str, *, large: bool) -> None:
    open_page(f"{path}{'&' if '?' in path else '?'}large=1" if large else path)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width


def colours(page: Page) -> object:
    """What the browser computed for every element, once everything has come."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function("!document.querySelector('.htmx-request, .htmx-settling, .htmx-added, .htmx-swapping')")
    return page.evaluate(COLOURS)


@pytest.mark.parametrize("path", ["/", "/form/", "/matrix/", "/accounts/in/"])
def test_a_browser_that_lacks_new_colour_functions_shows_the_same(open_page: Open, page: Page, path: str) -> None:
    modern = colours(open_page(path))

    def old(route: Route) -> None:
        sheet = (ROOT / "src/taizhang/faces/web/static/vendor/tabler.min.css").read_text(encoding="utf-8")
        crippled = re.sub(r"\b(oklch|color-mix|light-dark)\(", r"unknown-\1(", sheet).replace(":has(", ":unknown-has(")
        assert crippled.count("unknown-") > 1000
        route.fulfill(body=crippled, content_type="text/css")

    page.route("**/tabler.min.css", old)
    assert colours(open_page(path)) == modern


def test_touch_targets_are_large_enough_on_a_phone(open_page: Open, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_page("/form/")
    small = page.evaluate("""() => Array.from(document.querySelectorAll('main button, main input:not([type=hidden])'))
        .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 41)
        .map(one => one.outerHTML.slice(0, 80))""")
    assert small == []


def test_on_paper_the_shell_vanishes_and_answers_are_framed(open_page: Open, page: Page) -> None:
    open_page("/matrix/")
    page.emulate_media(media="print")
    expect(page.locator(".side")).to_be_hidden()
    expect(page.locator(".top")).to_be_hidden()
    frame = page.locator("[data-matrix] td > a").first.evaluate("one => getComputedStyle(one).borderTopStyle")
    assert frame == "solid"
