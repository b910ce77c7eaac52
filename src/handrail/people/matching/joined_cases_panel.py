"""On the pages of a case: how the person was found, who may be the same person, and the cases joined to this one."""

from collections.abc import Collection

from handrail.people.cases.lifecycle.queries.case_detail import ALL_PARTS, CaseDetailPart
from handrail.people.cases.panels import (
    ALL_TABS,
    THIS_CASE,
    CasePanel,
    CasePanelBuildContext,
    CasePanelPosition,
)
from handrail.people.matching.models import CaseJoin, CasePair, CopiedFact, IncidentMember
from handrail.people.matching.presenters import (
    build_joined_case_contexts_and_record_reads,
    build_matching_panel,
)
from handrail.people.matching.text_choices import PairVerdict
from handrail.people.records.case_tabs import CaseTab
from handrail.people.records.sql_union import build_code_list_sql

CASE = "%(case)s"
JOINED_PARTS: dict[CaseTab | None, Collection[CaseDetailPart]] = {
    None: ALL_PARTS,
    CaseTab.HISTORY: ALL_PARTS,
    CaseTab.OVERVIEW: (CaseDetailPart.SAFETY, CaseDetailPart.CHANNELS),
}
"""What is read of a joined case on each page: danger and safe ways on the overview, all of it in the history."""


def _build_joined_cases(page: CasePanelBuildContext) -> object:
    parts = JOINED_PARTS.get(page.tab, ())
    return build_joined_case_contexts_and_record_reads(page.extras["joins"], page.now, parts)


LINKS = CasePanel(
    "linking",
    (CaseTab.HISTORY,),
    CasePanelPosition.ASIDE,
    "matching/case_panel.html",
    lambda page: build_matching_panel(page.reading_access, page.known),
    parts={
        "copied": (CopiedFact, THIS_CASE),
        "member": (IncidentMember, THIS_CASE),
        "pair": (
            CasePair,
            f"(one_id = {CASE} OR two_id = {CASE}) "
            f"AND verdict IN {build_code_list_sql([PairVerdict.ASKED.value, PairVerdict.NOT_SURE.value])}",
        ),
    },
)
JOINED_NOTE = CasePanel(
    "joined",
    ALL_TABS,
    CasePanelPosition.BEFORE,
    "matching/joined_note.html",
    _build_joined_cases,
    parts={
        "join": (CaseJoin, f"(leading_id = {CASE} OR other_id = {CASE}) AND parted_at IS NULL"),
    },
)
JOINED_DANGER = CasePanel(
    "joined_danger",
    (CaseTab.OVERVIEW,),
    CasePanelPosition.OVERVIEW,
    "matching/joined_danger.html",
    lambda page: page.extras["joins"],
)
JOINED_CASES = CasePanel(
    "joined_cases",
    (CaseTab.HISTORY,),
    CasePanelPosition.MAIN,
    "matching/joined.html",
    lambda page: page.extras["joins"],
)
