"""Scrutiny programmes: the forward plan, what hearings heard, what is published."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.oversight.actions import programmes as acts
from handrail.assurance.oversight.actions.programmes import Heard, HearingTold, ProgrammeTold
from handrail.assurance.oversight.queries import (
    HearingLine,
    ProgrammePage,
    own_force,
    owners_for,
    programme_page,
)
from handrail.assurance.recommendations.queries import Wanted, recommendation_list
from handrail.followups.permissions import NotOfYours
from handrail.kernel.saying import say
from handrail.web.acting import act
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.oversight import present
from handrail.web.oversight.acts import PLACE, both, onward, page
from handrail.web.oversight.fields import PromiseForm, WhyForm
from handrail.web.oversight.forms import (
    HeardForm,
    HearingEditForm,
    HearingForm,
    ProgrammeEditForm,
    ProgrammeForm,
    PublishForm,
)


@door(Permission.VIEW_OVERSIGHT)
def programme(request: HttpRequest, actor: Actor, programme_id: UUID) -> HttpResponse:
    """One programme: what is planned, what was heard, what was published."""
    found = programme_page(actor, programme_id)
    shown = {
        "page": found,
        "planned": [present.hearing(row) for row in found.hearings if row.state == "planned"],
        "past": [present.hearing(row) for row in found.hearings if row.state != "planned"],
        "actions": [present.action(row) for row in found.actions],
    }
    return render(request, "oversight/programme.html", frame(request, actor, PLACE) | shown)


@door(Permission.OVERSEE)
def add_programme(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a programme."""
    form = bind(ProgrammeForm, request)
    then: list[str] = []

    def save(answers: dict[str, Any]) -> str:
        made = acts.make_programme(told=ProgrammeTold(**answers), by=actor)
        then.append(reverse("programme", args=[made]))
        return "The programme is made. Plan its hearings."

    made = page("Make a scrutiny programme", save, reverse("oversight"))
    return onward(act(request, actor, form, made), then)


@door(Permission.OVERSEE)
def change_programme(request: HttpRequest, actor: Actor, programme_id: UUID) -> HttpResponse:
    """Change what is said of a programme."""
    form = bind(ProgrammeEditForm, request, initial=_initial(programme_page(actor, programme_id)))

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        told = ProgrammeTold(**answers)
        acts.change_programme(programme=programme_id, told=told, seen_version=seen, by=actor)
        return "Changed."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = programme_page(actor, programme_id)
        return both(form, saved, _initial(saved))

    return act(request, actor, form, page("Change the programme", save, _here(programme_id), stale=versions))


@door(Permission.OVERSEE)
def add_hearing(request: HttpRequest, actor: Actor, programme_id: UUID) -> HttpResponse:
    """Put a hearing into the forward plan."""
    found = programme_page(actor, programme_id)
    form = bind(HearingForm, request, recommendations=_recommendations(actor))

    def save(answers: dict[str, Any]) -> str:
        number = acts.plan_hearing(programme=programme_id, told=HearingTold(**answers), by=actor)
        return say("Hearing {number} is planned.", number=number)

    return act(request, actor, form, page("Plan a hearing", save, _here(programme_id), lead=found.title))


@door(Permission.OVERSEE)
def change_hearing(request: HttpRequest, actor: Actor, programme_id: UUID, number: int) -> HttpResponse:
    """Move a planned hearing."""
    row = _hearing(actor, programme_id, number)
    form = bind(
        HearingEditForm, request, recommendations=_recommendations(actor), initial=_hearing_initial(row)
    )

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        told = HearingTold(**answers)
        acts.change_hearing(programme=programme_id, number=number, told=told, seen_version=seen, by=actor)
        return say("Hearing {number}: changed.", number=number)

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = _hearing(actor, programme_id, number)
        return both(form, saved, _hearing_initial(saved))

    return act(
        request,
        actor,
        form,
        page(say("Hearing {number}", number=number), save, _here(programme_id), stale=versions),
    )


