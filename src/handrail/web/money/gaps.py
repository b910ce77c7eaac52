"""What was missing, for the reader's organisation: counts, with the way to cases that the reader may open."""

import csv
import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.audit.actions import record_read
from handrail.kernel.saying import say
from handrail.provision.gaps.queries import NAMES, PERIODS, GapLine, Wanted, no_place, unmet_needs
from handrail.provision.gaps.queries import gaps as ask
from handrail.web.design import words
from handrail.web.design.address import with_query
from handrail.web.door import door
from handrail.web.money import present
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
    shown = {
        "tabs": present.tabs(actor, "gaps"),
        "months": [(month, [_row(line) for line in rows]) for month, rows in _by_month(lines)],
        "wanted": wanted,
        "needs": NAMES,
        "periods": [(months, say("{months} months", months=months)) for months in PERIODS],
        "figures": _figures(lines),
        "no_place": no_place(actor, wanted),
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
    writer.writerows(_cells(line) for line in ask(actor, _wanted(request)))
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


def _by_month(lines: tuple[GapLine, ...]) -> list[tuple[str, list[GapLine]]]:
    found: dict[str, list[GapLine]] = {}
    for line in lines:
        found.setdefault(f"{line.month:%B} {line.month.year}", []).append(line)
    return list(found.items())


def _row(line: GapLine) -> dict[str, Any]:
    """A line with the way to the unmet needs behind it, where the reader may open any."""
    month = f"{line.month:%Y-%m}"
    href = reverse("gap_cases", args=[line.need, month]) if line.open_to_reader else ""
    return {"line": line, "href": href}


def _figures(lines: tuple[GapLine, ...]) -> list[dict[str, Any]]:
    return [
        {
            "name": "Needs",
            "value": sum(line.needed for line in lines),
            "means": "said or seen, and written down",
        },
        {
            "name": "Met",
            "value": sum(line.met for line in lines),
            "means": "something was offered and accepted",
        },
        {
            "name": "Not met",
            "value": sum(line.unmet for line in lines),
            "means": "nothing offered, no answer yet, or they said no",
            "still": True,
        },
        {
            "name": "Not paid by a fund",
            "value": sum(line.paid_instead + line.went_without + line.refused_by_funds for line in lines),
            "means": "refused, paid by others, or they went without",
        },
    ]


def _cells(line: GapLine) -> list[Any]:
    return [
        f"{line.month:%Y-%m}", line.name, line.needed, line.met, line.unmet, line.nothing_offered, line.no_answer,
        line.said_no, "" if line.wait_days is None else line.wait_days, line.refused_by_funds,
        line.paid_instead, line.went_without,
    ]  # fmt: skip
