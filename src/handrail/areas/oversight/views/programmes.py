"""Scrutiny programmes: the forward plan, what hearings heard, what is published."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.oversight import presenters
from handrail.areas.oversight.actions import programmes as acts
from handrail.areas.oversight.actions.programmes import HearingInput, HearingRecordInput, ProgrammeInput
from handrail.areas.oversight.forms import (
    HearingEditForm,
    HearingForm,
    HearingRecordForm,
    ProgrammeEditForm,
    ProgrammeForm,
    PublishOutcomeForm,
)
from handrail.areas.oversight.queries import (
    HearingRow,
    ProgrammeDetail,
    get_own_force,
    get_programme,
    list_owner_choices,
)
from handrail.areas.oversight.views.common import (
    NAVIGATION_ENTRY,
    compare_versions,
    make_act,
    redirect_to_created,
)
from handrail.areas.recommendations.queries import RecommendationFilter, list_recommendations
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisible
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.field_factories import PromiseActionForm, ReasonForm
from handrail.platform.ui.form_actions import process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires(Permission.VIEW_OVERSIGHT)
def programme(request: HttpRequest, actor: Actor, programme_id: UUID) -> HttpResponse:
    """One programme: what is planned, what was heard, what was published."""
    found = get_programme(actor, programme_id)
    shown = {
        "page": found,
        "planned": [presenters.present_hearing(row) for row in found.hearings if row.state == "planned"],
        "past": [presenters.present_hearing(row) for row in found.hearings if row.state != "planned"],
        "actions": [presenters.present_action(row) for row in found.actions],
    }
    return render(
        request, "oversight/programme.html", get_layout_context(request, actor, NAVIGATION_ENTRY) | shown
    )


@requires(Permission.OVERSEE)
def add_programme(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a programme."""
    form = bind_form(ProgrammeForm, request)
    then: list[str] = []

    def save(answers: dict[str, Any]) -> str:
        made = acts.make_programme(told=ProgrammeInput(**answers), by=actor)
        then.append(reverse("programme", args=[made]))
        return "The programme is made. Plan its hearings."

    made = make_act("Make a scrutiny programme", save, reverse("oversight"))
    return redirect_to_created(process_form_action(request, actor, form, made), then)


@requires(Permission.OVERSEE)
def change_programme(request: HttpRequest, actor: Actor, programme_id: UUID) -> HttpResponse:
    """Change what is said of a programme."""
    form = bind_form(
        ProgrammeEditForm, request, initial=_get_programme_initial(get_programme(actor, programme_id))
    )

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        told = ProgrammeInput(**answers)
        acts.change_programme(programme=programme_id, told=told, seen_version=seen, by=actor)
        return "Changed."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = get_programme(actor, programme_id)
        return compare_versions(form, saved, _get_programme_initial(saved))

    return process_form_action(
        request,
        actor,
        form,
        make_act("Change the programme", save, _get_programme_url(programme_id), stale=versions),
    )


@requires(Permission.OVERSEE)
def add_hearing(request: HttpRequest, actor: Actor, programme_id: UUID) -> HttpResponse:
    """Put a hearing into the forward plan."""
    found = get_programme(actor, programme_id)
    form = bind_form(HearingForm, request, recommendations=_list_recommendation_choices(actor))

    def save(answers: dict[str, Any]) -> str:
        number = acts.plan_hearing(programme=programme_id, told=HearingInput(**answers), by=actor)
        return msg("Hearing {number} is planned.", number=number)

    return process_form_action(
        request,
        actor,
        form,
        make_act("Plan a hearing", save, _get_programme_url(programme_id), lead=found.title),
    )


@requires(Permission.OVERSEE)
def change_hearing(request: HttpRequest, actor: Actor, programme_id: UUID, number: int) -> HttpResponse:
    """Move a planned hearing."""
    row = _get_hearing_row(actor, programme_id, number)
    form = bind_form(
        HearingEditForm,
        request,
        recommendations=_list_recommendation_choices(actor),
        initial=_hearing_initial(row),
    )

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        told = HearingInput(**answers)
        acts.change_hearing(programme=programme_id, number=number, told=told, seen_version=seen, by=actor)
        return msg("Hearing {number}: changed.", number=number)

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = _get_hearing_row(actor, programme_id, number)
        return compare_versions(form, saved, _hearing_initial(saved))

    return process_form_action(
        request,
        actor,
        form,
        make_act(
            msg("Hearing {number}", number=number), save, _get_programme_url(programme_id), stale=versions
        ),
    )


