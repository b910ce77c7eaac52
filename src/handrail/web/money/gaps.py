"""What was missing, for the reader's organisation: counts, with the way to cases that the reader may open."""

import csv
import datetime
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.audit.actions import record_read
from handrail.kernel.saying import say
from handrail.provision.gaps.queries import NAMES, PERIODS, Wanted, no_place, unmet_needs
from handrail.provision.gaps.queries import gaps as ask
from handrail.recovery.small import LEAST
from handrail.web.design import words
from handrail.web.design.address import with_query
from handrail.web.door import door
from handrail.web.money import present, small_gaps
from handrail.web.money.small_gaps import ShownGap
from handrail.web.navigation import frame

HEADS = (
    "Month", "Kind of need", "Needs", "Met", "Not met", "Nothing offered", "No answer yet", "Said no",
    "Days waited (median)", "Refused by a fund", "Paid by others", "Went without",
)  # fmt: skip


@door(Permission.VIEW_GAPS)
def gaps(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Need against provision, by kind and month. Nobody is named."""
    wanted = _wanted(request)
    lines = ask(actor, wanted)
    found = small_gaps.no_place_shown(no_place(actor, wanted), actor)
    shown = {
        "tabs": present.tabs(actor, "gaps"),
        "months": [
            (month, [_row(line) for line in rows])
            for month, rows in _by_month(small_gaps.shown(lines, actor))
        ],
        "all_open": small_gaps.sees_all(actor),
        "least": LEAST,
        "wanted": wanted,
        "needs": NAMES,
        "periods": [(months, say("{months} months", months=months)) for months in PERIODS],
        "figures": _figures(small_gaps.totals(lines, actor)),
        "no_place": found,
        "times": small_gaps.times(found, actor),
        "chosen": [(NAMES[wanted.need], with_query(request, need=None))] if wanted.need else [],
        "csv_href": reverse("gaps_csv") + with_query(request).removeprefix(request.path),
        "body": actor.body_name,
    }
    return render(request, "money/gaps.html", frame(request, actor, "money") | shown)


@door(Permission.VIEW_GAPS)
def gaps_csv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same table, to keep or to count with."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="what-was-missing.csv"'
    writer = csv.writer(answer)
    writer.writerow(HEADS)
    writer.writerows(_cells(row) for row in small_gaps.shown(ask(actor, _wanted(request)), actor))
    return answer


@door(Permission.VIEW_GAPS)
def gap_cases(request: HttpRequest, actor: Actor, need: str, month: str) -> HttpResponse:
    """Unmet needs of one kind and month, on cases that the reader may open: references alone."""
    if need not in NAMES:
        raise NotOpenToYou
    try:
        first = datetime.datetime.strptime(month, "%Y-%m").date()  # noqa: DTZ007  # a month has no zone
    except ValueError as fault:
        raise NotOpenToYou from fault
    if first.year > words.today().year:
        raise NotOpenToYou
    found = unmet_needs(actor, need, first)
    if found:
        record_read(
            who=actor.who,
            verb="looked at: unmet needs",
            about=None,
            shown=["support"],
            why=f"{len(found)} needs",
        )
    shown = {
        "needs": found,
        "name": NAMES[need],
        "month": f"{first:%B} {first.year}",
        "back": reverse("gaps"),
    }
    return render(request, "money/gap_cases.html", frame(request, actor, "money") | shown)


def _wanted(request: HttpRequest) -> Wanted:
    months, need = request.GET.get("months", ""), request.GET.get("need", "")
    return Wanted(
        months=next((each for each in PERIODS if str(each) == months), Wanted().months),
        need=need if need in NAMES else "",
    )


def _by_month(rows: Iterable[ShownGap]) -> list[tuple[str, list[ShownGap]]]:
    found: dict[str, list[ShownGap]] = {}
    for row in rows:
        found.setdefault(f"{row.line.month:%B} {row.line.month.year}", []).append(row)
    return list(found.items())


def _row(row: ShownGap) -> dict[str, Any]:
    """A line with the way to the unmet needs behind it, where the reader may open any."""
    month = f"{row.line.month:%Y-%m}"
    href = reverse("gap_cases", args=[row.line.need, month]) if row.line.open_to_reader else ""
    return {"row": row, "href": href, "open": row.line.open_to_reader}


def _figures(totals: tuple[str, str, str, str]) -> list[dict[str, Any]]:
    needed, met, unmet, unpaid = totals
    return [
        {"name": "Needs", "value": needed, "means": "said or seen, and written down"},
        {"name": "Met", "value": met, "means": "something was offered and accepted"},
        {
            "name": "Not met",
            "value": unmet,
            "means": "nothing offered, no answer yet, or they said no",
            "still": True,
        },
        {
            "name": "Not paid by a fund",
            "value": unpaid,
            "means": "refused, paid by others, or they went without",
        },
    ]


def _cells(row: ShownGap) -> list[Any]:
    line, parts = row.line, row.parts
    days = "" if line.wait_days is None else line.wait_days
    return [
        f"{line.month:%Y-%m}", line.name, row.needed, row.met, row.unmet, parts["nothing_offered"], parts["no_answer"],
        parts["said_no"], row.wait if row.wait == small_gaps.NOT_SHOWN else days, parts["refused_by_funds"],
        parts["paid_instead"], parts["went_without"],
    ]  # fmt: skip
