"""An organisation's review of places: who answered and who paid, what did not suit, what was missing; and the plan."""

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.provision.places.actions import review as actions
from handrail.provision.places.queries.review import review
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.address import with_query
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.housing.place_forms import ActionForm, DoneForm
from handrail.web.navigation import frame

MONTHS = {"1": 31, "3": 92, "12": 366}


@door(Permission.EDIT_PLACES)
def places_review(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Counts over the last months, gaps, and what is planned about each."""
    months = request.GET.get("months", "3")
    months = months if months in MONTHS else "3"
    today = words.today()
    found = review(actor.body_id, since=today - datetime.timedelta(days=MONTHS[months]), until=today)
    shown = {
        "review": found,
        "open_actions": [line for line in found.actions if line.done_on is None],
        "done_actions": [line for line in found.actions if line.done_on is not None],
        "spans": [
            (words.plural(int(code), "month"), with_query(request, months=code), code == months)
            for code in MONTHS
        ],
        "today_is": today,
    }
    return render(request, "housing/review.html", frame(request, actor, "my_places") | shown)


@door(Permission.EDIT_PLACES)
def review_action(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make an action of a gap."""
    gap = request.GET.get("gap", "")[:40]
    form = bind(ActionForm, request)

    def save(answers: dict[str, Any]) -> str:
        actions.add_action(gap=gap, by=actor, **answers)
        return "It is in the plan."

    return _act(request, actor, form, "What will be done about it?", save, "Add it to the plan")


@door(Permission.EDIT_PLACES)
def finish_review_action(request: HttpRequest, actor: Actor, action_id: UUID) -> HttpResponse:
    """Done, and what came of it."""
    form = bind(DoneForm, request)

    def save(answers: dict[str, Any]) -> str:
        actions.finish_action(action_id=action_id, outcome=answers["outcome"], by=actor)
        return "Done."

    return _act(request, actor, form, "What came of it?", save, "It is done")


def _act(
    request: HttpRequest, actor: Actor, form: forms.Form, title: str, save: Any, button: str
) -> HttpResponse:
    here = reverse("places_review")
    return act(request, actor, form, Act(title, save, here, here, button=button, place="my_places"))
