"""Section 45: the flag and how it is handled."""

from typing import Any

from handrail.people.justice.actions.compulsion import record_possible_compulsion
from handrail.people.justice.forms import CompulsionRecordForm
from handrail.people.justice.models import CompulsionRecord
from handrail.people.justice.queries.compulsion import list_codes_of_those_told, list_compulsion_records
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_tabs import CaseTab
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission

KEPT = ("answer", "raised_by", "raised_on", "consent", "lawyer", "nrm_offered")


class RecordCompulsionPage(CaseActionPage):
    """Record whether the person may have been made to break the law."""

    permission, runs_once = Permission.RECORD_COMPULSION, True
    title, button, form_class = "Section 45: made to break the law", "Save", CompulsionRecordForm
    lead = (
        "Choose answers only. Do not ask what happened, and do not write it down: anything you write may have to be "
        "disclosed. A defence lawyer advises them. Even if the defence does not cover the offence, the prosecution "
        "must ask whether a trial is in the public interest."
    )
    takes_closed_case = True
    shown_on, anchor = CaseTab.JUSTICE, "section-45"

    def load(self) -> None:
        self.case.case_access.needs(Kind.NOTES)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form begins with the newest answers: a new record that changes one of them drops no other."""
        newest = next(iter(list_compulsion_records(self.case.case_access)), None)
        initial = (
            {name: getattr(newest, name) for name in KEPT} | {"told": list_codes_of_those_told(newest)}
            if newest
            else {}
        )
        return {
            "actor": self.actor,
            "instance": CompulsionRecord().bind(self.case.case_access),
            "initial": initial,
        }

    def perform(self, form: CompulsionRecordForm) -> str:
        record_possible_compulsion(
            form.instance, told=form.cleaned_data["told"], case_id=self.case.case_id, by=self.actor
        )
        return "Saved."
