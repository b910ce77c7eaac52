"""Published reports, for anybody: the list, an edition, its files, and where each entry comes from."""

import csv
import io
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from handrail.access.roles import Permission
from handrail.assurance.calls.files.safe import cell
from handrail.assurance.reports.assembling import PHASES, STATES
from handrail.assurance.reports.queries import published
from handrail.assurance.reports.queries.published import EditionPage
from handrail.assurance.reports.withheld import with_gaps
from handrail.documents import html
from handrail.documents.formats import FORMATS
from handrail.kernel.saying import joined, say
from handrail.web.door import actor_of, public
from handrail.web.navigation import frame
from handrail.web.reports import present

COLUMNS = (
    "section",
    "area",
    "body",
    "title",
    "words",
    "phases",
    "state",
    "since",
    "source",
    "submission",
    "address",
)


@public("published reports are for everybody")
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What is published; for editors also what is not yet."""
    actor = actor_of(request)
    editor = actor is not None and actor.may(Permission.EDIT_REPORTS)
    quoted = actor is not None and actor.may(Permission.APPROVE_QUOTES)
    lines = published.reports(unpublished=editor)
    return render(
        request,
        "reports/reports.html",
        _frame(request) | {"lines": lines, "editor": editor, "quoted": quoted},
    )


@public("published reports are for everybody")
@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest edition."""
    return _page(request, published.edition(slug))


@public("an edition keeps its address for ever, for everybody")
@require_safe
def report_edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One edition, replaced or not."""
    return _page(request, published.edition(slug, number))


@public("an edition's files are as public as its page")
@require_safe
def report_file(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponse:
    """A file as it was made when the edition was published."""
    known = next((each for each in FORMATS if each.code == form), None)
    found = published.file(slug, number, form) if known else None
    if known is None or found is None:
        return _not_there(request)
    response = HttpResponse(found[0], content_type=known.media_type)
    response.headers["Content-Disposition"] = say(
        'attachment; filename="{slug}-edition-{number}.{form}"', slug=slug, number=number, form=form
    )
    response.headers["ETag"] = f'"{found[1]}"'
    return response


@public("what an edition quotes is as public as its page")
@require_safe
def report_csv(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The entries of an edition, one a row."""
    page = published.edition(slug, number)
    if page is None:
        return _not_there(request)
    made = io.StringIO()
    rows = csv.writer(made)
    rows.writerow(COLUMNS)
    for entry in page.trail:
        rows.writerow([cell(each) for each in _row(page, entry)])
    response = HttpResponse(made.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = say(
        'attachment; filename="{slug}-edition-{number}.csv"', slug=slug, number=number
    )
    return response


@public("where a published sentence comes from is for everybody")
@require_safe
def report_from(request: HttpRequest, slug: str, number: int, anchor: str) -> HttpResponse:
    """The return and the source paragraph under one entry, as the edition kept them."""
    page = published.edition(slug, number)
    entry = page.entry(anchor) if page else None
    if page is None or entry is None:
        return _not_there(request)
    shown = {
        "page": page,
        "entry": entry,
        "wording": html.inline(with_gaps(entry["wording"])),
        "original": html.inline(with_gaps(entry["original"])),
        "phases": [PHASES[phase] for phase in entry["phases"]],
        "state": STATES.get(entry["state"], ""),
        "taken_back": present.taken_back(page.withdrawn[anchor]) if anchor in page.withdrawn else "",
    }
    return render(request, "reports/from.html", _frame(request) | shown)


def _page(request: HttpRequest, page: EditionPage | None) -> HttpResponse:
    if page is None:
        return _not_there(request)
    chosen = request.GET.get("phase", "")
    chosen = chosen if chosen in PHASES else ""
    before, rest = present.parts(page, chosen)
    shown = {
        "page": page,
        "lead": html.inline(page.document.lead),
        "before_practices": html.body(before),
        "from_practices": html.body(rest),
        "filters": present.filters(page, chosen, request.path),
        "files": [
            (
                present.FILES[f.format],
                reverse("report_file", args=[page.slug, page.number, f.format]),
                present.size(f.size),
                f.sha256,
            )
            for f in page.files
        ],
    }
    return render(request, "reports/report.html", _frame(request) | shown)


def _row(page: EditionPage, entry: dict[str, Any]) -> tuple[str, ...]:
    return (
        entry["heading"],
        entry["area"],
        entry["body_name"],
        entry["title"],
        entry["wording"],
        joined((PHASES[phase] for phase in entry["phases"]), "; "),
        STATES.get(entry["state"], ""),
        entry["since"],
        entry["source"],
        str(entry["return_edition"] or ""),
        reverse("report_from", args=[page.slug, page.number, entry["anchor"]]),
    )


def _not_there(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/not_there.html", _frame(request), status=404)


def _frame(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    return frame(request, actor, "reports") if actor else {"training": settings.TRAINING}
