"""What people said of us: on a case, answered, and listed for those who answer."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.recovery import presenters
from handrail.people.recovery.actions import feedback as acts
from handrail.people.recovery.forms import CaseFeedbackAnswerForm, FeedbackForm
from handrail.people.recovery.permissions import check_may_read_feedback
from handrail.people.recovery.queries.feedback import (
    FEEDBACK_STATES,
    CaseFeedbackFilter,
    CaseFeedbackList,
    CaseFeedbackRow,
    get_case_feedback,
    has_feedback_answerer,
    list_case_feedback,
    list_organisation_feedback,
)
from handrail.people.recovery.states import CaseFeedbackAnswerMethod, FeedbackKind
from handrail.platform.access.actor import Actor
from handrail.platform.access.choices import get_colleague_choices
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_reads
from handrail.platform.kernel import working_days
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import with_query

ANSWER_WITHIN = 10  # working days: ours, where an organisation has no rule of its own
NOBODY_ANSWERS = (
    "Nobody in your organisation can answer this but the one it is about. Only you see it here: take it to whoever "
    "your organisation answers to."
)
STATE_WORDS = {"overdue": "Overdue", "open": "To answer", "answered": "Answered", "all": "All"}


@requires_case(Permission.VIEW_CASE)
def case_said(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """What this person said of us."""
    shown = {
        "reference": found.reference,
        "tabs": presenters.build_tabs(found.reference, found.case_access, "said_on_case"),
        "lines": [presenters.build_feedback(line) for line in list_case_feedback(found.case_access)],
        "may": found.case_access.may(Permission.RECORD),
        "list_href": reverse("said_of_us") if found.case_access.actor.may(Permission.ANSWER_FEEDBACK) else "",
    }
    return render(
        request,
        "recovery/feedback.html",
        get_layout_context(request, found.case_access.actor, "cases") | shown,
    )


@requires_case(Permission.RECORD)
def add_said(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Write down what they said of us."""
    check_may_read_feedback(found.case_access)
    start = {
        "on": formatting.get_today(),
        "answer_by": working_days.add_working_days(formatting.get_today(), ANSWER_WITHIN),
    }
    colleagues = get_colleague_choices(found.case_access.owner_id)
    form = bind_form(FeedbackForm, request, initial=start, colleagues=colleagues)

    def save(answers: dict[str, Any]) -> list[str]:
        about = answers["about"]
        told = acts.CaseFeedbackInput(
            kind=FeedbackKind(answers["kind"]),
            words=answers["words"],
            on=answers["on"],
            wish=CaseFeedbackAnswerMethod(answers["wish"]),
            answer_by=answers["answer_by"],
            about_id=int(about) if about else None,
        )
        acts.record_feedback(case_id=found.case_id, told=told, by=found.case_access.actor)
        said = ["Written down. It changes nothing about the help that they get."]
        if not has_feedback_answerer(found.case_access.owner_id, told.about_id):
            said.append(NOBODY_ANSWERS)
        return said

    here = reverse("said_on_case", args=[found.reference])
    page = FormAction(
        "What did they say of us?", save, here, here, "Write it down", once=True, allowed_on_closed_case=True
    )
    page.more["lead"] = "Whatever they say, the help goes on. Say that to them too."
    return process_form_action(request, found.case_access.actor, form, page)


@requires_case(Permission.VIEW_CASE)
def said_one(request: HttpRequest, found: CaseContext, feedback_id: UUID) -> HttpResponse:
    """One thing that they said, and the answer."""
    line = _get_feedback(found, feedback_id)
    shown = {
        "reference": found.reference,
        "said": presenters.build_feedback(line),
        "answer_href": reverse("answer_said", args=[found.reference, feedback_id])
        if found.case_access.may(Permission.ANSWER_FEEDBACK) and line.state != "answered"
        else "",
    }
    return render(
        request,
        "recovery/feedback_detail.html",
        get_layout_context(request, found.case_access.actor, "cases") | shown,
    )


@requires_case(Permission.ANSWER_FEEDBACK)
def answer_said(request: HttpRequest, found: CaseContext, feedback_id: UUID) -> HttpResponse:
    """Write down what was answered."""
    line = _get_feedback(found, feedback_id)
    form = bind_form(CaseFeedbackAnswerForm, request, initial={"on": formatting.get_today()})

    def save(answers: dict[str, Any]) -> str:
        acts.answer_feedback(
            case_id=found.case_id,
            feedback_id=feedback_id,
            words=answers["words"],
            on=answers["on"],
            by=found.case_access.actor,
        )
        return "Answer written down."

    here = reverse("said_one", args=[found.reference, feedback_id])
    page = FormAction(
        msg("Answer: {kind_words}", kind_words=lower_text(line.kind_words)),
        save,
        here,
        here,
        "Write it down",
        once=True,
        allowed_on_closed_case=True,
    )
    page.more["lead"] = msg(
        "How they wish to be answered: {wish}. They said: “{line}”",
        wish=lower_text(line.wish),
        line=line.words,
    )
    return process_form_action(request, found.case_access.actor, form, page)


@requires(Permission.ANSWER_FEEDBACK)
def said_of_us(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What people said of the reader’s organisation, what is overdue first."""
    heard = _read_filter(request)
    found = list_organisation_feedback(actor, heard)
    _record_reads(actor, found)
    shown = {
        "lines": [presenters.build_feedback(line) for line in found.lines],
        "heard": heard,
        "overdue": found.overdue,
        "states": [(code, STATE_WORDS[code]) for code in FEEDBACK_STATES],
        "kinds": FeedbackKind.choices,
        "chosen": _list_chosen_filters(request, heard),
        "older": with_query(request, page=heard.page + 1) if found.more else "",
        "newer": with_query(request, page=heard.page - 1) if heard.page > 1 else "",
        "body": actor.body_name,
    }
    return render(
        request, "recovery/organisation_feedback.html", get_layout_context(request, actor, "cases") | shown
    )


def _record_reads(actor: Actor, found: CaseFeedbackList) -> None:
    """Each case of which a line was shown, once."""
    about = dict.fromkeys(line.case_id for line in found.lines)
    record_reads(who=actor.who, verb="looked at: said of us", about=about, shown=[Kind.SUPPORT.value])


def _read_filter(request: HttpRequest) -> CaseFeedbackFilter:
    state, kind, page = (request.GET.get(name, "") for name in ("state", "kind", "page"))
    return CaseFeedbackFilter(
        state=state if state in FEEDBACK_STATES else "all",
        kind=kind if kind in FeedbackKind.values else "",
        page=min(int(page), 1_000) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
    )


def _list_chosen_filters(request: HttpRequest, heard: CaseFeedbackFilter) -> list[tuple[str, str]]:
    chosen = []
    if heard.state != "all":
        chosen.append((STATE_WORDS[heard.state], with_query(request, state=None, page=None)))
    if heard.kind:
        chosen.append((FeedbackKind(heard.kind).label, with_query(request, kind=None, page=None)))
    return chosen


def _get_feedback(found: CaseContext, feedback_id: UUID) -> CaseFeedbackRow:
    line = get_case_feedback(found.case_access, feedback_id)
    if line is None:
        raise NotVisible
    return line
