"""Assurance meetings: recorded, settled, opened again; what was promised there."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.oversight import presenters
from handrail.areas.oversight.actions import meetings as acts
from handrail.areas.oversight.actions.meetings import MeetingInput, MeetingQuestionInput
from handrail.areas.oversight.forms import (
    MeetingEditForm,
    MeetingForm,
    MeetingQuestionEditForm,
    MeetingQuestionForm,
    SettleMeetingForm,
)
from handrail.areas.oversight.queries import MeetingDetail, get_meeting, get_own_force, list_owner_choices
from handrail.areas.oversight.queries.meeting import MeetingQuestionRow
from handrail.areas.oversight.views.common import (
    NAVIGATION_ENTRY,
    compare_versions,
    make_act,
    redirect_to_created,
)
from handrail.areas.recommendations.tags import ASSURANCE_LEVEL_TAGS
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisible
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.field_factories import PromiseActionForm, ReasonForm
from handrail.platform.ui.form_actions import process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires(Permission.VIEW_OVERSIGHT)
def meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """One meeting."""
    found = get_meeting(actor, meeting_id)
    shown = {
        "page": found,
        "level": ASSURANCE_LEVEL_TAGS[found.level],
        "scale": presenters.ASSURANCE_SCALE,
        "actions": [presenters.present_action(row) for row in found.actions],
    }
    return render(
        request, "oversight/meeting.html", get_layout_context(request, actor, NAVIGATION_ENTRY) | shown
    )


@requires(Permission.OVERSEE)
def add_meeting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Record a meeting with the area's force."""
    form = bind_form(MeetingForm, request)
    force = get_own_force(actor)

    def save(answers: dict[str, Any]) -> str:
        made = acts.record_meeting(
            told=MeetingInput(**answers), force_id=force.id if force else None, by=actor
        )
        then.append(reverse("meeting", args=[made]))
        return "The meeting is recorded. Add what was asked, and what evidence was seen."

    then: list[str] = []
    reply = process_form_action(
        request,
        actor,
        form,
        make_act(
            "Record an assurance meeting",
            save,
            reverse("oversight"),
            lead=msg("With {name}.", name=force.name) if force else "",
        ),
    )
    return redirect_to_created(reply, then)


@requires(Permission.OVERSEE)
def change_meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Change when it was, and what about."""
    form = bind_form(MeetingEditForm, request, initial=_get_meeting_initial(get_meeting(actor, meeting_id)))

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        acts.change_meeting(meeting=meeting_id, told=MeetingInput(**answers), seen_version=seen, by=actor)
        return "Changed."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = get_meeting(actor, meeting_id)
        return compare_versions(form, saved, _get_meeting_initial(saved))

    return process_form_action(
        request,
        actor,
        form,
        make_act("Change the meeting", save, _get_meeting_url(meeting_id), stale=versions),
    )


@requires(Permission.OVERSEE)
def add_question(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Write down a question."""
    found = get_meeting(actor, meeting_id)
    form = bind_form(MeetingQuestionForm, request)

    def save(answers: dict[str, Any]) -> str:
        number = acts.ask_question(meeting=meeting_id, told=MeetingQuestionInput(**answers), by=actor)
        return msg("Question {number} is written down.", number=number)

    return process_form_action(
        request, actor, form, make_act("A question", save, _get_meeting_url(meeting_id), lead=found.title)
    )


@requires(Permission.OVERSEE)
def change_question(request: HttpRequest, actor: Actor, meeting_id: UUID, number: int) -> HttpResponse:
    """Change a question, what was answered, or what was seen."""
    form = bind_form(
        MeetingQuestionEditForm,
        request,
        initial=_get_question_initial(_get_question_row(actor, meeting_id, number)),
    )

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        told = MeetingQuestionInput(**answers)
        acts.change_question(meeting=meeting_id, number=number, told=told, seen_version=seen, by=actor)
        return msg("Question {number}: changed.", number=number)

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = _get_question_row(actor, meeting_id, number)
        return compare_versions(form, saved, _get_question_initial(saved))

    return process_form_action(
        request,
        actor,
        form,
        make_act(msg("Question {number}", number=number), save, _get_meeting_url(meeting_id), stale=versions),
    )


@requires(Permission.OVERSEE)
def settle_meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Say how sure the body is, and settle the record."""
    found = get_meeting(actor, meeting_id)
    start = {"level": found.level, "why": found.level_why, "next_on": found.next_on, "seen": found.version}
    form = bind_form(SettleMeetingForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        acts.settle_meeting(meeting=meeting_id, **answers, seen_version=seen, by=actor)
        return "The meeting is settled. It is read from here on, not written."

    def versions(form: forms.Form) -> dict[str, Any]:
        saved = get_meeting(actor, meeting_id)
        now = {"level": saved.level, "why": saved.level_why, "next_on": saved.next_on}
        return compare_versions(form, saved, now)

    return process_form_action(
        request,
        actor,
        form,
        make_act(
            "How sure are you?",
            save,
            _get_meeting_url(meeting_id),
            button="Settle the meeting",
            stale=versions,
            template="oversight/settle.html",
            scale=presenters.ASSURANCE_SCALE,
        ),
    )


@requires(Permission.OVERSEE)
def reopen_meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Open a settled meeting again."""
    found = get_meeting(actor, meeting_id)
    form = bind_form(ReasonForm, request)

    def save(answers: dict[str, Any]) -> str:
        acts.reopen_meeting(meeting=meeting_id, why=answers["why"], by=actor)
        return "Open again. The reason stays on the record."

    made = make_act(
        "Open the meeting again", save, _get_meeting_url(meeting_id), button="Open again", lead=found.title
    )
    return process_form_action(request, actor, form, made)


@requires(Permission.OVERSEE)
def promise_meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Keep an action that was promised at the meeting."""
    found = get_meeting(actor, meeting_id)
    form = bind_form(PromiseActionForm, request, owners=list_owner_choices(found.body_id, found.force_id))

    def save(answers: dict[str, Any]) -> str:
        answers["owner_id"] = int(answers.pop("owner"))
        acts.promise_at_meeting(meeting=meeting_id, **answers, by=actor)
        return "The action is in the list."

    made = make_act(
        "An action from the meeting",
        save,
        _get_meeting_url(meeting_id),
        button="Add the action",
        lead=found.title,
    )
    return process_form_action(request, actor, form, made)


def _get_question_row(actor: Actor, meeting_id: UUID, number: int) -> MeetingQuestionRow:
    found = [row for row in get_meeting(actor, meeting_id).questions if row.number == number]
    if not found:
        raise RecordNotVisible("question")
    return found[0]


def _get_question_initial(row: MeetingQuestionRow) -> dict[str, Any]:
    return {"asked": row.asked, "answered": row.answered, "evidence": row.evidence, "seen": row.version}


def _get_meeting_initial(row: MeetingDetail) -> dict[str, Any]:
    return {"title": row.title, "held_on": row.held_on, "present": row.present, "seen": row.version}


def _get_meeting_url(meeting_id: UUID) -> str:
    return reverse("meeting", args=[meeting_id])
