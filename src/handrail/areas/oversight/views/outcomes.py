"""What scrutiny published: open to everybody, and never changed; a correction stands beside it."""

from collections.abc import Sequence
from typing import TypedDict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.oversight.actions.programmes import add_correction_of_hearing_outcome
from handrail.areas.oversight.forms import HearingOutcomeCorrectionForm
from handrail.areas.oversight.models import HearingOutcome
from handrail.areas.oversight.queries import (
    find_published_hearing_outcome,
    is_hearing_outcome_published_by_own_body,
    list_published_hearing_outcomes,
)
from handrail.areas.recommendations.tags import NAV
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.ui.access_control import get_actor, public
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context_for_anybody


class OutcomesPageContext(TypedDict):
    """What oversight/published.html shows."""

    outcomes: Sequence[HearingOutcome]


class OutcomePageContext(TypedDict):
    """What oversight/outcome.html shows."""

    outcome: HearingOutcome
    may_correct: bool


@public("what scrutiny found is published for everybody")
def published_outcomes(request: HttpRequest) -> HttpResponse:
    """Everything that was published."""
    shown: OutcomesPageContext = {"outcomes": list_published_hearing_outcomes()}
    return render(
        request,
        "oversight/published.html",
        {**get_layout_context_for_anybody(request, get_actor(request), NAV), **shown},
    )


@public("what scrutiny found is published for everybody")
def outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """One outcome, with its corrections."""
    found = find_published_hearing_outcome(slug)
    if found is None:
        raise Http404
    actor = get_actor(request)
    mine = (
        actor is not None
        and actor.may(Permission.OVERSEE)
        and is_hearing_outcome_published_by_own_body(actor, slug)
    )
    shown: OutcomePageContext = {"outcome": found, "may_correct": mine}
    return render(
        request,
        "oversight/outcome.html",
        {**get_layout_context_for_anybody(request, get_actor(request), NAV), **shown},
    )


class AddOutcomeCorrectionPage(ActionPage):
    """Publish a correction beside an outcome."""

    permission, nav = Permission.OVERSEE, NAV
    title, button, form_class = "Publish a correction", "Publish", HearingOutcomeCorrectionForm
    runs_once = True

    @property
    def back_url(self) -> str:
        return reverse("outcome", args=[self.kwargs["slug"]])

    @property
    def lead(self) -> str:
        return str(self.outcome.title)

    def load(self, slug: str) -> None:
        found = find_published_hearing_outcome(slug)
        if found is None or not is_hearing_outcome_published_by_own_body(self.actor, slug):
            raise RecordNotVisibleError("outcome")
        self.outcome = found

    def perform(self, form: HearingOutcomeCorrectionForm) -> str:
        add_correction_of_hearing_outcome(self.kwargs["slug"], words=form.cleaned_data["why"], by=self.actor)
        return "The correction is published beside the outcome."
