"""Using a page as somebody does who has no mouse."""

from playwright.sync_api import Locator, Page

FAR = 200


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; fail where it never gets it."""
    handle = target.element_handle()
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if handle and handle.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} cannot be reached by Tab on {page.url}")


def press(page: Page, target: Locator) -> None:
    """Go to a link or a button that leads to another page, press Enter, and wait for that page."""
    page.evaluate("document.documentElement.dataset.left = ''")
    tab_to(page, target)
    page.keyboard.press("Enter")
    page.locator("html:not([data-left])").wait_for(state="attached")
    page.wait_for_load_state()


def shows_focus(page: Page) -> bool:
    """Whether what has the focus is drawn as such."""
    return bool(
        page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement);
                return style.outlineStyle !== "none" || style.boxShadow !== "none";
            }"""
        )
    )