@requires(Permission.OVERSEE)
def record_hearing(request: HttpRequest, actor: Actor, programme_id: UUID, number: int) -> HttpResponse:
    """Write down what a hearing heard and found."""
    row = _get_hearing_row(actor, programme_id, number)
    form = bind_form(HearingRecordForm, request, initial=_get_record_initial(row))

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        heard = HearingRecordInput(**answers)
        acts.record_hearing(programme=programme_id, number=number, heard=heard, seen_version=seen, by=actor)
        return "What the hearing heard is written down."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = _get_hearing_row(actor, programme_id, number)
        return compare_versions(form, saved, _get_record_initial(saved))

    made = make_act(
        msg("Hearing {number}: what was heard", number=number),
        save,
        _get_programme_url(programme_id),
        stale=versions,
        lead=row.subject,
    )
    return process_form_action(request, actor, form, made)


@requires(Permission.OVERSEE)
def cancel_hearing(request: HttpRequest, actor: Actor, programme_id: UUID, number: int) -> HttpResponse:
    """Say that a hearing is not held, and why."""
    row = _get_hearing_row(actor, programme_id, number)
    form = bind_form(ReasonForm, request)

    def save(answers: dict[str, Any]) -> str:
        acts.cancel_hearing(programme=programme_id, number=number, why=answers["why"], by=actor)
        return "The hearing is not held. It stays in the plan with the reason."

    made = make_act(
        "Call off the hearing", save, _get_programme_url(programme_id), button="Call it off", lead=row.subject
    )
    return process_form_action(request, actor, form, made)


@requires(Permission.OVERSEE)
def publish_hearing(request: HttpRequest, actor: Actor, programme_id: UUID, number: int) -> HttpResponse:
    """Publish what came of a hearing."""
    row = _get_hearing_row(actor, programme_id, number)
    start = {"title": row.subject, "words": row.findings, "seen": row.version}
    form = bind_form(PublishOutcomeForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        acts.publish_outcome(programme=programme_id, number=number, **answers, seen_version=seen, by=actor)
        return "Published. It is open to everybody and stays as it is; a correction stands beside it."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = _get_hearing_row(actor, programme_id, number)
        return compare_versions(form, saved, {"title": saved.subject, "words": saved.findings})

    made = make_act(
        "Publish the outcome",
        save,
        _get_programme_url(programme_id),
        button="Publish for everybody",
        stale=versions,
        lead="Anybody can read it, together with the evidence as it was written down. Name nobody who is "
        "supported, and no place where they stay.",
        evidence=row.evidence,
        template="oversight/publish.html",
    )
    return process_form_action(request, actor, form, made)


@requires(Permission.OVERSEE)
def promise_programme(request: HttpRequest, actor: Actor, programme_id: UUID) -> HttpResponse:
    """Keep an action that a hearing led to."""
    found = get_programme(actor, programme_id)
    force = get_own_force(actor)
    form = bind_form(
        PromiseActionForm, request, owners=list_owner_choices(found.body_id, force.id if force else None)
    )

    def save(answers: dict[str, Any]) -> str:
        answers["owner_id"] = int(answers.pop("owner"))
        acts.promise_in_programme(programme=programme_id, **answers, by=actor)
        return "The action is in the list."

    made = make_act(
        "An action from scrutiny",
        save,
        _get_programme_url(programme_id),
        button="Add the action",
        lead=found.title,
    )
    return process_form_action(request, actor, form, made)


def _list_recommendation_choices(actor: Actor) -> list[tuple[str, str]]:
    return [
        (row.code, row.title) for row in list_recommendations(actor, RecommendationFilter(), size=None).rows
    ]


def _get_hearing_row(actor: Actor, programme_id: UUID, number: int) -> HearingRow:
    found = [row for row in get_programme(actor, programme_id).hearings if row.number == number]
    if not found:
        raise RecordNotVisible("hearing")
    return found[0]


def _hearing_initial(row: HearingRow) -> dict[str, Any]:
    return {
        "subject": row.subject,
        "planned_on": row.planned_on,
        "recommendation": row.recommendation,
        "seen": row.version,
    }


def _get_record_initial(row: HearingRow) -> dict[str, Any]:
    return {
        "held_on": row.held_on,
        "heard_from": row.heard_from,
        "evidence": row.evidence,
        "findings": row.findings,
        "seen": row.version,
    }


def _get_programme_initial(row: ProgrammeDetail) -> dict[str, Any]:
    return {
        "title": row.title,
        "about": row.about,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "seen": row.version,
    }


def _get_programme_url(programme_id: UUID) -> str:
    return reverse("programme", args=[programme_id])
