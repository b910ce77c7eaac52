"""How the police finalised a crime."""

from typing import Any

from handrail.people.justice.actions.outcomes import record_police_outcome
from handrail.people.justice.forms import FURTHER, PoliceOutcomeForm
from handrail.people.justice.models import PoliceOutcome
from handrail.people.justice.permissions import require_may_answer_victim_contract
from handrail.people.justice.queries.outcomes import list_police_outcomes
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_tabs import CaseTab
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg


class RecordPoliceOutcomePage(CaseActionPage):
    """Record the outcome of one crime."""

    permission, runs_once = Permission.KEEP_CONTRACT, True
    title, button, form_class = "Police outcome of a crime", "Save", PoliceOutcomeForm
    lead = "One outcome for each recorded crime. If it changes, record it again: the newest counts."
    shown_on, anchor = CaseTab.JUSTICE, "criminal-case"

    def load(self) -> None:
        require_may_answer_victim_contract(self.case.case_access)
        self.outcomes = list_police_outcomes(self.case.case_access)

    def get_form_kwargs(self) -> dict[str, Any]:
        row = PoliceOutcome().bind(self.case.case_access)
        return {"actor": self.actor, "instance": row, "outcomes": self.outcomes}

    def perform(self, form: PoliceOutcomeForm) -> str:
        crime = form.cleaned_data["crime"]
        number = None if crime == FURTHER else int(crime)
        row = record_police_outcome(form.instance, number=number, case_id=self.case.case_id, by=self.actor)
        return msg("Saved for crime {number}.", number=row.number)
