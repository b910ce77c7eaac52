"""One body's return: what it says so far, and writing in it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.areas.calls import presenters
from handrail.areas.calls.actions import return_content, returns
from handrail.areas.calls.forms import NothingToAddForm, ReturnAnswerForm, ReturnPracticeForm
from handrail.areas.calls.inputs import PracticeInput
from handrail.areas.calls.permissions import CallNotVisible
from handrail.areas.calls.queries.returns import (
    ReturnAnswerRow,
    ReturnDetail,
    ReturnPracticeRow,
    get_return,
    get_return_practice,
)
from handrail.areas.calls.states import CallState
from handrail.areas.calls.views.common import get_page_context, get_return_url, render_act
from handrail.areas.practices.outcomes import OUTCOME_NAMES
from handrail.areas.practices.queries.planned_practices import PlannedPracticeRow, list_unfinished_plans
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.queries import list_areas
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_rendering import bind_form


@requires(Permission.VIEW_CALLS)
def call_return(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """The return as it stands, for those who write it, sign it or asked for it."""
    returns.record_opened(call=call, body=body, by=actor)
    now = timezone.now()
    page = get_return(call, body, actor, now)
    shown = {
        "page": page,
        "planned_before": _list_unfinished_plans(page, actor),
        "outcomes": OUTCOME_NAMES,
        "asks": actor.may(Permission.ASK_BODIES),
        "writes": actor.may(Permission.WRITE_RETURN),
        "signs": actor.may(Permission.SIGN_RETURN),
        "now": now,
        "present": presenters,
    }
    return render(request, "calls/return.html", get_page_context(request, actor, **shown))


@requires(Permission.WRITE_RETURN)
def return_answer(request: HttpRequest, actor: Actor, call: str, body: str, number: int) -> HttpResponse:
    """Answer one question."""
    page = _get_own_return(call, body, actor)
    line = _get_answer_row(page, number)
    start = {"seen": line.version, "answer": presenters.format_answer(line)}
    form = bind_form(ReturnAnswerForm, request, question=line.question, initial=start)

    def save(answers: dict[str, Any]) -> str:
        value = answers["answer"]
        value = presenters.parse_typed_table(value) if line.question.kind == "table" else value
        return_content.answer_question(
            call=call, body=body, number=number, value=value, seen_version=answers["seen"], by=actor
        )
        return msg("Question {number} is answered.", number=number)

    def both(form: forms.Form) -> dict[str, Any]:
        now = _get_answer_row(_get_own_return(call, body, actor), number)
        rows = [("Answer", form.cleaned_data["answer"], presenters.format_answer(now))]
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    return render_act(
        request,
        actor,
        form,
        title=msg("Question {number}", number=number),
        save=save,
        then=_get_next_url(page, number),
        back=get_return_url(call, body, "questions"),
        button="Save and go on" if _find_next_unanswered(page, number) else "Save",
        template="calls/answer.html",
        stale=both,
        line=line,
        place=msg(
            "Question {place} of {asked}",
            place=_get_question_position(page, number),
            asked=_count_questions(page),
        ),
    )


@requires(Permission.WRITE_RETURN)
def practice_add(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Add a practice."""
    page = _get_own_return(call, body, actor)
    form = bind_form(
        ReturnPracticeForm, request, areas=_list_area_choices(), initial={"area": page.area_code}
    )

    def save(answers: dict[str, Any]) -> str:
        return_content.add_practice(call=call, body=body, told=_make_practice_input(answers), by=actor)
        return msg("{title} is in the return.", title=answers["title"])

    return render_act(
        request,
        actor,
        form,
        title="Add a practice",
        save=save,
        then=get_return_url(call, body, "practices"),
        button="Add it",
        lead="One practice at a time: what is done, where, when it helps, and how you know.",
        template="calls/practice.html",
        return_code=call,
        return_body=body,
        planned_before=_list_unfinished_plans(page, actor),
        outcomes=OUTCOME_NAMES,
    )


@requires(Permission.WRITE_RETURN)
def practice_change(request: HttpRequest, actor: Actor, call: str, body: str, number: int) -> HttpResponse:
    """Change a practice."""
    _get_own_return(call, body, actor)
    line = get_return_practice(call, body, number, actor)
    form = bind_form(
        ReturnPracticeForm, request, areas=_list_area_choices(), initial=_get_practice_initial(line)
    )

    def save(answers: dict[str, Any]) -> str:
        seen = answers["seen"] or 0
        return_content.change_practice(
            call=call,
            body=body,
            number=number,
            told=_make_practice_input(answers),
            seen_version=seen,
            by=actor,
        )
        return msg("{title} is changed.", title=answers["title"])

    def both(form: forms.Form) -> dict[str, Any]:
        now = get_return_practice(call, body, number, actor)
        saved = _get_practice_initial(now)
        rows = [
            (
                str(field.label),
                _format_form_value(field, form.cleaned_data.get(name)),
                _format_form_value(field, saved[name]),
            )
            for name, field in form.fields.items()
            if name != "seen"
        ]
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    return render_act(
        request,
        actor,
        form,
        title=line.title,
        save=save,
        then=get_return_url(call, body, "practices"),
        stale=both,
    )


