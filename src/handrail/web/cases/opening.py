"""Opening a case: six short answers, each saved as it is given, each of which may be skipped.

Skipping leaves a question open and throws nothing away: what was answered of it is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.access.actions_once import DoneAlready, mark, once
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.case.queries.choices import area_choices, colleague_choices
from handrail.casework.case.states import Age, ChannelKind, Danger
from handrail.casework.lists.queries.finding import Found
from handrail.casework.people.actions import person
from handrail.casework.people.queries.person import ChannelLine
from handrail.casework.people.states import Safe
from handrail.casework.whole.actions import opening
from handrail.casework.whole.queries.case_page import CasePage, case_page
from handrail.kernel.refusals import NotNow
from handrail.linking.actions.looking import look
from handrail.web.cases.forms import (
    AgeForm,
    CalledForm,
    ContactForm,
    DangerForm,
    ReachForm,
    WhereForm,
    worries,
)
from handrail.web.cases.opened import helps, told
from handrail.web.design.forms import bind
from handrail.web.design.words import clock_time
from handrail.web.door import case_door, door
from handrail.web.linking import present as linking
from handrail.web.navigation import frame

Save = Callable[[Found, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its form, the answers to start with, what saving does."""

    code: str
    template: str
    form: type[forms.Form]
    save: Save
    initial: Callable[[CasePage], dict[str, Any]]
    choices: Callable[[CasePage], dict[str, Any]]


