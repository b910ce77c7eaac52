"""An organisation's review of places: who answered and who paid, what did not suit, what was missing; and the plan."""

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.housing.actions import reviews as actions
from handrail.people.housing.forms.places import ReviewActionForm, ReviewActionOutcomeForm
from handrail.people.housing.queries.reviews import get_housing_review
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import with_query

MONTHS = {"1": 31, "3": 92, "12": 366}


@requires(Permission.EDIT_PLACES)
def places_review(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Counts over the last months, gaps, and what is planned about each."""
    months = request.GET.get("months", "3")
    months = months if months in MONTHS else "3"
    today = formatting.get_today()
    found = get_housing_review(
        actor.body_id, since=today - datetime.timedelta(days=MONTHS[months]), until=today
    )
    shown = {
        "review": found,
        "open_actions": [line for line in found.actions if line.done_on is None],
        "done_actions": [line for line in found.actions if line.done_on is not None],
        "spans": [
            (formatting.plural(int(code), "month"), with_query(request, months=code), code == months)
            for code in MONTHS
        ],
        "today_is": today,
    }
    return render(request, "housing/review.html", get_layout_context(request, actor, "my_places") | shown)


@requires(Permission.EDIT_PLACES)
def review_action(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make an action of a gap."""
    gap = request.GET.get("gap", "")[:40]
    form = bind_form(ReviewActionForm, request)

    def save(answers: dict[str, Any]) -> str:
        actions.add_review_action(gap=gap, by=actor, **answers)
        return "It is in the plan."

    return _act(request, actor, form, "What will be done about it?", save, "Add it to the plan")


@requires(Permission.EDIT_PLACES)
def finish_review_action(request: HttpRequest, actor: Actor, action_id: UUID) -> HttpResponse:
    """Done, and what came of it."""
    form = bind_form(ReviewActionOutcomeForm, request)

    def save(answers: dict[str, Any]) -> str:
        actions.finish_review_action(action_id=action_id, outcome=answers["outcome"], by=actor)
        return "Done."

    return _act(request, actor, form, "What came of it?", save, "It is done")


def _act(
    request: HttpRequest, actor: Actor, form: forms.Form, title: str, save: Any, button: str
) -> HttpResponse:
    here = reverse("places_review")
    return process_form_action(
        request, actor, form, FormAction(title, save, here, here, button=button, place="my_places")
    )
