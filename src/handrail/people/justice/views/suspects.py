"""What happened to one suspect."""

from typing import Any

from handrail.people.justice.actions.suspects import record_suspect_step
from handrail.people.justice.forms import FURTHER, SuspectStepForm
from handrail.people.justice.permissions import require_may_answer_victim_contract
from handrail.people.justice.queries.suspects import get_suspect_states_of_case
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_tabs import CaseTab
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg


class RecordSuspectStepPage(CaseActionPage):
    """Record what happened to one suspect."""

    permission, runs_once = Permission.KEEP_CONTRACT, True
    title, button, form_class = "What happened to a suspect?", "Save", SuspectStepForm
    lead = (
        "With more than one suspect the case goes on until each of them has an end. What is on the case for that day "
        "already is not recorded twice."
    )
    shown_on, anchor = CaseTab.JUSTICE, "criminal-case"

    def load(self) -> None:
        require_may_answer_victim_contract(self.case.case_access)
        self.suspects = get_suspect_states_of_case(self.case.case_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"suspects": self.suspects}

    def perform(self, form: SuspectStepForm) -> str:
        said = form.cleaned_data
        step = record_suspect_step(
            case_id=self.case.case_id,
            number=None if said["number"] == FURTHER else int(said["number"]),
            event=said["event"],
            on=said["on"],
            by=self.actor,
        )
        return msg("Saved for suspect {number}.", number=step.number)
