"""Making a call, wording its questions, sending and closing it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.actions import calls
from handrail.assurance.calls.actions.calls import CallTold
from handrail.assurance.calls.deadline import last_day
from handrail.assurance.calls.permissions import NoCallHere
from handrail.assurance.calls.queries.calls import (
    CallPage,
    QuestionLine,
    call_page,
    nameable,
    recommendation_choices,
)
from handrail.assurance.calls.states import QUESTION_KINDS
from handrail.kernel.saying import say
from handrail.web.calls import present
from handrail.web.calls.forms import CallForm, QuestionForm
from handrail.web.calls.parts import call_at, do
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import door

KINDS = dict(QUESTION_KINDS)
HINTS = {
    "practices": "Each with its area, phase and state. Reports and the library of practice are made from these.",
}


@door(Permission.ASK_BODIES)
def call_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a call. It goes to nobody yet."""
    about = request.GET.get("recommendation", "")
    form = bind(CallForm, request, initial={"whom": ["policing"], "recommendation": about}, **_choices())
    made: list[str] = []

    def save(answers: dict[str, Any]) -> str:
        made.append(calls.make_call(told=_told(answers), by=actor).code)
        return "Call made. Nobody has been asked yet: add the questions, then send it."

    response = do(
        request,
        actor,
        form,
        title="Make a call",
        save=save,
        then=reverse("calls"),
        button="Make the call",
        template="calls/edit.html",
    )
    return HttpResponseRedirect(call_at(made[0])) if made else response


