"""What people said of us: on a case, answered, and listed for those who answer."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record_reads
from handrail.casework.case.queries.choices import colleague_choices
from handrail.casework.lists.queries.finding import Found
from handrail.kernel import workdays
from handrail.kernel.saying import lower, say
from handrail.recovery.actions import feedback as acts
from handrail.recovery.permissions import may_hear
from handrail.recovery.queries.feedback import (
    STATES,
    FeedbackLine,
    Heard,
    HeardPage,
    one_of_case,
    said_of_body,
    said_on_case,
    somebody_answers,
)
from handrail.recovery.states import FeedbackKind, Wish
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.address import with_query
from handrail.web.design.forms import bind
from handrail.web.door import case_door, door
from handrail.web.navigation import frame
from handrail.web.recovery import present
from handrail.web.recovery.forms import AnswerForm, FeedbackForm

ANSWER_WITHIN = 10  # working days: ours, where an organisation has no rule of its own
NOBODY_ANSWERS = (
    "Nobody in your organisation can answer this but the one it is about. Only you see it here: take it to whoever "
    "your organisation answers to."
)
STATE_WORDS = {"overdue": "Overdue", "open": "To answer", "answered": "Answered", "all": "All"}


@case_door(Permission.VIEW_CASE)
def case_said(request: HttpRequest, found: Found) -> HttpResponse:
    """What this person said of us."""
    shown = {
        "reference": found.reference,
        "tabs": present.tabs(found.reference, found.sight, "said_on_case"),
        "lines": [present.feedback(line) for line in said_on_case(found.sight)],
        "may": found.sight.may(Permission.RECORD),
        "list_href": reverse("said_of_us") if found.sight.actor.may(Permission.ANSWER_FEEDBACK) else "",
    }
    return render(request, "recovery/said_on_case.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.RECORD)
def add_said(request: HttpRequest, found: Found) -> HttpResponse:
    """Write down what they said of us."""
    may_hear(found.sight)
    start = {"on": words.today(), "answer_by": workdays.add(words.today(), ANSWER_WITHIN)}
    colleagues = colleague_choices(found.sight.owner_id)
    form = bind(FeedbackForm, request, initial=start, colleagues=colleagues)

    def save(answers: dict[str, Any]) -> list[str]:
        about = answers["about"]
        told = acts.Told(
            kind=FeedbackKind(answers["kind"]),
            words=answers["words"],
            on=answers["on"],
            wish=Wish(answers["wish"]),
            answer_by=answers["answer_by"],
            about_id=int(about) if about else None,
        )
        acts.write_down(case_id=found.case_id, told=told, by=found.sight.actor)
        said = ["Written down. It changes nothing about the help that they get."]
        if not somebody_answers(found.sight.owner_id, told.about_id):
            said.append(NOBODY_ANSWERS)
        return said

    here = reverse("said_on_case", args=[found.reference])
    page = Act("What did they say of us?", save, here, here, "Write it down", once=True, on_closed=True)
    page.more["lead"] = "Whatever they say, the help goes on. Say that to them too."
    return act(request, found.sight.actor, form, page)


@case_door(Permission.VIEW_CASE)
def said_one(request: HttpRequest, found: Found, feedback_id: UUID) -> HttpResponse:
    """One thing that they said, and the answer."""
    line = _line(found, feedback_id)
    shown = {
        "reference": found.reference,
        "said": present.feedback(line),
        "answer_href": reverse("answer_said", args=[found.reference, feedback_id])
        if found.sight.may(Permission.ANSWER_FEEDBACK) and line.state != "answered"
        else "",
    }
    return render(request, "recovery/said_one.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.ANSWER_FEEDBACK)
def answer_said(request: HttpRequest, found: Found, feedback_id: UUID) -> HttpResponse:
    """Write down what was answered."""
    line = _line(found, feedback_id)
    form = bind(AnswerForm, request, initial={"on": words.today()})

    def save(answers: dict[str, Any]) -> str:
        acts.answer(
            case_id=found.case_id,
            feedback_id=feedback_id,
            words=answers["words"],
            on=answers["on"],
            by=found.sight.actor,
        )
        return "Answer written down."

    here = reverse("said_one", args=[found.reference, feedback_id])
    page = Act(
        say("Answer: {kind_words}", kind_words=lower(line.kind_words)),
        save,
        here,
        here,
        "Write it down",
        once=True,
        on_closed=True,
    )
    page.more["lead"] = say(
        "How they wish to be answered: {wish}. They said: “{line}”", wish=lower(line.wish), line=line.words
    )
    return act(request, found.sight.actor, form, page)


@door(Permission.ANSWER_FEEDBACK)
def said_of_us(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What people said of the reader’s organisation, what is overdue first."""
    heard = _heard(request)
    found = said_of_body(actor, heard)
    _write_down(actor, found)
    shown = {
        "lines": [present.feedback(line) for line in found.lines],
        "heard": heard,
        "overdue": found.overdue,
        "states": [(code, STATE_WORDS[code]) for code in STATES],
        "kinds": FeedbackKind.choices,
        "chosen": _chosen(request, heard),
        "older": with_query(request, page=heard.page + 1) if found.more else "",
        "newer": with_query(request, page=heard.page - 1) if heard.page > 1 else "",
        "body": actor.body_name,
    }
    return render(request, "recovery/said_of_us.html", frame(request, actor, "cases") | shown)


def _write_down(actor: Actor, found: HeardPage) -> None:
    """Each case of which a line was shown, once."""
    about = dict.fromkeys(line.case_id for line in found.lines)
    record_reads(who=actor.who, verb="looked at: said of us", about=about, shown=[Kind.SUPPORT.value])


def _heard(request: HttpRequest) -> Heard:
    state, kind, page = (request.GET.get(name, "") for name in ("state", "kind", "page"))
    return Heard(
        state=state if state in STATES else "all",
        kind=kind if kind in FeedbackKind.values else "",
        page=min(int(page), 1_000) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
    )


def _chosen(request: HttpRequest, heard: Heard) -> list[tuple[str, str]]:
    chosen = []
    if heard.state != "all":
        chosen.append((STATE_WORDS[heard.state], with_query(request, state=None, page=None)))
    if heard.kind:
        chosen.append((FeedbackKind(heard.kind).label, with_query(request, kind=None, page=None)))
    return chosen


def _line(found: Found, feedback_id: UUID) -> FeedbackLine:
    line = one_of_case(found.sight, feedback_id)
    if line is None:
        raise NotOpenToYou
    return line
