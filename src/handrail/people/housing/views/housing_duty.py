"""What prevented housing: a refusal, a dispute that names who houses them tonight, nothing that fits."""

from typing import Any

from django.urls import reverse

from handrail.people.housing.actions import housing_duty
from handrail.people.housing.body_choices import list_body_choices_for_case
from handrail.people.housing.forms.stays import (
    DisputeSettlementForm,
    HousingDisputeForm,
    HousingRefusalForm,
    NoSuitablePlaceForm,
    combine_day_and_time,
)
from handrail.people.housing.text_choices import HousingRefusalReason
from handrail.people.records.case_action_page import CaseActionPage
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.ui import formatting


class HousingDutyActionPage(CaseActionPage, abstract=True):
    """What is recorded by those who work on the case alone."""

    permission = Permission.FIND_PLACE
    names_bodies: bool = True  # whether the form offers organisations to choose from

    @property
    def back_url(self) -> str:
        return reverse("place_tonight", args=[self.case.reference])

    def load(self) -> None:
        self.case.case_access.needs(Kind.HOUSING)
        if not self.case.case_access.inside:
            raise Denied("Only those who work on the case record who refused, and who disputes what.")

    def get_form_kwargs(self) -> dict[str, Any]:
        if not self.names_bodies:
            return {}
        return {"bodies": list_body_choices_for_case(self.case.case_id, self.actor)}


class RecordHousingRefusalPage(HousingDutyActionPage):
    """A body said no, and why."""

    title, button, form_class = "Someone refused", "Record refusal", HousingRefusalForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"on": formatting.get_today()}}

    def perform(self, form: HousingRefusalForm) -> str:
        answers = dict(form.cleaned_data)
        at = combine_day_and_time(answers.pop("on"), answers.pop("at"))
        why = HousingRefusalReason(answers.pop("why"))
        housing_duty.record_housing_refusal(
            case_id=self.case.case_id, at=at, why=why, by=self.actor, **answers
        )
        return "Refusal recorded with its reason. It counts as evidence of the gap."


class OpenHousingDisputePage(HousingDutyActionPage):
    """Two say not us: who houses them tonight."""

    title, button, form_class = (
        "Responsibility for housing is disputed",
        "Record the dispute",
        HousingDisputeForm,
    )

    def perform(self, form: HousingDisputeForm) -> str:
        disputed = housing_duty.HousingDutyDisputeInput(**form.cleaned_data)
        housing_duty.open_housing_duty_dispute(case_id=self.case.case_id, disputed=disputed, by=self.actor)
        return "Dispute recorded, with who houses them tonight. It does not stop a bed."


class SettleHousingDutyDisputePage(HousingDutyActionPage):
    """Who it was found to be."""

    title, button, form_class = "Dispute settled", "Record who it is", DisputeSettlementForm

    def perform(self, form: DisputeSettlementForm) -> str:
        housing_duty.settle_housing_duty_dispute(
            case_id=self.case.case_id, by=self.actor, **form.cleaned_data
        )
        return "Dispute settled."


class RecordNoSuitablePlacePage(HousingDutyActionPage):
    """Nothing works tonight, and what was missing."""

    title, button, form_class = "Nothing suitable tonight", "Add", NoSuitablePlaceForm
    names_bodies = False

    def perform(self, form: NoSuitablePlaceForm) -> str:
        housing_duty.record_night_without_suitable_place(
            case_id=self.case.case_id, by=self.actor, **form.cleaned_data
        )
        return "Recorded. Call your duty lead now, and stay in touch with the person."
