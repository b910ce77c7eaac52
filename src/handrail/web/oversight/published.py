"""What scrutiny published: open to everybody, and never changed; a correction stands beside it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.oversight.actions.programmes import correct_outcome as correct
from handrail.assurance.oversight.queries import outcome_page, outcomes, published_by
from handrail.followups.permissions import NotOfYours
from handrail.web.acting import act
from handrail.web.design.forms import bind
from handrail.web.door import actor_of, door, public
from handrail.web.navigation import frame
from handrail.web.oversight.acts import PLACE, page
from handrail.web.oversight.forms import CorrectionForm


@public("what scrutiny found is published for everybody")
def published(request: HttpRequest) -> HttpResponse:
    """Everything that was published."""
    return render(request, "oversight/published.html", {**_frame(request), "outcomes": outcomes()})


@public("what scrutiny found is published for everybody")
def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """One outcome, with its corrections."""
    found = outcome_page(slug)
    if found is None:
        raise Http404
    actor = actor_of(request)
    mine = actor is not None and actor.may(Permission.OVERSEE) and published_by(actor, slug)
    return render(request, "oversight/outcome.html", {**_frame(request), "page": found, "may_correct": mine})


@door(Permission.OVERSEE)
def correct_outcome(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Publish a correction beside an outcome."""
    found = outcome_page(slug)
    if found is None or not published_by(actor, slug):
        raise NotOfYours("outcome")
    form = bind(CorrectionForm, request)

    def save(answers: dict[str, Any]) -> str:
        correct(slug=slug, words=answers["why"], by=actor)
        return "The correction is published beside the outcome."

    made = page(
        "Publish a correction", save, reverse("outcome", args=[slug]), button="Publish", lead=found.title
    )
    return act(request, actor, form, made)


def _frame(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    return frame(request, actor, PLACE) if actor else {}