@door(Permission.OVERSEE)
def record_hearing(request: HttpRequest, actor: Actor, programme_id: UUID, number: int) -> HttpResponse:
    """Write down what a hearing heard and found."""
    row = _hearing(actor, programme_id, number)
    form = bind(HeardForm, request, initial=_heard(row))

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        heard = Heard(**answers)
        acts.record_hearing(programme=programme_id, number=number, heard=heard, seen_version=seen, by=actor)
        return "What the hearing heard is written down."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = _hearing(actor, programme_id, number)
        return both(form, saved, _heard(saved))

    made = page(
        say("Hearing {number}: what was heard", number=number),
        save,
        _here(programme_id),
        stale=versions,
        lead=row.subject,
    )
    return act(request, actor, form, made)


@door(Permission.OVERSEE)
def cancel_hearing(request: HttpRequest, actor: Actor, programme_id: UUID, number: int) -> HttpResponse:
    """Say that a hearing is not held, and why."""
    row = _hearing(actor, programme_id, number)
    form = bind(WhyForm, request)

    def save(answers: dict[str, Any]) -> str:
        acts.cancel_hearing(programme=programme_id, number=number, why=answers["why"], by=actor)
        return "The hearing is not held. It stays in the plan with the reason."

    made = page("Call off the hearing", save, _here(programme_id), button="Call it off", lead=row.subject)
    return act(request, actor, form, made)


@door(Permission.OVERSEE)
def publish_hearing(request: HttpRequest, actor: Actor, programme_id: UUID, number: int) -> HttpResponse:
    """Publish what came of a hearing."""
    row = _hearing(actor, programme_id, number)
    start = {"title": row.subject, "words": row.findings, "seen": row.version}
    form = bind(PublishForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        acts.publish_outcome(programme=programme_id, number=number, **answers, seen_version=seen, by=actor)
        return "Published. It is open to everybody and stays as it is; a correction stands beside it."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = _hearing(actor, programme_id, number)
        return both(form, saved, {"title": saved.subject, "words": saved.findings})

    made = page(
        "Publish the outcome",
        save,
        _here(programme_id),
        button="Publish for everybody",
        stale=versions,
        lead="Anybody can read it, together with the evidence as it was written down. Name nobody who is "
        "supported, and no place where they stay.",
        evidence=row.evidence,
        template="oversight/publish.html",
    )
    return act(request, actor, form, made)


@door(Permission.OVERSEE)
def promise_programme(request: HttpRequest, actor: Actor, programme_id: UUID) -> HttpResponse:
    """Keep an action that a hearing led to."""
    found = programme_page(actor, programme_id)
    force = own_force(actor)
    form = bind(PromiseForm, request, owners=owners_for(found.body_id, force.id if force else None))

    def save(answers: dict[str, Any]) -> str:
        answers["owner_id"] = int(answers.pop("owner"))
        acts.promise_in_programme(programme=programme_id, **answers, by=actor)
        return "The action is in the list."

    made = page(
        "An action from scrutiny", save, _here(programme_id), button="Add the action", lead=found.title
    )
    return act(request, actor, form, made)


def _recommendations(actor: Actor) -> list[tuple[str, str]]:
    return [(row.code, row.title) for row in recommendation_list(actor, Wanted(), size=None).rows]


def _hearing(actor: Actor, programme_id: UUID, number: int) -> HearingLine:
    found = [row for row in programme_page(actor, programme_id).hearings if row.number == number]
    if not found:
        raise NotOfYours("hearing")
    return found[0]


def _hearing_initial(row: HearingLine) -> dict[str, Any]:
    return {
        "subject": row.subject,
        "planned_on": row.planned_on,
        "recommendation": row.recommendation,
        "seen": row.version,
    }


def _heard(row: HearingLine) -> dict[str, Any]:
    return {
        "held_on": row.held_on,
        "heard_from": row.heard_from,
        "evidence": row.evidence,
        "findings": row.findings,
        "seen": row.version,
    }


def _initial(row: ProgrammePage) -> dict[str, Any]:
    return {
        "title": row.title,
        "about": row.about,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "seen": row.version,
    }


def _here(programme_id: UUID) -> str:
    return reverse("programme", args=[programme_id])
