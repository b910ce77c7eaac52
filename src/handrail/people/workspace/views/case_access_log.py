"""Who has looked at a case, changed it, or was refused: the log, not the file."""

import csv
from collections.abc import Iterator
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.lifecycle.presenters.access_log import (
    CSV_HEADS,
    DailyAccessSummary,
    build_daily_access_summaries,
    make_audit_trail_csv_row,
)
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.workspace import trail_filters
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.audit.queries import (
    TrailFilter,
    TrailPage,
    UserNamedInTrail,
    count_records_by_outcome,
    get_trail_page,
    iterate_records_about,
    list_users_named_in_trail_of_file,
)
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.kernel.spreadsheet_cells import escape_formula
from handrail.platform.reference.models import Body
from handrail.platform.ui.csv_export import UTF8_MARK, LineEchoWriter
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query

EXPORT_VERB = "downloaded the access log"


class AccessLogContext(TypedDict):
    """One page of the log of one case. `tabs`: name, address, whether it is this one; `refused`: said at the top."""

    reference: str
    tab: str
    tabs: list[tuple[str, str, bool]]
    refused: int
    looks: list[DailyAccessSummary]
    list: TrailPage
    wanted: TrailFilter
    days: dict[str, str]
    unreadable: list[str]
    people: list[UserNamedInTrail]
    kinds: list[Kind]
    chosen: list[tuple[str, str]]
    unfiltered: str
    file: str


@requires_case_permission(Permission.VIEW_LOOKS)
def show_case_access_log(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Looks, changes and refusals apart: one line for each person and day, other organisations first, 25 on a page."""
    found.case_access.needs(Kind.LOOKS)
    actor, tab = found.case_access.actor, trail_filters.parse_access_log_tab(request.GET)
    people = list_users_named_in_trail_of_file(found.case_id)
    wanted = trail_filters.parse_trail_filter(request.GET, people)
    number = trail_filters.parse_trail_page_number(request.GET)
    home = Body.objects.values_list("code", flat=True).get(pk=found.case_access.owner_id)
    page = get_trail_page(found.case_id, wanted, number, home=home)
    counts = count_records_by_outcome(found.case_id)
    address = reverse("case_looks", args=[found.reference])
    narrowed = trail_filters.describe_active_trail_filters(wanted, people)
    shown: AccessLogContext = {
        "reference": found.reference,
        "tab": tab,
        "tabs": _list_tabs_with_counts(request, tab, counts),
        "refused": counts.get("refused", 0) if tab != "refused" else 0,
        "looks": build_daily_access_summaries(page.lines, wanted.outcome, actor),
        "list": page,
        "wanted": wanted,
        "days": trail_filters.get_typed_trail_days(request.GET),
        "unreadable": trail_filters.list_unreadable_trail_days(request.GET),
        "people": people,
        "kinds": list(Kind),
        "chosen": [(text, build_address_with_query(request, **{name: None})) for text, name in narrowed],
        "unfiltered": f"{address}?list={tab}",
        "file": f"{reverse('case_looks_file', args=[found.reference])}?{request.GET.urlencode()}",
    }
    return render(
        request, "workspace/case_looks.html", {**get_layout_context(request, actor, "looks"), **shown}
    )


@requires_case_permission(Permission.VIEW_LOOKS)
def download_case_access_log(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Every record that the page's filters let through, one a line, none folded. Taking it away is a record itself."""
    found.case_access.needs(Kind.LOOKS)
    actor = found.case_access.actor
    people = list_users_named_in_trail_of_file(found.case_id)
    wanted = trail_filters.parse_trail_filter(request.GET, people)
    narrowed = [text for text, _ in trail_filters.describe_active_trail_filters(wanted, people)]
    why = join_texts([trail_filters.TAB_NAMES[trail_filters.parse_access_log_tab(request.GET)], *narrowed])
    write_audit_record_of_read(
        who=actor.who, verb=EXPORT_VERB, about=found.case_id, shown=[Kind.LOOKS.value], why=why
    )
    found.case_access.shown.discard(Kind.LOOKS)  # recorded with its filters, and not a second time as a look
    name = f"who-looked-{found.reference}-{timezone.localdate().isoformat()}.csv"
    return StreamingHttpResponse(  # type: ignore[return-value]  # answers like any other, line by line
        _iterate_access_log_csv_lines(found, wanted),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": msg('attachment; filename="{name}"', name=name)},
    )


def _iterate_access_log_csv_lines(found: CaseOpenToActor, wanted: TrailFilter) -> Iterator[str]:
    writer: Any = csv.writer(LineEchoWriter(), lineterminator="\r\n")
    yield UTF8_MARK + writer.writerow(CSV_HEADS)
    for look in iterate_records_about(found.case_id, wanted):
        cells = make_audit_trail_csv_row(look, found.case_access.actor)
        yield writer.writerow([escape_formula(text) for text in cells])


def _list_tabs_with_counts(
    request: HttpRequest, current: str, counts: dict[str, int]
) -> list[tuple[str, str, bool]]:
    return [
        (
            msg("{name} ({count})", name=name, count=f"{counts.get(trail_filters.TAB_OUTCOMES[code], 0):,}"),
            build_address_with_query(request, list=code, kind=None),
            code == current,
        )
        for code, name in trail_filters.TAB_NAMES.items()
    ]
