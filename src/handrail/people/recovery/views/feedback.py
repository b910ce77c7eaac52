"""What people said of us: on a case, answered, and listed for those who answer."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.recovery import presenters
from handrail.people.recovery.actions import feedback as actions
from handrail.people.recovery.forms import CaseFeedbackAnswerForm, FeedbackForm
from handrail.people.recovery.models import CaseFeedback
from handrail.people.recovery.permissions import require_may_read_feedback
from handrail.people.recovery.queries.feedback import (
    FEEDBACK_STATES,
    CaseFeedbackFilter,
    OrganisationFeedbackPageRows,
    get_case_feedback,
    get_organisation_feedback_page_rows,
    has_body_user_allowed_to_answer_feedback,
    list_case_feedback_readable_by_actor,
)
from handrail.people.recovery.text_choices import FeedbackKind
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_read_records_of_files
from handrail.platform.kernel import working_days
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query

ANSWER_WITHIN = 10  # working days: ours, where an organisation has no rule of its own
NOBODY_ANSWERS = (
    "Only the person it is about could answer this in your organisation. Only you can see it: take "
    "it to your organisation’s governing body."
)
STATE_WORDS = {"overdue": "Overdue", "open": "To answer", "answered": "Answered", "all": "All"}


@requires_case_permission(Permission.VIEW_CASE)
def case_feedback(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Show what this person said of us."""
    access = found.case_access
    shown = {
        "reference": found.reference,
        "tabs": presenters.build_recovery_tabs(found, "said_on_case"),
        "lines": [
            presenters.build_feedback_item(line) for line in list_case_feedback_readable_by_actor(access)
        ],
        "may": access.may(Permission.RECORD),
        "list_href": reverse("said_of_us") if access.actor.may(Permission.ANSWER_FEEDBACK) else "",
    }
    layout = get_layout_context(request, access.actor, "cases")
    return render(request, "recovery/feedback.html", layout | shown)


@requires_case_permission(Permission.VIEW_CASE)
def case_feedback_detail(request: HttpRequest, found: CaseOpenToActor, feedback_id: UUID) -> HttpResponse:
    """Show one thing that they said, and the answer.

    Args:
        request: the request.
        found: the case.
        feedback_id: what they said.
    """
    line = get_case_feedback(found.case_access, feedback_id)
    answers = found.case_access.may(Permission.ANSWER_FEEDBACK) and line.state != "answered"
    shown = {
        "reference": found.reference,
        "said": presenters.build_feedback_item(line),
        "answer_href": reverse("answer_said", args=[found.reference, feedback_id]) if answers else "",
    }
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "recovery/feedback_detail.html", layout | shown)


class FeedbackActionPage(CaseActionPage, abstract=True):
    """What records feedback or its answer, on a closed case too: whoever was helped here may still complain."""

    button, runs_once, takes_closed_case = "Add", True, True


class RecordFeedbackPage(FeedbackActionPage):
    """Record what somebody said of us."""

    permission, title, form_class = Permission.RECORD, "What feedback did they give?", FeedbackForm
    lead = "Help continues, whatever they say. Tell them so."

    @property
    def back_url(self) -> str:
        return reverse("said_on_case", args=[self.case.reference])

    def load(self) -> None:
        require_may_read_feedback(self.case.case_access)

    def get_form_kwargs(self) -> dict[str, Any]:
        access, today = self.case.case_access, formatting.get_today()
        feedback = CaseFeedback(
            case_id=self.case.case_id,
            on=today,
            answer_by=working_days.add_working_days(today, ANSWER_WITHIN),
        )
        return {"actor": self.actor, "instance": feedback.bind(access), "owner_id": access.owner_id}

    def perform(self, form: FeedbackForm) -> list[str]:
        feedback = actions.record_feedback(form.instance, by=self.actor)
        said = ["Recorded. It does not change the help they get."]
        if not has_body_user_allowed_to_answer_feedback(self.case.case_access.owner_id, feedback.about_id):
            said.append(NOBODY_ANSWERS)
        return said


class AnswerFeedbackPage(FeedbackActionPage):
    """Record what was answered."""

    permission, form_class = Permission.ANSWER_FEEDBACK, CaseFeedbackAnswerForm

    @property
    def title(self) -> str:
        return msg("Answer: {kind_words}", kind_words=lower_text(self.line.feedback.get_kind_display()))

    @property
    def lead(self) -> str:
        return msg(
            "How they want to be answered: {wish}. They said: “{line}”",
            wish=lower_text(self.line.feedback.get_wish_display()),
            line=self.line.words,
        )

    @property
    def back_url(self) -> str:
        return reverse("said_one", args=[self.case.reference, self.line.feedback.pk])

    def load(self, feedback_id: UUID) -> None:
        self.line = get_case_feedback(self.case.case_access, feedback_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"on": formatting.get_today()}}

    def perform(self, form: CaseFeedbackAnswerForm) -> str:
        actions.answer_feedback(
            case_id=self.case.case_id,
            feedback_id=self.line.feedback.pk,
            words=form.cleaned_data["words"],
            on=form.cleaned_data["on"],
            by=self.actor,
        )
        return "Answer recorded."


@requires_permission(Permission.ANSWER_FEEDBACK)
def feedback_about_organisation(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What people said of the reader’s organisation, what is overdue first."""
    heard = _parse_feedback_filter(request)
    found = get_organisation_feedback_page_rows(actor, heard)
    _record_feedback_reads(actor, found)
    shown = {
        "lines": [presenters.build_feedback_item(line) for line in found.lines],
        "heard": heard,
        "overdue": found.overdue,
        "states": [(code, STATE_WORDS[code]) for code in FEEDBACK_STATES],
        "kinds": FeedbackKind.choices,
        "chosen": _list_chosen_filters_with_removal_urls(request, heard),
        "older": build_address_with_query(request, page=heard.page + 1) if found.more else "",
        "newer": build_address_with_query(request, page=heard.page - 1) if heard.page > 1 else "",
        "body": actor.body_name,
    }
    return render(
        request, "recovery/organisation_feedback.html", get_layout_context(request, actor, "cases") | shown
    )


def _record_feedback_reads(actor: Actor, found: OrganisationFeedbackPageRows) -> None:
    """Each case of which a line was shown, once."""
    about = dict.fromkeys(line.feedback.case_id for line in found.lines)
    write_read_records_of_files(
        who=actor.who, verb="viewed feedback", about=about, shown=[Kind.OWN_WORDS.value]
    )


def _parse_feedback_filter(request: HttpRequest) -> CaseFeedbackFilter:
    state, kind, page = (request.GET.get(name, "") for name in ("state", "kind", "page"))
    return CaseFeedbackFilter(
        state=state if state in FEEDBACK_STATES else "all",
        kind=kind if kind in FeedbackKind.values else "",
        page=min(int(page), 1_000) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
    )


def _list_chosen_filters_with_removal_urls(
    request: HttpRequest, heard: CaseFeedbackFilter
) -> list[tuple[str, str]]:
    chosen = []
    if heard.state != "all":
        chosen.append((STATE_WORDS[heard.state], build_address_with_query(request, state=None, page=None)))
    if heard.kind:
        chosen.append(
            (FeedbackKind(heard.kind).label, build_address_with_query(request, kind=None, page=None))
        )
    return chosen
