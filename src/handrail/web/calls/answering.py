"""One body's return: what it says so far, and writing in it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.actions import returns, writing
from handrail.assurance.calls.permissions import NoCallHere
from handrail.assurance.calls.queries.returns import (
    AnswerLine,
    PracticeLine,
    ReturnPage,
    practice_line,
    return_page,
)
from handrail.assurance.calls.states import CallState
from handrail.assurance.calls.values import PracticeTold
from handrail.assurance.practices.outcomes import OUTCOME_NAMES
from handrail.assurance.practices.queries.planned import PlannedLine, to_ask_again
from handrail.kernel.saying import joined, say
from handrail.reference.queries import areas
from handrail.web.calls import present
from handrail.web.calls.forms import AnswerForm, NothingForm, PracticeForm
from handrail.web.calls.parts import do, framed, return_at
from handrail.web.design.forms import bind
from handrail.web.door import door


@door(Permission.VIEW_CALLS)
def call_return(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """The return as it stands, for those who write it, sign it or asked for it."""
    returns.note_opened(call=call, body=body, by=actor)
    now = timezone.now()
    page = return_page(call, body, actor, now)
    shown = {
        "page": page,
        "planned_before": _planned_before(page, actor),
        "outcomes": OUTCOME_NAMES,
        "asks": actor.may(Permission.ASK_BODIES),
        "writes": actor.may(Permission.WRITE_RETURN),
        "signs": actor.may(Permission.SIGN_RETURN),
        "now": now,
        "present": present,
    }
    return render(request, "calls/return.html", framed(request, actor, **shown))


@door(Permission.WRITE_RETURN)
def return_answer(request: HttpRequest, actor: Actor, call: str, body: str, number: int) -> HttpResponse:
    """Answer one question."""
    page = _page(call, body, actor)
    line = _answer(page, number)
    start = {"seen": line.version, "answer": present.value_words(line)}
    form = bind(AnswerForm, request, question=line.question, initial=start)

    def save(answers: dict[str, Any]) -> str:
        value = answers["answer"]
        value = present.table_typed(value) if line.question.kind == "table" else value
        writing.answer_question(
            call=call, body=body, number=number, value=value, seen_version=answers["seen"], by=actor
        )
        return say("Question {number} is answered.", number=number)

    def both(form: forms.Form) -> dict[str, Any]:
        now = _answer(_page(call, body, actor), number)
        rows = [("Answer", form.cleaned_data["answer"], present.value_words(now))]
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    return do(
        request,
        actor,
        form,
        title=say("Question {number}", number=number),
        save=save,
        then=_after(page, number),
        back=return_at(call, body, "questions"),
        button="Save and go on" if _next(page, number) else "Save",
        template="calls/answer.html",
        stale=both,
        line=line,
        place=say("Question {place} of {asked}", place=_place(page, number), asked=_asked(page)),
    )


@door(Permission.WRITE_RETURN)
def practice_add(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Add a practice."""
    page = _page(call, body, actor)
    form = bind(PracticeForm, request, areas=_areas(), initial={"area": page.area_code})

    def save(answers: dict[str, Any]) -> str:
        writing.add_practice(call=call, body=body, told=_told(answers), by=actor)
        return say("{title} is in the return.", title=answers["title"])

    return do(
        request,
        actor,
        form,
        title="Add a practice",
        save=save,
        then=return_at(call, body, "practices"),
        button="Add it",
        lead="One practice at a time: what is done, where, when it helps, and how you know.",
        template="calls/practice.html",
        return_code=call,
        return_body=body,
        planned_before=_planned_before(page, actor),
        outcomes=OUTCOME_NAMES,
    )


@door(Permission.WRITE_RETURN)
def practice_change(request: HttpRequest, actor: Actor, call: str, body: str, number: int) -> HttpResponse:
    """Change a practice."""
    _page(call, body, actor)
    line = practice_line(call, body, number, actor)
    form = bind(PracticeForm, request, areas=_areas(), initial=_start(line))

    def save(answers: dict[str, Any]) -> str:
        seen = answers["seen"] or 0
        writing.change_practice(
            call=call, body=body, number=number, told=_told(answers), seen_version=seen, by=actor
        )
        return say("{title} is changed.", title=answers["title"])

    def both(form: forms.Form) -> dict[str, Any]:
        now = practice_line(call, body, number, actor)
        saved = _start(now)
        rows = [
            (str(field.label), _said(field, form.cleaned_data.get(name)), _said(field, saved[name]))
            for name, field in form.fields.items()
            if name != "seen"
        ]
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    return do(
        request,
        actor,
        form,
        title=line.title,
        save=save,
        then=return_at(call, body, "practices"),
        stale=both,
    )


