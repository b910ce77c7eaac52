"""The list of cases as a CSV file: the rows that the list's filters say, each written into the trail of its case."""

import csv
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone

from handrail.people.cases.case_filter import CaseFilter
from handrail.people.matching.queries.joins import (
    find_led_cases_to_omit,
    group_joined_references,
    list_joined_cases,
)
from handrail.people.records.states import Age, Danger
from handrail.people.workspace import filters
from handrail.people.workspace.queries.case_list import MOST_IN_A_FILE, CaseRow, iterate_case_file
from handrail.people.workspace.views.case_list import get_filterable_contacts
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_read, record_reads
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.kernel.spreadsheet_cells import escape_formula
from handrail.platform.reference.choices import get_area_choices
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires

EXPORT_VERB = "took away as a file: cases"
UTF8_MARK = "\ufeff"  # tells a spreadsheet that the text is UTF-8
COLUMN_TITLES = (
    *("Reference", "Called", "Adult or child", "Phase", "How it stands", "Danger", "Next of ours is due"),
    *("Area", "Point of contact", "Stand-in", "Held by", "Opened", "Open or closed", "Joined with"),
)


class _EchoWriter:
    """Gives each line back as soon as it is written."""

    def write(self, line: str) -> str:
        return line


@requires(Permission.VIEW_CASE)
def cases_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same cases as the list, up to the cap. What is not open to the reader is an empty cell."""
    areas, people = dict(get_area_choices()), dict(get_filterable_contacts(request, actor))
    wanted, _ = filters.read_filter(request.GET, actor, areas, people)
    narrowed = join_texts((text for text, _ in filters.describe_filter(wanted, areas, {}))) or "no filter"
    why = msg(
        "{scope}, {narrowed}, at most {most_in_a_file}",
        scope=wanted.scope,
        narrowed=narrowed,
        most_in_a_file=f"{MOST_IN_A_FILE:,}",
    )
    record_read(who=actor.who, verb=EXPORT_VERB, about=None, why=why)
    name = f"cases-{timezone.localdate().isoformat()}.csv"
    return StreamingHttpResponse(  # type: ignore[return-value]  # answers like any other, line by line
        _iterate_csv_lines(actor, wanted),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": msg('attachment; filename="{name}"', name=name)},
    )


def _iterate_csv_lines(actor: Actor, wanted: CaseFilter) -> Iterator[str]:
    """Record each batch before any line of it is sent."""
    writer: Any = csv.writer(_EchoWriter(), lineterminator="\r\n")
    yield UTF8_MARK + writer.writerow(COLUMN_TITLES)
    joins = list_joined_cases(actor)
    beside = group_joined_references(joins)
    for lines in iterate_case_file(actor, wanted, find_led_cases_to_omit(actor, wanted, joins)):
        for kinds, numbers in lines.shown.items():
            record_reads(who=actor.who, verb=EXPORT_VERB, about=numbers, shown=kinds)
        for row in lines.rows:
            yield writer.writerow(
                [escape_formula(text) for text in _make_cells(row, beside.get(row.reference, ()))]
            )


def _make_cells(row: CaseRow, beside: Sequence[str]) -> tuple[str, ...]:
    return (
        row.reference,
        row.called,
        Age(row.age).label,
        filters.PHASE_CHOICES.get(row.phase, ""),
        row.stands,
        Danger(row.danger).label if row.danger else "",
        formatting.format_iso(row.next_due),
        row.area,
        row.contact,
        row.stand_in,
        row.held_by,
        timezone.localtime(row.opened_on).date().isoformat(),
        "Closed" if row.closed else "Open",
        join_texts(beside),
    )
