"""Agreements: which rooms may be used by whom, on what terms, until when, who pays; and rates with their days."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.casework.queries.choices import area_of
from handrail.directory.housing.actions.agreements import Terms, add_rate, end_agreement
from handrail.directory.housing.actions.agreements import add_agreement as write_down
from handrail.directory.housing.queries.agreements import AgreementLine, agreement_of, agreements_known_to
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.housing.bodies import of_area
from handrail.web.housing.place_forms import AgreementForm, LastNightForm, RateForm
from handrail.web.navigation import frame


@door(Permission.EDIT_AGREEMENTS)
def agreements(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Agreements that the organisation keeps, lets rooms under, may use, or pays for."""
    shown = {
        "rows": [_row(line) for line in agreements_known_to(actor.body_id)],
        "may_places": actor.may(Permission.EDIT_PLACES),
    }
    return render(request, "housing/agreements.html", frame(request, actor, "agreements") | shown)


@door(Permission.EDIT_AGREEMENTS)
def agreement(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """One agreement in full, with its rates."""
    line = _known(agreement_id, actor)
    shown = _row(line) | {"keeps": line.keeper_id == actor.body_id, "now": line.rates_on(words.today())}
    return render(request, "housing/agreement.html", frame(request, actor, "agreements") | shown)


@door(Permission.EDIT_AGREEMENTS)
def add_agreement(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write one down."""
    bodies = of_area(area_of(actor.body_id), actor)
    form = bind(AgreementForm, request, initial={"first_night": words.today()}, bodies=bodies)

    def save(answers: dict[str, Any]) -> str:
        write_down(terms=Terms(**{**answers, "users": tuple(answers["users"])}), by=actor)
        return f"{answers['name']} is written down."

    return _act(request, actor, form, "Write an agreement down", save, "Write it down", reverse("agreements"))


@door(Permission.EDIT_AGREEMENTS)
def end_agreement_page(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """Say which night is its last."""
    line = _known(agreement_id, actor)
    form = bind(LastNightForm, request, initial={"last_night": line.last_night})

    def save(answers: dict[str, Any]) -> str:
        end_agreement(agreement_id=agreement_id, last_night=answers["last_night"], by=actor)
        return "Stays beyond that night go on; their pages say from which night nobody has agreed to pay."

    return _act(request, actor, form, f"End {line.name}", save, "Save", _here(line))


@door(Permission.EDIT_AGREEMENTS)
def agreement_rate(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """A rate from a day on."""
    line = _known(agreement_id, actor)
    form = bind(RateForm, request, initial={"since": words.today()})

    def save(answers: dict[str, Any]) -> str:
        add_rate(agreement_id=agreement_id, by=actor, **answers)
        return "The rate is added. Earlier ones stay, with their days."

    return _act(request, actor, form, f"A rate for {line.name}", save, "Add it", _here(line))


def _known(agreement_id: UUID, actor: Actor) -> AgreementLine:
    line = agreement_of(agreement_id)
    mine = line and actor.body_id in (
        line.keeper_id,
        line.provider_id,
        line.payer_id,
        line.answers_id,
        *line.user_ids,
    )
    if line is None or not mine:
        raise NotOpenToYou
    return line


def _row(line: AgreementLine) -> dict[str, Any]:
    today = words.today()
    if line.last_night is not None and line.last_night < today:
        state, said = "declined", "Ended"
    elif line.first_night > today:
        state, said = "soon", "To come"
    elif line.last_night is not None and (line.last_night - today).days <= 60:
        state, said = "today", f"Ends {words.relative_day(line.last_night)}"
    else:
        state, said = "met", "Holds"
    return {"line": line, "state": state, "words": said}


def _here(line: AgreementLine) -> str:
    return reverse("agreement", args=[line.agreement_id])


def _act(
    request: HttpRequest, actor: Actor, form: forms.Form, title: str, save: Any, button: str, back: str
) -> HttpResponse:
    return act(request, actor, form, Act(title, save, back, back, button=button, place="agreements"))
