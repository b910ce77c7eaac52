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
from handrail.casework.case.queries.choices import area_of
from handrail.directory.housing.actions.agreements import (
    Terms,
    add_rate,
    confirm_agreement,
    confirm_on_paper,
    end_agreement,
)
from handrail.directory.housing.actions.agreements import add_agreement as write_down
from handrail.directory.housing.queries.agreements import (
    AgreementLine,
    agreement_of,
    agreements_known_to,
    may_be_on_paper,
)
from handrail.kernel.saying import joined, say
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.housing.bodies import of_area
from handrail.web.housing.place_forms import AgreementForm, LastNightForm, PaperForm, RateForm
from handrail.web.navigation import frame


@door(Permission.VIEW_AGREEMENTS)
def agreements(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Agreements that the organisation keeps, lets rooms under, may use, or pays for."""
    shown = {
        "rows": [_row(line) for line in agreements_known_to(actor.body_id)],
        "may_places": actor.may(Permission.EDIT_PLACES),
        "may_write": actor.may(Permission.EDIT_AGREEMENTS),
    }
    return render(request, "housing/agreements.html", frame(request, actor, "agreements") | shown)


@door(Permission.VIEW_AGREEMENTS)
def agreement(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """One agreement in full, with its rates."""
    line = _known(agreement_id, actor)
    keeps = line.keeper_id == actor.body_id and actor.may(Permission.EDIT_AGREEMENTS)
    shown = _row(line) | {
        "keeps": keeps,
        "now": line.rates_on(words.today()),
        "ours": line.provider_id == actor.body_id,
        "paper": keeps and may_be_on_paper(line, actor.user_id),
    }
    return render(request, "housing/agreement.html", frame(request, actor, "agreements") | shown)


@door(Permission.EDIT_AGREEMENTS)
def add_agreement(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write one down."""
    bodies = of_area(area_of(actor.body_id), actor)
    form = bind(AgreementForm, request, initial={"first_night": words.today()}, bodies=bodies)

    def save(answers: dict[str, Any]) -> str:
        write_down(terms=Terms(**{**answers, "users": tuple(answers["users"])}), by=actor)
        if answers["provider"] == actor.body_code:
            return say("{name} is written down.", name=answers["name"])
        return say(
            "{name} is written down. It opens nothing until those whose rooms they are confirm it.",
            name=answers["name"],
        )

    return _act(request, actor, form, "Write an agreement down", save, "Write it down", reverse("agreements"))


@door(Permission.VIEW_AGREEMENTS)
def confirm(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """The body whose rooms they are says yes."""
    line = _known(agreement_id, actor)
    if line.provider_id != actor.body_id:
        raise NotOpenToYou

    def save(_: dict[str, Any]) -> str:
        confirm_agreement(agreement_id=agreement_id, by=actor)
        return "Confirmed. The rooms can be held under it."

    lead = say(
        "{users} may then hold {places} under it.",
        users=joined(line.users),
        places=joined(line.places) or "any of your places",
    )
    return _act(
        request,
        actor,
        bind(forms.Form, request),
        say("Confirm {name}", name=line.name),
        save,
        "Confirm it",
        _here(line),
        lead,
    )


@door(Permission.EDIT_AGREEMENTS)
def on_paper(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """A provider with no account here said yes on paper: seen by somebody who did not write the agreement down."""
    line = _known(agreement_id, actor)
    if line.keeper_id != actor.body_id:
        raise NotOpenToYou
    form = bind(PaperForm, request, initial={"on": words.today()})

    def save(answers: dict[str, Any]) -> str:
        confirm_on_paper(agreement_id=agreement_id, by=actor, **answers)
        return "Written down. Council rooms, hotels and B&Bs can be held under it, and nothing else."

    lead = "Only where nobody of theirs uses Handrail. It opens council rooms, hotels and B&Bs, and no other place."
    return _act(
        request,
        actor,
        form,
        say("{provider} confirmed it on paper", provider=line.provider),
        save,
        "Save",
        _here(line),
        lead,
    )


@door(Permission.EDIT_AGREEMENTS)
def end_agreement_page(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """Say which night is its last."""
    line = _known(agreement_id, actor)
    form = bind(LastNightForm, request, initial={"last_night": line.last_night})

    def save(answers: dict[str, Any]) -> str:
        end_agreement(agreement_id=agreement_id, last_night=answers["last_night"], by=actor)
        return "Stays beyond that night go on; their pages say from which night nobody has agreed to pay."

    return _act(request, actor, form, say("End {name}", name=line.name), save, "Save", _here(line))


@door(Permission.EDIT_AGREEMENTS)
def agreement_rate(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """A rate from a day on."""
    line = _known(agreement_id, actor)
    form = bind(RateForm, request, initial={"since": words.today()})

    def save(answers: dict[str, Any]) -> str:
        add_rate(agreement_id=agreement_id, by=actor, **answers)
        return "The rate is added. Earlier ones stay, with their days."

    return _act(request, actor, form, say("A rate for {name}", name=line.name), save, "Add it", _here(line))


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
    elif line.waits:
        state, said = "unknown", "Waits for the provider"
    elif line.first_night > today:
        state, said = "soon", "To come"
    elif line.last_night is not None and (line.last_night - today).days <= 60:
        state, said = "today", say("Ends {last_night}", last_night=words.relative_day(line.last_night))
    else:
        state, said = "met", "Holds"
    return {"line": line, "state": state, "words": said}


def _here(line: AgreementLine) -> str:
    return reverse("agreement", args=[line.agreement_id])


def _act(
    request: HttpRequest,
    actor: Actor,
    form: forms.Form,
    title: str,
    save: Any,
    button: str,
    back: str,
    lead: str = "",
) -> HttpResponse:
    page = Act(title, save, back, back, button=button, place="agreements", more={"lead": lead})
    return act(request, actor, form, page)
