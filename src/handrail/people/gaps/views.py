"""Unmet needs of the reader's organisation: counts, with links to cases that the reader may open."""

import csv
import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.gaps import small_count_suppression
from handrail.people.gaps.queries import (
    NEED_NAMES,
    PERIODS,
    UnmetNeedCountRow,
    UnmetNeedFilter,
    get_housing_gap_counts,
    list_unmet_need_counts_by_month,
    list_unmet_needs,
)
from handrail.people.gaps.small_count_suppression import DisclosedGapTotals, SuppressedGapCountRow
from handrail.people.recovery.small_count_disclosure import LOWEST_SHOWN
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.documents.charts import DrawingSvgWithAltText, make_drawing_svg_with_alt_text
from handrail.platform.documents.document_tree import LineChart
from handrail.platform.kernel.dates import format_month, format_short_month
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query
from handrail.platform.ui.section_tabs import list_money_bags_and_gaps_tabs

CSV_HEADINGS = (
    "Month", "Kind of need", "Needs", "Met", "Not met", "Nothing offered", "No answer yet", "Said no",
    "Days waited (median)", "Refused by a fund", "Paid by others", "Went without",
)  # fmt: skip


class LinkedGapRow(NamedTuple):
    """A row with the address of the unmet needs behind it, empty where the reader may open none of them."""

    gap: SuppressedGapCountRow
    href: str


class GapSummaryFigure(NamedTuple):
    """One figure of the strip at the top; `still` marks the one that is not solved."""

    name: str
    value: str
    means: str
    still: bool = False


