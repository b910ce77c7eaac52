"""The list of imports, the template, one import, and what is done with it."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.people.caseload_import.models import CaseloadImport, ImportedCase
from handrail.people.caseload_import.presenters import (
    SHOWN_STATES,
    ImportTag,
    ShownRow,
    is_worked_on,
    make_import_tag,
    make_row_items,
)
from handrail.people.caseload_import.queries.imports import (
    OpenedImport,
    get_import_for_actor,
    get_imported_cases_page,
    get_imports_page,
    get_rows_page,
    list_rows_with_findings,
)
from handrail.people.caseload_import.row_findings import FindingWeight
from handrail.people.caseload_import.template_workbook import write_csv_template, write_excel_template
from handrail.people.caseload_import.text_choices import ImportState, ImportTrouble, RowState
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import select_colleagues_who_may_view_cases
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.choices import list_area_choices, list_language_choices
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.csv_export import make_csv_response
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.reauthentication import requires_recent_reauthentication_for_download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NEEDED = {FindingWeight.FAULT: "Correct", FindingWeight.CHECK: "Check"}


class ImportsContext(TypedDict):
    """The imports of an organisation, each with its tag."""

    page: "Page[CaseloadImport]"
    rows: list[tuple[CaseloadImport, ImportTag]]


class ImportContext(TypedDict):
    """One import: where it stands, its rows by the filter in the address, or the cases that came of it."""

    found: OpenedImport
    tag: ImportTag
    works: bool
    trouble: str
    page: "Page[Any] | None"
    rows: list[ShownRow]
    cases: list[ImportedCase]
    filters: list[tuple[str, str, bool]]
    done_share: int


@requires_permission(Permission.IMPORT_CASELOAD)
def show_imports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What was imported, and where the template is."""
    page = get_imports_page(actor, request.GET.get("page", ""))
    shown: ImportsContext = {
        "page": page,
        "rows": [(row, make_import_tag(row)) for row in page.object_list],
    }
    return render(request, "caseload_import/list.html", {**get_layout_context(request, actor), **shown})


@requires_permission(Permission.IMPORT_CASELOAD)
def download_template(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """The empty template: Excel with help and lists, or the heads as CSV."""
    if kind == "csv":
        data, content_type = write_csv_template(), "text/csv; charset=utf-8"
    else:
        colleagues = select_colleagues_who_may_view_cases(actor.body_id).values_list("email", flat=True)
        data, content_type = (
            write_excel_template(
                [name for _, name in list_language_choices()],
                [name for _, name in list_area_choices()],
                list(colleagues),
            ),
            XLSX,
        )
    ending = "csv" if kind == "csv" else "xlsx"
    headers = {"Content-Disposition": f'attachment; filename="handrail-cases.{ending}"'}
    return HttpResponse(data, content_type=content_type, headers=headers)


@requires_permission(Permission.IMPORT_CASELOAD)
def show_import(request: HttpRequest, actor: Actor, import_id: UUID) -> HttpResponse:
    """Where an import stands: its progress, its findings row by row, or the cases that came of it."""
    found = get_import_for_actor(actor, import_id)
    shown = _build_import_context(request, found)
    template = "caseload_import/progress.html" if "progress" in request.GET else "caseload_import/import.html"
    if shown["rows"]:
        write_audit_record_of_read(
            who=actor.who,
            verb="read rows of an import of cases",
            about=found.row.pk,
            shown=sorted(kind.value for kind in found.access.shown),
        )
    return render(request, template, {**get_layout_context(request, actor), **shown})


def _build_import_context(request: HttpRequest, found: OpenedImport) -> ImportContext:
    row, works = found.row, is_worked_on(found.row)
    state = _choose_state(request.GET.get("show", ""), found)
    shown: ImportContext = {
        "found": found,
        "tag": make_import_tag(row),
        "works": works,
        "trouble": ImportTrouble(row.trouble).label if row.trouble else "",
        "page": None,
        "rows": [],
        "cases": [],
        "filters": [
            (
                msg("{state} ({count})", state=each.label, count=found.count(each)),
                f"?show={each.value}",
                each is state,
            )
            for each in SHOWN_STATES
        ],
        "done_share": round(100 * row.worked_count / row.row_count) if row.row_count else 0,
    }
    number = request.GET.get("page", "")
    if row.state in (ImportState.CHECKED, ImportState.STOPPED):
        shown["page"], opened = get_rows_page(found, state, number)
        shown["rows"] = make_row_items(found, opened)
    elif row.state in (ImportState.DONE, ImportState.UNDONE):
        page = get_imported_cases_page(found, number)
        shown["page"], shown["cases"] = page, list(page.object_list)
    return shown


def _choose_state(asked: str, found: OpenedImport) -> RowState:
    """The filter of the address; else the first that holds a row."""
    if asked in SHOWN_STATES:
        return RowState(asked)
    return next((state for state in SHOWN_STATES if found.count(state)), RowState.READY)


@requires_permission(Permission.IMPORT_CASELOAD)
@requires_recent_reauthentication_for_download
def download_findings(request: HttpRequest, actor: Actor, import_id: UUID) -> HttpResponse:
    """What to correct, as a CSV file beside the spreadsheet: row, column, what is wrong and what to do."""
    found = get_import_for_actor(actor, import_id)
    rows = [
        (opened.row.number, finding.column, finding.says, NEEDED[finding.weight])
        for opened in list_rows_with_findings(found)
        for finding in opened.findings
    ]
    write_audit_record_of_read(
        who=actor.who,
        verb="downloaded the findings of an import of cases",
        about=found.row.pk,
        shown=sorted(kind.value for kind in found.access.shown),
    )
    return make_csv_response("to-correct.csv", ("Row", "Column", "What to do", "Needed"), rows)
