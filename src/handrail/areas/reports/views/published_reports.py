"""Published reports, for anybody: the list, an edition, its files, and where each entry comes from."""

import csv
import io
from typing import NamedTuple, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup

from handrail.areas.reports import presenters
from handrail.areas.reports.queries import published_editions
from handrail.areas.reports.queries.published_editions import EditionDetail, PublishedReportRow
from handrail.areas.reports.redaction import render_redactions
from handrail.areas.reports.report_document import PHASE_WORDS, STATE_WORDS, EntryProvenance
from handrail.platform.access.roles import Permission
from handrail.platform.documents import html
from handrail.platform.documents.document_tree import Block
from handrail.platform.documents.formats import FORMATS
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.kernel.spreadsheet_cells import escape_formula
from handrail.platform.ui.access_control import get_actor, public
from handrail.platform.ui.navigation import get_layout_context_for_anybody

WHOLE = "whole"
CSV_COLUMNS = (
    "section",
    "area",
    "body",
    "title",
    "words",
    "phases",
    "state",
    "since",
    "evidence",
    "source",
    "submission",
    "address",
)


class ReportsPageContext(TypedDict):
    """What reports/list.html shows. `editor`: the reader edits reports; `quoted`: the reader answers for quotes."""

    lines: tuple[PublishedReportRow, ...]
    editor: bool
    quoted: bool


@public("published reports are for everybody")
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What is published; for editors also what is not yet."""
    actor = get_actor(request)
    editor = actor is not None and actor.may(Permission.EDIT_REPORTS)
    quoted = actor is not None and actor.may(Permission.APPROVE_QUOTES)
    lines = published_editions.list_reports_with_newest_edition(unpublished=editor)
    shown: ReportsPageContext = {"lines": lines, "editor": editor, "quoted": quoted}
    return render(
        request,
        "reports/list.html",
        {**get_layout_context_for_anybody(request, get_actor(request), "reports"), **shown},
    )


@public("published reports are for everybody")
@require_safe
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest edition: a section a page, or the whole of it."""
    page = published_editions.find_edition_detail(slug)
    if page is None or request.GET.get("show") == WHOLE or request.GET.get("phase"):
        return _render_report_edition(request, page)
    return _render_report_section_page(request, page)


