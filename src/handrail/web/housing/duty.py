"""What stood in the way: a refusal, a dispute that names who houses them tonight, nothing that would do."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.access.denied import Denied
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.lists.queries.finding import Found
from handrail.provision.places.actions import duty
from handrail.provision.places.states import RefusedWhy
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.housing.bodies import around
from handrail.web.housing.forms import DisputeForm, NothingForm, RefusalForm, SettleForm, moment


@case_door(Permission.FIND_PLACE)
def place_refusal(request: HttpRequest, found: Found) -> HttpResponse:
    """A body said no, and why."""
    _works_on_it(found)
    form = bind(
        RefusalForm, request, bodies=around(found.case_id, found.sight.actor), initial={"on": words.today()}
    )

    def save(answers: dict[str, Any]) -> str:
        at = moment(answers.pop("on"), answers.pop("at"))
        why = RefusedWhy(answers.pop("why"))
        duty.record_refusal(case_id=found.case_id, at=at, why=why, by=found.sight.actor, **answers)
        return "Their no is recorded, with its reason. It counts as evidence of the gap."

    return _act(request, found, form, "Somebody said no", save, "Record their no")


@case_door(Permission.FIND_PLACE)
def place_dispute(request: HttpRequest, found: Found) -> HttpResponse:
    """Two say not us: who houses them tonight."""
    _works_on_it(found)
    form = bind(DisputeForm, request, bodies=around(found.case_id, found.sight.actor))

    def save(answers: dict[str, Any]) -> str:
        duty.open_dispute(case_id=found.case_id, disputed=duty.Disputed(**answers), by=found.sight.actor)
        return "The dispute is recorded, with who houses them tonight. It does not stop a bed."

    return _act(request, found, form, "It is disputed who must house them", save, "Record the dispute")


@case_door(Permission.FIND_PLACE)
def settle_dispute(request: HttpRequest, found: Found) -> HttpResponse:
    """Who it was found to be."""
    _works_on_it(found)
    form = bind(SettleForm, request, bodies=around(found.case_id, found.sight.actor))

    def save(answers: dict[str, Any]) -> str:
        duty.settle_dispute(case_id=found.case_id, by=found.sight.actor, **answers)
        return "The dispute is settled."

    return _act(request, found, form, "The dispute is settled", save, "Record who it is")


@case_door(Permission.FIND_PLACE)
def nothing_fits(request: HttpRequest, found: Found) -> HttpResponse:
    """Nothing works tonight, and what was missing."""
    _works_on_it(found)
    form = bind(NothingForm, request)

    def save(answers: dict[str, Any]) -> str:
        duty.nothing_fits(case_id=found.case_id, by=found.sight.actor, **answers)
        return "Written down: what was missing tonight. Ring your duty lead now, and stay in touch with the person."

    return _act(request, found, form, "Nothing works tonight", save, "Write it down")


def _works_on_it(found: Found) -> None:
    found.sight.needs(Kind.SUPPORT)
    if not found.sight.inside:
        raise Denied("Only those who work on the case record who refused, and who disputes what.")


def _act(
    request: HttpRequest, found: Found, form: forms.Form, title: str, save: Any, button: str
) -> HttpResponse:
    back = reverse("place_tonight", args=[found.reference])
    return act(request, found.sight.actor, form, Act(title, save, back, back, button=button))