@door(Permission.WRITE_RETURN)
def practice_out(request: HttpRequest, actor: Actor, call: str, body: str, number: int) -> HttpResponse:
    """Take a practice out of the draft."""
    _page(call, body, actor)
    line = practice_line(call, body, number, actor)

    def save(answers: dict[str, Any]) -> str:
        writing.take_out_practice(call=call, body=body, number=number, by=actor)
        return say("{title} is taken out.", title=line.title)

    return do(
        request,
        actor,
        bind(forms.Form, request),
        title=say("Take out “{title}”?", title=line.title),
        lead="What was submitted earlier keeps it.",
        save=save,
        then=return_at(call, body, "practices"),
        button="Take it out",
    )


@door(Permission.WRITE_RETURN)
def return_nothing(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Say that there is nothing to add."""
    page = _page(call, body, actor)
    form = bind(NothingForm, request, initial={"seen": page.version, "words": page.nothing_words})

    def save(answers: dict[str, Any]) -> str:
        returns.say_nothing_to_add(
            call=call, body=body, words=answers["words"], seen_version=answers["seen"], by=actor
        )
        return "The return says: nothing to add. Hand it over for signature."

    return do(
        request,
        actor,
        form,
        title="Nothing to add",
        lead="This is an answer: it is signed and counted as one. Saying nothing at all is not.",
        save=save,
        then=return_at(call, body),
        button="We have nothing to add",
    )


@door(Permission.WRITE_RETURN)
def return_more(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """There is something to add after all."""
    _page(call, body, actor)

    def save(answers: dict[str, Any]) -> str:
        returns.say_there_is_more(call=call, body=body, by=actor)
        return "The questions are open again."

    return do(
        request,
        actor,
        bind(forms.Form, request),
        title="Answer the questions after all?",
        save=save,
        then=return_at(call, body),
        button="Answer the questions",
    )


def _page(call: str, body: str, actor: Actor) -> ReturnPage:
    """The page of a return of the actor's own body."""
    page = return_page(call, body, actor, timezone.now())
    if not page.own:
        raise NoCallHere
    return page


def _planned_before(page: ReturnPage, actor: Actor) -> tuple[PlannedLine, ...]:
    """What the body told as planned to earlier calls and has not ended: asked about while this call is open."""
    if not page.own or page.head.state != CallState.OPEN:
        return ()
    return to_ask_again(actor, before=page.head.asked_on)


def _answer(page: ReturnPage, number: int) -> AnswerLine:
    found = next((line for line in page.answers if line.question.number == number), None)
    if found is None or found.question.kind == "practices":
        raise NoCallHere
    return found


def _written(page: ReturnPage) -> list[int]:
    return [line.question.number for line in page.answers if line.question.kind != "practices"]


def _asked(page: ReturnPage) -> int:
    return len(_written(page))


def _place(page: ReturnPage, number: int) -> int:
    return _written(page).index(number) + 1


def _next(page: ReturnPage, number: int) -> int | None:
    """The next question that has no answer yet."""
    return next(
        (
            line.question.number
            for line in page.answers
            if line.question.number > number
            and line.question.kind != "practices"
            and line.value in (None, "", [])
        ),
        None,
    )


def _after(page: ReturnPage, number: int) -> str:
    following = _next(page, number)
    if following is None:
        return return_at(page.head.code, page.body_code, "questions")
    return reverse("return_answer", args=[page.head.code, page.body_code, following])


def _areas() -> list[tuple[str, str]]:
    return [(area.code, area.name) for area in areas()]


def _told(answers: dict[str, Any]) -> PracticeTold:
    return PracticeTold(**{name: value for name, value in answers.items() if name != "seen"})


def _start(line: PracticeLine) -> dict[str, Any]:
    plain = ("title", "words", "kind", "state", "since", "evidence", "evaluated", "safe_venue")
    return {
        **{name: getattr(line, name) for name in plain},
        "area": line.area_code,
        "phases": list(line.phases),
        "seen": line.version,
    }


def _said(field: forms.Field, value: Any) -> str:
    """A value of a form in words: the labels of what was chosen."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(field, forms.ChoiceField):
        labels = {str(code): str(label) for code, label in field.choices}  # type: ignore[misc, union-attr]
        chosen = value if isinstance(value, list | tuple) else [value]
        return joined(labels.get(str(each), str(each)) for each in chosen if each)
    return str(value or "")
