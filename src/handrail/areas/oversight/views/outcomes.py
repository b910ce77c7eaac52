"""What scrutiny published: open to everybody, and never changed; a correction stands beside it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.oversight.actions.programmes import correct_outcome as correct
from handrail.areas.oversight.forms import OutcomeCorrectionForm
from handrail.areas.oversight.queries import find_outcome, is_published_by, list_outcomes
from handrail.areas.oversight.views.common import NAVIGATION_ENTRY, make_act
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisible
from handrail.platform.ui.access_control import get_actor, public, requires
from handrail.platform.ui.form_actions import process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@public("what scrutiny found is published for everybody")
def published(request: HttpRequest) -> HttpResponse:
    """Everything that was published."""
    return render(request, "oversight/published.html", {**_get_frame(request), "outcomes": list_outcomes()})


@public("what scrutiny found is published for everybody")
def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """One outcome, with its corrections."""
    found = find_outcome(slug)
    if found is None:
        raise Http404
    actor = get_actor(request)
    mine = actor is not None and actor.may(Permission.OVERSEE) and is_published_by(actor, slug)
    return render(
        request, "oversight/outcome.html", {**_get_frame(request), "page": found, "may_correct": mine}
    )


@requires(Permission.OVERSEE)
def correct_outcome(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Publish a correction beside an outcome."""
    found = find_outcome(slug)
    if found is None or not is_published_by(actor, slug):
        raise RecordNotVisible("outcome")
    form = bind_form(OutcomeCorrectionForm, request)

    def save(answers: dict[str, Any]) -> str:
        correct(slug=slug, words=answers["why"], by=actor)
        return "The correction is published beside the outcome."

    made = make_act(
        "Publish a correction", save, reverse("outcome", args=[slug]), button="Publish", lead=found.title
    )
    return process_form_action(request, actor, form, made)


def _get_frame(request: HttpRequest) -> dict[str, Any]:
    actor = get_actor(request)
    return get_layout_context(request, actor, NAVIGATION_ENTRY) if actor else {}