@door(Permission.OPEN_CASE)
def open_case(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Question 1. Its answer, or skipping it, opens the case."""
    form = bind(DangerForm, request)
    if request.method == "POST" and (_passed_over(request, form) or form.is_valid()):
        try:
            where = once(given=request.POST.get("once", ""), do=lambda: _opened(request, actor, form))
        except DoneAlready as already:
            where = already.where
        return HttpResponseRedirect(where)
    shown = {**frame(request, actor), "form": form if request.method == "POST" else DangerForm()}
    shown["once"] = request.POST.get("once") or mark()
    return render(request, "cases/open_danger.html", shown | {"question_number": 1, "question_total": 6})


@case_door(Permission.EDIT_PERSON)
def open_question(request: HttpRequest, found: Found, step: str) -> HttpResponse:
    """Questions 1 to 6 of a case that is open: answered now, changed later."""
    question = QUESTIONS.get(step)
    if question is None:
        return HttpResponseRedirect(_address(found.reference, "danger"))
    page = case_page(found.sight)
    choices = question.choices(page)
    form = bind(question.form, request, initial=question.initial(page), **choices)
    if request.method == "POST" and _answered(request, found, question, form):
        return HttpResponseRedirect(_next(found.reference, step))
    return render(request, question.template, _shown(request, found, page, step, form))


@case_door(Permission.EDIT_PERSON)
def opened(request: HttpRequest, found: Found) -> HttpResponse:
    """The case is open: what helps now, what was told, what starts, who can see."""
    page = case_page(found.sight)
    shown = frame(request, found.sight.actor) | {"case": page, "told": told(page), "helps": helps(page)}
    shown["linking"] = linking.case_panel(found.sight, timezone.localtime())
    return render(request, "cases/opened.html", shown)


def _answered(request: HttpRequest, found: Found, question: Question, form: forms.Form) -> bool:
    if _passed_over(request, form):
        return True
    if not form.is_valid():
        return False
    try:
        question.save(found, form.cleaned_data)
    except NotNow as no:
        form.add_error(None, str(no))
        return False
    return True


def _passed_over(request: HttpRequest, form: forms.Form) -> bool:
    """Whether a question is skipped and nothing of it was answered. An answer that stands alone is kept alone."""
    if "skip" not in request.POST:
        return False
    if "answer" in form.fields:
        form.fields["answer"].required = False
    return not any(form[name].value() for name in form.changed_data)


def _shown(request: HttpRequest, found: Found, page: CasePage, step: str, form: forms.Form) -> dict[str, Any]:
    number = list(QUESTIONS).index(step) + 1
    before = list(QUESTIONS)[number - 2] if number > 1 else ""
    return frame(request, found.sight.actor) | {
        "form": form,
        "case": page,
        "question_number": number,
        "question_total": len(QUESTIONS),
        "saved": clock_time(timezone.now()),
        "back_href": _address(found.reference, before) if before else "",
    }


def _next(reference: str, step: str) -> str:
    order = list(QUESTIONS)
    place = order.index(step) + 1
    return _address(reference, order[place]) if place < len(order) else reverse("opened", args=[reference])


def _opened(request: HttpRequest, actor: Actor, form: forms.Form) -> str:
    """Open the case, with what was answered of the first question; where the next question is."""
    case = opening.open_case(by=actor)
    if not _passed_over(request, form):
        _keep_danger(case.pk, form.cleaned_data, actor)
    return _address(case.reference, "called")


def _address(reference: str, step: str) -> str:
    return reverse("open_question", args=[reference, step])


def _save_danger(found: Found, answers: dict[str, Any]) -> None:
    _keep_danger(found.case_id, answers, found.sight.actor)


def _keep_danger(case_id: UUID, answers: dict[str, Any], by: Actor) -> None:
    person.say_danger(
        case_id=case_id,
        answer=Danger(answers["answer"] or Danger.NOT_ASKED),
        note=answers["note"],
        worries=worries(answers),
        by=by,
    )


def _save_called(found: Found, answers: dict[str, Any]) -> None:
    person.say_who(case_id=found.case_id, texts={"called": answers["called"]}, by=found.sight.actor)
    look(case_id=found.case_id, by=found.sight.actor)


def _save_age(found: Found, answers: dict[str, Any]) -> None:
    opening.say_age(case_id=found.case_id, age=Age(answers["age"]), by=found.sight.actor)


def _save_where(found: Found, answers: dict[str, Any]) -> None:
    by = found.sight.actor
    if answers["area"]:
        opening.say_area(case_id=found.case_id, area_code=answers["area"], by=by)
    person.say_who(case_id=found.case_id, texts={"where_now": answers["where_now"]}, by=by)


def _save_reach(found: Found, answers: dict[str, Any]) -> None:
    page = case_page(found.sight, kinds={Kind.CONTACT})
    if answers["safest"] != (page.safest.how if page.safest else ""):
        person.say_safest(case_id=found.case_id, how=answers["safest"], by=found.sight.actor)
    known = {line.kind: line for line in page.channels or () if line.asked_at}
    for kind in (ChannelKind.CALL, ChannelKind.TEXT, ChannelKind.LETTER):
        _save_way(found, kind, answers, known.get(kind))


def _save_way(found: Found, kind: ChannelKind, answers: dict[str, Any], was: ChannelLine | None) -> None:
    """One way to reach them, where the answer is new. A number that this page does not ask for stays as it was."""
    said = answers[kind.value]
    detail = answers.get(f"{kind.value}_detail", was.detail if was else "")
    note = answers.get(f"{kind.value}_note", was.note if was else "")
    if not said or (was and (said, detail, note) == (was.said, was.detail, was.note)):
        return
    person.say_channel(
        case_id=found.case_id,
        kind=kind,
        safe=Safe(said),
        detail=detail,
        note=note,
        by=found.sight.actor,
    )


def _save_contact(found: Found, answers: dict[str, Any]) -> None:
    stand_in = answers["stand_in"]
    opening.set_contacts(
        case_id=found.case_id,
        point_of_contact_id=int(answers["point_of_contact"]),
        stand_in_id=int(stand_in) if stand_in else None,
        by=found.sight.actor,
    )


def _danger_now(page: CasePage) -> dict[str, Any]:
    if page.safety is None or page.safety.danger == Danger.NOT_ASKED:
        return {}
    known = {line.code: line.answer for line in page.safety.worries if line.asked_at}
    return {"answer": page.safety.danger, "note": page.safety.danger_note, **known}


def _reach_now(page: CasePage) -> dict[str, Any]:
    known = {line.kind: line for line in page.channels or () if line.asked_at}
    start: dict[str, Any] = {kind: line.said for kind, line in known.items()}
    if page.safest:
        start["safest"] = page.safest.how
    if call := known.get(ChannelKind.CALL):
        start |= {"call_detail": call.detail, "call_note": call.note}
    return start


def _where_now(page: CasePage) -> dict[str, Any]:
    codes = {name: code for code, name in area_choices()}
    return {"area": codes.get(page.area, ""), "where_now": page.who.where_now if page.who else ""}


def _contact_now(page: CasePage) -> dict[str, Any]:
    return {
        "point_of_contact": str(page.contact.user_id),
        "stand_in": str(page.stand_in.user_id) if page.stand_in else "",
    }


def _colleagues(page: CasePage) -> dict[str, Any]:
    return {"colleagues": colleague_choices(page.owner_id)}


def _nothing(page: CasePage) -> dict[str, Any]:
    return {}


QUESTIONS: dict[str, Question] = {
    question.code: question
    for question in (
        Question("danger", "cases/open_danger.html", DangerForm, _save_danger, _danger_now, _nothing),
        Question(
            "called",
            "cases/open_called.html",
            CalledForm,
            _save_called,
            lambda page: {"called": page.who.called if page.who else ""},
            _nothing,
        ),
        Question(
            "age",
            "cases/open_age.html",
            AgeForm,
            _save_age,
            lambda page: {"age": page.age if page.age_asked else None},
            _nothing,
        ),
        Question(
            "where",
            "cases/open_where.html",
            WhereForm,
            _save_where,
            _where_now,
            lambda page: {"areas": area_choices()},
        ),
        Question("reach", "cases/open_reach.html", ReachForm, _save_reach, _reach_now, _nothing),
        Question("contact", "cases/open_contact.html", ContactForm, _save_contact, _contact_now, _colleagues),
    )
}
"""The six questions in order, danger first."""
