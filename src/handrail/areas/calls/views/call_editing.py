"""Making a call, wording its questions, sending and closing it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from handrail.areas.calls import presenters
from handrail.areas.calls.actions import calls
from handrail.areas.calls.actions.calls import CallInput
from handrail.areas.calls.deadlines import get_deadline_day
from handrail.areas.calls.forms import CallForm, CallQuestionForm
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.queries.calls import (
    CallDetail,
    CallQuestionRow,
    get_call,
    list_nameable_bodies,
    list_recommendation_choices,
)
from handrail.areas.calls.states import QUESTION_KINDS
from handrail.areas.calls.views.common import get_call_url, render_act
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_rendering import bind_form

QUESTION_KIND_WORDS = dict(QUESTION_KINDS)
QUESTION_KIND_HINTS = {
    "practices": "Each with its area, phase and state. Reports and the library of practice are made from these.",
}


@requires(Permission.ASK_BODIES)
def call_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a call. It goes to nobody yet."""
    about = request.GET.get("recommendation", "")
    form = bind_form(
        CallForm, request, initial={"whom": ["policing"], "recommendation": about}, **_get_form_choices()
    )
    made: list[str] = []

    def save(answers: dict[str, Any]) -> str:
        made.append(calls.make_call(told=_make_call_input(answers), by=actor).code)
        return "Call made. Nobody has been asked yet: add the questions, then send it."

    response = render_act(
        request,
        actor,
        form,
        title="Make a call",
        save=save,
        then=reverse("calls"),
        button="Make the call",
        template="calls/edit.html",
    )
    return HttpResponseRedirect(get_call_url(made[0])) if made else response