@public("an edition keeps its address for ever, for everybody")
@require_safe
def report_edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One edition, replaced or not."""
    return _render_report_edition(request, published_editions.find_edition_detail(slug, number))


@public("an edition's files are as public as its page")
@require_safe
def report_file(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponse:
    """A file as it was made when the edition was published."""
    known = next((each for each in FORMATS if each.code == form), None)
    found = published_editions.find_edition_file_bytes_and_hash(slug, number, form) if known else None
    if known is None or found is None:
        return _render_not_found(request)
    response = HttpResponse(found[0], content_type=known.media_type)
    response.headers["Content-Disposition"] = msg(
        'attachment; filename="{slug}-edition-{number}.{form}"', slug=slug, number=number, form=form
    )
    response.headers["ETag"] = f'"{found[1]}"'
    return response


@public("what an edition quotes is as public as its page")
@require_safe
def report_edition_entries_csv(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The entries of an edition, one a row."""
    page = published_editions.find_edition_detail(slug, number)
    if page is None:
        return _render_not_found(request)
    made = io.StringIO()
    rows = csv.writer(made)
    rows.writerow(CSV_COLUMNS)
    for entry in page.trail:
        rows.writerow([escape_formula(each) for each in _make_report_entry_csv_row(page, entry)])
    response = HttpResponse(made.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = msg(
        'attachment; filename="{slug}-edition-{number}.csv"', slug=slug, number=number
    )
    return response


class EntrySourcePageContext(TypedDict):
    """What reports/entry_source.html shows."""

    page: EditionDetail
    entry: EntryProvenance
    wording: Markup
    original: Markup
    phases: list[str]
    state: str
    taken_back: str


@public("where a published sentence comes from is for everybody")
@require_safe
def report_entry_source(request: HttpRequest, slug: str, number: int, anchor: str) -> HttpResponse:
    """The return and the source paragraph under one entry, as the edition kept them."""
    page = published_editions.find_edition_detail(slug, number)
    entry = page.entry(anchor) if page else None
    if page is None or entry is None:
        return _render_not_found(request)
    shown: EntrySourcePageContext = {
        "page": page,
        "entry": entry,
        "wording": html.render_runs(render_redactions(entry["wording"])),
        "original": html.render_runs(render_redactions(entry["original"])),
        "phases": [PHASE_WORDS[phase] for phase in entry["phases"]],
        "state": STATE_WORDS.get(entry["state"], ""),
        "taken_back": presenters.format_return_withdrawn_note(page.withdrawn[anchor])
        if anchor in page.withdrawn
        else "",
    }
    return render(
        request,
        "reports/entry_source.html",
        {**get_layout_context_for_anybody(request, get_actor(request), "reports"), **shown},
    )


class TableOfContentsLine(NamedTuple):
    """One line of the contents."""

    href: str
    text: str
    level: int
    current: bool


class EditionPageContext(TypedDict):
    """What reports/report.html shows. `part` is None on the page of the whole report."""

    page: EditionDetail
    part: presenters.ReportSectionOnItsOwnPage | None
    map: Markup
    contents: list[TableOfContentsLine]
    whole_href: str
    lead: Markup
    before_practices: Markup
    from_practices: Markup
    filters: list[tuple[str, str, bool]]
    files: list[tuple[str, ...]]


def _render_report_edition(request: HttpRequest, page: EditionDetail | None) -> HttpResponse:
    if page is None:
        return _render_not_found(request)
    chosen = request.GET.get("phase", "")
    chosen = chosen if chosen in PHASE_WORDS else ""
    before, rest = presenters.split_document_at_first_practice(page, chosen)
    contents = [
        TableOfContentsLine(f"#{one.anchor}", one.text, one.level, False) for one in page.document.contents()
    ]
    return _render_report_template(request, page, before, rest, chosen, contents)


def _render_report_section_page(request: HttpRequest, page: EditionDetail) -> HttpResponse:
    parts = presenters.split_report_into_section_pages(page.document.blocks)
    wanted = request.GET.get("section", "")
    part = next((each for each in parts if each.anchor == wanted), parts[0])
    before, rest = presenters.split_document_at_first_practice(page, "", part.blocks)
    contents = [
        TableOfContentsLine(
            f"?section={each.anchor}" if each.anchor else request.path,
            each.title,
            2,
            each.anchor == part.anchor,
        )
        for each in parts
    ]
    return _render_report_template(request, page, before, rest, "", contents, part)


def _render_report_template(
    request: HttpRequest,
    page: EditionDetail,
    before: tuple[Block, ...],
    rest: tuple[Block, ...],
    chosen: str,
    contents: list[TableOfContentsLine],
    part: presenters.ReportSectionOnItsOwnPage | None = None,
) -> HttpResponse:
    opening = part is not None and part.anchor == presenters.OPENING
    figure = presenters.find_area_map_figure(page.document.blocks) if opening else None
    shown: EditionPageContext = {
        "page": page,
        "part": part,
        "map": html.render_blocks((figure,)) if figure else Markup(),
        "contents": contents,
        "whole_href": f"?show={WHOLE}" if part else "",
        "lead": html.render_runs(page.document.lead),
        "before_practices": html.render_blocks(before),
        "from_practices": html.render_blocks(rest),
        "filters": presenters.make_nrm_phase_filter_links(page, chosen, request.path),
        "files": [
            (
                presenters.FILE_FORMAT_WORDS[f.format],
                reverse("report_file", args=[page.slug, page.number, f.format]),
                presenters.format_size_of_edition_file(f.size),
                f.sha256,
            )
            for f in page.files
        ],
    }
    return render(
        request,
        "reports/report.html",
        {**get_layout_context_for_anybody(request, get_actor(request), "reports"), **shown},
    )


def _make_report_entry_csv_row(page: EditionDetail, entry: EntryProvenance) -> tuple[str, ...]:
    return (
        entry["heading"],
        entry["area"],
        entry["body_name"],
        entry["title"],
        entry["wording"],
        join_texts((PHASE_WORDS[phase] for phase in entry["phases"]), "; "),
        STATE_WORDS.get(entry["state"], ""),
        entry["since"],
        entry["evidence"],
        entry["source"],
        str(entry["return_edition"] or ""),
        reverse("report_from", args=[page.slug, page.number, entry["anchor"]]),
    )


def _render_not_found(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "reports/not_there.html",
        get_layout_context_for_anybody(request, get_actor(request), "reports"),
        status=404,
    )