@door(Permission.ASK_BODIES)
def call_change(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Change its words and its deadline; whom it goes to, before it is sent."""
    page = call_page(call, actor)
    sent = page.head.state != "draft"
    form = bind(CallForm, request, initial=_start(page), sent=sent, **_choices(page.head.recommendation))

    def save(answers: dict[str, Any]) -> str:
        whom = {} if not sent else {"whom": _whom(page), "named": [code for code, _ in page.named]}
        seen = answers["seen"] or 0
        calls.change_call(code=call, told=_told({**answers, **whom}), seen_version=seen, by=actor)
        return "Call changed."

    return do(
        request,
        actor,
        form,
        title="Change the call",
        save=save,
        then=call_at(call),
        template="calls/edit.html",
        stale=lambda form: _both(form, call_page(call, actor)),
    )


@door(Permission.ASK_BODIES)
def question_add(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Add a question."""
    call_page(call, actor)
    return _question(request, actor, call, None, {"required": True}, "Add a question")


@door(Permission.ASK_BODIES)
def question_change(request: HttpRequest, actor: Actor, call: str, number: int) -> HttpResponse:
    """Word a question anew."""
    page = call_page(call, actor)
    line = _line(page, number)
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
    return _question(request, actor, call, number, start, say("Question {number}", number=number), lead)


@door(Permission.ASK_BODIES)
def question_out(request: HttpRequest, actor: Actor, call: str, number: int) -> HttpResponse:
    """Ask it no longer."""
    line = _line(call_page(call, actor), number)

    def save(answers: dict[str, Any]) -> str:
        calls.leave_out_question(code=call, number=number, by=actor)
        return say("Question {number} is asked no longer.", number=number)

    return do(
        request,
        actor,
        bind(forms.Form, request),
        title=say("Leave out question {number}?", number=number),
        lead=say("“{line}” What was answered to it stays.", line=line.words),
        save=save,
        then=call_at(call),
        button="Leave it out",
    )


@door(Permission.ASK_BODIES)
def call_send(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Ask the bodies of today."""
    page = call_page(call, actor)

    def save(answers: dict[str, Any]) -> str:
        return say(
            "Sent to {bodys}.", bodys=words.plural(calls.send_call(code=call, by=actor), "body", "bodies")
        )

    day = present.deadline_words(page.head, timezone.now())
    bodies = words.plural(page.would_ask, "body", "bodies")
    return do(
        request,
        actor,
        bind(forms.Form, request),
        title="Send this call?",
        lead=say(
            "{title}. {bodies} will be asked ({whom}), with {questions} and until {day}. Whom it "
            "goes to cannot be changed after.",
            title=page.head.title,
            bodies=bodies,
            whom=words.small(present.whom(page)),
            questions=words.plural(len(page.questions), "question"),
            day=day,
        ),
        save=save,
        then=reverse("call_tracker", args=[call]) if page.head.state == "draft" else call_at(call),
        back=call_at(call),
        button="Send the call",
    )


@door(Permission.ASK_BODIES)
def call_close(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """Take no more answers."""
    page = call_page(call, actor)

    def save(answers: dict[str, Any]) -> str:
        calls.close_call(code=call, by=actor)
        return "The call is closed."

    return do(
        request,
        actor,
        bind(forms.Form, request),
        title="Close this call?",
        lead=say(
            "{title}. No more answers are taken. What is in stays, and can be withdrawn.",
            title=page.head.title,
        ),
        save=save,
        then=call_at(call),
        button="Close the call",
    )


def _question(
    request: HttpRequest,
    actor: Actor,
    call: str,
    number: int | None,
    start: dict[str, Any],
    title: str,
    lead: str = "",
) -> HttpResponse:
    form = bind(QuestionForm, request, initial=start)

    def save(answers: dict[str, Any]) -> str:
        options = [line.strip() for line in answers["options"].splitlines() if line.strip()]
        row = calls.put_question(
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
        return say("Question {number} is kept.", number=row.number)

    def both(form: forms.Form) -> dict[str, Any]:
        page = call_page(call, actor)
        now, typed = _line(page, number or 0), form.cleaned_data
        rows = [
            ("Question", typed["words"], now.words),
            ("Kind of answer", KINDS[typed["kind"]], KINDS[now.kind]),
            ("Choices or columns", typed["options"], "\n".join(now.options)),
            ("Help", typed["help"], now.help),
        ]
        return {"who": page.head.changed_by, "at": page.head.changed_at, "rows": rows, "seen": now.version}

    return do(
        request,
        actor,
        form,
        title=title,
        lead=lead,
        save=save,
        then=call_at(call) + "#questions",
        button="Keep the question",
        template="calls/question.html",
        stale=both,
        hints=HINTS,
    )


def _choices(kept: str = "") -> dict[str, Any]:
    return {"bodies": nameable(words.today()), "recommendations": recommendation_choices(kept=kept)}


def _told(answers: dict[str, Any]) -> CallTold:
    return CallTold(
        title=answers["title"],
        deadline=answers["deadline"],
        guidance=answers["guidance"],
        recommendation=answers["recommendation"],
        to_policing_bodies="policing" in answers["whom"],
        to_chief_constables="chiefs" in answers["whom"],
        named=answers["named"],
    )


def _start(page: CallPage) -> dict[str, Any]:
    return {
        "title": page.head.title,
        "recommendation": page.head.recommendation,
        "deadline": last_day(page.head.deadline),
        "whom": _whom(page),
        "named": [code for code, _ in page.named],
        "guidance": page.head.guidance,
        "seen": page.head.version,
    }


def _whom(page: CallPage) -> list[str]:
    return [
        *(["policing"] if page.head.to_policing_bodies else []),
        *(["chiefs"] if page.head.to_chief_constables else []),
    ]


def _both(form: forms.Form, now: CallPage) -> dict[str, Any]:
    typed = form.cleaned_data
    rows = [
        ("What the call is about", typed["title"], now.head.title),
        ("Deadline", words.day(typed["deadline"]), words.day(last_day(now.head.deadline))),
        ("Guidance", typed["guidance"], now.head.guidance),
    ]
    return {"who": now.head.changed_by, "at": now.head.changed_at, "rows": rows, "seen": now.head.version}


def _line(page: CallPage, number: int) -> QuestionLine:
    found = next((line for line in page.questions if line.number == number), None)
    if found is None:
        raise NoCallHere
    return found
