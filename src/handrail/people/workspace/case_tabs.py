"""The tabs of a case for one reader, each with the number of things that wait there."""

from collections.abc import Iterable
from typing import NamedTuple

from handrail.people.cases.panels import CaseLines, CasePanel
from handrail.people.records.case_tabs import TABS_OF_ANCHORS, CaseTab, get_tab_url
from handrail.platform.access.case_access import CaseAccess


class CaseTabItem(NamedTuple):
    """One tab. `anchors` are the parts that it has and that links of earlier name: they lead to the tab itself."""

    words: str
    href: str
    is_current: bool
    waiting: int
    anchors: list[str]


def list_case_tabs(
    panels: Iterable[CasePanel],
    access: CaseAccess,
    lines: CaseLines,
    *,
    reference: str,
    current: CaseTab,
    query: str = "",
) -> list[CaseTabItem]:
    """Every tab of the case. One whose panels are all for other roles is left out.

    Args:
        panels: of all tabs.
        access: what the reader may see.
        lines: what one statement told of the case.
        reference: the case's, for the links.
        current: the tab that is shown.
        query: what each address ends in, such as "?own=yes".
    """
    by_tab: dict[CaseTab, list[CasePanel]] = {tab: [] for tab in CaseTab}
    for panel in panels:
        if panel.permission is None or access.may(panel.permission):
            for tab in panel.tabs:
                by_tab[tab].append(panel)
    return [
        CaseTabItem(
            tab.words,
            get_tab_url(reference, tab) + query,
            tab is current,
            sum(_count_waiting_items_of_panel(panel, access, lines) for panel in its),
            [name for name, of in TABS_OF_ANCHORS.items() if of is tab and current is CaseTab.OVERVIEW],
        )
        for tab, its in by_tab.items()
        if any(len(panel.tabs) == 1 for panel in its)
    ]


def _count_waiting_items_of_panel(panel: CasePanel, access: CaseAccess, lines: CaseLines) -> int:
    if panel.count_waiting is None or not panel.is_open_to(access):
        return 0
    return panel.count_waiting(access, lines)
