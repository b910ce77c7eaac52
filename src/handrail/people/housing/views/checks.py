"""The check before a hotel or B&B: saved as it grows, signed when it is whole, overruled by a lead with a reason."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.directory.housing.queries.places import get_place
from handrail.people.housing import suitability_questions
from handrail.people.housing.actions import checks
from handrail.people.housing.forms.stays import CheckOverruleForm, SuitabilityCheckForm
from handrail.people.housing.queries.checks import get_check_draft, list_signed_checks
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.records.queries.child_cases import is_child_case
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form


@requires_case(Permission.FIND_PLACE)
def place_check(request: HttpRequest, found: CaseContext, place_id: UUID) -> HttpResponse:
    """Nine questions. “Save” keeps what there is; “sign” asks for all of them."""
    found.case_access.needs(Kind.SUPPORT)
    place = get_place(place_id)
    if place is None or not place.after_check:
        raise NotVisible
    if is_child_case(found.case_id):
        raise ActionNotAllowed(suitability_questions.NEVER_A_CHILD)
    draft = get_check_draft(found.case_access, place_id)
    form = bind_form(SuitabilityCheckForm, request, initial=draft)

    def save(answers: dict[str, Any]) -> str:
        if request.POST.get("what") == "save":
            done = checks.save_check_draft(
                case_id=found.case_id, place_id=place_id, answers=answers, by=found.case_access.actor
            )
            return msg(
                "Saved: {done} of {total} answered. Not signed yet.",
                done=done,
                total=suitability_questions.TOTAL_QUESTIONS,
            )
        signed = checks.sign_check(
            case_id=found.case_id, place_id=place_id, answers=answers, by=found.case_access.actor
        )
        outcome = (
            "It can be held now." if signed.suitable else "It says no. A lead can overrule it, with a reason."
        )
        return msg(
            "Signed by {user_name}. {outcome}", user_name=found.case_access.actor.user_name, outcome=outcome
        )

    back = reverse("place_tonight", args=[found.reference]) + "#hotels"
    page = FormAction(
        msg("Before {name} is used", name=place.name),
        save,
        back,
        back,
        button="Sign the check",
        template="housing/check.html",
        tab="Stays and checks",
        more={"total": suitability_questions.TOTAL_QUESTIONS, "signer": found.case_access.actor.user_name},
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.OVERRULE_CHECK)
def overrule_check(request: HttpRequest, found: CaseContext, check_id: UUID) -> HttpResponse:
    """A lead lets it be used all the same."""
    line = next((each for each in list_signed_checks(found.case_access) if each.check_id == check_id), None)
    if line is None:
        raise NotVisible
    form = bind_form(CheckOverruleForm, request)

    def save(answers: dict[str, Any]) -> str:
        checks.overrule_check(
            case_id=found.case_id, check_id=check_id, why=answers["why"], by=found.case_access.actor
        )
        return msg("{place} can be held. Nights there are counted as unsuitable.", place=line.place)

    back = reverse("place_tonight", args=[found.reference]) + "#hotels"
    page = FormAction(
        msg("Overrule the check of {place}", place=line.place),
        save,
        back,
        back,
        button="Overrule it",
        template="housing/overrule.html",
        tab="Stays and checks",
        more={"check": line},
    )
    return process_form_action(request, found.case_access.actor, form, page)
