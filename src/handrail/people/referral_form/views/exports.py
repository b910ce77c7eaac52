"""How the form leaves: files, and a page to print. Each time is in the trail."""

import datetime
import json
from collections.abc import Mapping
from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.referral_form.actions import exports
from handrail.people.referral_form.queries.drafts import FormDraftDetail
from handrail.people.referral_form.rules import json_export
from handrail.people.referral_form.rules.export_content import FormExportRow
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.reauthentication import (
    requires_recent_reauthentication,
    requires_recent_reauthentication_for_download,
)


class FormPrintContext(TypedDict):
    """What the page to print shows; `reference` is empty where the form names nobody."""

    reference: str
    back_href: str
    prepared: str
    name: str
    rows: tuple[FormExportRow, ...]
    file: Mapping[str, Any]
    form_name: str
    printed_at: datetime.datetime


@requires_case_permission(Permission.RECORD)
@requires_recent_reauthentication
def print_form(request: HttpRequest, found: CaseOpenToActor, draft_id: UUID) -> HttpResponse:
    """What leaves, in the form's order, to print or to copy from.

    Args:
        request: the request.
        found: the case, with what the reader may see of it.
        draft_id: its draft.
    """
    found.raise_if_restricted()
    out = exports.export_draft(case_access=found.case_access, draft_id=draft_id, way="print")
    context: FormPrintContext = {
        "reference": found.reference if out.leaving.named else "",
        "back_href": _get_export_back_url(found, out.page),
        "prepared": json_export.PREPARED,
        "name": out.leaving.route.words,
        "rows": out.leaving.rows,
        "file": out.file,
        "form_name": out.page.definition.name,
        "printed_at": timezone.localtime(),
    }
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "referral_form/print.html", {**layout, **context})


@requires_case_permission(Permission.RECORD)
@requires_recent_reauthentication_for_download
def export_form_as_json(request: HttpRequest, found: CaseOpenToActor, draft_id: UUID) -> HttpResponse:
    """What leaves, in the names of the form's own message.

    Args:
        request: the request.
        found: the case, with what the reader may see of it.
        draft_id: its draft.
    """
    return _build_export_file_response(found, draft_id, "json")


@requires_case_permission(Permission.RECORD)
@requires_recent_reauthentication_for_download
def export_form_as_htcds(request: HttpRequest, found: CaseOpenToActor, draft_id: UUID) -> HttpResponse:
    """What leaves, as a record of the Human Trafficking Case Data Standard.

    Args:
        request: the request.
        found: the case, with what the reader may see of it.
        draft_id: its draft.
    """
    return _build_export_file_response(found, draft_id, "htcds")


def _get_export_back_url(found: CaseOpenToActor, page: FormDraftDetail) -> str:
    if page.live:
        return reverse("nrm_check", args=[found.reference])
    return reverse("nrm_draft", args=[found.reference, page.draft_id])


def _build_export_file_response(found: CaseOpenToActor, draft_id: UUID, way: str) -> HttpResponse:
    found.raise_if_restricted()
    out = exports.export_draft(case_access=found.case_access, draft_id=draft_id, way=way)
    text = json.dumps(out.file, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    kind = "htcds" if way == "htcds" else out.leaving.route.value
    response["Content-Disposition"] = msg(
        'attachment; filename="prepared-not-submitted-{kind}.json"', kind=kind
    )
    return response
