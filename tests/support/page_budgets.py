"""How long a page may be on a phone: its height, the links and primary buttons in its main part, and its words.

A work page is at most three screens and a half. What needs more is in EXCEPTIONS, with its reason.
"""

from typing import Any, NamedTuple

from django.urls import resolve
from playwright.sync_api import Page

MEASURE = """() => {
  const main = document.querySelector("main");
  return [document.documentElement.scrollHeight, main.querySelectorAll("a[href]").length,
    [...main.querySelectorAll(".govuk-button:not(.govuk-button--secondary):not(.govuk-button--warning)")]
      .filter(button => button.offsetParent).length,
    main.innerText.split(/\\s+/).filter(Boolean).length];
}"""


class PageSize(NamedTuple):
    """Of a page at 390 pixels wide: its height in pixels, links and primary buttons in its main part, and words."""

    height: int
    links: int
    buttons: int
    words: int


WORK_PAGE = PageSize(height=3_000, links=40, buttons=2, words=700)
EXCEPTIONS: dict[str, tuple[PageSize, str]] = {}
"""By the name of the address: what the page may have, and why."""


def measure_page(page: Page) -> PageSize:
    """The size of the page that is open, at the width that it has."""
    found: list[Any] = page.evaluate(MEASURE)
    return PageSize(*map(int, found))


def list_exceeded_budgets(path: str, size: PageSize) -> list[str]:
    """What of the page is over its budget.

    Args:
        path: of its address, without the query.
        size: as it was measured.

    Returns:
        A sentence for each figure that is too large.
    """
    name = resolve(path).url_name or ""
    allowed = EXCEPTIONS.get(name, (WORK_PAGE, ""))[0]
    return [
        f"{path} ({name}) has {is_now:,} {what}, and may have {most:,}: tests/support/page_budgets.py"
        for what, is_now, most in zip(PageSize._fields, size, allowed, strict=True)
        if is_now > most
    ]
