"""What stood in the way: a refusal, a dispute that names who houses them tonight, nothing that would do."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.people.housing.actions import housing_duty
from handrail.people.housing.body_choices import get_body_choices_for_case
from handrail.people.housing.forms.stays import (
    DisputeSettlementForm,
    HousingDisputeForm,
    HousingRefusalForm,
    NothingFitsForm,
    combine_day_and_time,
)
from handrail.people.housing.states import HousingRefusalReason
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.ui import formatting
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form


@requires_case(Permission.FIND_PLACE)
def place_refusal(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """A body said no, and why."""
    _check_works_on_case(found)
    form = bind_form(
        HousingRefusalForm,
        request,
        bodies=get_body_choices_for_case(found.case_id, found.case_access.actor),
        initial={"on": formatting.get_today()},
    )

    def save(answers: dict[str, Any]) -> str:
        at = combine_day_and_time(answers.pop("on"), answers.pop("at"))
        why = HousingRefusalReason(answers.pop("why"))
        housing_duty.record_refusal(
            case_id=found.case_id, at=at, why=why, by=found.case_access.actor, **answers
        )
        return "Their no is recorded, with its reason. It counts as evidence of the gap."

    return _act(request, found, form, "Somebody said no", save, "Record their no")


@requires_case(Permission.FIND_PLACE)
def place_dispute(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Two say not us: who houses them tonight."""
    _check_works_on_case(found)
    form = bind_form(
        HousingDisputeForm, request, bodies=get_body_choices_for_case(found.case_id, found.case_access.actor)
    )

    def save(answers: dict[str, Any]) -> str:
        housing_duty.open_dispute(
            case_id=found.case_id, disputed=housing_duty.DisputeInput(**answers), by=found.case_access.actor
        )
        return "The dispute is recorded, with who houses them tonight. It does not stop a bed."

    return _act(request, found, form, "It is disputed who must house them", save, "Record the dispute")


@requires_case(Permission.FIND_PLACE)
def settle_dispute(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Who it was found to be."""
    _check_works_on_case(found)
    form = bind_form(
        DisputeSettlementForm,
        request,
        bodies=get_body_choices_for_case(found.case_id, found.case_access.actor),
    )

    def save(answers: dict[str, Any]) -> str:
        housing_duty.settle_dispute(case_id=found.case_id, by=found.case_access.actor, **answers)
        return "The dispute is settled."

    return _act(request, found, form, "The dispute is settled", save, "Record who it is")


@requires_case(Permission.FIND_PLACE)
def nothing_fits(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Nothing works tonight, and what was missing."""
    _check_works_on_case(found)
    form = bind_form(NothingFitsForm, request)

    def save(answers: dict[str, Any]) -> str:
        housing_duty.record_nothing_fits(case_id=found.case_id, by=found.case_access.actor, **answers)
        return "Written down: what was missing tonight. Ring your duty lead now, and stay in touch with the person."

    return _act(request, found, form, "Nothing works tonight", save, "Write it down")


def _check_works_on_case(found: CaseContext) -> None:
    found.case_access.needs(Kind.SUPPORT)
    if not found.case_access.inside:
        raise Denied("Only those who work on the case record who refused, and who disputes what.")


def _act(
    request: HttpRequest, found: CaseContext, form: forms.Form, title: str, save: Any, button: str
) -> HttpResponse:
    back = reverse("place_tonight", args=[found.reference])
    return process_form_action(
        request, found.case_access.actor, form, FormAction(title, save, back, back, button=button)
    )
