"""Walking the pages as a person does: by what is written on them. Each page that is met is looked over."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from support.axe import assert_accessible, assert_accessible_when_narrow
from support.browser_pages import DESK, PHONE
from support.page_budgets import PageSize, list_exceeded_budgets, measure_page

REFERENCE = re.compile(r"\b[A-Z]{2,6}-\d{4,}-[A-Z]\b")
NEXT_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Until what folds on a phone has been folded: scripts hear of a new width with the next frame."""


@dataclass(slots=True)
class Walker:
    """One person at one screen. Without JavaScript there is no checker: it is itself a script of promises."""

    page: Page
    checks: bool = True
    narrow: PageSize | None = None
    """The size of the page that was looked over last, as narrow as a phone."""

    def look_over(self) -> None:
        """Accessible, nothing to scroll for sideways, one title at the top and one in the tab."""
        if self.checks:
            assert_accessible(self.page)
        assert self.page.locator("h1").count() == 1, self.page.url
        assert self.page.title().removesuffix(" - Handrail").strip(), self.page.url

    def look_over_as_narrow_as_a_phone(self) -> None:
        """A page that was looked over at a desk, made narrow without being asked for again."""
        if self.checks and self.page.viewport_size == DESK:
            self.page.set_viewport_size(PHONE)
            self.page.evaluate(NEXT_FRAMES)
            assert_accessible_when_narrow(self.page)
            self.narrow = measure_page(self.page)
            self.page.set_viewport_size(DESK)

    def go(self, address: str) -> None:
        """Open an address."""
        self.page.goto(address)
        self.look_over()

    def follow(self, link: str, *, exact: bool = True) -> None:
        """Follow a link, also one that is drawn as a button."""
        plain = self.page.get_by_role("link", name=link, exact=exact)
        self._arrive(plain.or_(self.page.get_by_role("button", name=link, exact=exact)).first)

    def unfold(self, panel: str, *, exact: bool = True) -> None:
        """Open a panel that a phone shows as one line; on a desk it is open."""
        fold = self.page.get_by_role("button", name=panel, exact=exact)
        if fold.count():
            fold.click()

    def tab(self, name: str) -> None:
        """Go to another page of the case: by its tab, which a phone shows in a fold."""
        pages = self.page.get_by_role("navigation", name="Pages of this case")
        fold = pages.get_by_role("button")
        if fold.is_visible():
            fold.click()
        self._arrive(pages.get_by_role("link", name=name).first)

    def press(self, button: str) -> None:
        """Press a button, and look over where it leads."""
        self._arrive(self.page.get_by_role("button", name=button, exact=True).first)

    def choose(self, question: str, answer: str) -> None:
        """Choose an answer to the question that stands above it."""
        group = self.page.get_by_role("group", name=question)
        group.get_by_label(answer, exact=True).check()

    def fill(self, label: str, text: str) -> None:
        """Write into a box."""
        self.page.get_by_label(label, exact=True).fill(text)

    def errors_lead_to_their_fields(self) -> None:
        """Every line of the summary takes the reader to the field it speaks of."""
        lines = self.page.get_by_role("alert").get_by_role("link")
        assert lines.count() >= 1, f"no error is shown on {self.page.url}"
        assert self.page.title().startswith("Error: ")
        for line in lines.all():
            field = self.page.locator(f"[id='{(line.get_attribute('href') or '')[1:]}']")
            line.click()
            expect(field, line.inner_text()).to_be_focused()

    def says(self, *texts: str) -> None:
        """All of this stands on the page."""
        shown = self.text()
        missing = [text for text in texts if text not in shown]
        assert not missing, f"{self.page.url} does not say {missing}"

    def keeps_back(self, *texts: str) -> None:
        """None of this stands on the page, nor in its markup."""
        markup = self.page.content()
        assert [text for text in texts if text in markup] == [], self.page.url

    def text(self) -> str:
        """What can be read on the page, with one space wherever there are several."""
        return " ".join(self.page.locator("main").inner_text().split())

    def reference(self) -> str:
        """The case's reference, as the page gives it."""
        found = REFERENCE.search(self.text())
        assert found, self.page.url
        return found.group()

    def _arrive(self, target: Locator) -> None:
        """A mark on the page that is left tells it from the one that comes, which may have the same address."""
        self.page.evaluate("document.documentElement.dataset.left = ''")
        target.click()
        self.page.locator("html:not([data-left])").wait_for(state="attached")
        self.page.wait_for_load_state()
        self.look_over()


def fault(walker: Walker, address: str) -> list[str]:
    """What is wrong with a page, looked over at the width it is opened at and as narrow as a phone."""
    answer = walker.page.goto(address)
    if answer is None or answer.status != 200:
        return [f"{address} answers {answer and answer.status}"]
    try:
        walker.look_over()
        walker.look_over_as_narrow_as_a_phone()
    except AssertionError as fault:
        return [f"{address}: {fault}"]
    return list_exceeded_budgets(urlsplit(walker.page.url).path, walker.narrow) if walker.narrow else []
