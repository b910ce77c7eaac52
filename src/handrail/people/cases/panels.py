"""What a room adds to the page of a case: a panel, declared in the room's own `case_panel.py`.

`workspace/providers.py` has the tuple of all panels, in their order. One statement asks first which parts of a case
hold a row at all, so that nothing is asked of an empty part (`parts`, and `branches` for more than that).
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from django.db.models import Model

from handrail.people.cases.lifecycle.presenters.case_page import CaseDetailContext
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail
from handrail.people.records.queries.known_empty_case_parts import KnownEmptyCaseParts
from handrail.people.records.sql_union import SqlRow
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind

CASE = "%(case)s"
THIS_CASE = f"case_id = {CASE}"
"""The rows of one case, in the condition of a part or a branch."""

type CaseLines = Mapping[str, Sequence[SqlRow]]
"""The rows of the page's statement, by the sort of their branch."""


class CaseTab(StrEnum):
    """The tabs of a case. All panels are on one page today; each says where it belongs once they are apart."""

    OVERVIEW = "overview"
    PLAN = "plan"
    CONTACTS = "contacts"
    SHARING = "sharing"
    REFERRAL = "referral"
    JUSTICE = "justice"
    PAPERS = "papers"
    HISTORY = "history"


class CasePanelPlace(StrEnum):
    """Where a panel is on the page of today, from top to bottom."""

    BEFORE = "before"
    NOTICE = "notice"
    SAFETY = "safety"
    OVERVIEW = "overview"
    MAIN = "main"
    ASIDE = "aside"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class CasePanelBuildContext:
    """What panels are built from. `reading_access` offers no act on a closed case; `access` is as it was granted.

    `detail` is the case itself, `parts` its presentation, `extras` what the page had to read first, by panel name.
    """

    access: CaseAccess
    reading_access: CaseAccess
    reference: str
    is_closed: bool
    now: datetime.datetime
    lines: CaseLines
    known: KnownEmptyCaseParts
    detail: CaseDetail
    parts: CaseDetailContext
    extras: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class CasePanel:
    """One panel. `build` gives the template's variable `name`; empty or None leaves the panel out.

    `kind` is the kind of information that it shows: without it the panel is not built. None if it checks that itself.
    """

    name: str
    tab: CaseTab
    place: CasePanelPlace
    template: str
    build: Callable[[CasePanelBuildContext], Any]
    kind: Kind | None = None
    parts: Mapping[str, tuple[type[Model], str]] = field(default_factory=lambda: MappingProxyType({}))
    """Parts of a case that it reads: a name for each, the table, and the condition of its rows."""
    branches: Callable[[], Iterable[str]] = tuple
    """Further branches of the page's statement; values are `%(case)s` and `%(today)s`."""


def build_panel_template_variables(
    panels: Iterable[CasePanel], page: CasePanelBuildContext
) -> dict[str, Any]:
    """Build what may be shown to the reader.

    Returns:
        The template's variables: each panel's own by its name, and `panels`, the shown ones by their place.
    """
    shown: dict[str, Any] = {}
    placed: dict[str, list[CasePanel]] = {place.value: [] for place in CasePanelPlace}
    for panel in panels:
        may_see = panel.kind is None or panel.kind in page.access.kinds
        built = panel.build(page) if may_see else None
        if built or panel.name not in shown:
            shown[panel.name] = built
        if built:
            placed[panel.place.value].append(panel)
    return {**shown, "panels": placed}
