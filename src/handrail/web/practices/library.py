"""The library: facets, sort and page in the address; the same as a file."""

import csv
import io
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.files.safe import cell
from handrail.assurance.practices.queries.library import (
    Choices,
    PracticeLine,
    Sort,
    Wanted,
    choices,
    every,
    library,
)
from handrail.assurance.practices.sections import paragraph_words
from handrail.kernel.saying import joined
from handrail.web.design.address import with_query
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.practices import present

LONGEST: Final = 100
FACETS: Final = ("words", "area", "region", "phase", "theme", "state", "kind", "evaluated", "call", "alike")
HEADS: Final = (
    "Name",
    "Area",
    "Region",
    "Body",
    "What is done",
    "Kind",
    "Theme",
    "Phases",
    "State",
    "Since",
    "Evidence",
    "Evaluated",
    "Call",
    "Paragraph of the source",
    "Key",
)


@door(Permission.VIEW_PRACTICES)
def practices(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Practices that fit. A facet typed by hand that means nothing is passed over."""
    known = choices()
    wanted = _wanted(request, known)
    found = library(actor, wanted)
    shown = {
        "list": found,
        "wanted": wanted,
        "choices": known,
        "regions": [(region, region) for region in known.regions],
        "chosen": _chosen(request, wanted, known),
        "clear": with_query(request, **dict.fromkeys(FACETS)),
        "file": with_query(request).replace(request.path, f"{request.path}file/", 1),
        "may_sort": actor.may(Permission.SORT_PRACTICES),
    }
    return render(
        request, "practices/library.html", frame(request, actor, "practices") | present.WORDS | shown
    )


@door(Permission.VIEW_PRACTICES)
def practices_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All that fit, as CSV. What a spreadsheet would take for a formula is kept as text."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    writer.writerows(
        [[cell(value) for value in _cells(line)] for line in every(actor, _wanted(request, choices()))]
    )
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="practices.csv"'
    return response


def _cells(line: PracticeLine) -> tuple[str, ...]:
    return (
        line.title,
        line.area_name,
        line.region,
        line.body_name,
        line.words,
        present.KINDS[line.kind],
        present.THEMES[line.theme],
        joined((present.PHASES[phase] for phase in line.phases), "; "),
        present.STATES[line.state],
        line.since,
        line.evidence,
        present.EVALUATIONS[line.evaluated],
        line.call_title,
        paragraph_words(line.source_paragraph),
        line.key,
    )


def _wanted(request: HttpRequest, known: Choices) -> Wanted:
    """What the address asks for, of what there is to choose from."""
    given = {name: request.GET.get(name, "").replace("\0", "")[:LONGEST] for name in request.GET}
    page = given.get("page", "1")
    offered: dict[str, Any] = _offered(known)
    facets = {name: given[name] for name in offered if given.get(name) in offered[name]}
    return Wanted(
        **facets,
        words=given.get("words", "").strip(),
        alike=given.get("alike", ""),
        sort=next((sort for sort in Sort if sort.value == given.get("sort")), Sort.AREA),
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
    )


def _offered(known: Choices) -> dict[str, Any]:
    """What each facet can be, code to name."""
    return {
        "area": dict(known.areas),
        "region": {region: region for region in known.regions},
        "phase": present.PHASES,
        "theme": present.THEMES,
        "state": present.STATES,
        "kind": present.KINDS,
        "evaluated": present.EVALUATIONS,
        "call": dict(known.calls),
    }


def _chosen(request: HttpRequest, wanted: Wanted, known: Choices) -> list[tuple[str, str]]:
    """What is filtered by now, each with the address without it."""
    offered = _offered(known)
    said = {name: offered[name][getattr(wanted, name)] for name in offered if getattr(wanted, name)}
    if wanted.words:
        said = {"words": f"“{wanted.words}”", **said}
    if wanted.alike:
        said["alike"] = "Told in nearly the same words"
    return [(text, with_query(request, **{name: None})) for name, text in said.items()]
