"""What one body is asked by another: every answer, every decision; giving the next one, and deciding."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.areas.recommendations import actions, presenters
from handrail.areas.recommendations.forms import DecisionForm, RecommendationUpdateForm
from handrail.areas.recommendations.queries import UpdateRequestDetail, get_update_request
from handrail.areas.recommendations.states import SUPPORT, get_words
from handrail.areas.recommendations.tags import SUPPORT_TAGS
from handrail.areas.recommendations.views.lists import NAVIGATION_ENTRY
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting as written
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires(Permission.VIEW_RECOMMENDATIONS)
def updates(request: HttpRequest, actor: Actor, code: str, asking: int) -> HttpResponse:
    """One asking, with every answer and decision."""
    page = get_update_request(actor, code, asking)
    shown = {
        "page": page,
        "asking": presenters.present_update_request(page.line, ours=page.may_answer),
        "updates": [(SUPPORT_TAGS[row.support], row) for row in page.updates],
    }
    return render(
        request, "recommendations/updates.html", get_layout_context(request, actor, NAVIGATION_ENTRY) | shown
    )


@requires(Permission.ANSWER_RECOMMENDATIONS)
def answer_update(request: HttpRequest, actor: Actor, code: str, asking: int) -> HttpResponse:
    """Give an update."""
    page = get_update_request(actor, code, asking)
    last = page.updates[0] if page.updates else None
    start = {"support": last.support, "support_why": last.support_why} if last else {}
    form = bind_form(RecommendationUpdateForm, request, initial={**start, "seen": page.line.version})

    def save(answers: dict[str, Any]) -> list[str]:
        seen = answers.pop("seen")
        number = actions.submit_update(asking=asking, **answers, seen_version=seen, by=actor)
        waits = get_update_request(actor, code, asking).line.next_due
        next_one = (
            msg("The next one is due {waits}.", waits=written.format_day(waits))
            if waits
            else "No other is asked for now."
        )
        return [msg("Update {number} is kept as you gave it.", number=number), next_one]

    def both(form: forms.Form) -> dict[str, Any]:
        return _make_conflict_details(get_update_request(actor, code, asking), form)

    return process_form_action(
        request,
        actor,
        form,
        _make_act(code, asking, msg("Update: {title}", title=page.line.title), save, "Give update", both),
    )


@requires(Permission.CLOSE_RECOMMENDATIONS)
def decide_update(request: HttpRequest, actor: Actor, code: str, asking: int) -> HttpResponse:
    """Say that it is enough, or open it again: with a reason."""
    page = get_update_request(actor, code, asking)
    kind = "reopened" if page.line.state == "closed" else "closed"
    form = bind_form(DecisionForm, request, initial={"seen": page.line.version})

    def save(answers: dict[str, Any]) -> str:
        actions.decide_on_update_request(
            asking=asking, kind=kind, reason=answers["reason"], seen_version=answers["seen"], by=actor
        )
        return "Closed. Nothing more is waited for." if kind == "closed" else "Open again."

    def both(form: forms.Form) -> dict[str, Any]:
        return _make_conflict_details(get_update_request(actor, code, asking), form)

    verb = "Close" if kind == "closed" else "Open again"
    return process_form_action(
        request,
        actor,
        form,
        _make_act(code, asking, msg("{verb}: {title}", verb=verb, title=page.line.title), save, verb, both),
    )


def _make_conflict_details(page: UpdateRequestDetail, form: forms.Form) -> dict[str, Any]:
    """What was added after the reader opened the page: the newest answer or decision, beside the reader's."""
    answers = form.cleaned_data
    last = page.updates[0] if page.updates else None
    decision = page.decisions[0] if page.decisions else None
    if decision and (last is None or decision.at > last.at):
        rows = [("Decision", answers.get("reason", ""), decision.reason)]
        return {"who": decision.who, "at": decision.at, "rows": rows, "seen": page.line.version}
    if last is None:  # nothing was added: the page that was sent is not one of ours
        rows = [("Answers", answers.get("words", answers.get("reason", "")), "None yet")]
        return {"who": page.line.owner, "at": timezone.now(), "rows": rows, "seen": page.line.version}
    rows = [
        ("Accepted?", get_words(SUPPORT, answers.get("support", "")), get_words(SUPPORT, last.support)),
        ("What was done", answers.get("words", answers.get("reason", "")), last.words),
    ]
    return {"who": last.who, "at": last.at, "rows": rows, "seen": page.line.version}


def _make_act(code: str, asking: int, title: str, save: Any, button: str, stale: Any) -> FormAction:
    here = reverse("updates", args=[code, asking])
    return FormAction(
        title=title, save=save, then=here, back=here, button=button, stale=stale, place=NAVIGATION_ENTRY
    )
