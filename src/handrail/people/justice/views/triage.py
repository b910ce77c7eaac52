"""Triage decisions of an investigation team."""

from typing import Any

from handrail.people.justice.actions.triage import record_triage_decision
from handrail.people.justice.forms import TriageDecisionForm
from handrail.people.justice.models import TriageDecision
from handrail.people.justice.permissions import require_may_decide_triage
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_tabs import CaseTab
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission


class RecordTriageDecisionPage(CaseActionPage):
    """Decide how this matter is investigated."""

    permission, runs_once = Permission.DECIDE_TRIAGE, True
    title, button, form_class = "Triage decision", "Save", TriageDecisionForm
    lead = "Facts and words stay on this case."
    shown_on, anchor = CaseTab.JUSTICE, "triage"

    def load(self) -> None:
        require_may_decide_triage(self.case.case_access)
        self.case.case_access.needs(Kind.ACCOUNT)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": TriageDecision().bind(self.case.case_access)}

    def perform(self, form: TriageDecisionForm) -> str:
        record_triage_decision(
            form.instance, facts=form.cleaned_data["facts"], case_id=self.case.case_id, by=self.actor
        )
        return "Saved."
