"""An organisation's review of places: who answered and who paid, what did not suit, what was missing; and the plan."""

import datetime
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.people.housing.queries.housing_reviews import HousingReview, get_housing_review
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.queries import FollowUpRow, list_follow_ups_of_place_reviews
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query

MONTHS = {"1": 31, "3": 92, "12": 366}


class HousingReviewContext(TypedDict):
    """What the page of the review shows."""

    review: HousingReview
    open_actions: list[FollowUpRow]
    done_actions: list[FollowUpRow]
    spans: list[tuple[str, str, bool]]  # words, address, whether chosen


@requires_permission(Permission.EDIT_PLACES)
def show_housing_review_of_body(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Counts over the last months, gaps, and what is planned about each."""
    months = request.GET.get("months", "3")
    months = months if months in MONTHS else "3"
    today = formatting.get_today()
    found = get_housing_review(
        actor.body_id, since=today - datetime.timedelta(days=MONTHS[months]), until=today
    )
    actions = list_follow_ups_of_place_reviews(actor)
    shown: HousingReviewContext = {
        "review": found,
        "open_actions": [line for line in actions if line.record.state == "open"],
        "done_actions": [line for line in actions if line.record.state != "open"],
        "spans": [
            (
                formatting.plural(int(code), "month"),
                build_address_with_query(request, months=code),
                code == months,
            )
            for code in MONTHS
        ],
    }
    layout = get_layout_context(request, actor, "my_places")
    return render(request, "housing/review.html", {**layout, **shown})
