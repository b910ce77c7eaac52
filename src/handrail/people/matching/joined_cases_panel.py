"""On the case page: how the person was found, who may be the same person, and the cases joined to this one."""

from handrail.people.cases.panels import THIS_CASE, CasePanel, CasePanelPlace, CaseTab
from handrail.people.matching.models import CaseJoin, CasePair, CopiedFact, IncidentMember
from handrail.people.matching.presenters import (
    build_joined_case_contexts_and_record_reads,
    build_matching_panel,
)
from handrail.people.matching.text_choices import PairVerdict
from handrail.people.records.sql_union import build_code_list_sql

CASE = "%(case)s"
LINKS = CasePanel(
    "linking",
    CaseTab.OVERVIEW,
    CasePanelPlace.BELOW,
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
    CaseTab.OVERVIEW,
    CasePanelPlace.BEFORE,
    "matching/joined_note.html",
    lambda page: build_joined_case_contexts_and_record_reads(page.extras["joins"], page.now),
    parts={
        "join": (CaseJoin, f"(leading_id = {CASE} OR other_id = {CASE}) AND parted_at IS NULL"),
    },
)
JOINED_DANGER = CasePanel(
    "joined_danger",
    CaseTab.OVERVIEW,
    CasePanelPlace.OVERVIEW,
    "matching/joined_danger.html",
    lambda page: page.extras["joins"],
)
JOINED_CASES = CasePanel(
    "joined_cases",
    CaseTab.OVERVIEW,
    CasePanelPlace.MAIN,
    "matching/joined.html",
    lambda page: page.extras["joins"],
)
