"""What one body is asked by another: every answer, every decision; giving the next one, and deciding."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.recommendations import actions
from handrail.assurance.recommendations.queries import AskingPage, asking_page
from handrail.assurance.recommendations.states import SUPPORT, words
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.design import words as written
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.oversight.tags import SUPPORT as SUPPORT_TAGS
from handrail.web.recommendations import present
from handrail.web.recommendations.forms import AnswerForm, DecideForm
from handrail.web.recommendations.listing import PLACE


@door(Permission.VIEW_RECOMMENDATIONS)
def updates(request: HttpRequest, actor: Actor, code: str, asking: int) -> HttpResponse:
    """One asking, with every answer and decision."""
    page = asking_page(actor, code, asking)
    shown = {
        "page": page,
        "asking": present.asking(page.line, ours=page.may_answer),
        "updates": [(SUPPORT_TAGS[row.support], row) for row in page.updates],
    }
    return render(request, "recommendations/updates.html", frame(request, actor, PLACE) | shown)


@door(Permission.ANSWER_RECOMMENDATIONS)
def answer_update(request: HttpRequest, actor: Actor, code: str, asking: int) -> HttpResponse:
    """Give an update."""
    page = asking_page(actor, code, asking)
    last = page.updates[0] if page.updates else None
    start = {"support": last.support, "support_why": last.support_why} if last else {}
    form = bind(AnswerForm, request, initial={**start, "seen": page.line.version})

    def save(answers: dict[str, Any]) -> list[str]:
        seen = answers.pop("seen")
        number = actions.answer(asking=asking, **answers, seen_version=seen, by=actor)
        waits = asking_page(actor, code, asking).line.next_due
        next_one = (
            say("The next one is due {waits}.", waits=written.day(waits))
            if waits
            else "No other is asked for now."
        )
        return [say("Update {number} is kept as you gave it.", number=number), next_one]

    def both(form: forms.Form) -> dict[str, Any]:
        return _newest(asking_page(actor, code, asking), form)

    return act(
        request,
        actor,
        form,
        _act(code, asking, say("Update: {title}", title=page.line.title), save, "Give update", both),
    )


@door(Permission.CLOSE_RECOMMENDATIONS)
def decide_update(request: HttpRequest, actor: Actor, code: str, asking: int) -> HttpResponse:
    """Say that it is enough, or open it again: with a reason."""
    page = asking_page(actor, code, asking)
    kind = "reopened" if page.line.state == "closed" else "closed"
    form = bind(DecideForm, request, initial={"seen": page.line.version})

    def save(answers: dict[str, Any]) -> str:
        actions.decide(
            asking=asking, kind=kind, reason=answers["reason"], seen_version=answers["seen"], by=actor
        )
        return "Closed. Nothing more is waited for." if kind == "closed" else "Open again."

    def both(form: forms.Form) -> dict[str, Any]:
        return _newest(asking_page(actor, code, asking), form)

    verb = "Close" if kind == "closed" else "Open again"
    return act(
        request,
        actor,
        form,
        _act(code, asking, say("{verb}: {title}", verb=verb, title=page.line.title), save, verb, both),
    )


def _newest(page: AskingPage, form: forms.Form) -> dict[str, Any]:
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
        ("Accepted?", words(SUPPORT, answers.get("support", "")), words(SUPPORT, last.support)),
        ("What was done", answers.get("words", answers.get("reason", "")), last.words),
    ]
    return {"who": last.who, "at": last.at, "rows": rows, "seen": page.line.version}


def _act(code: str, asking: int, title: str, save: Any, button: str, stale: Any) -> Act:
    here = reverse("updates", args=[code, asking])
    return Act(title=title, save=save, then=here, back=here, button=button, stale=stale, place=PLACE)
