"""Ringing for a child, or somebody who may be one: each step is marked with its time, until they are placed."""

from django.urls import reverse

from handrail.people.housing.actions import child_placement_steps
from handrail.people.housing.forms.stays import ChildPlacementStepForm
from handrail.people.housing.text_choices import ChildPlacementStepKind
from handrail.people.records.case_action_page import CaseActionPage
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission


class RecordChildPlacementStepPage(CaseActionPage):
    """Mark one step, now."""

    permission = Permission.FIND_PLACE
    title, button, form_class = "Record the time", "Record call", ChildPlacementStepForm

    @property
    def back_url(self) -> str:
        return reverse("place_tonight", args=[self.case.reference])

    def load(self) -> None:
        self.case.case_access.needs(Kind.HOUSING)

    def perform(self, form: ChildPlacementStepForm) -> str:
        sort = ChildPlacementStepKind(form.cleaned_data["sort"])
        child_placement_steps.record_child_placement_step(
            case_id=self.case.case_id, sort=sort, words=form.cleaned_data["words"], by=self.actor
        )
        if sort is ChildPlacementStepKind.PLACED:
            return "Child placed. The time has stopped."
        return "Call recorded."