@requires(Permission.ASK_BODIES)
def call_change(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Change its words and its deadline; whom it goes to, before it is sent."""
    page = get_call(call, actor)
    sent = page.head.state != "draft"
    form = bind_form(
        CallForm,
        request,
        initial=_get_call_initial(page),
        sent=sent,
        **_get_form_choices(page.head.recommendation),
    )

    def save(answers: dict[str, Any]) -> str:
        whom = (
            {}
            if not sent
            else {"whom": _get_addressee_codes(page), "named": [code for code, _ in page.named]}
        )
        seen = answers["seen"] or 0
        calls.change_call(code=call, told=_make_call_input({**answers, **whom}), seen_version=seen, by=actor)
        return "Call changed."

    return render_act(
        request,
        actor,
        form,
        title="Change the call",
        save=save,
        then=get_call_url(call),
        template="calls/edit.html",
        stale=lambda form: _compare_versions(form, get_call(call, actor)),
    )


@requires(Permission.ASK_BODIES)
def question_add(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Add a question."""
    get_call(call, actor)
    return _edit_question(request, actor, call, None, {"required": True}, "Add a question")


@requires(Permission.ASK_BODIES)
def question_change(request: HttpRequest, actor: Actor, call: str, number: int) -> HttpResponse:
    """Word a question anew."""
    page = get_call(call, actor)
    line = _get_question_row(page, number)
    start = {
        "words": line.words,
        "kind": line.kind,
        "options": "\n".join(line.options),
        "help": line.help,
        "required": line.required,
        "seen": line.version,
    }
    lead = (
        "The call is out. A change becomes a new version; answers given before keep the wording they answered."
        if page.head.state == "open"
        else ""
    )
    return _edit_question(request, actor, call, number, start, msg("Question {number}", number=number), lead)


@requires(Permission.ASK_BODIES)
def question_out(request: HttpRequest, actor: Actor, call: str, number: int) -> HttpResponse:
    """Ask it no longer."""
    line = _get_question_row(get_call(call, actor), number)

    def save(answers: dict[str, Any]) -> str:
        calls.leave_out_question(code=call, number=number, by=actor)
        return msg("Question {number} is asked no longer.", number=number)

    return render_act(
        request,
        actor,
        bind_form(forms.Form, request),
        title=msg("Leave out question {number}?", number=number),
        lead=msg("“{line}” What was answered to it stays.", line=line.words),
        save=save,
        then=get_call_url(call),
        button="Leave it out",
    )


@requires(Permission.ASK_BODIES)
def call_send(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Ask the bodies of today."""
    page = get_call(call, actor)

    def save(answers: dict[str, Any]) -> str:
        return msg(
            "Sent to {bodys}.",
            bodys=formatting.plural(calls.send_call(code=call, by=actor), "body", "bodies"),
        )

    day = presenters.format_deadline(page.head, timezone.now())
    bodies = formatting.plural(page.recipient_count, "body", "bodies")
    return render_act(
        request,
        actor,
        bind_form(forms.Form, request),
        title="Send this call?",
        lead=msg(
            "{title}. {bodies} will be asked ({whom}), with {questions} and until {day}. Whom it "
            "goes to cannot be changed after.",
            title=page.head.title,
            bodies=bodies,
            whom=formatting.lower_first(presenters.whom(page)),
            questions=formatting.plural(len(page.questions), "question"),
            day=day,
        ),
        save=save,
        then=reverse("call_tracker", args=[call]) if page.head.state == "draft" else get_call_url(call),
        back=get_call_url(call),
        button="Send the call",
    )


@requires(Permission.ASK_BODIES)
def call_close(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Take no more answers."""
    page = get_call(call, actor)

    def save(answers: dict[str, Any]) -> str:
        calls.close_call(code=call, by=actor)
        return "The call is closed."

    return render_act(
        request,
        actor,
        bind_form(forms.Form, request),
        title="Close this call?",
        lead=msg(
            "{title}. No more answers are taken. What is in stays, and can be withdrawn.",
            title=page.head.title,
        ),
        save=save,
        then=get_call_url(call),
        button="Close the call",
    )


def _edit_question(
    request: HttpRequest,
    actor: Actor,
    call: str,
    number: int | None,
    start: dict[str, Any],
    title: str,
    lead: str = "",
) -> HttpResponse:
    form = bind_form(CallQuestionForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        options = [line.strip() for line in answers["options"].splitlines() if line.strip()]
        row = calls.save_question(
            code=call,
            number=number,
            kind=answers["kind"],
            words=answers["words"],
            help_text=answers["help"],
            options=options if answers["kind"] in ("choice", "table") else (),
            required=answers["required"],
            seen_version=answers["seen"] or 0,
            by=actor,
        )
        return msg("Question {number} is kept.", number=row.number)

    def both(form: forms.Form) -> dict[str, Any]:
        page = get_call(call, actor)
        now, typed = _get_question_row(page, number or 0), form.cleaned_data
        rows = [
            ("Question", typed["words"], now.words),
            ("Kind of answer", QUESTION_KIND_WORDS[typed["kind"]], QUESTION_KIND_WORDS[now.kind]),
            ("Choices or columns", typed["options"], "\n".join(now.options)),
            ("Help", typed["help"], now.help),
        ]
        return {"who": page.head.changed_by, "at": page.head.changed_at, "rows": rows, "seen": now.version}

    return render_act(
        request,
        actor,
        form,
        title=title,
        lead=lead,
        save=save,
        then=get_call_url(call) + "#questions",
        button="Keep the question",
        template="calls/question.html",
        stale=both,
        hints=QUESTION_KIND_HINTS,
    )


def _get_form_choices(kept: str = "") -> dict[str, Any]:
    return {
        "bodies": list_nameable_bodies(formatting.get_today()),
        "recommendations": list_recommendation_choices(kept=kept),
    }


def _make_call_input(answers: dict[str, Any]) -> CallInput:
    return CallInput(
        title=answers["title"],
        deadline=answers["deadline"],
        guidance=answers["guidance"],
        recommendation=answers["recommendation"],
        to_policing_bodies="policing" in answers["whom"],
        to_chief_constables="chiefs" in answers["whom"],
        named=answers["named"],
    )


def _get_call_initial(page: CallDetail) -> dict[str, Any]:
    return {
        "title": page.head.title,
        "recommendation": page.head.recommendation,
        "deadline": get_deadline_day(page.head.deadline),
        "whom": _get_addressee_codes(page),
        "named": [code for code, _ in page.named],
        "guidance": page.head.guidance,
        "seen": page.head.version,
    }


def _get_addressee_codes(page: CallDetail) -> list[str]:
    return [
        *(["policing"] if page.head.to_policing_bodies else []),
        *(["chiefs"] if page.head.to_chief_constables else []),
    ]


def _compare_versions(form: forms.Form, now: CallDetail) -> dict[str, Any]:
    typed = form.cleaned_data
    rows = [
        ("What the call is about", typed["title"], now.head.title),
        (
            "Deadline",
            formatting.format_day(typed["deadline"]),
            formatting.format_day(get_deadline_day(now.head.deadline)),
        ),
        ("Guidance", typed["guidance"], now.head.guidance),
    ]
    return {"who": now.head.changed_by, "at": now.head.changed_at, "rows": rows, "seen": now.head.version}


def _get_question_row(page: CallDetail, number: int) -> CallQuestionRow:
    found = next((line for line in page.questions if line.number == number), None)
    if found is None:
        raise CallNotVisible
    return found