@requires_permission(Permission.VIEW_GAPS)
def gaps(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Needs and what was offered for them, by kind and month. Nobody is named."""
    wanted = _parse_gap_filter(request)
    lines = list_unmet_need_counts_by_month(actor, wanted)
    by_month = _sum_needs_by_month(lines) if small_count_suppression.may_see_all_cases(actor) else []
    found = small_count_suppression.suppress_small_housing_gaps(get_housing_gap_counts(actor, wanted), actor)
    shown = {
        "tabs": list_money_bags_and_gaps_tabs(actor, "gaps"),
        "months": [
            (month, [_make_linked_gap_row(line) for line in rows])
            for month, rows in _list_months_with_gap_rows(
                small_count_suppression.suppress_small_gap_counts(lines, actor)
            )
        ],
        "needs_chart": _draw_needs_by_month(by_month),
        "needs_by_month": [(format_month(month), needed, met) for month, needed, met in by_month],
        "all_open": small_count_suppression.may_see_all_cases(actor),
        "least": LOWEST_SHOWN,
        "wanted": wanted,
        "needs": NEED_NAMES,
        "periods": [(months, msg("{months} months", months=months)) for months in PERIODS],
        "figures": _make_gap_summary_figures(
            small_count_suppression.sum_gaps_without_small_counts(lines, actor)
        ),
        "no_place": found,
        "times": small_count_suppression.get_disclosed_count_text_by_row(found, actor),
        "chosen": [(NEED_NAMES[wanted.need], build_address_with_query(request, need=None))]
        if wanted.need
        else [],
        "csv_href": reverse("gaps_csv") + build_address_with_query(request).removeprefix(request.path),
        "body": actor.body_name,
    }
    return render(request, "gaps/gaps.html", get_layout_context(request, actor, "money") | shown)


@requires_permission(Permission.VIEW_GAPS)
def download_unmet_need_gaps_csv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same table as a file."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="what-was-missing.csv"'
    writer = csv.writer(answer)
    writer.writerow(CSV_HEADINGS)
    writer.writerows(
        _make_gap_csv_cells(row)
        for row in small_count_suppression.suppress_small_gap_counts(
            list_unmet_need_counts_by_month(actor, _parse_gap_filter(request)), actor
        )
    )
    return answer


@requires_permission(Permission.VIEW_GAPS)
def show_cases_with_unmet_need(request: HttpRequest, actor: Actor, need: str, month: str) -> HttpResponse:
    """Show unmet needs of one kind and month, on cases that the reader may open: references alone.

    Args:
        request: the request.
        actor: the reader.
        need: the kind of need.
        month: the month, as 2026-11.
    """
    if need not in NEED_NAMES:
        raise NotVisible
    try:
        first = datetime.datetime.strptime(month, "%Y-%m").date()  # noqa: DTZ007  # a month has no zone
    except ValueError as fault:
        raise NotVisible from fault
    if first.year > formatting.get_today().year:
        raise NotVisible
    found = list_unmet_needs(actor, need, first)
    if found:
        write_audit_record_of_read(
            who=actor.who,
            verb="viewed: unmet needs",
            about=None,
            shown=[Kind.NEEDS.value],
            why=f"{len(found)} needs",
        )
    shown = {
        "needs": found,
        "name": NEED_NAMES[need],
        "month": f"{first:%B} {first.year}",
        "back": reverse("gaps"),
    }
    return render(request, "gaps/gap_cases.html", get_layout_context(request, actor, "money") | shown)


def _parse_gap_filter(request: HttpRequest) -> UnmetNeedFilter:
    months, need = request.GET.get("months", ""), request.GET.get("need", "")
    return UnmetNeedFilter(
        months=next((each for each in PERIODS if str(each) == months), UnmetNeedFilter().months),
        need=need if need in NEED_NAMES else "",
    )


def _list_months_with_gap_rows(
    rows: Iterable[SuppressedGapCountRow],
) -> list[tuple[str, list[SuppressedGapCountRow]]]:
    found: dict[str, list[SuppressedGapCountRow]] = {}
    for row in rows:
        found.setdefault(format_month(row.line.month), []).append(row)
    return list(found.items())


def _sum_needs_by_month(lines: Iterable[UnmetNeedCountRow]) -> list[tuple[datetime.date, int, int]]:
    """Needs of each month and how many were met: for whoever sees every case, since small numbers are shown.

    Returns:
        First day of the month, needs, and those met; the oldest month first.
    """
    found: dict[datetime.date, list[int]] = {}
    for line in lines:
        sums = found.setdefault(line.month, [0, 0])
        sums[0] += line.needed
        sums[1] += line.met
    return [(month, found[month][0], found[month][1]) for month in sorted(found)]


def _draw_needs_by_month(rows: list[tuple[datetime.date, int, int]]) -> DrawingSvgWithAltText | None:
    if len(rows) < 2:
        return None
    alt = msg(
        "Needs by month: {first} in {first_month}, {last} in {last_month}.",
        first=rows[0][1],
        first_month=format_month(rows[0][0]),
        last=rows[-1][1],
        last_month=format_month(rows[-1][0]),
    )
    points = tuple((format_short_month(month), needed) for month, needed, _ in rows)
    return make_drawing_svg_with_alt_text(LineChart(points), alt)


def _make_linked_gap_row(row: SuppressedGapCountRow) -> LinkedGapRow:
    month = f"{row.line.month:%Y-%m}"
    href = reverse("gap_cases", args=[row.line.need, month]) if row.line.open_to_reader else ""
    return LinkedGapRow(row, href)


def _make_gap_summary_figures(totals: DisclosedGapTotals) -> list[GapSummaryFigure]:
    return [
        GapSummaryFigure("Needs", totals.needed, "stated or observed, and recorded"),
        GapSummaryFigure("Met", totals.met, "offered and accepted"),
        GapSummaryFigure(
            "Not met", totals.unmet, "nothing offered, not answered yet, or declined", still=True
        ),
        GapSummaryFigure("Not paid by a fund", totals.unpaid, "refused, paid by others, or went without"),
    ]


def _make_gap_csv_cells(row: SuppressedGapCountRow) -> list[str | int]:
    line, parts = row.line, row.parts
    days = "" if line.wait_days is None else line.wait_days
    wait = row.wait if row.wait == small_count_suppression.NOT_SHOWN else days
    return [
        f"{line.month:%Y-%m}", line.name, row.needed, row.met, row.unmet, parts["nothing_offered"], parts["no_answer"],
        parts["said_no"], wait, parts["refused_by_funds"], parts["paid_instead"], parts["went_without"],
    ]  # fmt: skip
