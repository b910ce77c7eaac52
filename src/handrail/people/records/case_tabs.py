"""The pages of a case: their names, their addresses, and the one that an act leads back to."""

from enum import StrEnum

from django.http import HttpRequest

from handrail.platform.ui.last_page import get_last_visited_page_if_among_paths
from handrail.platform.ui.url_cache import get_url


class CaseTab(StrEnum):
    """The pages of a case, in the order of their tabs. The value stands in the address."""

    OVERVIEW = "overview"
    PLAN = "plan"
    CONTACTS = "contacts"
    SHARING = "consents-and-sharing"
    REFERRAL = "referral"
    JUSTICE = "justice"
    DOCUMENTS = "documents"
    HISTORY = "history"

    @property
    def words(self) -> str:
        """What its tab says."""
        return TAB_WORDS[self]

    @property
    def url_name(self) -> str:
        """The name of its address."""
        return URL_NAMES.get(self, f"case_{self.name.lower()}")


TAB_WORDS = {
    CaseTab.OVERVIEW: "Overview",
    CaseTab.PLAN: "Plan",
    CaseTab.CONTACTS: "Contacts",
    CaseTab.SHARING: "Consents and sharing",
    CaseTab.REFERRAL: "Referral",
    CaseTab.JUSTICE: "Justice",
    CaseTab.DOCUMENTS: "Documents",
    CaseTab.HISTORY: "History",
}
URL_NAMES = {CaseTab.OVERVIEW: "case", CaseTab.DOCUMENTS: "papers"}
TABS_OF_ANCHORS = {
    "clocks": CaseTab.PLAN,
    "questions": CaseTab.PLAN,
    "work": CaseTab.CONTACTS,
    "who": CaseTab.CONTACTS,
    "agreed": CaseTab.SHARING,
    "happened": CaseTab.HISTORY,
}
"""Parts of the one long page of earlier, by their place in its address, that are on a page of their own now."""


def get_tab_url(reference: str, tab: CaseTab, anchor: str = "") -> str:
    """Where a page of the case is.

    Args:
        reference: the case's.
        tab: which page.
        anchor: the id of a part of it.

    Returns:
        Its address, with the anchor where there is one.
    """
    return get_url(tab.url_name, reference) + (f"#{anchor}" if anchor else "")


def get_return_url(
    request: HttpRequest, reference: str, tab: CaseTab = CaseTab.OVERVIEW, anchor: str = ""
) -> str:
    """Where an act on a case leads: the page of the case that was open last.

    Args:
        request: of whoever acts.
        reference: the case's.
        tab: the page on which what was done is seen, for whoever came from elsewhere.
        anchor: the id of its part on that page.

    Returns:
        The address, with the anchor where it leads to `tab`.
    """
    last = get_last_visited_page_if_among_paths(request, {get_tab_url(reference, one) for one in CaseTab})
    own = get_tab_url(reference, tab)
    return last if last and last != own else get_tab_url(reference, tab, anchor)