@requires(Permission.WRITE_RETURN)
def practice_out(request: HttpRequest, actor: Actor, call: str, body: str, number: int) -> HttpResponse:
    """Take a practice out of the draft."""
    _get_own_return(call, body, actor)
    line = get_return_practice(call, body, number, actor)

    def save(answers: dict[str, Any]) -> str:
        return_content.remove_practice(call=call, body=body, number=number, by=actor)
        return msg("{title} is taken out.", title=line.title)

    return render_act(
        request,
        actor,
        bind_form(forms.Form, request),
        title=msg("Take out “{title}”?", title=line.title),
        lead="What was submitted earlier keeps it.",
        save=save,
        then=get_return_url(call, body, "practices"),
        button="Take it out",
    )


@requires(Permission.WRITE_RETURN)
def return_nothing(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """Say that there is nothing to add."""
    page = _get_own_return(call, body, actor)
    form = bind_form(NothingToAddForm, request, initial={"seen": page.version, "words": page.nothing_words})

    def save(answers: dict[str, Any]) -> str:
        returns.declare_nothing_to_add(
            call=call, body=body, words=answers["words"], seen_version=answers["seen"], by=actor
        )
        return "The return says: nothing to add. Hand it over for signature."

    return render_act(
        request,
        actor,
        form,
        title="Nothing to add",
        lead="This is an answer: it is signed and counted as one. Saying nothing at all is not.",
        save=save,
        then=get_return_url(call, body),
        button="We have nothing to add",
    )


@requires(Permission.WRITE_RETURN)
def return_more(request: HttpRequest, actor: Actor, call: str, body: str) -> HttpResponse:
    """There is something to add after all."""
    _get_own_return(call, body, actor)

    def save(answers: dict[str, Any]) -> str:
        returns.withdraw_nothing_to_add(call=call, body=body, by=actor)
        return "The questions are open again."

    return render_act(
        request,
        actor,
        bind_form(forms.Form, request),
        title="Answer the questions after all?",
        save=save,
        then=get_return_url(call, body),
        button="Answer the questions",
    )


def _get_own_return(call: str, body: str, actor: Actor) -> ReturnDetail:
    """The page of a return of the actor's own body."""
    page = get_return(call, body, actor, timezone.now())
    if not page.own:
        raise CallNotVisible
    return page


def _list_unfinished_plans(page: ReturnDetail, actor: Actor) -> tuple[PlannedPracticeRow, ...]:
    """What the body told as planned to earlier calls and has not ended: asked about while this call is open."""
    if not page.own or page.head.state != CallState.OPEN:
        return ()
    return list_unfinished_plans(actor, before=page.head.asked_on)


def _get_answer_row(page: ReturnDetail, number: int) -> ReturnAnswerRow:
    found = next((line for line in page.answers if line.question.number == number), None)
    if found is None or found.question.kind == "practices":
        raise CallNotVisible
    return found


def _list_question_numbers(page: ReturnDetail) -> list[int]:
    return [line.question.number for line in page.answers if line.question.kind != "practices"]


def _count_questions(page: ReturnDetail) -> int:
    return len(_list_question_numbers(page))


def _get_question_position(page: ReturnDetail, number: int) -> int:
    return _list_question_numbers(page).index(number) + 1


def _find_next_unanswered(page: ReturnDetail, number: int) -> int | None:
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


def _get_next_url(page: ReturnDetail, number: int) -> str:
    following = _find_next_unanswered(page, number)
    if following is None:
        return get_return_url(page.head.code, page.body_code, "questions")
    return reverse("return_answer", args=[page.head.code, page.body_code, following])


def _list_area_choices() -> list[tuple[str, str]]:
    return [(area.code, area.name) for area in list_areas()]


def _make_practice_input(answers: dict[str, Any]) -> PracticeInput:
    return PracticeInput(**{name: value for name, value in answers.items() if name != "seen"})


def _get_practice_initial(line: ReturnPracticeRow) -> dict[str, Any]:
    plain = ("title", "words", "kind", "state", "since", "evidence", "evaluated", "safe_venue")
    return {
        **{name: getattr(line, name) for name in plain},
        "area": line.area_code,
        "phases": list(line.phases),
        "seen": line.version,
    }


def _format_form_value(field: forms.Field, value: Any) -> str:
    """A value of a form in words: the labels of what was chosen."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(field, forms.ChoiceField):
        labels = {str(code): str(label) for code, label in field.choices}  # type: ignore[misc, union-attr]
        chosen = value if isinstance(value, list | tuple) else [value]
        return join_texts(labels.get(str(each), str(each)) for each in chosen if each)
    return str(value or "")
