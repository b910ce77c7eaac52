"""On the case page: how the person was found, who may be the same person, and the cases joined to this one."""

from handrail.people.cases.panels import THIS_CASE, CasePanel, CaseTab, PanelPlace
from handrail.people.matching.models import CaseJoin, CasePair, CopiedFact, IncidentMember
from handrail.people.matching.presenters import build_case_panel, build_joined_cases
from handrail.people.matching.states import PairVerdict
from handrail.people.records.sql_lines import words

CASE = "%(case)s"
LINKS = CasePanel(
    "linking",
    CaseTab.OVERVIEW,
    PanelPlace.BELOW,
    "matching/case_panel.html",
    lambda page: build_case_panel(page.reading_access, page.known),
    parts={
        "copied": (CopiedFact, THIS_CASE),
        "member": (IncidentMember, THIS_CASE),
        "pair": (
            CasePair,
            f"(one_id = {CASE} OR two_id = {CASE}) "
            f"AND verdict IN {words([PairVerdict.ASKED.value, PairVerdict.NOT_SURE.value])}",
        ),
    },
)
JOINED_NOTE = CasePanel(
    "joined",
    CaseTab.OVERVIEW,
    PanelPlace.BEFORE,
    "matching/joined_note.html",
    lambda page: build_joined_cases(page.extras["joins"], page.now),
    parts={
        "join": (CaseJoin, f"(leading_id = {CASE} OR other_id = {CASE}) AND parted_at IS NULL"),
    },
)
JOINED_DANGER = CasePanel(
    "joined_danger",
    CaseTab.OVERVIEW,
    PanelPlace.OVERVIEW,
    "matching/joined_danger.html",
    lambda page: page.extras["joins"],
)
JOINED_CASES = CasePanel(
    "joined_cases",
    CaseTab.OVERVIEW,
    PanelPlace.MAIN,
    "matching/joined.html",
    lambda page: page.extras["joins"],
)
