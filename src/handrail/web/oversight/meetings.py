"""Assurance meetings: recorded, settled, opened again; what was promised there."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.oversight.actions import meetings as acts
from handrail.assurance.oversight.actions.meetings import Answered, MeetingTold
from handrail.assurance.oversight.queries import MeetingPage, meeting_page, own_force, owners_for
from handrail.assurance.oversight.queries.meeting import QuestionLine
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
    MeetingEditForm,
    MeetingForm,
    QuestionEditForm,
    QuestionForm,
    SettleForm,
)
from handrail.web.oversight.tags import LEVEL


@door(Permission.VIEW_OVERSIGHT)
def meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """One meeting."""
    found = meeting_page(actor, meeting_id)
    shown = {
        "page": found,
        "level": LEVEL[found.level],
        "scale": present.SCALE,
        "actions": [present.action(row) for row in found.actions],
    }
    return render(request, "oversight/meeting.html", frame(request, actor, PLACE) | shown)


@door(Permission.OVERSEE)
def add_meeting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Record a meeting with the area's force."""
    form = bind(MeetingForm, request)
    force = own_force(actor)

    def save(answers: dict[str, Any]) -> str:
        made = acts.hold_meeting(told=MeetingTold(**answers), force_id=force.id if force else None, by=actor)
        then.append(reverse("meeting", args=[made]))
        return "The meeting is recorded. Add what was asked, and what evidence was seen."

    then: list[str] = []
    reply = act(
        request,
        actor,
        form,
        page(
            "Record an assurance meeting",
            save,
            reverse("oversight"),
            lead=say("With {name}.", name=force.name) if force else "",
        ),
    )
    return onward(reply, then)


@door(Permission.OVERSEE)
def change_meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Change when it was, and what about."""
    form = bind(MeetingEditForm, request, initial=_initial(meeting_page(actor, meeting_id)))

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        acts.change_meeting(meeting=meeting_id, told=MeetingTold(**answers), seen_version=seen, by=actor)
        return "Changed."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = meeting_page(actor, meeting_id)
        return both(form, saved, _initial(saved))

    return act(request, actor, form, page("Change the meeting", save, _here(meeting_id), stale=versions))


@door(Permission.OVERSEE)
def add_question(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Write down a question."""
    found = meeting_page(actor, meeting_id)
    form = bind(QuestionForm, request)

    def save(answers: dict[str, Any]) -> str:
        number = acts.ask_question(meeting=meeting_id, told=Answered(**answers), by=actor)
        return say("Question {number} is written down.", number=number)

    return act(request, actor, form, page("A question", save, _here(meeting_id), lead=found.title))


@door(Permission.OVERSEE)
def change_question(request: HttpRequest, actor: Actor, meeting_id: UUID, number: int) -> HttpResponse:
    """Change a question, what was answered, or what was seen."""
    form = bind(QuestionEditForm, request, initial=_question(_asked(actor, meeting_id, number)))

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        told = Answered(**answers)
        acts.change_question(meeting=meeting_id, number=number, told=told, seen_version=seen, by=actor)
        return say("Question {number}: changed.", number=number)

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = _asked(actor, meeting_id, number)
        return both(form, saved, _question(saved))

    return act(
        request,
        actor,
        form,
        page(say("Question {number}", number=number), save, _here(meeting_id), stale=versions),
    )


@door(Permission.OVERSEE)
def settle_meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Say how sure the body is, and settle the record."""
    found = meeting_page(actor, meeting_id)
    start = {"level": found.level, "why": found.level_why, "next_on": found.next_on, "seen": found.version}
    form = bind(SettleForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        acts.settle(meeting=meeting_id, **answers, seen_version=seen, by=actor)
        return "The meeting is settled. It is read from here on, not written."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = meeting_page(actor, meeting_id)
        now = {"level": saved.level, "why": saved.level_why, "next_on": saved.next_on}
        return both(form, saved, now)

    return act(
        request,
        actor,
        form,
        page(
            "How sure are you?",
            save,
            _here(meeting_id),
            button="Settle the meeting",
            stale=versions,
            template="oversight/settle.html",
            scale=present.SCALE,
        ),
    )


@door(Permission.OVERSEE)
def reopen_meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Open a settled meeting again."""
    found = meeting_page(actor, meeting_id)
    form = bind(WhyForm, request)

    def save(answers: dict[str, Any]) -> str:
        acts.open_again(meeting=meeting_id, why=answers["why"], by=actor)
        return "Open again. The reason stays on the record."

    made = page("Open the meeting again", save, _here(meeting_id), button="Open again", lead=found.title)
    return act(request, actor, form, made)


@door(Permission.OVERSEE)
def promise_meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Keep an action that was promised at the meeting."""
    found = meeting_page(actor, meeting_id)
    form = bind(PromiseForm, request, owners=owners_for(found.body_id, found.force_id))

    def save(answers: dict[str, Any]) -> str:
        answers["owner_id"] = int(answers.pop("owner"))
        acts.promise_at_meeting(meeting=meeting_id, **answers, by=actor)
        return "The action is in the list."

    made = page(
        "An action from the meeting", save, _here(meeting_id), button="Add the action", lead=found.title
    )
    return act(request, actor, form, made)


def _asked(actor: Actor, meeting_id: UUID, number: int) -> QuestionLine:
    found = [row for row in meeting_page(actor, meeting_id).questions if row.number == number]
    if not found:
        raise NotOfYours("question")
    return found[0]


def _question(row: QuestionLine) -> dict[str, Any]:
    return {"asked": row.asked, "answered": row.answered, "evidence": row.evidence, "seen": row.version}


def _initial(row: MeetingPage) -> dict[str, Any]:
    return {"title": row.title, "held_on": row.held_on, "present": row.present, "seen": row.version}


def _here(meeting_id: UUID) -> str:
    return reverse("meeting", args=[meeting_id])
