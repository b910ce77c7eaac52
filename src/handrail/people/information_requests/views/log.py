"""The log of an organisation: all that it asked and was asked across the wall, on a page and as a file."""

import csv
import io
from typing import TypedDict

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.people.information_requests.models import (
    InformationRequest,
    NamedPersonRequest,
    NamedPersonRequestOutcome,
)
from handrail.people.information_requests.named_request_queries import (
    get_named_request_log_page,
    list_named_request_log,
)
from handrail.people.information_requests.presenters import (
    InformationRequestTag,
    make_information_request_rows,
    make_information_request_tag,
    make_named_request_rows,
    make_named_request_tag,
)
from handrail.people.information_requests.queries import (
    get_information_request_log_page,
    list_information_request_log,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.kernel.messages import join_texts
from handrail.platform.kernel.spreadsheet_cells import escape_formula
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.csv_export import UTF8_MARK
from handrail.platform.ui.formatting import format_iso
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.reauthentication import requires_recent_reauthentication_for_download

EXPORT_VERB = "downloaded the log of requests for information"
COLUMN_TITLES = (
    *("Asked on", "Case", "Requested by", "Organisation that asked", "Organisation that was asked"),
    *("Victim information request", "Lawful basis", "Kinds asked for", "Counselling notes", "Written notice"),
    *(
        "What the person says",
        "Answer needed by",
        "What happened",
        "By",
        "On",
        "Why refused",
        "Kinds given",
    ),
    *("Open until", "Person told"),
)


class InformationRequestLogContext(TypedDict):
    """A page of the log."""

    page: "Page[InformationRequest] | Page[NamedPersonRequest]"
    rows: (
        list[tuple[InformationRequest, InformationRequestTag]]
        | list[tuple[NamedPersonRequest, InformationRequestTag]]
    )
    is_named: bool


@requires_permission(Permission.VIEW_REQUEST_LOG)
def show_information_request_log(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who asked whom for what, on which basis, and what became of it: no words about anybody."""
    number, is_named = request.GET.get("page", ""), request.GET.get("show") == "named"
    shown: InformationRequestLogContext
    if is_named:
        named = get_named_request_log_page(actor, number)
        shown = {"page": named, "rows": make_named_request_rows(list(named.object_list)), "is_named": True}
    else:
        page = get_information_request_log_page(actor, number)
        shown = {
            "page": page,
            "rows": make_information_request_rows(list(page.object_list)),
            "is_named": False,
        }
    return render(request, "information_requests/log.html", {**get_layout_context(request, actor), **shown})


@requires_permission(Permission.VIEW_REQUEST_LOG)
@requires_recent_reauthentication_for_download
def download_information_request_log(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The whole log as a file."""
    rows: list[InformationRequest | NamedPersonRequest] = [
        *list_information_request_log(actor),
        *list_named_request_log(actor),
    ]
    write_audit_record_of_read(who=actor.who, verb=EXPORT_VERB, about=None)
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(COLUMN_TITLES)
    writer.writerows(
        [escape_formula(cell) for cell in _make_information_request_log_csv_cells(row)] for row in rows
    )
    name = f"information-requests-{timezone.localdate().isoformat()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(UTF8_MARK + lines.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _make_information_request_log_csv_cells(row: InformationRequest | NamedPersonRequest) -> tuple[str, ...]:
    outcome = row.outcome_or_none
    became = (
        (
            outcome.get_outcome_display(),
            outcome.by.name,
            format_iso(timezone.localdate(outcome.at)),
            "" if isinstance(outcome, NamedPersonRequestOutcome) else outcome.get_refusal_display(),
            join_texts(outcome.given_kinds, "; "),
            format_iso(outcome.open_until),
        )
        if outcome
        else (_make_information_request_log_tag(row).words, *[""] * 5)
    )
    return (
        format_iso(row.asked_on),
        "named person" if isinstance(row, NamedPersonRequest) else row.case.reference,
        row.asked_by.name,
        row.from_body.name,
        row.to_body.name,
        "yes" if row.is_about_victim else "no",
        row.get_basis_display(),
        join_texts(row.wanted_kinds, "; "),
        "yes" if row.asks_counselling_notes else "no",
        row.get_notice_display(),
        row.get_views_display(),
        format_iso(row.answer_by),
        *became,
        "yes" if getattr(row, "person_knows", False) else "no",
    )


def _make_information_request_log_tag(row: InformationRequest | NamedPersonRequest) -> InformationRequestTag:
    return (
        make_named_request_tag(row)
        if isinstance(row, NamedPersonRequest)
        else make_information_request_tag(row)
    )
