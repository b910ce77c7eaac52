"""Requests as whoever asked, answers or works on the case reads them; the written notice as a paper."""

from typing import TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.people.information_requests.counselling_approvers import may_approve_counselling_notes
from handrail.people.information_requests.models import InformationRequest
from handrail.people.information_requests.named_request_queries import count_named_requests_to_answer
from handrail.people.information_requests.notice_paper import build_notice_document
from handrail.people.information_requests.presenters import (
    FactRows,
    InformationRequestTag,
    list_information_outcome_facts,
    list_information_request_facts,
    list_when_and_how_person_was_told,
    make_information_request_rows,
    make_information_request_tag,
)
from handrail.people.information_requests.queries import (
    SHOWS,
    InformationRequestForReader,
    get_information_request_for_reader,
    get_own_information_requests_page,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.documents.formats import PDF, make_document_file
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.reauthentication import requires_recent_reauthentication_for_download


class InformationRequestsContext(TypedDict):
    """A page of requests. `show`: a code of SHOWS."""

    page: "Page[InformationRequest]"
    rows: list[tuple[InformationRequest, InformationRequestTag]]
    show: str
    may_answer: bool
    may_view_log: bool
    named_to_answer: int


class InformationRequestContext(TypedDict):
    """One request: what was asked, what came of it, what the person was told, what the reader may do."""

    found: InformationRequestForReader
    tag: InformationRequestTag
    facts: FactRows
    outcome: FactRows
    tellings: list[tuple[str, str]]
    may_answer: bool
    may_withdraw: bool
    may_decide: bool
    case_is_open: bool


@requires_permission(Permission.ASK_INFORMATION)
def show_information_requests(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader asked, and what their organisation is asked. Nothing of any case but its reference."""
    may_answer = actor.may(Permission.ANSWER_INFORMATION)
    show = request.GET.get("show", "")
    show = show if show in SHOWS and (may_answer or show == "asked") else "asked"
    page = get_own_information_requests_page(actor, show, request.GET.get("page", ""))
    shown: InformationRequestsContext = {
        "page": page,
        "rows": make_information_request_rows(list(page.object_list)),
        "show": show,
        "may_answer": may_answer,
        "may_view_log": actor.may(Permission.VIEW_REQUEST_LOG),
        "named_to_answer": count_named_requests_to_answer(actor),
    }
    return render(request, "information_requests/list.html", {**get_layout_context(request, actor), **shown})


@requires_permission(Permission.ASK_INFORMATION)
def show_information_request(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """One request and its answer."""
    found = get_information_request_for_reader(actor, request_id)
    waits = found.outcome is None and not found.is_taken_back
    shown: InformationRequestContext = {
        "found": found,
        "tag": make_information_request_tag(found.row),
        "facts": list_information_request_facts(found.row),
        "outcome": list_information_outcome_facts(found),
        "tellings": list_when_and_how_person_was_told(found.tellings),
        "may_answer": waits and found.answers,
        "may_withdraw": waits and found.is_asker,
        "may_decide": waits
        and found.row.waits_for_approval
        and may_approve_counselling_notes(found.row, actor),
        "case_is_open": found.access is not None,
    }
    _record_reading_of_information_request(found, actor, "read a request for information")
    return render(
        request, "information_requests/request.html", {**get_layout_context(request, actor), **shown}
    )


@requires_permission(Permission.ASK_INFORMATION)
@requires_recent_reauthentication_for_download
def download_information_request_notice(request: HttpRequest, actor: Actor, request_id: UUID) -> HttpResponse:
    """The written notice to the person, as a paper to hand over or read out."""
    found = get_information_request_for_reader(actor, request_id)
    if not found.row.is_about_victim:
        raise NotVisible
    made = make_document_file(build_notice_document(found.row), PDF)
    _record_reading_of_information_request(found, actor, "downloaded a notice of a request for information")
    name = f"notice-{found.row.case.reference}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made.content, content_type=PDF.media_type, headers=headers)


def _record_reading_of_information_request(
    found: InformationRequestForReader, actor: Actor, verb: str
) -> None:
    """With the kinds of the answer, where it was shown."""
    given = found.outcome.given_kinds if found.outcome and found.shows_answer else []
    write_audit_record_of_read(
        who=actor.who, verb=verb, about=found.row.case_id, outcome="read", shown=sorted(given)
    )
