"""Where the form stands, checking it, and a draft to read."""

import datetime
from typing import Any, TypedDict
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.referral_form import presenters
from handrail.people.referral_form.actions import drafts
from handrail.people.referral_form.current_draft import get_live_draft
from handrail.people.referral_form.permissions import CLOSED_MESSAGE
from handrail.people.referral_form.presenters import (
    CheckAnswersPageSection,
    DraftHeaderContext,
    FormSectionTaskRow,
)
from handrail.people.referral_form.queries.draft_and_case_checks import (
    list_contradictions_with_case,
    list_unrecorded_preconditions,
)
from handrail.people.referral_form.queries.drafts import FormDraftDetail, find_draft, find_live_draft
from handrail.people.referral_form.queries.suggestions import get_suggestions_by_field_key
from handrail.people.referral_form.rules import export_content, question_flow
from handrail.people.referral_form.rules.form_definition import FormField, FormPage
from handrail.people.referral_form.rules.papers import get_reason_form_takes_no_documents
from handrail.people.referral_form.rules.question_flow import ReferralOrReportRoute
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.ui.navigation import get_layout_context


class DraftOverviewContext(DraftHeaderContext):
    """What the page of the form's parts shows."""

    tasks: list[FormSectionTaskRow]
    done: int
    closed: str
    undecided: bool


class DraftAnswersContext(DraftHeaderContext):
    """A draft with every answer, as it is checked or read; titles come with the address of their question."""

    sections: list[CheckAnswersPageSection]
    missing: list[tuple[str, str]]
    not_sure: list[tuple[str, str]]
    aside: list[tuple[str, str]]  # title and answer
    change: bool
    printed_at: datetime.datetime
    automatic: bool
    no_papers: str
    one_name: bool
    to_read: int
    read: int
    may_leave: bool


class CheckDraftBeforeSendingContext(DraftAnswersContext):
    """The same, with what has to be put right before it leaves."""

    faults: tuple[str, ...]
    unrecorded: tuple[str, ...]
    first_responder: bool


class ReadOnlyDraftContext(DraftAnswersContext):
    """The same, of a draft that is only read."""

    closed: str


class FormStartContext(TypedDict):
    """What the page shows on which the form is begun."""

    reference: str


class StartDraftOrOverviewPage(CaseActionPage):
    """Begin the form, or see where it stands: each section done, begun or not begun."""

    permission, takes_closed_case = Permission.RECORD, True
    title, form_class = "Prepare the referral or the report", forms.Form
    form_draft: FormDraftDetail | None

    @property
    def back_url(self) -> str:
        return reverse("nrm_form", args=[self.case.reference])

    def load(self, *args: Any, **kwargs: Any) -> None:
        self.case.case_access.needs(Kind.PATHWAY)
        self.form_draft = find_live_draft(self.case.case_access)
        if self.form_draft is None and self.case.closed:
            raise ActionNotPossibleError(CLOSED_MESSAGE)
        begun = self.form_draft is not None
        self.template_name = "referral_form/draft_overview.html" if begun else "referral_form/start.html"

    def get_context_data(self) -> DraftOverviewContext | FormStartContext:
        draft = self.form_draft
        if draft is None:
            return {"reference": self.case.reference}
        tasks = presenters.build_section_task_rows(draft)
        return {
            **presenters.build_draft_header(draft),
            "tasks": tasks,
            "done": sum(row.state == "met" for row in tasks),
            "closed": CLOSED_MESSAGE if draft.is_case_closed else "",
            "undecided": draft.route is ReferralOrReportRoute.OPEN,
        }

    def perform(self, form: forms.Form) -> None:
        drafts.start_draft_or_get_live_one(case_id=self.case.case_id, by=self.actor)


@requires_case_permission(Permission.RECORD)
def check_draft_answers(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Every answer, what is missing, what is not sure; then how it leaves."""
    draft = get_live_draft(found)
    _require_identity_and_contact_kinds(found)
    faults = list_contradictions_with_case(draft)
    may_leave = draft.route is not ReferralOrReportRoute.OPEN and not faults
    context: CheckDraftBeforeSendingContext = {
        **_build_answers_context(draft, change=draft.open, may_leave=may_leave),
        "faults": faults,
        "unrecorded": list_unrecorded_preconditions(draft),
        "first_responder": _is_own_body_first_responder(draft, found),
    }
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "referral_form/check.html", {**layout, **context})


@requires_case_permission(Permission.RECORD)
def read_only_draft(request: HttpRequest, found: CaseOpenToActor, draft_id: UUID) -> HttpResponse:
    """A draft to read: one that was sent, put aside, handed over, or whose case is closed.

    Args:
        request: the request.
        found: the case, with what the reader may see of it.
        draft_id: its draft.
    """
    read = find_draft(found.case_access, draft_id)
    if read is None:
        raise NotVisible
    _require_identity_and_contact_kinds(found)
    may_leave = read.route is not ReferralOrReportRoute.OPEN
    context: ReadOnlyDraftContext = {
        **_build_answers_context(read, change=False, may_leave=may_leave),
        "closed": CLOSED_MESSAGE if read.is_case_closed else "",
    }
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "referral_form/draft_detail.html", {**layout, **context})


def _require_identity_and_contact_kinds(found: CaseOpenToActor) -> None:
    for kind in (Kind.IDENTITY, Kind.CONTACT):
        found.case_access.needs(kind)


def _is_own_body_first_responder(draft: FormDraftDetail, found: CaseOpenToActor) -> bool:
    return (
        get_suggestions_by_field_key(found.case_access, draft.definition, ["organisation"]).get(
            "organisation", ""
        )
        != ""
    )


def _build_answers_context(draft: FormDraftDetail, *, change: bool, may_leave: bool) -> DraftAnswersContext:
    definition, given = draft.definition, draft.given
    to_read = {
        field.key for _, field in export_content.list_fields_to_review_for_anonymous_report(definition, given)
    }
    return {
        **presenters.build_draft_header(draft),
        "sections": presenters.build_answer_sections(draft, change=change),
        "missing": [
            _get_question_title_and_url(draft, *each)
            for each in question_flow.list_all_missing_fields_with_pages(definition, given)
        ],
        "not_sure": [
            _get_question_title_and_url(draft, *each)
            for each in question_flow.list_unsure_fields_with_pages(definition, given)
        ],
        "aside": presenters.list_titles_and_texts_of_set_aside_answers(draft),
        "change": change,
        "printed_at": timezone.localtime(),
        "automatic": question_flow.is_referred_without_consent(given),
        "no_papers": get_reason_form_takes_no_documents(given),
        "one_name": question_flow.does_form_identify_potential_victim(given)
        and _has_first_name_without_last_name(draft),
        "to_read": len(to_read),
        "read": len(draft.read & to_read),
        "may_leave": may_leave,
    }


def _get_question_title_and_url(draft: FormDraftDetail, page: FormPage, field: FormField) -> tuple[str, str]:
    return export_content.format_question_title(page, field), presenters.get_question_url(draft, page)


def _has_first_name_without_last_name(draft: FormDraftDetail) -> bool:
    return bool(draft.given.get("first_name")) and not draft.given.get("last_name")
