"""The accessibility check: axe-core in the page, every rule for WCAG 2.2 AA and its best practice.

A page's markup does not depend on which database keeps its rows: axe looks at each once, beside the suite on SQLite.
"""

from functools import cache
from typing import Any

from django.db import connection
from playwright.sync_api import Page

from support.repository import ROOT

AXE = ROOT / "assets" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """One line for each rule that is broken: what, and where."""
    page.evaluate(_source())  # through the debugger, which the page's own policy on scripts does not stop
    return _run(page, {"runOnly": RULES})


def _run(page: Page, options: dict[str, Any]) -> list[str]:
    options = {
        "resultTypes": ["violations"],  # of what is in order, axe would name each element at length
        "preload": False,  # style sheets again for a rule that is experimental, media for one on sound
        **options,
    }
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(document, options).then(result => result.violations)", options
    )
    return [
        f"{rule['id']}: {rule['help']} at {', '.join(str(node['target'][0]) for node in rule['nodes'][:3])}"
        for rule in found
    ]


def assert_accessible(page: Page) -> None:
    """No rule is broken, and nothing has to be scrolled for sideways. A page that is on its way is waited for."""
    page.wait_for_load_state()
    page.locator("body").wait_for(state="attached")
    if connection.vendor == "sqlite":
        found = violations(page)
        assert not found, f"{page.url}: {found}"
    _assert_fits(page)


def assert_accessible_when_narrow(page: Page) -> None:
    """The same of a page that was looked over wide and is narrow now; its colours are those of before."""
    if connection.vendor == "sqlite":
        found = _run(page, {"runOnly": RULES, "rules": {"color-contrast": {"enabled": False}}})
        assert not found, f"{page.url}, narrow: {found}"
    _assert_fits(page)


def _assert_fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels too wide"
