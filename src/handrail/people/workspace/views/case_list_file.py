"""The list of cases as a CSV file: the rows that the list's filters say, each written into the trail of its case."""

import csv
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone

from handrail.people.cases.case_filter import CaseFilter
from handrail.people.matching.queries.joined_cases import (
    get_joined_references_by_reference,
    list_led_case_ids_to_omit,
    list_visible_case_joins,
)
from handrail.people.records.text_choices import Age, ImmediateDangerOrInjuryAnswer
from handrail.people.workspace import case_list_filters
from handrail.people.workspace.queries.case_list import MOST_IN_A_FILE, CaseListRow, iterate_case_list_batches
from handrail.people.workspace.views.case_list import list_point_of_contact_filter_choices
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read, write_read_records_of_files
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.kernel.spreadsheet_cells import escape_formula
from handrail.platform.reference.choices import list_area_choices
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.csv_export import UTF8_MARK, LineEchoWriter
from handrail.platform.ui.reauthentication import requires_recent_reauthentication_for_download

EXPORT_VERB = "downloaded cases"
COLUMN_TITLES = (
    *("Reference", "Called", "Adult or child", "Phase", "State", "Danger", "Next deadline due"),
    *("Area", "Point of contact", "Stand-in", "Held by", "Opened", "Open or closed", "Joined with"),
)


@requires_permission(Permission.VIEW_CASE)
@requires_recent_reauthentication_for_download
def case_list_csv_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same cases as the list, up to the cap. What is not open to the reader is an empty cell."""
    areas, people = dict(list_area_choices()), dict(list_point_of_contact_filter_choices(request, actor))
    wanted, _ = case_list_filters.parse_case_filter_and_ignored_names(request.GET, actor, areas, people)
    narrowed = (
        join_texts((text for text, _ in case_list_filters.list_active_case_filters(wanted, areas, {})))
        or "no filter"
    )
    why = msg(
        "{scope}, {narrowed}, at most {most_in_a_file}",
        scope=wanted.scope,
        narrowed=narrowed,
        most_in_a_file=f"{MOST_IN_A_FILE:,}",
    )
    write_audit_record_of_read(who=actor.who, verb=EXPORT_VERB, about=None, why=why)
    name = f"cases-{timezone.localdate().isoformat()}.csv"
    return StreamingHttpResponse(  # type: ignore[return-value]  # answers like any other, line by line
        _iterate_csv_lines_and_record_reads(actor, wanted),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": msg('attachment; filename="{name}"', name=name)},
    )


def _iterate_csv_lines_and_record_reads(actor: Actor, wanted: CaseFilter) -> Iterator[str]:
    """Record each batch before any line of it is sent."""
    writer: Any = csv.writer(LineEchoWriter(), lineterminator="\r\n")
    yield UTF8_MARK + writer.writerow(COLUMN_TITLES)
    joins = list_visible_case_joins(actor)
    beside = get_joined_references_by_reference(joins)
    for lines in iterate_case_list_batches(actor, wanted, list_led_case_ids_to_omit(actor, wanted, joins)):
        for kinds, numbers in lines.shown.items():
            write_read_records_of_files(who=actor.who, verb=EXPORT_VERB, about=numbers, shown=kinds)
        for row in lines.rows:
            yield writer.writerow(
                [
                    escape_formula(text)
                    for text in _make_case_list_csv_cells(row, beside.get(row.reference, ()))
                ]
            )


def _make_case_list_csv_cells(row: CaseListRow, beside: Sequence[str]) -> tuple[str, ...]:
    if row.restricted:  # kept, and not used: a file is a use
        return (row.reference, *[""] * (len(COLUMN_TITLES) - 3), "Restricted", "")
    return (
        row.reference,
        row.called,
        Age(row.age).label,
        case_list_filters.PHASE_CHOICES.get(row.phase, ""),
        row.stands,
        ImmediateDangerOrInjuryAnswer(row.danger).label if row.danger else "",
        formatting.format_iso(row.next_due),
        row.area,
        row.contact,
        row.stand_in,
        row.held_by,
        timezone.localtime(row.opened_on).date().isoformat(),
        "Closed" if row.closed else "Open",
        join_texts(beside),
    )
