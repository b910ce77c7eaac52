"""Agreements: which rooms may be used by whom, on what terms, until when, who pays; and rates with their days."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.directory.housing.actions.agreements import (
    AgreementInput,
    add_rate,
    confirm_agreement,
    confirm_on_paper,
    end_agreement,
)
from handrail.directory.housing.actions.agreements import add_agreement as write_down
from handrail.directory.housing.queries.agreements import (
    AgreementDetail,
    get_agreement,
    list_agreements_of_body,
    may_confirm_on_paper,
)
from handrail.people.housing.body_choices import get_body_choices_for_area
from handrail.people.housing.forms.places import (
    AgreementEndForm,
    AgreementForm,
    AgreementRateForm,
    PaperConfirmationForm,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.choices import get_area_code_of_body
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires(Permission.VIEW_AGREEMENTS)
def agreements(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Agreements that the organisation keeps, lets rooms under, may use, or pays for."""
    shown = {
        "rows": [_make_agreement_row(line) for line in list_agreements_of_body(actor.body_id)],
        "may_places": actor.may(Permission.EDIT_PLACES),
        "may_write": actor.may(Permission.EDIT_AGREEMENTS),
    }
    return render(
        request, "housing/agreements.html", get_layout_context(request, actor, "agreements") | shown
    )


@requires(Permission.VIEW_AGREEMENTS)
def agreement(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """One agreement in full, with its rates."""
    line = _get_agreement(agreement_id, actor)
    keeps = line.keeper_id == actor.body_id and actor.may(Permission.EDIT_AGREEMENTS)
    shown = _make_agreement_row(line) | {
        "keeps": keeps,
        "now": line.rates_on(formatting.get_today()),
        "ours": line.provider_id == actor.body_id,
        "paper": keeps and may_confirm_on_paper(line, actor.user_id),
    }
    return render(request, "housing/agreement.html", get_layout_context(request, actor, "agreements") | shown)


@requires(Permission.EDIT_AGREEMENTS)
def add_agreement(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write one down."""
    bodies = get_body_choices_for_area(get_area_code_of_body(actor.body_id), actor)
    form = bind_form(AgreementForm, request, initial={"first_night": formatting.get_today()}, bodies=bodies)

    def save(answers: dict[str, Any]) -> str:
        write_down(terms=AgreementInput(**{**answers, "users": tuple(answers["users"])}), by=actor)
        if answers["provider"] == actor.body_code:
            return msg("{name} is written down.", name=answers["name"])
        return msg(
            "{name} is written down. It opens nothing until those whose rooms they are confirm it.",
            name=answers["name"],
        )

    return _act(request, actor, form, "Write an agreement down", save, "Write it down", reverse("agreements"))


@requires(Permission.VIEW_AGREEMENTS)
def confirm(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """The body whose rooms they are says yes."""
    line = _get_agreement(agreement_id, actor)
    if line.provider_id != actor.body_id:
        raise NotVisible

    def save(_: dict[str, Any]) -> str:
        confirm_agreement(agreement_id=agreement_id, by=actor)
        return "Confirmed. The rooms can be held under it."

    lead = msg(
        "{users} may then hold {places} under it.",
        users=join_texts(line.users),
        places=join_texts(line.places) or "any of your places",
    )
    return _act(
        request,
        actor,
        bind_form(forms.Form, request),
        msg("Confirm {name}", name=line.name),
        save,
        "Confirm it",
        _get_url(line),
        lead,
    )


@requires(Permission.EDIT_AGREEMENTS)
def on_paper(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """A provider with no account here said yes on paper: seen by somebody who did not write the agreement down."""
    line = _get_agreement(agreement_id, actor)
    if line.keeper_id != actor.body_id:
        raise NotVisible
    form = bind_form(PaperConfirmationForm, request, initial={"on": formatting.get_today()})

    def save(answers: dict[str, Any]) -> str:
        confirm_on_paper(agreement_id=agreement_id, by=actor, **answers)
        return "Written down. Council rooms, hotels and B&Bs can be held under it, and nothing else."

    lead = "Only where nobody of theirs uses Handrail. It opens council rooms, hotels and B&Bs, and no other place."
    return _act(
        request,
        actor,
        form,
        msg("{provider} confirmed it on paper", provider=line.provider),
        save,
        "Save",
        _get_url(line),
        lead,
    )


@requires(Permission.EDIT_AGREEMENTS)
def end_agreement_page(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """Say which night is its last."""
    line = _get_agreement(agreement_id, actor)
    form = bind_form(AgreementEndForm, request, initial={"last_night": line.last_night})

    def save(answers: dict[str, Any]) -> str:
        end_agreement(agreement_id=agreement_id, last_night=answers["last_night"], by=actor)
        return "Stays beyond that night go on; their pages say from which night nobody has agreed to pay."

    return _act(request, actor, form, msg("End {name}", name=line.name), save, "Save", _get_url(line))


@requires(Permission.EDIT_AGREEMENTS)
def agreement_rate(request: HttpRequest, actor: Actor, agreement_id: UUID) -> HttpResponse:
    """A rate from a day on."""
    line = _get_agreement(agreement_id, actor)
    form = bind_form(AgreementRateForm, request, initial={"since": formatting.get_today()})

    def save(answers: dict[str, Any]) -> str:
        add_rate(agreement_id=agreement_id, by=actor, **answers)
        return "The rate is added. Earlier ones stay, with their days."

    return _act(
        request, actor, form, msg("A rate for {name}", name=line.name), save, "Add it", _get_url(line)
    )


def _get_agreement(agreement_id: UUID, actor: Actor) -> AgreementDetail:
    line = get_agreement(agreement_id)
    mine = line and actor.body_id in (
        line.keeper_id,
        line.provider_id,
        line.payer_id,
        line.answers_id,
        *line.user_ids,
    )
    if line is None or not mine:
        raise NotVisible
    return line


def _make_agreement_row(line: AgreementDetail) -> dict[str, Any]:
    today = formatting.get_today()
    if line.last_night is not None and line.last_night < today:
        state, said = "declined", "Ended"
    elif line.waits:
        state, said = "unknown", "Waits for the provider"
    elif line.first_night > today:
        state, said = "soon", "To come"
    elif line.last_night is not None and (line.last_night - today).days <= 60:
        state, said = (
            "today",
            msg("Ends {last_night}", last_night=formatting.format_relative_day(line.last_night)),
        )
    else:
        state, said = "met", "Holds"
    return {"line": line, "state": state, "words": said}


def _get_url(line: AgreementDetail) -> str:
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
    page = FormAction(title, save, back, back, button=button, place="agreements", more={"lead": lead})
    return process_form_action(request, actor, form, page)
