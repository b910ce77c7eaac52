"""On the case page: the plan in a few words, with the way to each of its pages."""

from handrail.people.cases.panels import THIS_CASE, CasePanel, CasePanelPosition
from handrail.people.records.case_tabs import CaseTab
from handrail.people.recovery.models import CaseFeedback, Goal, LocalProvider
from handrail.people.recovery.presenters import build_recovery_panel
from handrail.people.recovery.queries.recovery_summary import select_recovery_summary_querysets_by_part

RECOVERY = CasePanel(
    "recovery",
    (CaseTab.PLAN,),
    CasePanelPosition.ASIDE,
    "recovery/case_panel.html",
    lambda page: build_recovery_panel(page.reading_access, page.known),
    parts={
        "feedback": (CaseFeedback, THIS_CASE),
        "goal": (Goal, THIS_CASE),
        "provider": (LocalProvider, f"{THIS_CASE} AND until IS NULL"),
    },
    select=select_recovery_summary_querysets_by_part,
)
