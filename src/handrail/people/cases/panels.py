"""What a room adds to the page of a case: a panel, declared in the room's own `case_panel.py`.

`workspace/day_row_providers_and_case_panels.py` has the tuple of all panels, in their order. A page of a case builds
the panels of its tab and reads nothing for the others. One statement asks first which parts of a case hold a row at
all, so that nothing is asked of an empty part (`parts`, and `branches` for more than that).
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from django.db.models import Model, QuerySet

from handrail.people.cases.lifecycle.presenters.case_page import CaseDetailContext
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail, CaseDetailPart
from handrail.people.records.case_tabs import CaseTab
from handrail.people.records.queries.known_case_parts import CasePartsKnownEmptyOrFetched
from handrail.people.records.sql_union import SqlRow
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission

CASE = "%(case)s"
THIS_CASE = f"case_id = {CASE}"
"""The rows of one case, in the condition of a part or a branch."""

type CaseLines = Mapping[str, Sequence[SqlRow]]
"""The rows of the page's statement, by the sort of their branch."""


ALL_TABS = tuple(CaseTab)


class CasePanelPosition(StrEnum):
    """Where a panel is on its page, from top to bottom."""

    BEFORE = "before"
    NOTICE = "notice"
    SAFETY = "safety"
    OVERVIEW = "overview"
    MAIN = "main"
    ASIDE = "aside"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class CasePanelBuildContext:
    """What panels are built from. `access` is as it was granted; `reading_access` offers no act on a closed or
    restricted case, nor after a death.

    `detail` is the case itself, `parts` its presentation, `extras` what the page had to read first, by panel name.
    `tab` is the page that is shown, None for the whole file; `may_dial` is whether safe numbers dial on the
    device that shows the page.
    """

    access: CaseAccess
    reading_access: CaseAccess
    reference: str
    is_closed: bool
    now: datetime.datetime
    lines: CaseLines
    known: CasePartsKnownEmptyOrFetched
    detail: CaseDetail
    parts: CaseDetailContext
    extras: Mapping[str, Any]
    tab: CaseTab | None
    may_dial: bool = False
    is_restricted: bool = False
    has_died: bool = False

    @property
    def takes_work(self) -> bool:
        """Whether tasks, contacts and offers may be recorded on it now."""
        return not (self.is_closed or self.is_restricted or self.has_died)


@dataclass(frozen=True, slots=True)
class CasePanel:
    """One panel. `build` gives the template's variable `name`; empty or None leaves the panel out.

    `kind` is the kind of information that it shows: without it the panel is not built. None if it checks that itself.
    """

    name: str
    tabs: tuple[CaseTab, ...]
    place: CasePanelPosition
    template: str
    build: Callable[[CasePanelBuildContext], Any]
    kind: Kind | None = None
    parts: Mapping[str, tuple[type[Model], str | Callable[[], str]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Parts of a case that it reads: a name for each, the table, and the condition of its rows."""
    branches: Callable[[], Iterable[str]] = tuple
    """Further branches of the page's statement; values are `%(case)s` and `%(today)s`."""
    reads: frozenset[CaseDetailPart] = frozenset()
    """Parts of the case's detail that it shows."""
    count_waiting: Callable[[CaseAccess, CaseLines], int] | None = None
    """How many things wait behind its tab, from the page's statement; only asked where `kind` is open."""
    select: Callable[[CaseAccess], Mapping[str, QuerySet[Any, Any]]] = lambda _access: MappingProxyType({})
    """Further rows that it reads, by the name of their part: fetched in one statement with those of other panels."""
    permission: Permission | None = None
    """Who has it at all: a tab whose panels are all for others is left out."""
    is_summary: bool = False
    """It says in short what another panel says in full: the whole file leaves it out."""

    def is_open_to(self, access: CaseAccess) -> bool:
        """Whether the reader may see it, as far as its kind and its permission tell."""
        return (self.kind is None or self.kind in access.kinds) and (
            self.permission is None or access.may(self.permission)
        )


def select_extra_querysets_by_panel(
    panels: Iterable[CasePanel], access: CaseAccess, known: CasePartsKnownEmptyOrFetched
) -> dict[str, QuerySet[Any, Any]]:
    """What the panels read besides the detail, where it is open to the reader and there is any: not evaluated.

    Args:
        panels: of one page.
        access: what the reader may see.
        known: which parts hold anything.

    Returns:
        The querysets, by the name of their part.
    """
    return {
        name: rows
        for panel in panels
        if panel.is_open_to(access)
        for name, rows in panel.select(access).items()
        if known.has(name)
    }


def build_panel_template_variables(
    panels: Iterable[CasePanel], page: CasePanelBuildContext
) -> dict[str, Any]:
    """Build what may be shown to the reader.

    Returns:
        The template's variables: each panel's own by its name, and `panels`, the shown ones by their place.
    """
    shown: dict[str, Any] = {}
    placed: dict[str, list[CasePanel]] = {place.value: [] for place in CasePanelPosition}
    for panel in panels:
        built = panel.build(page) if panel.is_open_to(page.access) else None
        if built or panel.name not in shown:
            shown[panel.name] = built
        if built:
            placed[panel.place.value].append(panel)
    return {**shown, "panels": placed}
