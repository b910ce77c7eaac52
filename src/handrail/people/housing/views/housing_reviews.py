"""An organisation's review of places: who answered and who paid, what did not suit, what was missing; and the plan."""

import datetime
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.housing.actions import review_actions as actions
from handrail.people.housing.forms.reviews import ReviewActionForm, ReviewActionOutcomeForm
from handrail.people.housing.models import ReviewAction
from handrail.people.housing.queries.housing_reviews import HousingReview, ReviewActionRow, get_housing_review
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query

MONTHS = {"1": 31, "3": 92, "12": 366}


class HousingReviewContext(TypedDict):
    """What the page of the review shows."""

    review: HousingReview
    open_actions: list[ReviewActionRow]
    done_actions: list[ReviewActionRow]
    spans: list[tuple[str, str, bool]]  # words, address, whether chosen
    today_is: datetime.date


@requires(Permission.EDIT_PLACES)
def places_review(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Counts over the last months, gaps, and what is planned about each."""
    months = request.GET.get("months", "3")
    months = months if months in MONTHS else "3"
    today = formatting.get_today()
    found = get_housing_review(
        actor.body_id, since=today - datetime.timedelta(days=MONTHS[months]), until=today
    )
    shown: HousingReviewContext = {
        "review": found,
        "open_actions": [line for line in found.actions if line.done_on is None],
        "done_actions": [line for line in found.actions if line.done_on is not None],
        "spans": [
            (
                formatting.plural(int(code), "month"),
                build_address_with_query(request, months=code),
                code == months,
            )
            for code in MONTHS
        ],
        "today_is": today,
    }
    layout = get_layout_context(request, actor, "my_places")
    return render(request, "housing/review.html", {**layout, **shown})


class HousingReviewPlanPage(ActionPage, abstract=True):
    """What is planned about the gaps of the review."""

    permission, nav = Permission.EDIT_PLACES, "my_places"

    @property
    def back_url(self) -> str:
        return reverse("places_review")


class AddReviewActionPage(HousingReviewPlanPage):
    """Make an action of a gap."""

    title, button, form_class = "What will be done about it?", "Add it to the plan", ReviewActionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        gap = self.request.GET.get("gap", "")[:40]
        return super().get_form_kwargs() | {"instance": ReviewAction(gap=gap)}

    def perform(self, form: ReviewActionForm) -> str:
        actions.add_review_action(form.instance, by=self.actor)
        return "It is in the plan."


class FinishReviewActionPage(HousingReviewPlanPage):
    """Close an action with its result."""

    title, button, form_class = "What came of it?", "It is done", ReviewActionOutcomeForm

    def perform(self, form: ReviewActionOutcomeForm) -> str:
        outcome = form.cleaned_data["outcome"]
        actions.finish_review_action(action_id=self.kwargs["action_id"], outcome=outcome, by=self.actor)
        return "Done."
