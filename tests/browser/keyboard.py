"""A page worked without a mouse."""

import re

from playwright.sync_api import Page

_FOCUSED = """() => {
  const one = document.activeElement;
  return [one.name, one.id, one.getAttribute('aria-label'), one.textContent.trim()].filter(Boolean);
}"""


def focused(page: Page) -> list[str]:
    """What the thing with the focus is called: name, id, label, text."""
    return [str(one) for one in page.evaluate(_FOCUSED)]


def tab_to(page: Page, pattern: str, most: int = 160) -> None:
    """Press Tab until something that is called so has the focus, as somebody without a mouse does."""
    for _ in range(most):
        if any(re.fullmatch(pattern, one) for one in focused(page)):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {pattern}, the focus is on {focused(page)}")


def press(page: Page, pattern: str) -> None:
    """Go to a button or a fold and press Enter."""
    tab_to(page, pattern)
    page.keyboard.press("Enter")


def write(page: Page, pattern: str, text: str) -> None:
    """Go to a field and type."""
    tab_to(page, pattern)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def select(page: Page, pattern: str, text: str) -> None:
    """Go to a list and choose by typing, as it is without a mouse."""
    tab_to(page, pattern)
    for _ in range(80):
        if page.evaluate("document.activeElement.selectedOptions[0].textContent.trim()") == text:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{text} is not in the list {pattern}")
