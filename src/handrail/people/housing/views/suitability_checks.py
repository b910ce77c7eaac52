"""The check before a hotel or B&B: saved as it grows, signed when it is whole, overruled by a lead with a reason."""

from typing import Any, TypedDict
from uuid import UUID

from django.urls import reverse

from handrail.directory.housing.models import Place
from handrail.directory.housing.queries.places import find_place
from handrail.people.housing import suitability_questions
from handrail.people.housing.actions import suitability_checks
from handrail.people.housing.forms.stays import SuitabilityCheckForm, SuitabilityCheckOverruleForm
from handrail.people.housing.queries.suitability_checks import (
    SignedCheckDetail,
    get_draft_check_answers,
    list_signed_checks,
)
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.queries.child_cases import is_child_or_age_unsure_case
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


class SuitabilityCheckActionPage(CaseActionPage, abstract=True):
    """What is done about a check. The tab does not say which place."""

    tab = "Stays and checks"

    @property
    def back_url(self) -> str:
        return reverse("place_tonight", args=[self.case.reference]) + "#hotels"


class PlaceSuitabilityCheckContext(TypedDict):
    """What the page of a check shows beside its form."""

    total: int
    signer: str


class OverruleSuitabilityCheckContext(TypedDict):
    """What the page of overruling shows beside its form."""

    check: SignedCheckDetail


class PlaceSuitabilityCheckPage(SuitabilityCheckActionPage):
    """Nine questions. “Save” keeps what there is; “sign” asks for all of them."""

    permission, form_class = Permission.FIND_PLACE, SuitabilityCheckForm
    button, template_name = "Sign the check", "housing/check.html"
    place: Place

    @property
    def title(self) -> str:
        return msg("Check {name}", name=self.place.name)

    def load(self, place_id: UUID) -> None:
        self.case.case_access.needs(Kind.HOUSING)
        place = find_place(place_id)
        if place is None or not place.needs_suitability_check:
            raise NotVisible
        if is_child_or_age_unsure_case(self.case.case_id):
            raise ActionNotPossibleError(suitability_questions.NEVER_A_CHILD)
        self.place = place

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": get_draft_check_answers(self.case.case_access, self.place.pk)}

    def get_context_data(self) -> PlaceSuitabilityCheckContext:
        return {"total": suitability_questions.TOTAL_QUESTIONS, "signer": self.actor.user_name}

    def perform(self, form: SuitabilityCheckForm) -> str:
        act = (
            suitability_checks.save_suitability_check_draft
            if self.request.POST.get("what") == "save"
            else suitability_checks.sign_suitability_check
        )
        done = act(
            case_id=self.case.case_id, place_id=self.place.pk, answers=form.cleaned_data, by=self.actor
        )
        if isinstance(done, int):
            return msg(
                "Saved: {done} of {total} answered. Not signed yet.",
                done=done,
                total=suitability_questions.TOTAL_QUESTIONS,
            )
        outcome = (
            "It can be held now." if done.suitable else "Not suitable. A lead can overrule it, with a reason."
        )
        return msg("Signed by {user_name}. {outcome}", user_name=self.actor.user_name, outcome=outcome)


class OverruleSuitabilityCheckPage(SuitabilityCheckActionPage):
    """A lead lets it be used all the same."""

    permission, form_class = Permission.OVERRULE_CHECK, SuitabilityCheckOverruleForm
    button, template_name = "Overrule it", "housing/overrule.html"

    @property
    def title(self) -> str:
        return msg("Overrule the check of {place}", place=self.check.place)

    def load(self, check_id: UUID) -> None:
        signed = list_signed_checks(self.case.case_access)
        found = next((each for each in signed if each.check_id == check_id), None)
        if found is None:
            raise NotVisible
        self.check = found

    def get_context_data(self) -> OverruleSuitabilityCheckContext:
        return {"check": self.check}

    def perform(self, form: SuitabilityCheckOverruleForm) -> str:
        suitability_checks.overrule_suitability_check(
            case_id=self.case.case_id,
            check_id=self.check.check_id,
            why=form.cleaned_data["why"],
            by=self.actor,
        )
        return msg("{place} can be held. Nights there count as unsuitable.", place=self.check.place)
